//! The stint chart of the quarter: who is down, up or in training in which week.

use super::{
    XlsxError, look,
    sheet::{Book, Paper, date},
};
use crate::{report::words, text};
use rust_xlsxwriter::{Format, FormatAlign};

const FIRST: u32 = 4;
const LABELS: u16 = 7;

pub(super) fn sheet(book: &mut Book<'_>) -> Result<(), XlsxError> {
    let (timetable, lang) = (book.timetable, book.lang);
    let title = book.either("派驻一览", "Stints");
    let name = book.name(title);
    let note = book.either(
        "深色 下沉，黄 上挂，紫 轮转；格内为每周半天数（10 为整周）；◀ 期前已开始，▶ 期后继续。",
        "Dark: down; yellow: up; violet: training. In the cells: half-days a week (10: the whole week). ◀ began before, ▶ goes on after.",
    );
    let mut sheet = book.sheet(&name, title, note, Paper::A4)?;
    let head = look::head(lang);
    let heads = match lang {
        crate::diagnostic::Lang::Zh => ["工号", "方向", "项目", "来自", "去往", "开始", "结束"],
        crate::diagnostic::Lang::En => ["Doctor", "Direction", "Programme", "From", "To", "First day", "Last day"],
    };
    for (column, (label, width)) in (0..).zip(heads.into_iter().zip([9.0, 9.0, 22.0, 18.0, 18.0, 11.0, 11.0])) {
        sheet.write_string_with_format(FIRST - 1, column, label, &head)?;
        sheet.set_column_width(column, width)?;
    }
    for (number, week) in timetable.weeks.iter().enumerate() {
        let (column, position) = (LABELS + number as u16, number + 1);
        let monday = words::short_date(week.monday);
        let label = text!("{position} 周\n{}", "W{position}\n{}", book.say(&monday));
        sheet.write_string_with_format(FIRST - 1, column, book.say(&label), &head)?;
        sheet.set_column_width(column, 7)?;
    }
    sheet.set_row_height(FIRST - 1, 32)?;
    let (cell, day) = (look::boxed(lang), look::boxed(lang).set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center));
    for (row, stint) in (FIRST..).zip(&timetable.stints) {
        let labels = [
            timetable.doctors[stint.doctor].id.clone(),
            book.say(&words::direction(stint.kind)).to_owned(),
            book.say(&stint.programme).to_owned(),
            book.unit_label(stint.home),
            book.unit_label(stint.host),
        ];
        for (column, label) in (0..).zip(labels) {
            sheet.write_string_with_format(row, column, label, &cell)?;
        }
        sheet.write_datetime_with_format(row, 5, &date(stint.first)?, &day)?;
        sheet.write_datetime_with_format(row, 6, &date(stint.last)?, &day)?;
        let (ground, letters) = look::direction(stint.kind);
        let bar: Format = cell.clone().set_background_color(ground).set_font_color(letters).set_align(FormatAlign::Center);
        for week in 0..timetable.weeks.len() {
            let column = LABELS + week as u16;
            if !stint.within.contains(&week) {
                sheet.write_blank(row, column, &cell)?;
                continue;
            }
            let begins = stint.began_before && week == 0;
            let goes_on = stint.goes_on && week + 1 == timetable.weeks.len();
            let half_days = stint.half_days_a_week();
            let label = format!("{}{half_days}{}", if begins { "◀" } else { "" }, if goes_on { "▶" } else { "" });
            sheet.write_string_with_format(row, column, label, &bar)?;
        }
        sheet.set_row_height(row, 17)?;
    }
    sheet.set_freeze_panes(FIRST, 1)?;
    sheet.set_repeat_rows(FIRST - 1, FIRST - 1)?;
    let last = LABELS + timetable.weeks.len() as u16 - 1;
    sheet.set_print_area(0, 0, FIRST + timetable.stints.len().max(1) as u32 - 1, last)?;
    sheet.set_print_fit_to_pages(1, 0);
    book.push(sheet);
    Ok(())
}
