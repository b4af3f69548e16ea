//! The roster workbook: written, totalled, changed by people, read back.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly

mod broken;
mod copy;
mod edited;
mod lists;
#[path = "../report/quarter.rs"]
#[allow(dead_code)] // the report's tests need more of it
mod quarter;
mod round_trip;
mod totals;

use shangxia::{
    audit::audit,
    diagnostic::Lang,
    domain::{Instance, Roster},
    format::{Source, read_instance, read_roster},
    report::{Timetable, xlsx},
};
use std::{fs, path::Path};

/// The workbook of a roster.
pub(crate) fn workbook(instance: &Instance, roster: &Roster, lang: Lang) -> Vec<u8> {
    let verdict = audit(instance, roster).unwrap();
    xlsx::workbook(&Timetable::new(instance, roster, &verdict), lang).unwrap()
}

/// An instance of the repository with the roster made for it.
pub(crate) fn solved(name: &str) -> (Instance, Roster) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |folder: &str| {
        let path = root.join(folder).join(format!("{name}.yaml"));
        Source::new(path.display().to_string(), fs::read_to_string(path).unwrap())
    };
    let instance = read_instance(&read("instances")).value.unwrap();
    let roster = read_roster(&read("solutions"), &instance).value.unwrap();
    (instance, roster)
}
