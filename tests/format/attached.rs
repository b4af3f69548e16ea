//! Files that an instance names: calendars and published rosters.

use super::said;
use chrono::NaiveDate;
use shangxia::{
    domain::{Calendar, DayType, Instance},
    format::{Source, instance_hash, read_instance},
};
use std::{fs, path::Path};

const WARD: &str = include_str!("../../instances/ward_of_two.yaml");

/// What reading the small ward says, some of its text replaced and some files beside it.
fn read(replaced: (&str, &str), files: &[(&str, &str)]) -> (Option<Instance>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    assert!(WARD.contains(replaced.0), "{}", replaced.0);
    let path = folder.path().join("ward.yaml");
    fs::write(&path, WARD.replace(replaced.0, replaced.1)).expect("a file");
    let source = Source::open(&path).expect("a file");
    let reading = read_instance(&source);
    let text = said(&source, &reading.diagnostics).replace(&folder.path().display().to_string(), "FOLDER");
    (reading.value, text)
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

#[test]
fn the_calendar_file_of_2024_is_the_notice() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/calendars/cn-2024.yaml");
    let text = fs::read_to_string(path).expect("the file");
    let (instance, said) = read(("calendar: cn-2026", "calendar: { file: cn-2024.yaml }"), &[("cn-2024.yaml", &text)]);
    assert!(instance.is_none() && said.contains("calendar-gap"), "{said}");
    let moved = "calendar: { file: cn-2024.yaml }\nalliance: x\nhorizon: { start: 2024-01-01, weeks: 26 }\n";
    let small = format!("{moved}sites: []\nunits: []\nshifts: []\nposts: []\ndoctors: []\n");
    let (instance, said) = read((WARD, &small), &[("cn-2024.yaml", &text)]);
    let calendar = instance.unwrap_or_else(|| panic!("{said}")).calendar;
    assert!(matches!(calendar, Calendar::Own(_)));
    let first = day("2024-01-01");
    let workdays = |months: [u32; 3]| {
        let dates = first.iter_days().take(366).filter(|date| months.contains(&chrono::Datelike::month(date)));
        dates.filter(|date| calendar.day_type(*date) == DayType::Workday).count()
    };
    // Weekdays less days off plus weekend days worked, month by month: 22 + 18 + 21, 22 + 21 + 19, 23 + 22 + 21, 19 + 21 + 22.
    assert_eq!([[1, 2, 3], [4, 5, 6], [7, 8, 9], [10, 11, 12]].map(workdays), [61, 62, 66, 62]);
    assert_eq!(first.iter_days().take(366).filter(|date| calendar.is_statutory(*date)).count(), 11);
}

#[test]
fn a_mistake_in_a_calendar_file_is_told_with_file_line_and_column() {
    let file = "source: a notice\nfrom: 2026-01-01\nto: 2026-12-31\nholidays:\n  - { date: 2026-02-31, name: odd }\n";
    let (instance, said) = read(("calendar: cn-2026", "calendar: { file: odd.yaml }"), &[("odd.yaml", file)]);
    assert!(instance.is_none());
    assert!(said.contains("FOLDER/odd.yaml:5:13: "), "{said}");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let (instance, said) = read(("calendar: cn-2026", "calendar: { file: none.yaml }"), &[]);
    assert!(instance.is_none());
    assert!(said.contains("cannot read FOLDER/none.yaml") && said.contains("ward.yaml:"), "{said}");
}

#[test]
fn a_published_roster_is_part_of_the_instance() {
    let with = |roster: &str| read(("calendar: cn-2026", "calendar: cn-2026\npublished: old.yaml"), &[("old.yaml", roster)]);
    let post = &read(("calendar: cn-2026", "calendar: cn-2026"), &[]).0.expect("the ward").posts[0].id;
    let roster = |doctor: &str| format!("duties:\n  - {{ date: 2026-01-05, post: {post}, doctor: {doctor} }}\n");
    let (one, said) = with(&roster("D001"));
    let one = one.unwrap_or_else(|| panic!("{said}"));
    assert_eq!(one.published().expect("a roster").duties.len(), 1);
    let other = with(&roster("D002")).0.expect("an instance");
    assert_ne!(instance_hash(&one), instance_hash(&other), "the hash covers the published roster");
    let (none, said) = with(&roster("D999"));
    assert!(none.is_none() && said.contains("FOLDER/old.yaml:2:"), "{said}");
}
