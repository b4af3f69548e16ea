//! Three quarters of Tongzhou in a row, each planned from what the one before left behind.
#![cfg(feature = "solver")]
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly

use shangxia::{
    audit::audit,
    domain::{Fact, FactKind, Instance, Pins, Roster, Stint},
    engine::{Interrupt, Silent},
    format::{self, Source},
    rollover::{Options, rollover},
    rules::fair_share::Burden,
    solve,
};
use std::{path::PathBuf, time::Duration};

/// Two departments and the centre to which one of them sends a specialist: 19 doctors.
const UNITS: [&str; 3] = ["gim", "neuro", "north-team"];

fn open(path: &str) -> Source {
    Source::open(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// What a file of the instance is read as; nothing may be wrong with it.
fn read_again(instance: &Instance) -> Instance {
    let reading = format::read_instance(&Source::new("next.yaml", format::write_instance(instance)));
    assert!(reading.diagnostics.iter().all(|d| !d.is_error()), "{:#?}", reading.diagnostics);
    reading.value.expect("an instance")
}

/// The part of the alliance, by the rules of its pack and its own on fairness.
fn part_of_tongzhou() -> Instance {
    let mut instance = format::read_instance(&open("instances/tongzhou_2026q1.yaml")).value.unwrap();
    let stays = |unit: &str| UNITS.contains(&unit);
    instance.units.retain(|unit| stays(unit.id.as_str()));
    instance.doctors.retain(|doctor| stays(doctor.home.as_str()));
    instance.posts.retain(|post| stays(post.unit.as_str()));
    let ids: Vec<_> = instance.doctors.iter().map(|doctor| doctor.id.clone()).collect();
    for programme in &mut instance.programmes {
        programme.who.doctors.retain(|id| ids.contains(id));
    }
    instance.programmes.retain(|programme| stays(programme.host.as_str()) && !programme.who.doctors.is_empty());
    instance.history.duties.retain(|duty| ids.contains(&duty.doctor) && instance.posts.iter().any(|post| post.id == duty.post));
    instance.history.counts.retain(|counts| ids.contains(&counts.doctor));
    instance.history.stints.clear();
    instance.rules.entries.retain(|entry| entry.rule == "fair_share");
    (instance.quotas, instance.institutions, instance.requests) = (Vec::new(), Vec::new(), Vec::new());
    (instance.pins, instance.published) = (Pins::default(), None);
    instance
}

/// How far all those who share a burden are from what was due to them.
fn unfairness(instance: &Instance, of: Burden) -> u32 {
    let counted = instance.history.counts.iter().map(|counts| of.counted(counts));
    counted.map(|(borne, due)| borne.abs_diff(due.expect("a rule shares it"))).sum()
}

fn balance(instance: &Instance, doctor: &str) -> i64 {
    let counts = instance.history.counts.iter().find(|counts| counts.doctor.as_str() == doctor).unwrap();
    i64::from(counts.nights) - i64::from(counts.nights_due.unwrap())
}

/// The quarter after; of the last one of the year the weeks that are over before a year of which no holidays are known.
fn after(instance: &Instance, roster: &Roster) -> Instance {
    let weeks = (instance.horizon.end() >= "2026-10-05".parse().unwrap()).then_some(12);
    read_again(&rollover(instance, roster, &Options { weeks, calendar: None }).unwrap().instance)
}

/// Some have borne too much before, and others too little; one doctor is nursing through the first quarter;
/// and a stint of half a year begins in the first quarter and ends in the third.
#[test]
fn of_tongzhou_break_nothing_become_fairer_and_leave_a_half_year_stint_whole() {
    let mut instance = part_of_tongzhou();
    for (doctor, nights, weekends) in [("D016", 22, 13), ("D020", 8, 4), ("D024", 21, 4), ("D028", 9, 13)] {
        let counts = instance.history.counts.iter_mut().find(|counts| counts.doctor.as_str() == doctor).unwrap();
        (counts.nights, counts.weekends) = (nights, weekends);
    }
    let nursing = instance.doctors.iter_mut().find(|doctor| doctor.id.as_str() == "D026").unwrap();
    nursing.facts.push(Fact { kind: FactKind::Nursing, from: instance.horizon.start, to: instance.horizon.end() - chrono::Days::new(1) });
    instance.programmes.iter_mut().find(|programme| programme.id.as_str() == "clinic-north").unwrap().stint.max_weeks = 26;
    let half_year = Stint { doctor: "D023".into(), programme: "clinic-north".into(), first: "2026-02-16".parse().unwrap(), weeks: 26 };
    instance.pins.stints.push(half_year.clone());
    let mut instance = read_again(&instance);

    // Nobody did anything: what is due of what was before.
    let start = after(&instance, &Roster::default());
    let measure = |instance: &Instance| [Burden::Nights, Burden::Weekends].map(|of| unfairness(instance, of));
    let mut course = vec![measure(&start)];
    for quarter in 1..=3 {
        let options = solve::Options { time_limit: Duration::from_secs(10), deterministic: true, gap: 0.1, ..solve::Options::default() };
        let roster: Roster = solve::solve(&instance, &options, &Interrupt::default(), &Silent).expect("a roster").roster;
        let hard: Vec<_> = audit(&instance, &roster).unwrap().hard().map(|finding| finding.text.en.clone()).collect();
        assert!(hard.is_empty(), "quarter {quarter}: {hard:#?}");
        assert!(roster.stints.contains(&half_year), "quarter {quarter}");
        let next = after(&instance, &roster);
        assert_eq!(next.horizon.start, instance.horizon.end());
        assert!(next.history.stints.contains(&half_year), "quarter {quarter}");
        if quarter == 1 {
            let (before, now) = (balance(&start, "D026"), balance(&next, "D026"));
            assert!((before - now).abs() <= 1, "nothing is owed for a quarter of nursing: {before} before, {now} now");
        }
        course.push(measure(&next));
        instance = next;
    }
    println!("nights and weekends from what was due: {course:?}");
    let whole: Vec<u32> = course.iter().map(|measures| measures.iter().sum()).collect();
    assert!(whole[1..].iter().all(|later| later * 3 <= whole[0] * 2), "{course:?}");
    assert!(course[3][0] * 3 <= course[0][0] * 2, "{course:?}");
}
