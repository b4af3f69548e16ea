//! A page for each doctor: the days of every week with post and time, hours, and burdens beside the
//! colleagues'.

use super::{
    XlsxError, look,
    sheet::{Book, Paper, hours},
    unit::Layout,
};
use crate::{
    domain::FactKind,
    report::{DoctorLine, words},
    text,
};
use chrono::Datelike;
use rust_xlsxwriter::{FormatAlign, Formula, Worksheet, utility::row_col_to_cell};

const FIRST: u32 = 3;

pub(super) fn sheet(book: &mut Book<'_>, layout: &Layout) -> Result<(), XlsxError> {
    let title = book.either("个人排班", "By doctor");
    let name = book.name(title);
    let note = book.either("每名医生一页，可裁下发给本人。", "A page for each doctor.");
    let mut sheet = book.sheet(&name, title, note, Paper::A4)?;
    sheet.set_column_width(0, 15)?;
    sheet.set_column_range_width(1, 7, 18)?;
    sheet.set_column_width(8, 9)?;
    let (mut row, mut breaks) = (FIRST, Vec::new());
    for (number, doctor) in book.timetable.doctors.iter().enumerate() {
        if number > 0 {
            breaks.push(row);
        }
        row = page(book, &mut sheet, layout, doctor, row)? + 1;
    }
    // Excel takes 1023 page breaks at most.
    breaks.truncate(1023);
    sheet.set_page_breaks(&breaks)?;
    sheet.set_print_area(0, 0, row.saturating_sub(1), 8)?;
    sheet.set_print_scale(68);
    book.push(sheet);
    Ok(())
}

fn page(book: &Book<'_>, sheet: &mut Worksheet, layout: &Layout, doctor: &DoctorLine, first: u32) -> Result<u32, XlsxError> {
    let (timetable, lang) = (book.timetable, book.lang);
    let who = format!("{}  {}  {}", doctor.id, book.say(&doctor.title), book.unit_label(doctor.home));
    sheet.write_string_with_format(first, 0, who, &look::title(lang).set_font_size(12))?;
    let load = doctor.load;
    let means = book.unit(doctor.home).map(|table| table.means).unwrap_or_default();
    let total = words::hours(doctor.hours.total);
    let (nights, weekends, holidays) = (words::tenths(means.nights), words::tenths(means.weekends), words::tenths(means.holidays));
    let said = text!(
        "工时合计 {total}；夜班 {}（同科均 {nights}），周末 {}（均 {weekends}），节假日 {}（均 {holidays}）",
        "{total} hours in all; nights {} (unit mean {nights}), weekend duties {} (mean {weekends}), holiday duties {} (mean {holidays})",
        load.nights,
        load.weekends,
        load.holidays
    );
    sheet.write_string_with_format(first + 1, 0, book.say(&said), &look::note(lang))?;
    let head = look::head(lang);
    sheet.write_string_with_format(first + 2, 0, book.either("周", "Week"), &head)?;
    for (column, day) in (1..).zip(timetable.days.iter().take(7)) {
        sheet.write_string_with_format(first + 2, column, book.say(&words::day_of_week(day.date)), &head)?;
    }
    sheet.write_string_with_format(first + 2, 8, book.either("工时", "Hours"), &head)?;
    let sum = look::boxed(lang).set_num_format("0.##").set_align(FormatAlign::Right).set_bold();
    for (number, week) in timetable.weeks.iter().enumerate() {
        let row = first + 3 + number as u32;
        let span = words::span(week.monday, week.sunday());
        sheet.write_string_with_format(row, 0, book.say(&span), &look::boxed(lang))?;
        for column in 0..7 {
            let day = number * 7 + column;
            let format = look::on_day(lang, &timetable.days[day], false).set_text_wrap().set_font_size(8);
            sheet.write_string_with_format(row, 1 + column as u16, cell(book, layout, doctor, day), &format)?;
        }
        sheet.write_number_with_format(row, 8, hours(doctor.hours.weeks[number]), &sum)?;
        sheet.set_row_height(row, 36)?;
    }
    let row = first + 3 + timetable.weeks.len() as u32;
    let (from, to) = (row_col_to_cell(first + 3, 8), row_col_to_cell(row - 1, 8));
    sheet.write_string_with_format(row, 7, book.either("合计", "total"), &sum)?;
    sheet.write_formula_with_format(row, 8, Formula::new(format!("SUM({from}:{to})")).set_result(hours(doctor.hours.total).to_string()), &sum)?;
    Ok(row)
}

fn cell(book: &Book<'_>, layout: &Layout, doctor: &DoctorLine, day: usize) -> String {
    let timetable = book.timetable;
    let date = timetable.days[day].date;
    let duties = || doctor.duties[day].iter().map(|post| (&timetable.posts[*post], &layout.codes[*post]));
    let mut head = date.day().to_string();
    let mut places: Vec<usize> = duties().map(|(line, _)| line.unit).filter(|unit| *unit != doctor.home).collect();
    places.dedup();
    for place in &places {
        head = format!("{head} @{}", book.unit_label(*place));
    }
    let absent = doctor.facts.iter().find(|fact| fact.holds(date) && FactKind::is_absence(fact.kind));
    let absent = absent.map(|fact| book.say(&words::fact(fact.kind)).to_owned());
    let lines = duties().map(|(line, code)| format!("{code} {}–{}", line.start, line.end));
    std::iter::once(head).chain(lines).chain(absent).collect::<Vec<_>>().join("\n")
}
