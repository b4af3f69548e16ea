//! Formats of others: benchmark files that become instances, rosters that become tables.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly

mod broken;
mod count;
mod import;
mod table;

use shangxia::{
    domain::{Duty, Instance, Roster},
    exchange::read_shift_scheduling,
};
use std::{fs, path::PathBuf};

fn path(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "exchange", name].iter().collect()
}

fn text(name: &str) -> String {
    fs::read_to_string(path(name)).expect(name)
}

fn imported(name: &str) -> Instance {
    read_shift_scheduling(name, &text(name)).unwrap_or_else(|wrong| panic!("{name}: {wrong:#?}"))
}

/// The shift of each person on each day, by position; none: a day off.
type Cells = Vec<Vec<Option<usize>>>;

fn roster(instance: &Instance, cells: &Cells) -> Roster {
    let mut roster = Roster::default();
    for (doctor, days) in instance.doctors.iter().zip(cells) {
        for (day, shift) in days.iter().enumerate() {
            let date = instance.horizon.date(day as i64);
            roster.duties.extend(shift.map(|shift| Duty { date, post: instance.posts[shift].id.clone(), doctor: doctor.id.clone() }));
        }
    }
    roster.sort();
    roster
}
