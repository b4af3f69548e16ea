//! A search around a roster: what is concerned is mended, what is not stays, and it widens only
//! where it must.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly
#![cfg(feature = "solver")]

use chrono::NaiveDate;
use shangxia::{
    audit::audit,
    domain::{Duty, DutyPin, Fact, FactKind, Instance, Roster},
    engine::{Interrupt, Observer, Silent, Snapshot},
    format::{self, Source},
    solve::{Area, Focus, NoRoster, Options, around},
};
use std::{path::Path, sync::Mutex, time::Duration};

fn of(name: &str) -> (Instance, Roster) {
    let open = |folder: &str| Source::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(name)).unwrap();
    let instance = format::read_instance(&open("instances")).value.unwrap();
    let roster = format::read_roster(&open("solutions"), &instance).value.unwrap();
    (instance, roster)
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn options() -> Options {
    Options { time_limit: Duration::from_secs(20), deterministic: true, whole_up_to: 0, ..Options::default() }
}

fn ill(instance: &mut Instance, doctor: &str, from: &str, to: &str) {
    let doctor = instance.doctors.iter_mut().find(|known| known.id.as_str() == doctor).unwrap();
    doctor.facts.push(Fact { kind: FactKind::Sick, from: date(from), to: date(to) });
}

/// Remembers the stages of a search.
#[derive(Default)]
struct Stages(Mutex<Vec<String>>);

impl Observer for Stages {
    fn stage(&self, _zh: &str, en: &str) {
        self.0.lock().unwrap().push(en.to_owned());
    }
    fn news(&self, _snapshot: Snapshot) {}
}

/// D003 of the town is ill for a week; the focus is that week in the centre.
fn absence() -> (Instance, Roster, Focus) {
    let (mut instance, roster) = of("town_of_eight.yaml");
    ill(&mut instance, "D003", "2026-05-11", "2026-05-17");
    let area = Area { people: ["D003".into()].into(), units: ["centre".into()].into(), days: 35..42, stints: false };
    let focus = Focus { areas: vec![area], short: i64::MAX };
    (instance, roster, focus)
}

#[test]
fn what_is_concerned_is_decided_anew_and_what_is_not_stays() {
    let (instance, roster, focus) = absence();
    let stages = Stages::default();
    let found = around(&instance, &roster, &focus, &options(), &Interrupt::default(), &stages).expect("a roster").roster;
    let verdict = audit(&instance, &found).unwrap();
    assert_eq!(verdict.hard().next(), None);
    assert_eq!(found.provenance.as_ref().unwrap().penalty, verdict.penalty());
    let inside = |duty: &&Duty| focus.areas[0].days.contains(&(instance.horizon.day(duty.date) as usize));
    let ill = |duty: &&Duty| duty.doctor.as_str() == "D003" && inside(duty);
    assert!(roster.duties.iter().any(|duty| ill(&duty)) && !found.duties.iter().any(|duty| ill(&duty)));
    let outside = |roster: &Roster| roster.duties.iter().filter(|duty| !inside(duty)).cloned().collect::<Vec<_>>();
    assert_eq!(outside(&found), outside(&roster));
    assert_eq!(stages.0.into_inner().unwrap(), ["building the model", "solving for the people and days concerned"]);
}

#[test]
fn it_widens_while_more_is_short_than_is_accepted() {
    let (instance, roster, focus) = absence();
    let stages = Stages::default();
    let focus = Focus { short: 0, ..focus };
    let found = around(&instance, &roster, &focus, &options(), &Interrupt::default(), &stages).expect("a roster").roster;
    assert_eq!(audit(&instance, &found).unwrap().hard().next(), None);
    // The town is short of specialists whatever is done, and nothing is searched beyond those who could stand in.
    assert_eq!(stages.0.into_inner().unwrap().len(), 4);
}

#[test]
fn the_same_search_gives_the_same_roster_whatever_the_workers() {
    let (instance, roster, focus) = absence();
    let found = |workers| around(&instance, &roster, &focus, &Options { workers, ..options() }, &Interrupt::default(), &Silent).unwrap().roster;
    assert_eq!(format::write_roster(&found(1)), format::write_roster(&found(3)));
}

#[test]
fn a_small_program_is_searched_to_the_end_and_what_cannot_be_is_named() {
    let (mut instance, roster) = of("ward_of_two.yaml");
    // D002 cannot be on duty round the clock for two days.
    for (date_of, post) in [("2026-01-08", "ward-day"), ("2026-01-08", "ward-night"), ("2026-01-09", "ward-day")] {
        instance.pins.duties.push(DutyPin { doctor: "D002".into(), date: date(date_of), post: post.into(), on: true });
    }
    let options = Options { whole_up_to: 3_000, ..options() };
    let focus = Focus { areas: vec![Area { days: 3..4, ..Area::default() }], short: i64::MAX };
    let Err(NoRoster::Contradiction(culprits)) = around(&instance, &roster, &focus, &options, &Interrupt::default(), &Silent) else {
        panic!("there is no such roster")
    };
    assert!(culprits.iter().any(|culprit| culprit.part("d") == Some("D002")), "{culprits:?}");
}
