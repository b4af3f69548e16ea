//! The next quarter: what goes on, what is cleared, what was borne and what was due.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use shangxia::{
    domain::{Calendar, Counts, DayType, Direction, Duty, Instance, Mode, OwnCalendar, PostKind, Roster, Stint},
    format::{self, Source},
    rollover::{Options, Refusal, rollover},
    rules::fair_share::FairShare,
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

/// Counts of the next instance against those before and what the roster holds, counted duty by duty
/// and week by week.
fn assert_counts(instance: &Instance, roster: &Roster, next: &Instance) {
    for counts in &next.history.counts {
        let id = &counts.doctor;
        let before = instance.history.counts.iter().find(|before| before.doctor == *id);
        let of = |field: fn(&Counts) -> u32| before.map_or(0, field);
        let shift = |post| instance.shift_of(post).unwrap();
        let on = |day: DayType| roster.duties_of(id).filter(|duty| instance.calendar.day_type(duty.date) == day).count() as u32;
        assert_eq!(counts.nights, of(|c| c.nights) + roster.duties_of(id).filter(|duty| shift(&duty.post).kind.is_night()).count() as u32, "{id}");
        assert_eq!(counts.weekends, of(|c| c.weekends) + on(DayType::Weekend), "{id}");
        assert_eq!(counts.holidays, of(|c| c.holidays) + on(DayType::Holiday), "{id}");
        let minutes: i64 = roster.duties_of(id).map(|duty| shift(&duty.post).worked()).sum();
        assert!((i64::from(counts.hours - of(|c| c.hours)) * 60 - minutes).abs() <= 30, "{id}");
        let is_public = |post| instance.post(post).unwrap().kind == PostKind::PublicHealth;
        let minutes: i64 = roster.duties_of(id).filter(|duty| is_public(&duty.post)).map(|duty| shift(&duty.post).worked()).sum();
        assert!((i64::from(counts.public_health_hours - of(|c| c.public_health_hours)) * 60 - minutes).abs() <= 30, "{id}");
        let (mut remote, mut credit) = (0.0, 0.0);
        for stint in roster.stints_of(id) {
            let programme = instance.programme(&stint.programme).unwrap();
            let weeks = (0..stint.weeks).filter(|week| instance.horizon.day_within(stint.first + Days::new(7 * *week as u64)).is_some()).count();
            let days = weeks as f64
                * match programme.mode {
                    Mode::Resident => 5.0,
                    Mode::Sessional(days) => f64::from(days),
                    Mode::HalfDays(halves) => f64::from(halves) / 2.0,
                };
            let site = instance.site_of(&programme.host).unwrap();
            let home = instance.site_of(&instance.doctor(id).unwrap().home).unwrap();
            remote += if site.id != home.id && site.remoteness > 100 { days / 5.0 } else { 0.0 };
            credit += if programme.kind == Direction::Down { days } else { 0.0 };
        }
        assert!((f64::from(counts.remote_weeks - of(|c| c.remote_weeks)) - remote).abs() <= 0.5, "{id}");
        assert!((f64::from(counts.credit_days - of(|c| c.credit_days)) - credit).abs() <= 0.5, "{id}");
    }
}

#[test]
fn counts_are_those_before_and_what_the_roster_holds() {
    let (instance, roster) = tongzhou();
    let next = next(&instance, &roster);
    assert_eq!(next.history.counts.len(), instance.doctors.len());
    assert_counts(&instance, &roster, &next);
    let of = |id: &str| next.history.counts.iter().find(|counts| counts.doctor.as_str() == id).unwrap();
    // Down at the canal centre, remote by 105 percent, for the last 4 weeks of 13; 9 weeks before.
    assert_eq!((of("D001").remote_weeks, of("D001").credit_days), (13, 20));
    // 13 weeks of a day a week at the river centre: 2.6 weeks, 13 days beside 150 before.
    assert_eq!((of("D007").remote_weeks, of("D007").credit_days), (3, 163));
    // The north centre is not remote.
    assert_eq!((of("D023").remote_weeks, of("D023").credit_days), (0, 13));
}

/// Nights counted and nights due of a doctor.
fn nights(instance: &Instance, id: &str) -> (i64, i64) {
    let counts = instance.history.counts.iter().find(|counts| counts.doctor.as_str() == id).unwrap();
    (i64::from(counts.nights), i64::from(counts.nights_due.expect("the share of the nights")))
}

#[test]
fn what_was_due_is_all_that_the_peers_bore() {
    let (instance, roster) = tongzhou();
    let next = next(&instance, &roster);
    for unit in ["ed", "gim", "neuro", "canal-ward"] {
        let of_unit = |counts: &&Counts| instance.doctor(&counts.doctor).unwrap().home.as_str() == unit;
        let all: Vec<(i64, i64)> = next.history.counts.iter().filter(of_unit).map(|counts| nights(&next, counts.doctor.as_str())).collect();
        let (borne, due): (i64, i64) = (all.iter().map(|(borne, _)| borne).sum(), all.iter().map(|(_, due)| due).sum());
        // Each is rounded to a whole night.
        assert!((borne - due).abs() <= all.len() as i64 / 2, "{unit}: {borne} borne, {due} due");
    }
    // No rule of the alliance shares all hours.
    assert!(next.history.counts.iter().all(|counts| counts.hours_due.is_none() && counts.weekends_due.is_some()));
}

#[test]
fn who_is_spared_the_nights_and_who_is_new_has_none_to_make_up_for() {
    let (mut instance, mut roster) = tongzhou();
    let empty = next(&instance, &Roster::default());
    let (borne, due) = nights(&empty, "D031");
    assert_eq!(borne, 5);
    // Nursing all the quarter, and without a night in it.
    let nursing = instance.doctors.iter_mut().find(|doctor| doctor.id.as_str() == "D031").unwrap();
    nursing.facts[0].to = date("2026-04-05");
    let is_night = |duty: &Duty| instance.shift_of(&duty.post).unwrap().kind.is_night();
    roster.duties.retain(|duty| duty.doctor.as_str() != "D031" || !is_night(duty));
    // Nobody has counted anything of D032 before.
    instance.history.counts.retain(|counts| counts.doctor.as_str() != "D032");
    let next = next(&instance, &roster);
    assert_eq!(nights(&next, "D031"), (5, 5), "of {due} nights by contract");
    let (borne, due) = nights(&next, "D032");
    assert!((borne - due).abs() <= 3, "{borne} nights, {due} due: the others bring 18 along");
}

#[test]
fn whole_weeks_at_another_unit_are_not_owed_at_home_and_what_is_borne_there_was_due() {
    let (instance, mut roster) = tongzhou();
    let is_night = |duty: &Duty| instance.shift_of(&duty.post).unwrap().kind.is_night();
    // D033 does no night but one in the department, up for 12 of 13 weeks.
    roster.stints.retain(|stint| stint.doctor.as_str() != "D033");
    roster.duties.retain(|duty| duty.doctor.as_str() != "D033" || !is_night(duty));
    let (stayed_borne, stayed_due) = nights(&next(&instance, &roster), "D033");
    roster.stints.push(Stint { doctor: "D033".into(), programme: "up-gim".into(), first: date("2026-01-05"), weeks: 12 });
    roster.duties.push(Duty { date: date("2026-01-10"), post: "gim-night".into(), doctor: "D033".into() });
    let next = next(&instance, &roster);
    let (borne, due) = nights(&next, "D033");
    assert_eq!(borne, stayed_borne + 1);
    // 91 nights of seven doctors are 13 each; of the last week one.
    assert!((11..=14).contains(&(stayed_due - due + 1)), "{stayed_due} due to who stays, {due} to who was away");
    // Who is still up when the next quarter begins has no share of those weeks in it.
    let days = |id: &str| {
        let shares: FairShare = serde_yaml::from_str("{ of: nights, enforce: { weight: 10 } }").unwrap();
        let all: Vec<_> = shares.peers(&next).into_iter().flatten().collect();
        all.iter().find(|(doctor, _)| doctor.id.as_str() == id).map_or(0, |(_, weight)| weight / 100)
    };
    assert_eq!(days("D034"), 91);
    let going_on = next.history.stints.iter().filter(|stint| stint.doctor.as_str() == "D019" && stint.covers(next.horizon.start));
    let weeks: i64 = going_on.map(|stint| (0..13).filter(|week| stint.covers(next.horizon.monday(*week))).count() as i64).sum();
    assert_eq!(days("D019"), 91 - 7 * weeks);
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
fn of_stints_that_are_over_the_last_on_a_programme_is_kept() {
    let (mut instance, _) = tongzhou();
    let before = Stint { doctor: "D003".into(), programme: "ward-lead".into(), first: date("2025-06-02"), weeks: 8 };
    let last = Stint { first: date("2026-01-05"), ..before.clone() };
    instance.history.stints = vec![before];
    let roster = Roster { stints: vec![last.clone()], ..Roster::default() };
    assert_eq!(next(&instance, &roster).history.stints, [last]);
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

/// Whatever people were given, in numbers to be taken modulo what there is: duties as doctor, day and
/// post, stints as doctor, programme, first week from twelve before the horizon on, and weeks.
type Given = (Vec<(usize, u64, usize)>, Vec<(usize, usize, u64, usize)>);

fn given() -> impl Strategy<Value = Given> {
    let duties = prop::collection::vec((any::<usize>(), 0_u64..91, any::<usize>()), 0..400);
    (duties, prop::collection::vec((any::<usize>(), any::<usize>(), 0_u64..25, 1_usize..27), 0..30))
}

fn any_roster(instance: &Instance, (duties, stints): Given) -> Roster {
    let doctor = |number: usize| instance.doctors[number % instance.doctors.len()].id.clone();
    let start = instance.horizon.start;
    let post = |number: usize| instance.posts[number % instance.posts.len()].id.clone();
    let duty = |(who, day, on): (usize, u64, usize)| Duty { doctor: doctor(who), date: start + Days::new(day), post: post(on) };
    let programme = |number: usize| instance.programmes[number % instance.programmes.len()].id.clone();
    let stint = |(who, on, week, weeks): (usize, usize, u64, usize)| {
        let first = start - Days::new(7 * 12) + Days::new(7 * week);
        Stint { doctor: doctor(who), programme: programme(on), first, weeks }
    };
    let duties: BTreeSet<Duty> = duties.into_iter().map(duty).collect();
    let stints: BTreeSet<Stint> = stints.into_iter().map(stint).collect();
    Roster { duties: duties.into_iter().collect(), stints: stints.into_iter().collect(), ..Roster::default() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_the_roster_its_counts_are_added_and_two_quarters_add_up((one, two) in (given(), given())) {
        let (instance, _) = tongzhou();
        let roster = any_roster(&instance, one);
        let second = next(&instance, &roster);
        assert_counts(&instance, &roster, &second);
        let roster = any_roster(&second, two);
        let third = next(&second, &roster);
        assert_counts(&second, &roster, &third);
        let going_on = |stint: &&Stint| stint.first + Days::new(7 * stint.weeks as u64) > second.horizon.end();
        for stint in roster.stints.iter().filter(going_on) {
            prop_assert!(third.history.stints.contains(stint), "{stint:?}");
        }
    }
}
