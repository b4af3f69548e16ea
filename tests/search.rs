//! The staged search: what it hands out holds before the auditor, its bound is one, and neither
//! the number of workers nor a second run changes a byte.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly
#![cfg(feature = "solver")]

use shangxia::{
    audit::audit,
    domain::{Duty, Instance, Roster},
    engine::{Interrupt, Silent},
    format::{self, Source},
    solve::{Options, solve},
};
use std::time::Duration;

/// The town of eight doctors over its first three weeks.
fn town() -> Instance {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/instances/town_of_eight.yaml");
    let mut instance = format::read_instance(&Source::from_bytes(path.to_owned(), std::fs::read(path).unwrap())).value.unwrap();
    instance.horizon.weeks = 3;
    instance
}

/// A search in stages that never looks at the clock, however small the program.
fn options() -> Options {
    Options { time_limit: Duration::from_secs(10), deterministic: true, whole_up_to: 0, ..Options::default() }
}

fn found(instance: &Instance, options: &Options) -> Roster {
    solve(instance, options, &Interrupt::default(), &Silent).expect("a roster").roster
}

fn staged(instance: &Instance, workers: usize) -> Roster {
    found(instance, &Options { workers, ..options() })
}

#[test]
fn a_staged_roster_stands_up_to_the_auditor_and_tells_the_truth_about_itself() {
    let instance = town();
    let roster = staged(&instance, 2);
    let verdict = audit(&instance, &roster).unwrap();
    assert_eq!(verdict.hard().next(), None);
    let provenance = roster.provenance.unwrap();
    assert_eq!(provenance.penalty, verdict.penalty());
    let bound = provenance.bound.expect("the weekly form has a bound");
    assert!(0 < bound && bound <= provenance.penalty, "bound {bound}, penalty {}", provenance.penalty);
}

#[test]
fn neither_workers_nor_a_second_run_change_the_roster() {
    let instance = town();
    let first = format::write_roster(&staged(&instance, 1));
    assert_eq!(first, format::write_roster(&staged(&instance, 1)));
    assert_eq!(first, format::write_roster(&staged(&instance, 3)));
}

#[test]
fn a_search_from_a_roster_never_ends_behind_it_and_mends_an_edited_one() {
    let instance = town();
    let mut begin = staged(&instance, 2);
    let penalty = begin.provenance.take().unwrap().penalty;
    let from = |roster: &Roster| found(&instance, &Options { from: Some(roster.clone()), ..options() });
    assert!(from(&begin).provenance.unwrap().penalty <= penalty);
    // Somebody's duty twice a day, and another's crossed out.
    let mut edited = begin.clone();
    let first = edited.duties.remove(0);
    let twin = edited.duties.iter().find(|duty| duty.date == first.date).expect("a second duty on that day").doctor.clone();
    edited.duties.push(Duty { doctor: twin, ..first });
    assert!(audit(&instance, &edited).unwrap().penalty() > penalty || audit(&instance, &edited).unwrap().hard().next().is_some());
    let mended = from(&edited);
    assert_eq!(audit(&instance, &mended).unwrap().hard().next(), None);
}
