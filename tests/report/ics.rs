//! Calendars, read back by a parser that is not the writer's.

use crate::quarter::{Quarter, quarter};
use ical::{IcalParser, parser::ical::component::IcalEvent};
use shangxia::{
    audit::audit,
    diagnostic::Lang,
    domain::Roster,
    report::{
        Timetable,
        ics::{CalendarFile, calendars},
    },
};
use std::collections::BTreeMap;

fn events(file: &CalendarFile) -> Vec<IcalEvent> {
    let calendars: Vec<_> = IcalParser::new(file.text.as_bytes()).collect::<Result<_, _>>().expect(&file.name);
    assert_eq!(calendars.len(), 1, "{}", file.name);
    calendars.into_iter().flat_map(|calendar| calendar.events).collect()
}

fn value(event: &IcalEvent, name: &str) -> String {
    event.properties.iter().find(|property| property.name == name).and_then(|property| property.value.clone()).unwrap_or_default()
}

fn named<'a>(files: &'a [CalendarFile], name: &str) -> &'a CalendarFile {
    files.iter().find(|file| file.name == name).expect(name)
}

fn with(quarter: &Quarter, change: impl FnOnce(&mut Roster)) -> Timetable {
    let mut roster = quarter.roster.clone();
    change(&mut roster);
    roster.sort();
    let verdict = audit(&quarter.instance, &roster).unwrap();
    Timetable::new(&quarter.instance, &roster, &verdict)
}

/// What a phone holds after it has read versions one after the other.
fn phone(versions: &[&CalendarFile]) -> BTreeMap<String, IcalEvent> {
    let mut held: BTreeMap<String, IcalEvent> = BTreeMap::new();
    for event in versions.iter().flat_map(|file| events(file)) {
        let newer = |old: &IcalEvent| value(&event, "SEQUENCE").parse::<u32>().unwrap() > value(old, "SEQUENCE").parse::<u32>().unwrap();
        if held.get(&value(&event, "UID")).is_none_or(newer) {
            held.insert(value(&event, "UID"), event);
        }
    }
    held.retain(|_, event| value(event, "STATUS") != "CANCELLED");
    held
}

fn told(event: &IcalEvent) -> [String; 4] {
    ["DTSTART", "DTEND", "SUMMARY", "LOCATION"].map(|name| value(event, name))
}

#[test]
fn every_duty_and_stint_of_a_doctor_is_an_event_and_no_uid_stands_twice() {
    let quarter = quarter();
    let files = calendars(&quarter.timetable, None, 3, Lang::Zh);
    for doctor in &quarter.timetable.doctors {
        let events = events(named(&files, &format!("{}.ics", doctor.id)));
        assert_eq!(events.len(), doctor.duties.iter().flatten().count() + doctor.stints.len(), "{}", doctor.id);
        let uids: std::collections::BTreeSet<_> = events.iter().map(|event| value(event, "UID")).collect();
        assert_eq!(uids.len(), events.len(), "{}", doctor.id);
        assert!(events.iter().all(|event| value(event, "SEQUENCE") == "3" && value(event, "STATUS") == "CONFIRMED"));
    }
}

#[test]
fn a_night_begins_in_the_evening_of_shanghai_and_ends_the_next_morning() {
    let quarter = quarter();
    let night = quarter.roster.duties.iter().find(|duty| duty.post.as_str() == "er-night").unwrap();
    let files = calendars(&quarter.timetable, None, 0, Lang::En);
    let events = events(named(&files, &format!("{}.ics", night.doctor)));
    // 17:00 to 08:00 of the next day by the clock of the ward: 09:00 to 24:00 in UTC.
    let (begin, end) = (night.date.format("%Y%m%dT090000Z").to_string(), (night.date + chrono::Days::new(1)).format("%Y%m%dT000000Z").to_string());
    assert!(events.iter().any(|event| value(event, "DTSTART") == begin && value(event, "DTEND") == end), "{begin} {end}");
}

#[test]
fn a_stint_takes_whole_days_to_its_last_sunday() {
    let files = calendars(&quarter().timetable, None, 0, Lang::En);
    let events = events(named(&files, "D008.ics"));
    let stint = events.iter().find(|event| value(event, "DTSTART") == "20260112").unwrap();
    assert_eq!(value(stint, "DTEND"), "20260223");
    assert_eq!(value(stint, "TRANSP"), "TRANSPARENT");
}

#[test]
fn two_versions_after_each_other_leave_what_the_second_says() {
    let quarter = quarter();
    let (gone, moved) = (quarter.roster.duties[5].clone(), quarter.roster.duties[40].clone());
    let other = quarter.instance.doctors.iter().find(|doctor| doctor.id != moved.doctor).unwrap().id.clone();
    let second = with(&quarter, |roster| {
        roster.duties.retain(|duty| *duty != gone && *duty != moved);
        roster.duties.push(shangxia::domain::Duty { doctor: other.clone(), ..moved.clone() });
        roster.stints.retain(|stint| stint.doctor.as_str() != "D008");
    });
    let before = calendars(&quarter.timetable, None, 1, Lang::En);
    let after = calendars(&second, Some(&quarter.timetable), 2, Lang::En);
    let fresh = calendars(&second, None, 2, Lang::En);
    let mut changed = 0;
    for old in &before {
        let new = named(&after, &old.name);
        let held = phone(&[old, new]);
        let mut held: Vec<_> = held.values().map(told).collect();
        let mut meant: Vec<_> = fresh.iter().filter(|file| file.name == old.name).flat_map(events).map(|event| told(&event)).collect();
        held.sort();
        meant.sort();
        assert_eq!(held, meant, "{}", old.name);
        changed += usize::from(events(new).iter().any(|event| value(event, "STATUS") == "CANCELLED"));
    }
    assert!(changed > 0);
}

#[test]
fn another_post_on_the_same_day_is_the_same_event() {
    let quarter = quarter();
    let alone = |duty: &&shangxia::domain::Duty| {
        duty.post.as_str() == "er-day"
            && quarter.roster.duties.iter().filter(|other| other.doctor == duty.doctor && other.date == duty.date).count() == 1
    };
    let duty = quarter.roster.duties.iter().find(alone).unwrap().clone();
    let second = with(&quarter, |roster| {
        let place = roster.duties.iter_mut().find(|other| **other == duty).unwrap();
        place.post = "general-day".into();
    });
    let uid = |timetable: &Timetable, start: &str| {
        let files = calendars(timetable, None, 0, Lang::En);
        let start = duty.date.format(start).to_string();
        let events = events(named(&files, &format!("{}.ics", duty.doctor)));
        let event = events.iter().find(|event| value(event, "DTSTART") == start).unwrap();
        (value(event, "UID"), value(event, "SUMMARY"))
    };
    let (one, other) = (uid(&quarter.timetable, "%Y%m%dT000000Z"), uid(&second, "%Y%m%dT000000Z"));
    assert_eq!(one.0, other.0);
    assert_ne!(one.1, other.1);
}

#[test]
fn calendars_are_the_same_bytes_every_time_and_lines_are_short() {
    let quarter = quarter();
    let files = calendars(&quarter.timetable, None, 0, Lang::Zh);
    assert_eq!(files, calendars(&quarter.timetable, None, 0, Lang::Zh));
    assert!(files.iter().flat_map(|file| file.text.split("\r\n")).all(|line| line.len() <= 75 && !line.contains('\n')));
    assert!(files.iter().any(|file| file.name == "site-taihu.ics"));
}
