//! The codes that stand in the cells of the unit sheets, with what they mean: the sheet the totals
//! look up hours in, and by which an edited workbook is read.

use super::{
    XlsxError, look,
    sheet::{Book, Paper, hours},
    unit::Layout,
};
use crate::{
    domain::{FactKind, ShiftKind},
    report::{Timetable, words},
};
use rust_xlsxwriter::{Format, FormatAlign};
use std::collections::BTreeSet;

/// Columns of the sheet.
pub(super) const CODE: u16 = 1;
pub(super) const HOURS: u16 = 5;
pub(super) const NIGHT: u16 = 6;
pub(super) const BURDEN: u16 = 7;
const POST: u16 = 8;
const KEY: u16 = 9;

/// The first row of the entries.
pub(super) const FIRST: u32 = 4;

/// Absences a cell may name.
pub(super) const ABSENCES: [FactKind; 3] = [FactKind::Leave, FactKind::Study, FactKind::Sick];

/// What stands for a post in a cell: its mark where that can be read back without doubt, else its id,
/// else a number. No two posts of a unit share one.
pub(super) fn codes(timetable: &Timetable, lang: crate::diagnostic::Lang) -> Vec<String> {
    let signs: Vec<String> = ABSENCES.iter().map(|kind| words::fact(*kind).in_lang(lang).to_owned()).collect();
    let mut taken: BTreeSet<(usize, String)> = BTreeSet::new();
    let mut codes = Vec::new();
    for (number, post) in timetable.posts.iter().enumerate() {
        let wanted = [post.mark.in_lang(lang).to_owned(), post.id.clone()];
        let numbered = (number + 1..).map(|number| format!("P{number}"));
        let free = |code: &String| is_plain(code) && !signs.contains(code) && !taken.contains(&(post.unit, code.clone()));
        let code = wanted.into_iter().chain(numbered).find(free).unwrap_or_default();
        taken.insert((post.unit, code.clone()));
        codes.push(code);
    }
    codes
}

/// Whether a reader cannot take it for several codes, for a label, or for something else than text.
fn is_plain(code: &str) -> bool {
    let apart = |letter: char| letter.is_whitespace() || letter.is_control() || "+,，、;；/／()（）".contains(letter);
    !code.is_empty() && code.chars().count() <= 24 && !code.contains(apart) && !code.starts_with(['↓', '↑', '→', '=', '@'])
}

pub(super) fn sheet(book: &mut Book<'_>, layout: &Layout) -> Result<(), XlsxError> {
    let (timetable, lang) = (book.timetable, book.lang);
    let note = book.either(
        "科室表的格子里写“代码”；一天上两个班，中间空一格，如“门上 门下”。本表供公式取数和回读，请勿改动。",
        "The cells of the unit sheets hold these codes; two duties on a day are separated by a blank. The totals look hours up here: leave it as it is.",
    );
    let title = book.either("班次代码", "Shift codes");
    let mut sheet = book.sheet(&layout.codes_sheet, title, note, Paper::A4)?;
    let heads: [(&str, f64); 9] = match lang {
        crate::diagnostic::Lang::Zh => [
            ("科室", 18.0),
            ("代码", 9.0),
            ("岗位", 24.0),
            ("开始", 8.0),
            ("结束", 8.0),
            ("工时", 8.0),
            ("夜班", 7.0),
            ("计周末节假日", 9.0),
            ("岗位编号", 20.0),
        ],
        crate::diagnostic::Lang::En => [
            ("Unit", 18.0),
            ("Code", 9.0),
            ("Post", 24.0),
            ("Begin", 8.0),
            ("End", 8.0),
            ("Hours", 8.0),
            ("Night", 7.0),
            ("Weekend counts", 9.0),
            ("Post id", 20.0),
        ],
    };
    for (column, (head, width)) in (0..).zip(heads) {
        sheet.write_string_with_format(FIRST - 1, column, head, &look::head(lang))?;
        sheet.set_column_width(column, width)?;
    }
    sheet.write_string(0, KEY, format!("shangxia:codes:{}", timetable.fingerprint))?;
    sheet.set_column_hidden(KEY)?;
    let text = look::boxed(lang);
    let centred = text.clone().set_align(FormatAlign::Center);
    let mut row = FIRST;
    for table in &timetable.units {
        for post in &table.posts {
            let line = &timetable.posts[*post];
            let (ground, letters) = look::Tone::of(line).colours();
            let coloured = centred.clone().set_background_color(ground).set_font_color(letters).set_bold().set_num_format("@");
            sheet.write_string_with_format(row, 0, table.label.in_lang(lang), &text)?;
            sheet.write_string_with_format(row, CODE, &layout.codes[*post], &coloured)?;
            sheet.write_string_with_format(row, 2, line.name.in_lang(lang), &text)?;
            sheet.write_string_with_format(row, 3, line.start.to_string(), &centred)?;
            sheet.write_string_with_format(row, 4, line.end.to_string(), &centred)?;
            sheet.write_number_with_format(row, HOURS, hours(line.worked), &centred)?;
            sheet.write_number_with_format(row, NIGHT, f64::from(u8::from(line.is_night())), &centred)?;
            sheet.write_number_with_format(row, BURDEN, f64::from(u8::from(line.shift != ShiftKind::Standby)), &centred)?;
            sheet.write_string_with_format(row, POST, &line.id, &text)?;
            sheet.write_string(row, KEY, "post")?;
            row += 1;
        }
    }
    for (sign, meaning) in signs(lang) {
        let ground: Format = centred.clone().set_background_color(look::absent());
        sheet.write_string_with_format(row, 0, book.either("（不是班次）", "(no duty)"), &text)?;
        sheet.write_string_with_format(row, CODE, &sign, &ground)?;
        sheet.write_string_with_format(row, 2, meaning, &text)?;
        sheet.write_string(row, KEY, "sign")?;
        row += 1;
    }
    sheet.set_freeze_panes(FIRST, 2)?;
    sheet.set_repeat_rows(FIRST - 1, FIRST - 1)?;
    sheet.set_print_area(0, 0, row - 1, POST)?;
    sheet.set_print_fit_to_pages(1, 0);
    book.push(sheet);
    Ok(())
}

fn signs(lang: crate::diagnostic::Lang) -> Vec<(String, &'static str)> {
    let absences = ABSENCES.iter().map(|kind| words::fact(*kind).in_lang(lang).to_owned());
    let zh = lang == crate::diagnostic::Lang::Zh;
    let mut signs: Vec<(String, &'static str)> =
        absences.map(|sign| (sign, if zh { "不在岗，不用改" } else { "absent; leave it as it is" })).collect();
    let away = if zh { "派驻在外：后面是去向" } else { "on a stint: where to follows" };
    signs.extend(["↓", "↑", "→"].map(|sign| (sign.to_owned(), away)));
    signs
        .push(("( )".to_owned(), if zh { "在其他科室的班，请在那个科室的表上改" } else { "a duty in another unit: change it on that unit's sheet" }));
    signs
}
