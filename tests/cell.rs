//! Why this cell, why me: alternatives are forced, solved around, and told by the auditor.
#![cfg(feature = "solver")]
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly

use shangxia::{
    audit::audit,
    diagnose::cell::{Alternative, Answer, Options, Outcome, Question, Unanswered, answer, page},
    diagnostic::Lang,
    domain::{Instance, Roster},
    engine::{Interrupt, Silent},
    format::{Source, read_instance, read_roster},
};
use std::{path::Path, time::Duration};

fn of(name: &str) -> (Instance, Roster) {
    let open = |folder: &str| Source::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(name)).unwrap();
    let instance = read_instance(&open("instances")).value.unwrap();
    let roster = read_roster(&open("solutions"), &instance).value.unwrap();
    (instance, roster)
}

fn ask(instance: &Instance, roster: &Roster, question: &Question) -> Answer {
    let options = Options { deterministic: true, time_limit: Duration::from_secs(3), ..Options::default() };
    answer(instance, roster, question, &options, &Interrupt::default(), &Silent).unwrap()
}

fn cost(alternative: &Alternative) -> Option<i64> {
    match &alternative.outcome {
        Outcome::Costs { penalty, .. } => Some(*penalty),
        _ => None,
    }
}

/// Every roster that is offered is one the auditor accepts, with the penalty that is told.
fn audited(instance: &Instance, roster: &Roster, answer: &Answer) {
    let was = audit(instance, roster).unwrap();
    for alternative in &answer.alternatives {
        if let Outcome::Costs { roster, penalty, differences, .. } = &alternative.outcome {
            let verdict = audit(instance, roster).unwrap();
            assert_eq!(verdict.hard().count(), was.hard().count(), "{:?}", alternative.what);
            assert_eq!(differences.iter().map(|one| one.penalty).sum::<i64>(), *penalty, "{:?}", alternative.what);
        }
    }
}

#[test]
fn a_duty_less_costs_what_the_auditor_says_and_who_could_take_it_is_ranked() {
    let (instance, roster) = of("ward_of_two.yaml");
    let duty = roster.duties.iter().find(|duty| duty.post.as_str() == "ward-night").unwrap();
    let answer = ask(&instance, &roster, &Question::Day { doctor: duty.doctor.clone(), date: duty.date });
    audited(&instance, &roster, &answer);
    assert!(cost(&answer.alternatives[0]).is_some_and(|cost| cost >= 0), "{:#?}", answer.alternatives);
    assert!(answer.substitutes.len() <= 2 && answer.substitutes.iter().all(|one| one.doctor != duty.doctor), "two duties, one other doctor");
    assert!(answer.substitutes.windows(2).all(|pair| pair[0].broken.len() <= pair[1].broken.len()), "those who may come first");
}

#[test]
fn what_no_roster_allows_is_said_with_the_entries_against_it() {
    let (mut instance, roster) = of("ward_of_two.yaml");
    instance.doctors[0].facts = serde_json::from_value(serde_json::json!([{ "kind": "leave", "from": "2026-01-07", "to": "2026-01-07" }])).unwrap();
    let mut roster = roster;
    roster.duties.retain(|duty| duty.doctor.as_str() != "D001" || duty.date.to_string() != "2026-01-07");
    let answer = ask(&instance, &roster, &Question::Day { doctor: "D001".into(), date: "2026-01-07".parse().unwrap() });
    let Outcome::Impossible(conflict) = &answer.alternatives[0].outcome else { panic!("{:#?}", answer.alternatives) };
    let rules: Vec<&str> = conflict.parts.iter().map(|part| part.rule.as_str()).collect();
    assert_eq!(rules, ["availability", "pin"]);
    assert_eq!(answer.alternatives[0].broken[0].rule, "availability");
}

#[test]
fn who_has_not_the_skill_cannot_fill_a_post_and_who_has_it_comes_another_day() {
    let (instance, roster) = of("town_of_eight.yaml");
    let answer = ask(&instance, &roster, &Question::Shortage { post: "paediatrics".into(), date: None });
    assert!(!answer.substitutes.is_empty() && answer.substitutes.iter().all(|one| !one.broken.is_empty()), "{:#?}", answer.substitutes);
    for alternative in &answer.alternatives {
        let has_the_skill = alternative.what.en.contains("D101");
        assert_eq!(matches!(alternative.outcome, Outcome::Impossible(_)), !has_the_skill, "{:?}", alternative.what);
        assert_eq!(cost(alternative).is_some(), has_the_skill, "{:?}", alternative.what);
    }
}

#[test]
fn a_cost_is_that_against_the_same_neighbourhood_at_its_best() {
    // Duties exchanged so that the roster is dearer than need be: who asks is not told of that as a gain.
    let (instance, roster) = of("ward_of_two.yaml");
    let before = audit(&instance, &roster).unwrap();
    let dearer = roster.duties.iter().enumerate().find_map(|(place, duty)| {
        let mut other = roster.clone();
        other.duties[place].doctor = instance.doctors.iter().find(|doctor| doctor.id != duty.doctor)?.id.clone();
        let verdict = audit(&instance, &other).ok()?;
        (verdict.hard().count() == before.hard().count() && verdict.penalty() > before.penalty()).then_some((other, duty.date))
    });
    let (dearer, date) = dearer.expect("some exchange that is allowed and costs something");
    for doctor in &instance.doctors {
        let answer = ask(&instance, &dearer, &Question::Day { doctor: doctor.id.clone(), date });
        assert!(answer.alternatives.iter().filter_map(cost).all(|cost| cost >= 0), "{:#?}", answer.alternatives);
    }
}

#[test]
fn who_may_take_a_place_comes_before_who_may_not_even_if_that_is_cheaper() {
    let (instance, roster) = of("town_of_eight.yaml");
    let options = Options { deterministic: true, time_limit: Duration::from_millis(200), ..Options::default() };
    let mut is_mixed = false;
    for duty in roster.duties.iter().step_by(7) {
        let question = Question::Day { doctor: duty.doctor.clone(), date: duty.date };
        let answer = answer(&instance, &roster, &question, &options, &Interrupt::default(), &Silent).unwrap();
        assert!(answer.substitutes.is_sorted_by_key(|one| one.broken.len()), "{:#?}", answer.substitutes);
        let (free, barred): (Vec<_>, Vec<_>) = answer.substitutes.iter().partition(|one| one.broken.is_empty());
        is_mixed |= free.iter().any(|free| barred.iter().any(|barred| barred.penalty < free.penalty));
        if is_mixed {
            return;
        }
    }
    panic!("nobody who may not come is cheaper than who may");
}

#[test]
fn a_stint_can_be_asked_about() {
    let (instance, roster) = of("town_of_eight.yaml");
    let answer = ask(&instance, &roster, &Question::Stint { doctor: "D101".into() });
    audited(&instance, &roster, &answer);
    assert!(!answer.alternatives.is_empty());
}

#[test]
fn a_question_about_nobody_or_nothing_is_refused() {
    let (instance, roster) = of("ward_of_two.yaml");
    let refused = |question: &Question| {
        matches!(answer(&instance, &roster, question, &Options::default(), &Interrupt::default(), &Silent), Err(Unanswered::Nothing(_)))
    };
    assert!(refused(&Question::Day { doctor: "D009".into(), date: "2026-01-07".parse().unwrap() }));
    assert!(refused(&Question::Day { doctor: "D001".into(), date: "2026-03-07".parse().unwrap() }));
    assert!(refused(&Question::Shortage { post: "ward-day".into(), date: Some("2026-01-10".parse().unwrap()) }));
}

#[test]
fn the_answer_is_told_in_both_languages() {
    let (instance, roster) = of("ward_of_two.yaml");
    let answer = ask(&instance, &roster, &Question::Day { doctor: "D002".into(), date: "2026-01-08".parse().unwrap() });
    for (lang, code) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        insta::assert_snapshot!(format!("ward_{code}"), page(&answer, &instance, lang));
    }
}
