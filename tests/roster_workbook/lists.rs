//! The sheets to read: all there in both languages, with the numbers of the timetable; wishes as notes.

use crate::{
    copy::sheets,
    quarter::{Quarter, quarter},
    workbook,
};
use calamine::Data;
use shangxia::diagnostic::Lang;
use std::io::{Cursor, Read};

const LISTS: [[&str; 2]; 13] = [
    ["说明", "Contents"],
    ["班次代码", "Shift codes"],
    ["派驻一览", "Stints"],
    ["个人排班", "By doctor"],
    ["缺人", "Shortages"],
    ["公卫任务", "Public health"],
    ["公平性", "Fairness"],
    ["个人申请", "Requests"],
    ["考核表", "Assessment"],
    ["考勤", "Attendance"],
    ["基层服务台账", "Service ledger"],
    ["目标值", "Objective"],
    ["来源", "Provenance"],
];

/// The column of a list under a head, from its first entry on.
fn column(bytes: &[u8], sheet: &str, head: &str) -> Vec<Data> {
    let (_, cells) = sheets(bytes).into_iter().find(|(name, _)| name == sheet).unwrap();
    let at = cells.iter().find(|((row, _), value)| *row == 3 && **value == Data::String(head.to_owned())).unwrap().0.1;
    let last = cells.keys().map(|(row, _)| *row).max().unwrap();
    (4..=last).map(|row| cells.get(&(row, at)).cloned().unwrap_or_default()).collect()
}

fn sum(column: &[Data]) -> f64 {
    column.iter().map(|value| value.to_string().parse::<f64>().unwrap_or(0.0)).sum()
}

#[test]
fn every_list_is_there_in_both_languages_with_a_sheet_for_each_unit_and_site() {
    let Quarter { instance, roster, timetable, .. } = quarter();
    for (position, lang) in [Lang::Zh, Lang::En].into_iter().enumerate() {
        let names: Vec<String> = sheets(&workbook(&instance, &roster, lang)).into_iter().map(|(name, _)| name).collect();
        for list in LISTS {
            assert!(names.contains(&list[position].to_owned()), "{names:?}");
        }
        let sites = names.iter().filter(|name| name.starts_with(["岗位-", "Posts "][position])).count();
        assert_eq!(sites, timetable.site_pages.iter().filter(|page| !page.units.is_empty()).count());
        assert_eq!(names.len(), LISTS.len() + 1 + sites + timetable.units.len());
    }
}

#[test]
fn an_english_workbook_has_no_chinese_in_it() {
    let Quarter { mut instance, roster, .. } = quarter();
    instance.requests.iter_mut().for_each(|request| request.reason = None);
    let is_chinese = |letter: char| ('\u{3400}'..='\u{9fff}').contains(&letter) || ('\u{ff00}'..='\u{ffef}').contains(&letter);
    for (name, cells) in sheets(&workbook(&instance, &roster, Lang::En)) {
        assert!(!name.contains(is_chinese), "{name}");
        for (at, value) in cells {
            assert!(!value.to_string().contains(is_chinese), "{name} {at:?} {value:?}");
        }
    }
}

#[test]
fn lists_add_up_to_the_timetable() {
    let Quarter { instance, roster, timetable, .. } = quarter();
    let bytes = workbook(&instance, &roster, Lang::En);
    let hours = timetable.doctors.iter().map(|doctor| doctor.hours.total).sum::<i64>() as f64 / 60.0;
    assert!((sum(&column(&bytes, "Attendance", "Hours")) - hours).abs() < 1e-6);
    let remote: f64 = timetable.attendance.iter().map(|line| line.worked.0 as f64 / 60.0 * f64::from(line.remoteness) / 100.0).sum();
    assert!((sum(&column(&bytes, "Attendance", "Weighted hours")) - remote).abs() < 1e-6);
    assert!((sum(&column(&bytes, "Shortages", "In all")) - f64::from(timetable.missing())).abs() < 1e-6);
    let missing: i64 = timetable.quotas.iter().flat_map(|quota| &quota.windows).map(|window| window.missing).sum();
    assert!((sum(&column(&bytes, "Public health", "Missing")) - missing as f64).abs() < 1e-6);
    let planned: u32 = timetable.credit.iter().map(|line| line.planned).sum();
    assert!((sum(&column(&bytes, "Service ledger", "In the plan")) - f64::from(planned)).abs() < 1e-6);
    assert_eq!(
        column(&bytes, "Requests", "Answer").iter().filter(|answer| **answer == Data::String("refused".to_owned())).count(),
        timetable.requests.iter().filter(|line| !line.granted).count()
    );
}

#[test]
fn wishes_are_notes_on_their_day_with_the_answer() {
    let Quarter { instance, roster, timetable, .. } = quarter();
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook(&instance, &roster, Lang::En))).unwrap();
    let mut said = String::new();
    for part in 0..archive.len() {
        let mut file = archive.by_index(part).unwrap();
        if file.name().unwrap().starts_with("xl/comments") {
            file.read_to_string(&mut said).unwrap();
        }
    }
    for (answer, count) in [
        ("(granted)", timetable.requests.iter().filter(|line| line.granted).count()),
        ("(refused", timetable.requests.iter().filter(|line| !line.granted).count()),
    ] {
        assert!(count > 0, "the quarter has both");
        assert_eq!(said.matches(answer).count(), count, "{answer}");
    }
}
