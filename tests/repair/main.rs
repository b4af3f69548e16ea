//! Repair: events mend what they must and move nothing else; exchanges are judged; random absences
//! give the same report with any number of workers.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly
#![cfg(feature = "solver")]

mod events;
mod mended;
mod property;
mod stress;
mod swap;

use chrono::NaiveDate;
use shangxia::{
    domain::{Duty, Event, Events, Instance, Roster},
    engine::{Interrupt, Silent},
    format::{self, Source},
    repair::{self, Repaired, Unrepaired},
    solve::{self, solve},
};
use std::{path::Path, sync::OnceLock, time::Duration};

fn open(path: &str) -> Source {
    Source::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The town of eight doctors and its recorded roster.
fn town() -> (Instance, Roster) {
    let instance = format::read_instance(&open("instances/town_of_eight.yaml")).value.unwrap();
    let roster = format::read_roster(&open("solutions/town_of_eight.yaml"), &instance).value.unwrap();
    (instance, roster)
}

fn search(seconds: u64) -> solve::Options {
    solve::Options { time_limit: Duration::from_secs(seconds), deterministic: true, ..solve::Options::default() }
}

/// The ward and the centre with a roster.
fn ward() -> &'static (Instance, Roster) {
    static WARD: OnceLock<(Instance, Roster)> = OnceLock::new();
    WARD.get_or_init(|| {
        let reading = format::read_instance(&open("tests/fixtures/ward_and_centre.yaml"));
        let instance = reading.value.unwrap_or_else(|| panic!("{:#?}", reading.diagnostics));
        let roster = solve(&instance, &search(4), &Interrupt::default(), &Silent).expect("a roster").roster;
        (instance, roster)
    })
}

fn options() -> repair::Options {
    repair::Options { search: search(6), ..repair::Options::default() }
}

fn repair(instance: &Instance, roster: &Roster, events: &Events) -> Result<Repaired, Unrepaired> {
    repair::repair(instance, roster, events, &options(), &Interrupt::default(), &Silent)
}

/// Events of a file about a roster.
fn happened(text: &str, instance: &Instance, roster: &Roster) -> Events {
    let reading = format::read_events(&Source::new("events.yaml", text), instance, roster);
    reading.value.unwrap_or_else(|| panic!("{:#?}", reading.diagnostics))
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// What holds of every repaired roster: no hard finding, the penalty it states, days before the
/// announcement as published, and what happened is respected.
fn assert_mended(published: &Roster, events: &Events, repaired: &Repaired) {
    let (instance, roster) = (&repaired.instance, &repaired.roster);
    assert_eq!(repaired.verdict.hard().next(), None);
    assert_eq!(roster.provenance.as_ref().unwrap().penalty, repaired.verdict.penalty());
    let before = |roster: &Roster| -> Vec<Duty> { roster.duties.iter().filter(|duty| duty.date < repaired.announced).cloned().collect() };
    assert_eq!(before(roster), before(published), "days before the announcement");
    let ahead = |date: NaiveDate| date >= repaired.announced;
    for event in &events.events {
        let wrong = roster.duties.iter().filter(|duty| ahead(duty.date)).find(|duty| match event {
            Event::Ill(absence) => duty.doctor == absence.doctor && absence.from <= duty.date && duty.date <= absence.to,
            Event::Leaves(departure) => duty.doctor == departure.doctor && duty.date > departure.last,
            Event::Closed(closure) => {
                let post = instance.post(&duty.post).unwrap();
                let is_meant = closure.posts.contains(&post.id) || closure.units.contains(&post.unit);
                is_meant && closure.from <= duty.date && duty.date <= closure.to
            }
            Event::StintEnds(_) | Event::LeaveWithdrawn(_) => false,
        });
        assert_eq!(wrong, None, "{event:?}");
    }
    let read = format::read_instance(&Source::new("next.yaml", format::write_instance(instance)));
    assert_eq!(read.value.as_ref(), Some(instance), "{:#?}", read.diagnostics);
}
