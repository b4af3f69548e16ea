//! Workbooks with mistakes: each said with sheet, cell and what to write, all at once, in both languages.

use crate::{
    copy::{Act, after, sheets},
    solved, workbook,
};
use calamine::Data;
use shangxia::{
    diagnostic::Lang,
    domain::{Duty, Instance, Roster},
    exchange::roster_workbook::{Mistake, read_roster_workbook},
};
use std::io::Write;

fn ward() -> (Instance, Roster) {
    let duty = |date: &str, post: &str, doctor: &str| Duty { date: date.parse().unwrap(), post: post.into(), doctor: doctor.into() };
    let duties = vec![duty("2026-01-05", "ward-day", "D001"), duty("2026-01-05", "ward-night", "D002")];
    (solved("ward_of_two").0, Roster { duties, ..Roster::default() })
}

fn wrong(acts: &[Act<'_>]) -> Vec<Mistake> {
    let (instance, roster) = ward();
    let bytes = after(&workbook(&instance, &roster, Lang::Zh), acts);
    read_roster_workbook(&bytes, &instance, &roster).expect_err("it is read")
}

/// `code sheet!cell: what to write`.
fn said(mistakes: &[Mistake]) -> Vec<String> {
    for mistake in mistakes {
        for text in [&mistake.diagnostic.cause, &mistake.diagnostic.advice] {
            assert!(text.zh != text.en && !text.zh.is_empty() && !text.en.is_empty(), "{text:?}");
        }
    }
    let place = |mistake: &Mistake| match (&mistake.sheet, &mistake.cell) {
        (Some(sheet), Some(cell)) => format!("{sheet}!{cell}"),
        (Some(sheet), None) => sheet.clone(),
        _ => "file".to_owned(),
    };
    mistakes.iter().map(|mistake| format!("{} {}: {}", mistake.diagnostic.code, place(mistake), mistake.diagnostic.advice.en)).collect()
}

#[test]
fn every_mistake_is_said_with_its_cell_at_once() {
    let mistakes = wrong(&[
        Act::Type("医院", "D5", "星期二"),
        Act::Type("医院", "A8", ""),
        Act::Type("医院", "C7", "晚"),
        Act::Type("医院", "D7", "休"),
        Act::Type("医院", "E7", "ｗａｒｄ-ｄａｙ"),
        Act::Type("医院", "F7", "白 白"),
        Act::Type("医院", "G7", "(白)"),
        Act::Type("医院", "C9", "白"),
        Act::Type("医院", "A10", "D１"),
    ]);
    assert_eq!(
        said(&mistakes),
        [
            "date-overwritten 医院!D5: write 2026-01-06",
            "doctor-missing 医院!A8: write `D002`",
            "doctor-missing 医院!A9: write the doctor's code, or clear the row",
            "unknown-doctor 医院!A10: choose one of: D001, D002",
            "unknown-code 医院!C7: choose one of: 夜, 白",
            "unknown-code 医院!D7: leave the cell empty for a day off",
            "full-width 医院!E7: write `ward-day`",
            "code-twice 医院!F7: keep one",
            "other-unit 医院!G7: remove what is in brackets; write that duty on the sheet of its unit",
        ]
    );
}

#[test]
fn a_code_in_full_width_is_told_to_be_narrow() {
    assert_eq!(said(&wrong(&[Act::Type("医院", "A9", "Ｄ００２")])), ["full-width 医院!A9: write `D002`"]);
}

#[test]
fn rows_that_have_shifted_are_noticed() {
    let shifted = [Act::Type("医院", "A7", "D002"), Act::Type("医院", "A8", "D001")];
    let codes: Vec<String> = said(&wrong(&shifted));
    assert_eq!(
        codes,
        [
            "rows-shifted 医院!A7: write `D001` and look at the whole row; for a guest use the rows for guests",
            "rows-shifted 医院!A8: write `D002` and look at the whole row; for a guest use the rows for guests",
        ]
    );
}

#[test]
fn what_is_gone_is_named() {
    let code = |acts: &[Act<'_>]| said(&wrong(acts)).into_iter().map(|line| line.split(':').next().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(code(&[Act::RemoveRow("医院", 8)]), ["row-missing 医院"]);
    assert_eq!(code(&[Act::RemoveColumn("医院", 4)]), ["days-missing 医院"]);
    assert_eq!(code(&[Act::RemoveColumn("医院", 14)]), ["keys-missing 医院"]);
    assert_eq!(code(&[Act::Remove("医院")]), ["sheet-missing file"]);
    assert_eq!(code(&[Act::Remove("班次代码")]), ["codes-missing file"]);
    assert_eq!(code(&[Act::Double("医院", "医院 (2)")]), ["unit-twice 医院 (2)"]);
    assert_eq!(code(&[Act::Type("班次代码", "B5", "")]), ["code-missing 班次代码!B5", "unknown-code 医院!C7"]);
    assert_eq!(code(&[Act::Type("班次代码", "I5", "ward-days")]), ["unknown-post 班次代码!I5", "unknown-code 医院!C7"]);
    assert_eq!(code(&[Act::Type("医院", "A13", "D001")]), ["row-outside 医院!A13"]);
}

#[test]
fn a_workbook_of_another_roster_is_refused_as_a_whole() {
    let (instance, roster) = ward();
    let bytes = workbook(&instance, &roster, Lang::En);
    let other = Roster { duties: roster.duties[..1].to_vec(), ..Roster::default() };
    let mistakes = read_roster_workbook(&bytes, &instance, &other).expect_err("it is read");
    assert_eq!(mistakes.iter().map(|mistake| mistake.diagnostic.code).collect::<Vec<_>>(), ["other-roster"]);
}

#[test]
fn duties_in_brackets_stay_as_they_are() {
    let (instance, roster) = solved("tongzhou_2026q1");
    let bytes = workbook(&instance, &roster, Lang::Zh);
    let (sheet, cell) = sheets(&bytes)
        .into_iter()
        .filter(|(_, cells)| matches!(cells.get(&(3, 0)), Some(Data::String(key)) if key.starts_with("shangxia:unit:")))
        .find_map(|(name, cells)| {
            let found = cells.iter().find(|((row, column), value)| *row > 5 && (2..93).contains(column) && value.to_string().starts_with('('));
            found.map(|(at, _)| (name.clone(), *at))
        })
        .expect("a duty elsewhere");
    let column = if cell.1 < 26 { String::new() } else { char::from(b'A' + (cell.1 / 26) as u8 - 1).to_string() };
    let named = format!("{column}{}{}", char::from(b'A' + (cell.1 % 26) as u8), cell.0 + 1);
    let cleared = after(&bytes, &[Act::Type(&sheet, &named, "")]);
    let mistakes = read_roster_workbook(&cleared, &instance, &roster).expect_err("it is read");
    assert_eq!(mistakes.len(), 1);
    assert_eq!((mistakes[0].diagnostic.code, mistakes[0].cell.as_deref()), ("other-unit", Some(named.as_str())));
}

#[test]
fn what_is_no_workbook_or_holds_more_than_it_seems_is_refused() {
    let (instance, roster) = ward();
    let code = |bytes: &[u8]| read_roster_workbook(bytes, &instance, &roster).expect_err("it is read")[0].diagnostic.code;
    assert_eq!(code(b""), "empty-file");
    assert_eq!(code(b"doctor,2026-01-05\nD001,day\n"), "not-a-workbook");
    assert_eq!(code(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), "locked-workbook");
    let whole = workbook(&instance, &roster, Lang::Zh);
    assert_eq!(code(&whole[..whole.len() / 2]), "not-a-workbook");
    let mut bomb = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    bomb.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
    for _ in 0..200 {
        bomb.write_all(&vec![b' '; 1024 * 1024]).unwrap();
    }
    assert_eq!(code(&bomb.finish().unwrap().into_inner()), "workbook-too-large");
}

#[test]
fn a_cell_at_the_end_of_the_sheet_costs_nothing() {
    let (instance, roster) = ward();
    let bytes = after(&workbook(&instance, &roster, Lang::Zh), &[Act::Type("医院", "XFD1048576", "note")]);
    assert_eq!(read_roster_workbook(&bytes, &instance, &roster).unwrap().changes, []);
}
