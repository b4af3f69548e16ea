//! What people change comes back as a difference, a roster and pins.

use crate::{
    copy::{Act, after, sheets},
    quarter::quarter,
    solved, workbook,
};
use calamine::Data;
use shangxia::{
    diagnostic::Lang,
    domain::{Duty, Instance, Post, Roster},
    exchange::roster_workbook::{Edited, pins, read_roster_workbook},
};

/// Two doctors, one week: Monday 5 January is column C, D001 row 7, D002 row 8, a guest row 9.
fn ward() -> (Instance, Roster) {
    let duty = |date: &str, post: &str, doctor: &str| Duty { date: date.parse().unwrap(), post: post.into(), doctor: doctor.into() };
    let duties = vec![
        duty("2026-01-05", "ward-day", "D001"),
        duty("2026-01-05", "ward-night", "D002"),
        duty("2026-01-07", "ward-day", "D001"),
        duty("2026-01-08", "ward-day", "D002"),
    ];
    (solved("ward_of_two").0, Roster { duties, ..Roster::default() })
}

fn edited(acts: &[Act<'_>]) -> (Instance, Roster, Edited) {
    let (instance, roster) = ward();
    let bytes = after(&workbook(&instance, &roster, Lang::Zh), acts);
    let edited = read_roster_workbook(&bytes, &instance, &roster).unwrap_or_else(|wrong| panic!("{wrong:#?}"));
    (instance, roster, edited)
}

#[test]
fn a_changed_a_cleared_and_a_filled_cell_are_the_difference() {
    let (_, _, edited) = edited(&[Act::Type("医院", "C7", "夜"), Act::Type("医院", "E7", ""), Act::Type("医院", "G8", " 白 ")]);
    let said: Vec<String> = edited
        .changes
        .iter()
        .map(|change| format!("{} {} {} {} {:?} {:?}", change.sheet, change.cell, change.doctor, change.date, change.before, change.after))
        .collect();
    assert_eq!(said, [r#"医院 C7 D001 2026-01-05 ["白"] ["夜"]"#, r#"医院 E7 D001 2026-01-07 ["白"] []"#, r#"医院 G8 D002 2026-01-09 [] ["白"]"#]);
    let duties: Vec<String> = edited.roster.duties.iter().map(|duty| format!("{} {} {}", duty.date, duty.post, duty.doctor)).collect();
    assert_eq!(duties, ["2026-01-05 ward-night D001", "2026-01-05 ward-night D002", "2026-01-08 ward-day D002", "2026-01-09 ward-day D002"]);
    let short: Vec<String> = edited.roster.shortages.iter().map(|short| format!("{} {} {}", short.date, short.post, short.missing)).collect();
    let short: Vec<&str> = short.iter().map(String::as_str).collect();
    assert_eq!(short, ["2026-01-05 ward-day 1", "2026-01-06 ward-day 1", "2026-01-07 ward-day 1", "2026-01-08 ward-night 1"]);
}

#[test]
fn pins_hold_a_changed_cell_as_it_was_written() {
    let (instance, _, edited) = edited(&[Act::Type("医院", "C7", "夜"), Act::Type("医院", "F8", "")]);
    let pins = pins(&instance, &edited.roster, &edited.changes);
    let said: Vec<String> = pins.duties.iter().map(|pin| format!("{} {} {} {}", pin.doctor, pin.date, pin.post, pin.on)).collect();
    assert_eq!(
        said,
        ["D001 2026-01-05 ward-night true", "D001 2026-01-05 ward-day false", "D002 2026-01-08 ward-day false", "D002 2026-01-08 ward-night false",]
    );
}

#[test]
fn pins_leave_out_what_nobody_can_do_beside_the_cell() {
    let (mut instance, roster) = ward();
    let second = Post { id: "ward-desk".into(), ..instance.posts[0].clone() };
    instance.posts.push(second);
    let bytes = after(&workbook(&instance, &roster, Lang::Zh), &[Act::Type("医院", "G7", "ward-desk")]);
    let edited = read_roster_workbook(&bytes, &instance, &roster).unwrap_or_else(|wrong| panic!("{wrong:#?}"));
    let said: Vec<String> = pins(&instance, &edited.roster, &edited.changes).duties.iter().map(|pin| format!("{} {}", pin.post, pin.on)).collect();
    // The ward is on the same shift, and nights are on Mondays and Thursdays only.
    assert_eq!(said, ["ward-desk true"]);
}

#[test]
fn two_codes_in_a_cell_are_two_duties_however_they_are_joined() {
    for typed in ["白 夜", "白、夜", "白\n夜", "夜+白"] {
        let (_, _, edited) = edited(&[Act::Type("医院", "G7", typed)]);
        assert_eq!(edited.changes.len(), 1, "{typed}");
        assert_eq!(edited.changes[0].after, ["白", "夜"], "{typed}");
    }
}

#[test]
fn a_post_may_be_written_by_its_id_and_a_date_as_text() {
    let (_, _, edited) = edited(&[Act::Type("医院", "C7", "ward-day"), Act::Type("医院", "D5", "2026/01/06"), Act::Number("医院", "E5", 46029.0)]);
    assert_eq!(edited.changes, []);
}

#[test]
fn a_guest_is_written_into_a_row_for_guests() {
    let quarter = quarter();
    let bytes = workbook(&quarter.instance, &quarter.roster, Lang::Zh);
    // A doctor and a unit in whose table the doctor does not stand.
    let (sheet, row, key_column, doctor) = sheets(&bytes)
        .into_iter()
        .filter(|(_, cells)| matches!(cells.get(&(3, 0)), Some(Data::String(key)) if key.starts_with("shangxia:unit:")))
        .find_map(|(name, cells)| {
            let ((row, column), _) = cells.iter().find(|(_, value)| **value == Data::String("guest".to_owned()))?;
            let there = |id: &str| cells.iter().any(|((_, column), value)| *column == 0 && *value == Data::String(id.to_owned()));
            let doctor = quarter.instance.doctors.iter().find(|doctor| !there(doctor.id.as_str()))?;
            Some((name, *row, *column, doctor.id.to_string()))
        })
        .unwrap();
    assert!(key_column > 90);
    let Some(Data::String(unit)) = sheets(&bytes).into_iter().find(|(name, _)| *name == sheet).and_then(|(_, cells)| cells.get(&(3, 0)).cloned())
    else {
        panic!("no key")
    };
    let post = quarter.instance.posts.iter().find(|post| unit.ends_with(post.unit.as_str())).unwrap();
    let (a, c) = (format!("A{}", row + 1), format!("C{}", row + 1));
    let bytes = after(&bytes, &[Act::Type(&sheet, &a, &doctor), Act::Type(&sheet, &c, post.id.as_str())]);
    let edited = read_roster_workbook(&bytes, &quarter.instance, &quarter.roster).unwrap_or_else(|wrong| panic!("{wrong:#?}"));
    assert_eq!(edited.changes.len(), 1);
    let new = Duty { date: quarter.instance.horizon.start, post: post.id.clone(), doctor: doctor.as_str().into() };
    assert!(edited.roster.duties.contains(&new));
    assert_eq!(edited.roster.duties.len(), quarter.roster.duties.len() + 1);
    assert_eq!(edited.roster.stints, quarter.roster.stints);
}
