//! What becomes of a roster after each kind of event.

use super::{assert_mended, date, happened, repair, town, ward};
use chrono::Days;
use shangxia::{
    diagnostic::Lang,
    domain::{Duty, FactKind},
    repair::{json, page},
};

#[test]
fn an_absence_is_mended_with_few_changes_and_everybody_concerned_is_told() {
    let (instance, roster) = town();
    let events = happened("events:\n  - ill: { doctor: D003, from: 2026-05-11, to: 2026-05-17 }\n", &instance, &roster);
    let repaired = repair(&instance, &roster, &events).expect("a roster");
    assert_mended(&roster, &events, &repaired);
    let changed = repaired.changed;
    assert!(changed.forced > 0 && changed.cells * 10 < changed.of, "{changed:?}");
    assert!(repaired.people.iter().any(|person| person.doctor.as_str() == "D003"));
    insta::assert_snapshot!("absence_zh", page(&repaired, Lang::Zh));
    insta::assert_snapshot!("absence_en", page(&repaired, Lang::En));
    let data = json(&repaired);
    assert_eq!(data["changed"]["cells"], changed.cells);
    assert_eq!(data["people"].as_array().unwrap().len(), changed.people);
}

#[test]
fn a_closed_unit_has_no_duties_and_nothing_is_missed_there() {
    let (instance, roster) = ward();
    let events = happened("events:\n  - closed: { units: [team], from: 2026-01-12, to: 2026-01-13 }\n", instance, roster);
    let repaired = repair(instance, roster, &events).expect("a roster");
    assert_mended(roster, &events, &repaired);
    assert!(repaired.short.after.iter().all(|shortage| shortage.post.as_str() != "clinic" || shortage.date > date("2026-01-13")));
    assert!(page(&repaired, Lang::Zh).contains("岗位关闭") && page(&repaired, Lang::En).contains("the post is closed"));
}

#[test]
fn a_stint_that_ends_early_ends_with_its_week_and_the_doctor_is_back_on_the_ward() {
    let (instance, roster) = ward();
    let stint = roster.stints.iter().find(|stint| stint.weeks == 3).expect("a stint of three weeks").clone();
    let who = &stint.doctor;
    let (friday, sunday) = (stint.first + Days::new(4), stint.first + Days::new(6));
    let text = format!("events:\n  - stint_ends: {{ doctor: {who}, programme: down, last: {friday} }}\n");
    let events = happened(&text, instance, roster);
    let repaired = repair(instance, roster, &events).expect("a roster");
    assert_mended(roster, &events, &repaired);
    // One week is less than a stint may have; what was agreed stands.
    let cut: Vec<usize> = repaired.roster.stints_of(who).map(|stint| stint.weeks).collect();
    assert_eq!(cut, [1]);
    let below = |duty: &&Duty| duty.doctor == *who && duty.post.as_str() == "clinic" && duty.date > sunday;
    assert!(repaired.roster.duties.iter().find(below).is_none());
    assert_eq!(repaired.changed.stint_weeks, 2);
}

#[test]
fn who_leaves_has_no_duty_and_no_stint_after_the_last_day() {
    let (instance, roster) = ward();
    let events = happened("announced: 2026-01-07\nevents:\n  - leaves: { doctor: D004, last: 2026-01-13 }\n", instance, roster);
    let repaired = repair(instance, roster, &events).expect("a roster");
    assert_mended(roster, &events, &repaired);
    assert_eq!(repaired.announced, date("2026-01-07"));
}

#[test]
fn a_leave_called_off_leaves_the_doctor_free_to_help() {
    let (instance, roster) = ward();
    let events = happened("events:\n  - leave_withdrawn: { doctor: D002, from: 2026-01-21, to: 2026-01-30 }\n", instance, roster);
    let repaired = repair(instance, roster, &events).expect("a roster");
    assert_mended(roster, &events, &repaired);
    let facts = &repaired.instance.doctor(&"D002".into()).unwrap().facts;
    let left: Vec<_> = facts.iter().map(|fact| (fact.kind, fact.from.to_string(), fact.to.to_string())).collect();
    assert_eq!(left, [(FactKind::Leave, "2026-01-19".to_owned(), "2026-01-20".to_owned())]);
}

#[test]
fn a_pin_that_can_no_longer_be_is_given_up_and_named() {
    let (mut instance, roster) = ward().clone();
    let pinned = roster.duties.iter().find(|duty| duty.date == date("2026-01-14") && duty.post.as_str() == "ward-night").unwrap();
    instance.pins.duties.push(shangxia::domain::DutyPin { doctor: pinned.doctor.clone(), date: pinned.date, post: pinned.post.clone(), on: true });
    let text = format!("events:\n  - ill: {{ doctor: {}, from: 2026-01-14, to: 2026-01-15 }}\n", pinned.doctor);
    let events = happened(&text, &instance, &roster);
    let repaired = repair(&instance, &roster, &events).expect("a roster");
    assert_mended(&roster, &events, &repaired);
    assert!(repaired.instance.pins.duties.is_empty());
    assert!(repaired.notes.iter().any(|note| note.en.contains("fixed no more")), "{:?}", repaired.notes);
}

#[test]
fn days_before_the_announcement_stay_even_of_who_was_ill_then() {
    let (instance, roster) = ward();
    let events = happened("announced: 2026-01-14\nevents:\n  - ill: { doctor: D005, from: 2026-01-12, to: 2026-01-16 }\n", instance, roster);
    let repaired = repair(instance, roster, &events).expect("a roster");
    let late = shangxia::domain::Events { announced: events.announced, events: vec![] };
    assert_mended(roster, &late, &repaired);
    assert!(repaired.notes.iter().any(|note| note.zh.contains("早于公布改动")), "{:?}", repaired.notes);
}
