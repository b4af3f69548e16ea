//! The rosters in `solutions/`: audited again, and their provenance held against the truth. And
//! what the auditor must refuse: one changed cell.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly

use chrono::Days;
use shangxia::{
    audit::audit,
    domain::{Duty, Instance, Roster},
    format::{self, Source},
};
use std::{fs, path::PathBuf};

const NAMES: &[&str] = &["ward_of_two", "town_of_eight", "tongzhou_2026q1"];

fn source(folder: &str, name: &str) -> Source {
    let file: PathBuf = [env!("CARGO_MANIFEST_DIR"), folder, &format!("{name}.yaml")].iter().collect();
    Source::from_bytes(format!("{folder}/{name}"), fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display())))
}

fn pair(name: &str) -> (Instance, Roster) {
    let instance = format::read_instance(&source("instances", name)).value.expect(name);
    let roster = format::read_roster(&source("solutions", name), &instance).value.expect(name);
    (instance, roster)
}

#[test]
fn every_solution_stands_up_to_the_auditor_and_tells_the_truth_about_itself() {
    for name in NAMES {
        let (instance, roster) = pair(name);
        let verdict = audit(&instance, &roster).expect(name);
        let hard: Vec<_> = verdict.hard().map(|finding| &finding.text.en).collect();
        assert!(hard.is_empty(), "{name}: {hard:#?}");
        let provenance = roster.provenance.as_ref().expect(name);
        assert_eq!(provenance.instance, format::instance_hash(&instance), "{name}: made from another instance");
        assert_eq!(provenance.penalty, verdict.penalty(), "{name}");
        assert_eq!(provenance.penalty_by_rule, verdict.penalty_by_rule(), "{name}");
        assert_eq!(provenance.penalty_by_priority, verdict.penalty_by_priority(), "{name}");
        assert!(provenance.bound.is_none_or(|bound| bound <= provenance.penalty), "{name}: the bound is above the penalty");
        assert_eq!(provenance.pack, verdict.pack, "{name}");
    }
}

#[test]
fn a_solution_is_written_as_it_was_read() {
    for name in NAMES {
        let (_, roster) = pair(name);
        let text =
            String::from_utf8(fs::read([env!("CARGO_MANIFEST_DIR"), "solutions", &format!("{name}.yaml")].iter().collect::<PathBuf>()).unwrap())
                .unwrap();
        assert_eq!(format::write_roster(&roster), text, "{name}");
    }
}

/// One cell changed by hand: a day shift right after somebody's night.
#[test]
fn a_day_after_a_night_is_refused_with_doctor_date_rule_and_amount() {
    let (instance, mut roster) = pair("tongzhou_2026q1");
    let is_night = |duty: &&Duty| instance.shift_of(&duty.post).is_some_and(|shift| shift.kind.is_night());
    let taken = |duty: &Duty, date| roster.duties.iter().any(|other| other.doctor == duty.doctor && other.date == date);
    let (night, post, date) = roster
        .duties
        .iter()
        .filter(is_night)
        .find_map(|night| {
            let date = night.date + Days::new(1);
            let home = &instance.doctor(&night.doctor)?.home;
            let open = |post: &&shangxia::domain::Post| {
                post.unit == *home && instance.shift_of(&post.id).is_some_and(|s| !s.kind.is_night()) && instance.need_on(post, date).is_some()
            };
            let post = instance.posts.iter().find(open)?;
            (!taken(night, date)).then(|| (night.clone(), post.id.clone(), date))
        })
        .expect("a night with a free day after it");
    roster.duties.push(Duty { date, post: post.clone(), doctor: night.doctor.clone() });
    let verdict = audit(&instance, &roster).unwrap();
    let finding = verdict.hard().find(|finding| finding.rule == "post_call_rest").expect("a finding of post_call_rest");
    assert_eq!((finding.doctor.as_ref(), finding.date), (Some(&night.doctor), Some(date)));
    assert!(finding.amount > 0 && finding.text.en.contains(night.doctor.as_str()), "{finding:?}");
}

/// One cell taken away: a shortage the roster does not own up to.
#[test]
fn a_missing_duty_changes_the_penalty_the_roster_states() {
    let (instance, mut roster) = pair("tongzhou_2026q1");
    let stated = roster.provenance.as_ref().unwrap().penalty;
    let duty = roster.duties.remove(roster.duties.len() / 2);
    let verdict = audit(&instance, &roster).unwrap();
    assert_ne!(verdict.penalty(), stated, "without {duty:?}");
}
