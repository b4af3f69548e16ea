//! The next quarter: what goes on, what is cleared, and three horizons of Tongzhou in a row.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly

use chrono::{Days, NaiveDate};
use shangxia::{
    domain::{Calendar, DayType, Instance, OwnCalendar, PostKind, Roster, Stint},
    format::{self, Source},
    rollover::{Options, Refusal, rollover},
};
use std::{collections::BTreeSet, fs, path::PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn tongzhou() -> (Instance, Roster) {
    let open = |folder: &str| Source::open(&root().join(folder).join("tongzhou_2026q1.yaml")).unwrap();
    let instance = format::read_instance(&open("instances")).value.unwrap();
    let roster = format::read_roster(&open("solutions"), &instance).value.unwrap();
    (instance, roster)
}

fn next(instance: &Instance, roster: &Roster) -> Instance {
    rollover(instance, roster, &Options::default()).expect("a next instance").instance
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// What a file of the instance is read as; nothing may be wrong with it.
fn read_again(instance: &Instance) -> Instance {
    let reading = format::read_instance(&Source::new("next.yaml", format::write_instance(instance)));
    assert!(reading.diagnostics.iter().all(|d| !d.is_error()), "{:#?}", reading.diagnostics);
    reading.value.expect("an instance")
}

#[test]
fn the_next_quarter_begins_where_this_one_ends_and_passes_the_check() {
    let (instance, roster) = tongzhou();
    let next = next(&instance, &roster);
    assert_eq!((next.horizon.start, next.horizon.weeks), (date("2026-04-06"), 13));
    assert_eq!(read_again(&next), next);
    assert!(next.requests.is_empty() && next.published.is_none() && next.pins == shangxia::domain::Pins::default());
}

#[test]
fn counts_are_those_before_and_what_the_roster_holds() {
    let (instance, roster) = tongzhou();
    let next = next(&instance, &roster);
    assert_eq!(next.history.counts.len(), instance.doctors.len());
    for counts in &next.history.counts {
        let id = &counts.doctor;
        let before = instance.history.counts.iter().find(|before| before.doctor == *id);
        let of = |field: fn(&shangxia::domain::Counts) -> u32| before.map_or(0, field);
        let shift = |post| instance.shift_of(post).unwrap();
        let on = |day: DayType| roster.duties_of(id).filter(|duty| instance.calendar.day_type(duty.date) == day).count() as u32;
        assert_eq!(counts.nights, of(|c| c.nights) + roster.duties_of(id).filter(|duty| shift(&duty.post).kind.is_night()).count() as u32, "{id}");
        assert_eq!(counts.weekends, of(|c| c.weekends) + on(DayType::Weekend), "{id}");
        assert_eq!(counts.holidays, of(|c| c.holidays) + on(DayType::Holiday), "{id}");
        let minutes: i64 = roster.duties_of(id).map(|duty| shift(&duty.post).worked()).sum();
        assert!((i64::from(counts.hours - of(|c| c.hours)) * 60 - minutes).abs() <= 30, "{id}");
        let is_public = |post| instance.post(post).unwrap().kind == PostKind::PublicHealth;
        let minutes: i64 = roster.duties_of(id).filter(|duty| is_public(&duty.post)).map(|duty| shift(&duty.post).worked()).sum();
        assert!((i64::from(counts.public_health_hours) * 60 - minutes).abs() <= 30, "{id}");
    }
    let of = |id: &str| next.history.counts.iter().find(|counts| counts.doctor.as_str() == id).unwrap();
    // Down at the canal centre, remote by 105 percent, for the last 4 weeks of 13; 9 weeks before.
    assert_eq!((of("D001").remote_weeks, of("D001").credit_days), (13, 20));
    // 13 weeks of a day a week at the river centre: 2.6 weeks, 13 days beside 150 before.
    assert_eq!((of("D007").remote_weeks, of("D007").credit_days), (3, 163));
    // The north centre is not remote.
    assert_eq!((of("D023").remote_weeks, of("D023").credit_days), (0, 13));
}

#[test]
fn the_last_duties_are_known_as_far_back_as_a_rule_looks() {
    let (instance, roster) = tongzhou();
    let next = next(&instance, &roster);
    // Weekends are limited over four weeks.
    let first = date("2026-03-09");
    let last: Vec<_> = roster.duties.iter().filter(|duty| duty.date >= first).cloned().collect();
    assert_eq!(next.history.duties, last);
    assert!(last.len() > 500);
}

#[test]
fn a_stint_goes_on_as_it_began_and_one_that_is_over_tells_who_has_been_where() {
    let (instance, roster) = tongzhou();
    let next = next(&instance, &roster);
    let going_on = Stint { doctor: "D003".into(), programme: "ward-lead".into(), first: date("2026-03-16"), weeks: 13 };
    assert!(next.history.stints.contains(&going_on));
    assert!(next.history.stints.iter().any(|stint| stint.doctor.as_str() == "D001" && stint.weeks == 13));
    let again = {
        let roster = Roster { stints: vec![going_on.clone()], ..Roster::default() };
        rollover(&next, &roster, &Options::default()).unwrap().instance
    };
    let pairs: Vec<_> = again.history.stints.iter().map(|stint| (&stint.doctor, &stint.programme)).collect();
    assert_eq!(pairs.len(), pairs.iter().collect::<BTreeSet<_>>().len(), "one of a doctor and programme is enough");
    assert!(again.history.stints.contains(&going_on), "it is over now, and not forgotten");
}

#[test]
fn what_is_over_is_dropped_and_what_runs_on_stays() {
    let (mut instance, roster) = tongzhou();
    instance.doctors[0].promotion = Some(shangxia::domain::Promotion { by: date("2026-03-01"), service_weeks: 52 });
    let next = next(&instance, &roster);
    let facts = |id: &str| next.doctor(&id.into()).unwrap().facts.iter().map(|fact| fact.to).collect::<Vec<_>>();
    assert_eq!(facts("D004"), vec![], "leave in March");
    assert_eq!(facts("D008"), vec![date("2026-05-10")], "pregnancy until May");
    assert_eq!(facts("D012"), vec![date("2027-08-31")], "the residency, not the leave");
    assert_eq!(next.doctors[0].promotion, None);
    assert!(next.doctor(&"D007".into()).unwrap().promotion.is_some());
    assert_eq!(next.doctor(&"D039".into()).unwrap().waiting_since, None, "went up");
}

#[test]
fn people_once_a_year_stay_reached_and_those_once_a_quarter_are_due_again() {
    let (instance, roster) = tongzhou();
    let second = next(&instance, &roster);
    let done = |instance: &Instance, id: &str| instance.quota(&id.into()).unwrap().eligible.unwrap().done;
    let output: u32 = roster.outputs.iter().filter(|output| output.quota.as_str() == "canal-check-ups").map(|output| output.items).sum();
    assert!(output > 0);
    assert_eq!(done(&second, "canal-check-ups"), 300 + output);
    assert_eq!(done(&second, "canal-follow-ups"), 0);
    let third = next(&second, &Roster::default());
    assert_eq!(done(&third, "canal-check-ups"), 300 + output, "still the same year");
}

#[test]
fn a_year_nobody_has_published_is_refused_unless_its_calendar_is_given() {
    let (mut instance, _) = tongzhou();
    instance.horizon.start = date("2026-07-06");
    let empty = Roster::default();
    let refused = rollover(&instance, &empty, &Options::default());
    assert!(matches!(&refused, Err(Refusal::Calendar(text)) if text.en.contains("2027") && text.zh.contains("2027")), "{refused:?}");
    let given = OwnCalendar { source: "notice".to_owned(), from: date("2027-01-01"), to: date("2027-12-31"), ..OwnCalendar::default() };
    let next = rollover(&instance, &empty, &Options { calendar: Some(given), weeks: None }).unwrap().instance;
    let Calendar::Own(own) = &next.calendar else { panic!("{:?}", next.calendar) };
    assert_eq!(own.to, date("2027-12-31"));
    for day in next.horizon.dates().take_while(|day| *day < date("2027-01-01")) {
        assert_eq!(next.calendar.day_type(day), instance.calendar.day_type(day), "{day}");
        assert_eq!(next.calendar.is_statutory(day), instance.calendar.is_statutory(day), "{day}");
    }
    assert_eq!(read_again(&next), next);
}

/// Every field of an instance has its line in the table that says what becomes of it.
#[test]
fn the_table_of_fields_is_complete() {
    let page = fs::read_to_string(root().join("docs/rollover.md")).unwrap();
    let schema = format::schema();
    let mut wanted: Vec<String> = Vec::new();
    let keys = |value: &serde_json::Value| value["properties"].as_object().expect("properties").keys().cloned().collect::<Vec<_>>();
    wanted.extend(keys(&schema));
    for (part, definition) in
        [("horizon", "Horizon"), ("doctors", "Doctor"), ("quotas", "Quota"), ("posts", "Post"), ("history", "History"), ("pins", "Pins")]
    {
        wanted.extend(keys(&schema["$defs"][definition]).into_iter().map(|key| format!("{part}.{key}")));
    }
    wanted.extend(keys(&schema["$defs"]["Counts"]).into_iter().map(|key| format!("history.counts.{key}")));
    wanted.extend(keys(&schema["$defs"]["Eligible"]).into_iter().map(|key| format!("quotas.eligible.{key}")));
    let lines: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next()).collect();
    let missing: Vec<_> = wanted.iter().filter(|key| !lines.iter().any(|line| line.split(", ").any(|cell| cell == format!("`{key}`")))).collect();
    assert!(missing.is_empty(), "docs/rollover.md says nothing of {missing:?}");
}

#[cfg(feature = "solver")]
mod three_in_a_row {
    use super::{Days, Options, Roster, Stint, date, read_again, rollover, tongzhou};
    use shangxia::{
        audit::audit,
        engine::{Interrupt, Silent},
        solve,
    };
    use std::time::Duration;

    /// Three horizons of three weeks, the alliance that of the quarter; a quarter each was planned by hand.
    #[test]
    fn of_tongzhou_break_nothing_and_leave_a_half_year_stint_whole() {
        let (mut instance, _) = tongzhou();
        instance.horizon.weeks = 3;
        instance.published = None;
        instance.pins = shangxia::domain::Pins::default();
        instance.requests.clear();
        for quota in &mut instance.quotas {
            quota.target = quota.target * 3 / 13;
        }
        instance.programmes.iter_mut().find(|programme| programme.id.as_str() == "clinic-north").unwrap().stint.max_weeks = 26;
        let half_year = Stint { doctor: "D023".into(), programme: "clinic-north".into(), first: date("2026-01-05"), weeks: 26 };
        instance.pins.stints.push(half_year.clone());
        for number in 0..3 {
            let options = solve::Options { time_limit: Duration::from_secs(5), deterministic: true, gap: 0.05, ..solve::Options::default() };
            let roster: Roster = solve::solve(&instance, &options, &Interrupt::default(), &Silent).expect("a roster").roster;
            let verdict = audit(&instance, &roster).unwrap();
            let hard: Vec<_> = verdict.hard().map(|finding| &finding.text.en).collect();
            assert!(hard.is_empty(), "horizon {number}: {hard:#?}");
            assert!(roster.stints.contains(&half_year), "horizon {number}");
            let next = read_again(&rollover(&instance, &roster, &Options::default()).unwrap().instance);
            assert_eq!(next.horizon.start, instance.horizon.start + Days::new(21));
            assert!(next.history.stints.contains(&half_year));
            instance = next;
        }
    }
}
