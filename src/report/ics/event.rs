//! One event: what it is, where and when, and the name it keeps from version to version.

use super::{post_title, stint_title};
use crate::{diagnostic::Lang, report::Timetable};
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use icalendar::{Component as _, Event, EventLike as _, EventStatus};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// What makes an event the same one in the next version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// A doctor's duty: the date, and which of the day it is.
    Duty { doctor: String, date: NaiveDate, number: usize },
    /// A doctor's stint: its programme and first Monday.
    Stint { doctor: String, programme: String, first: NaiveDate },
    /// A place on a post of a site: the date, and which of the places it is.
    Place { post: String, date: NaiveDate, number: usize },
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum When {
    /// From and to.
    Time(DateTime<Utc>, DateTime<Utc>),
    /// First day, and the day after the last.
    Days(NaiveDate, NaiveDate),
}

/// What stands in the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    when: When,
    title: String,
    place: String,
    note: String,
}

/// What all events of a version share.
pub(super) struct Stamp {
    alliance: String,
    sequence: u32,
    at: DateTime<Utc>,
}

impl Stamp {
    /// The stamp is the first midnight of the plan and a second for each version, so that it grows
    /// with them and the same input gives the same bytes.
    pub(super) fn new(timetable: &Timetable, sequence: u32) -> Self {
        let first = timetable.days.first().map_or(NaiveDate::MIN, |day| day.date);
        Self { alliance: timetable.alliance.zh.clone(), sequence, at: utc(first, 0) + Duration::seconds(i64::from(sequence)) }
    }
}

/// Shanghai is eight hours ahead of UTC, without summer time.
fn utc(date: NaiveDate, minutes: i64) -> DateTime<Utc> {
    (date.and_time(NaiveTime::MIN) + Duration::minutes(minutes) - Duration::hours(8)).and_utc()
}

impl Key {
    /// The same for the same event of the same alliance, and nothing else.
    fn uid(&self, alliance: &str) -> String {
        let words = match self {
            Self::Duty { doctor, date, number } => ["duty", doctor, &date.to_string(), &number.to_string()].join("\n"),
            Self::Stint { doctor, programme, first } => ["stint", doctor, programme, &first.to_string()].join("\n"),
            Self::Place { post, date, number } => ["place", post, &date.to_string(), &number.to_string()].join("\n"),
        };
        let digest: [u8; 32] = Sha256::digest(format!("{alliance}\n{words}").as_bytes()).into();
        let half = digest.iter().take(16).fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
        format!("{half:032x}@shangxia")
    }
}

impl Entry {
    pub(super) fn event(&self, key: &Key, stamp: &Stamp, is_gone: bool) -> Event {
        let mut event = Event::with_uid(&key.uid(&stamp.alliance));
        event.summary(&self.title).sequence(stamp.sequence).timestamp(stamp.at);
        if !self.place.is_empty() {
            event.location(&self.place);
        }
        if !self.note.is_empty() {
            event.description(&self.note);
        }
        match self.when {
            When::Time(from, to) => event.starts(from).ends(to),
            // Being on a stint does not make a doctor busy at every hour.
            When::Days(first, after) => event.starts(first).ends(after).add_property("TRANSP", "TRANSPARENT"),
        };
        event.status(if is_gone { EventStatus::Cancelled } else { EventStatus::Confirmed });
        event.done()
    }
}

fn duty(timetable: &Timetable, post: usize, day: usize, lang: Lang) -> Entry {
    let (line, date) = (&timetable.posts[post], timetable.days[day].date);
    let unit = timetable.units.iter().find(|table| table.unit == line.unit);
    Entry {
        when: When::Time(utc(date, line.start.0), utc(date, line.start.0 + line.length)),
        title: post_title(timetable, post, lang),
        place: unit.map(|table| table.title().in_lang(lang).to_owned()).unwrap_or_default(),
        note: line.shift_name.in_lang(lang).to_owned(),
    }
}

fn stint(timetable: &Timetable, number: usize, lang: Lang) -> (Key, Entry) {
    let line = &timetable.stints[number];
    let doctor = timetable.doctors[line.doctor].id.clone();
    let key = Key::Stint { doctor, programme: line.programme_id.clone(), first: line.first };
    let entry = Entry {
        when: When::Days(line.first, line.last + chrono::Days::new(1)),
        title: stint_title(timetable, number, lang),
        place: timetable.units.iter().find(|table| table.unit == line.host).map(|table| table.title().in_lang(lang).to_owned()).unwrap_or_default(),
        note: line.programme.in_lang(lang).to_owned(),
    };
    (key, entry)
}

pub(super) fn of_doctor(timetable: &Timetable, doctor: usize, lang: Lang) -> BTreeMap<Key, Entry> {
    let line = &timetable.doctors[doctor];
    let mut entries: BTreeMap<Key, Entry> = line.stints.iter().map(|number| stint(timetable, *number, lang)).collect();
    for (day, posts) in line.duties.iter().enumerate() {
        for (number, post) in posts.iter().enumerate() {
            let key = Key::Duty { doctor: line.id.clone(), date: timetable.days[day].date, number };
            entries.insert(key, duty(timetable, *post, day, lang));
        }
    }
    entries
}

/// Duties on the posts of a site with the doctor in the title, and stints to it.
pub(super) fn of_site(timetable: &Timetable, site: usize, lang: Lang) -> BTreeMap<Key, Entry> {
    let Some(page) = timetable.site_pages.iter().find(|page| page.site == site) else { return BTreeMap::new() };
    let mut entries = BTreeMap::new();
    for number in &page.received {
        let (key, entry) = stint(timetable, *number, lang);
        let title = format!("{} {}", timetable.doctors[timetable.stints[*number].doctor].id, entry.title);
        entries.insert(key, Entry { title, ..entry });
    }
    for doctor in &timetable.doctors {
        for (day, posts) in doctor.duties.iter().enumerate() {
            for post in posts.iter().copied().filter(|post| page.units.contains(&timetable.posts[*post].unit)) {
                let place = |number| Key::Place { post: timetable.posts[post].id.clone(), date: timetable.days[day].date, number };
                // Duties on one post and day are fewer than the doctors.
                let free = (0..timetable.doctors.len() * posts.len()).map(place).find(|key| !entries.contains_key(key));
                let entry = duty(timetable, post, day, lang);
                let title = format!("{} {}", doctor.id, entry.title);
                entries.extend(free.map(|key| (key, Entry { title, ..entry })));
            }
        }
    }
    entries
}
