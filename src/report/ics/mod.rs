//! Calendars for phones: one for each doctor, one for each site (RFC 5545).
//!
//! An event keeps its UID from version to version: the first duty of a doctor on a day is the same
//! event whatever post it is on, so that a phone moves it instead of showing two. Times are in UTC:
//! Shanghai is eight hours ahead all year, and a phone shows them in its own zone.

mod event;

use super::{Timetable, words};
use crate::{
    diagnostic::{Lang, Text},
    text,
};
use event::{Entry, Key, Stamp};
use icalendar::{Calendar, Property};
use std::collections::BTreeMap;

/// A calendar with the name of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFile {
    /// `D017.ics`, `site-canal.ics`; made of letters, digits, `-`, `_` and `~`.
    pub name: String,
    /// Its content, lines ended by CR LF.
    pub text: String,
}

/// Calendars of everybody who has an event, then of every site that has one. Events of the roster
/// `before` that are gone are cancelled; `sequence` is the number of this version and must grow from
/// one to the next.
pub fn calendars(timetable: &Timetable, before: Option<&Timetable>, sequence: u32, lang: Lang) -> Vec<CalendarFile> {
    let stamp = Stamp::new(timetable, sequence);
    let mut files = Vec::new();
    for (position, doctor) in timetable.doctors.iter().enumerate() {
        let entries = |of: &Timetable| event::of_doctor(of, position, lang);
        let name = text!("{} 排班", "{} roster", doctor.id);
        files.extend(file(&file_name("", &doctor.id), &name, &entries(timetable), before.map(entries), &stamp, lang));
    }
    for site in &timetable.site_pages {
        let entries = |of: &Timetable| event::of_site(of, site.site, lang);
        let name = Text::new(format!("{} 排班", site.name.zh), format!("{} roster", site.name.en));
        files.extend(file(&file_name("site-", &site.id), &name, &entries(timetable), before.map(entries), &stamp, lang));
    }
    files
}

type Entries = BTreeMap<Key, Entry>;

fn file(path: &str, name: &Text, now: &Entries, before: Option<Entries>, stamp: &Stamp, lang: Lang) -> Option<CalendarFile> {
    let gone = before.unwrap_or_default().into_iter().filter(|(key, _)| !now.contains_key(key));
    let mut calendar = Calendar::empty();
    for (key, value) in [("VERSION", "2.0"), ("PRODID", "-//shangxia//roster//EN"), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")] {
        calendar.append_property(Property::new(key, value));
    }
    calendar.name(name.in_lang(lang)).timezone("Asia/Shanghai");
    for (key, entry) in gone {
        calendar.push(entry.event(&key, stamp, true));
    }
    for (key, entry) in now {
        calendar.push(entry.event(key, stamp, false));
    }
    (!calendar.is_empty()).then(|| CalendarFile { name: path.to_owned(), text: calendar.to_string() })
}

/// Whatever a file system might not take is written by number.
fn file_name(prefix: &str, id: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '_';
    let safe: String = id.chars().map(|letter| if plain(letter) { letter.to_string() } else { format!("~{:x}~", u32::from(letter)) }).collect();
    format!("{prefix}{safe}.ics")
}

/// Who does what, in one line.
fn post_title(timetable: &Timetable, post: usize, lang: Lang) -> String {
    let line = &timetable.posts[post];
    let unit = timetable.units.iter().find(|table| table.unit == line.unit);
    let place = unit.map_or("", |table| table.label.in_lang(lang));
    format!("{} · {place}", line.name.in_lang(lang))
}

fn stint_title(timetable: &Timetable, stint: usize, lang: Lang) -> String {
    let line = &timetable.stints[stint];
    let host = timetable.units.iter().find(|table| table.unit == line.host).map_or("", |table| table.label.in_lang(lang));
    let part = words::part_of_week(line.mode).map(|part| format!(" · {}", part.in_lang(lang))).unwrap_or_default();
    format!("{} · {host}{part}", words::direction(line.kind).in_lang(lang))
}
