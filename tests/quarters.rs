//! Three quarters of Tongzhou in a row, each planned from what the one before left behind.
#![cfg(feature = "solver")]
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly

use shangxia::{
    audit::audit,
    domain::{Instance, Roster, Stint},
    engine::{Interrupt, Silent},
    format::{self, Source},
    rollover::{Options, rollover},
    rules::fair_share::Burden,
    solve,
};
use std::{path::PathBuf, time::Duration};

fn open(path: &str) -> Source {
    Source::open(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// What a file of the instance is read as; nothing may be wrong with it.
fn read_again(instance: &Instance) -> Instance {
    let reading = format::read_instance(&Source::new("next.yaml", format::write_instance(instance)));
    assert!(reading.diagnostics.iter().all(|d| !d.is_error()), "{:#?}", reading.diagnostics);
    reading.value.expect("an instance")
}

fn tongzhou() -> Instance {
    format::read_instance(&open("instances/tongzhou_2026q1.yaml")).value.unwrap()
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

/// Nights and weekend days before the start: in every unit some have borne too much, and others too little.
const BEFORE: [(&str, u32, u32); 10] = [
    ("D004", 26, 15),
    ("D005", 6, 3),
    ("D009", 27, 5),
    ("D012", 9, 16),
    ("D016", 22, 13),
    ("D020", 8, 4),
    ("D024", 21, 4),
    ("D028", 9, 13),
    ("D030", 26, 15),
    ("D034", 10, 4),
];

/// Besides, one doctor is nursing through the first quarter, and a stint of half a year begins in it and ends in the third.
#[test]
fn in_a_row_break_nothing_become_fairer_and_leave_a_half_year_stint_whole() {
    let mut instance = tongzhou();
    for (doctor, nights, weekends) in BEFORE {
        let counts = instance.history.counts.iter_mut().find(|counts| counts.doctor.as_str() == doctor).unwrap();
        (counts.nights, counts.weekends) = (nights, weekends);
    }
    let nursing = instance.doctors.iter_mut().find(|doctor| doctor.id.as_str() == "D031").unwrap();
    nursing.facts[0].to = instance.horizon.end() - chrono::Days::new(1);
    instance.programmes.iter_mut().find(|programme| programme.id.as_str() == "clinic-north").unwrap().stint.max_weeks = 26;
    let half_year = Stint { doctor: "D023".into(), programme: "clinic-north".into(), first: "2026-01-12".parse().unwrap(), weeks: 26 };
    instance.pins.stints.push(half_year.clone());

    // Nobody did anything: what is due of what was before.
    let start = after(&instance, &Roster::default());
    let measure = |instance: &Instance| [Burden::Nights, Burden::Weekends].map(|of| unfairness(instance, of));
    let mut course = vec![measure(&start)];
    for quarter in 1..=3 {
        let options = solve::Options { time_limit: Duration::from_secs(45), deterministic: true, ..solve::Options::default() };
        let roster: Roster = solve::solve(&instance, &options, &Interrupt::default(), &Silent).expect("a roster").roster;
        let hard: Vec<_> = audit(&instance, &roster).unwrap().hard().map(|finding| finding.text.en.clone()).collect();
        assert!(hard.is_empty(), "quarter {quarter}: {hard:#?}");
        assert!(roster.stints.contains(&half_year), "quarter {quarter}");
        let next = after(&instance, &roster);
        assert_eq!(next.horizon.start, instance.horizon.end());
        assert!(next.history.stints.contains(&half_year), "quarter {quarter}");
        if quarter == 1 {
            let (before, now) = (balance(&start, "D031"), balance(&next, "D031"));
            assert!((before - now).abs() <= 1, "nothing is owed for a quarter of nursing: {before} before, {now} now");
        }
        course.push(measure(&next));
        instance = next;
    }
    println!("nights and weekends from what was due: {course:?}");
    let whole: Vec<u32> = course.iter().map(|measures| measures.iter().sum()).collect();
    assert!(whole[1..].iter().all(|later| later * 3 <= whole[0] * 2), "{course:?}");
    assert!(whole[3] * 2 <= whole[0] && whole[3] < whole[1], "{course:?}");
}
