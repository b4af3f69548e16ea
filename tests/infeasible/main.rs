//! Why is there no roster: contradictions planted on purpose are named, and every way out is one.
#![cfg(feature = "solver")]
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly

mod planted;
mod tongzhou;

use planted::{Planted, four_way, three_way, two_way, untouched};
use shangxia::{
    audit::audit,
    diagnose::infeasible::{Options, Reason, Why, infeasible, page},
    diagnostic::Lang,
    domain::{DoctorId, Instance},
    engine::{Interrupt, Silent},
    solve,
};
use std::collections::BTreeSet;

fn why(instance: &Instance) -> Why {
    let options = Options { time_limit: None, ..Options::default() };
    match infeasible(instance, &options, &Interrupt::default(), &Silent) {
        Ok(Reason::Contradiction(why)) => why,
        other => panic!("{other:?}"),
    }
}

/// What is not as planted: the entries, doctors and days named, and the ways out.
fn wrong(planted: &Planted) -> Vec<String> {
    let instance = planted.instance();
    let why = why(&instance);
    let mut wrong = Vec::new();
    let mut expect = |holds: bool, what: String| wrong.extend((!holds).then(|| format!("{}: {what}", planted.name)));
    let parts = &why.conflicts[0].parts;
    let named: BTreeSet<(&str, Vec<&str>)> =
        parts.iter().map(|part| (part.rule.as_str(), part.doctors.iter().map(DoctorId::as_str).collect())).collect();
    let expected: BTreeSet<(&str, Vec<&str>)> = planted.expected.iter().map(|(rule, doctors)| (*rule, doctors.to_vec())).collect();
    expect(why.conflicts.len() == 1, format!("{:#?}", why.conflicts));
    expect(named == expected, format!("{parts:#?}"));
    expect(parts.iter().all(|part| part.amount > 0), format!("{parts:#?}"));
    let dates: BTreeSet<String> = parts.iter().flat_map(|part| part.dates.iter().map(ToString::to_string)).collect();
    expect(planted.dates.is_empty() || dates == planted.dates.iter().map(|date| (*date).to_owned()).collect(), format!("{parts:#?}"));
    expect(why.complete && !why.ways.is_empty(), "no way out".to_owned());
    for way in &why.ways {
        let edited = way.apply(&instance);
        let options = solve::Options { gap: 1.0, deterministic: true, ..solve::Options::default() };
        let hard =
            solve::solve(&edited, &options, &Interrupt::default(), &Silent).map(|solution| audit(&edited, &solution.roster).unwrap().hard().count());
        expect(matches!(hard, Ok(0)), format!("{way:?}: {hard:?}"));
    }
    wrong
}

fn all_hold(planted: &[Planted]) {
    let wrong: Vec<String> = planted.iter().flat_map(wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn two_entries_that_contradict_are_named_with_ways_out() {
    all_hold(&two_way());
}

#[test]
fn three_entries_that_contradict_are_named_with_ways_out() {
    all_hold(&three_way());
}

#[test]
fn four_entries_that_contradict_are_named_with_ways_out() {
    all_hold(&four_way());
}

#[test]
fn the_alliance_itself_has_a_roster() {
    let reason = infeasible(&untouched().instance(), &Options::default(), &Interrupt::default(), &Silent);
    assert!(matches!(reason, Ok(Reason::Roster(_))));
}

#[test]
fn the_answer_is_told_in_both_languages() {
    for (name, planted) in [("night_spacing", &two_way()[0]), ("leave", &four_way()[0])] {
        let instance = planted.instance();
        let why = why(&instance);
        for (lang, code) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
            insta::assert_snapshot!(format!("{name}_{code}"), page(&why, &instance, lang));
        }
    }
}

/// Of two, three and four rules.
#[test]
fn in_an_alliance_of_real_size_they_are_named_as_well() {
    let asked = ["two nights a week in eighteen hours", "a consultation: both kept off", "a consultation: leave and kept off"];
    for planted in tongzhou::all().iter().filter(|planted| asked.contains(&planted.name)) {
        let (why, mut wrong) = planted.ask();
        wrong.extend(why.iter().flat_map(|why| planted.try_ways(why)));
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
    assert!(tongzhou::all().len() >= 20 && asked.iter().all(|name| tongzhou::all().iter().any(|planted| planted.name == *name)));
}
