//! Rosters as tables.

use super::{Cells, imported, roster};
use shangxia::{
    domain::{Duty, Roster},
    exchange::roster_csv,
    format::{Source, read_instance},
};

#[test]
fn a_line_for_each_doctor_and_a_cell_for_each_day() {
    let instance = imported("week.txt");
    let cells: Cells = vec![vec![Some(0), Some(1), None, None, None, None, Some(1)], vec![None; 7]];
    assert_eq!(roster_csv(&instance, &roster(&instance, &cells)), "ann,early,late,,,,,late\nbo,,,,,,,\n");
}

#[test]
fn several_duties_of_a_day_are_joined_in_their_order_and_odd_ids_are_quoted() {
    let text = r#"
alliance: tiny
horizon: { start: 2026-01-05, weeks: 1 }
calendar: cn-2026
sites: [{ id: hospital, tier: tertiary }]
units: [{ id: ward, site: hospital }]
shifts:
  - { id: pm, kind: session, start: "13:00", length: 4h }
  - { id: am, kind: session, start: "08:00", length: 4h }
posts:
  - { id: a, unit: ward, shift: pm, kind: ward, days: [daily] }
  - { id: b, unit: ward, shift: am, kind: ward, days: [daily] }
doctors: [{ id: 'D "1", ward', home: ward, title: resident }]
history: { duties: [{ date: 2026-01-04, post: a, doctor: 'D "1", ward' }] }
rules: { entries: [{ coverage: { enforce: { weight: 1 } } }] }
"#;
    let reading = read_instance(&Source::new("tiny", text));
    let instance = reading.value.unwrap_or_else(|| panic!("{:#?}", reading.diagnostics));
    let duty = |date: &str, post: &str| Duty { date: date.parse().unwrap(), post: post.into(), doctor: instance.doctors[0].id.clone() };
    let duties = vec![duty("2026-01-06", "a"), duty("2026-01-06", "b"), duty("2026-01-11", "b")];
    let roster = Roster { duties, ..Roster::default() };
    assert_eq!(roster_csv(&instance, &roster), "\"D \"\"1\"\", ward\",,am+pm,,,,,am\n");
}
