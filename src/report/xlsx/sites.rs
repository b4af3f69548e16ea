//! A sheet for each site: who is on which post on which day.

use super::{
    XlsxError, look,
    sheet::{Book, Paper, date},
};
use crate::{
    report::{CoverageLine, SitePage, words},
    text,
};
use rust_xlsxwriter::FormatAlign;

const FIRST: u32 = 5;

pub(super) fn sheets(book: &mut Book<'_>) -> Result<(), XlsxError> {
    let timetable = book.timetable;
    for page in timetable.site_pages.iter().filter(|page| !page.units.is_empty()) {
        sheet(book, page)?;
    }
    Ok(())
}

fn sheet(book: &mut Book<'_>, page: &SitePage) -> Result<(), XlsxError> {
    let (timetable, lang) = (book.timetable, book.lang);
    let (zh, en) = (&page.name.zh, &page.name.en);
    let wanted = text!("岗位-{zh}", "Posts {en}");
    let name = book.name(wanted.in_lang(lang));
    let title = text!("{zh}：每日各岗位人员", "{en}: who is on each post");
    let note = book.either("只供查看；红色为缺人。改班请改科室表。", "To read only; red: short of doctors. Changes are made on the unit sheets.");
    let mut sheet = book.sheet(&name, title.in_lang(lang), note, Paper::A3)?;
    let head = look::head(lang);
    for (column, label) in (0..).zip([book.either("日期", "Date"), book.either("星期", "Day")]) {
        sheet.merge_range(FIRST - 2, column, FIRST - 1, column, label, &head)?;
    }
    sheet.set_column_width(0, 11)?;
    sheet.set_column_width(1, 7)?;
    let mut posts: Vec<usize> = Vec::new();
    for unit in &page.units {
        let Some(table) = book.unit(*unit).filter(|table| !table.posts.is_empty()) else { continue };
        let first = 2 + posts.len() as u16;
        let last = first + table.posts.len() as u16 - 1;
        if first == last {
            sheet.write_string_with_format(FIRST - 2, first, book.say(&table.name), &head)?;
        } else {
            sheet.merge_range(FIRST - 2, first, FIRST - 2, last, book.say(&table.name), &head)?;
        }
        posts.extend(&table.posts);
    }
    for (column, post) in (2..).zip(&posts) {
        let post = &timetable.posts[*post];
        let label = format!("{}\n{}–{}", book.say(&post.name), post.start, post.end);
        sheet.write_string_with_format(FIRST - 1, column, label, &head)?;
        sheet.set_column_width(column, 13)?;
    }
    sheet.set_row_height(FIRST - 1, 44)?;
    sheet.set_row_height(FIRST - 2, 22)?;
    let on = on_posts(book);
    let covered: Vec<Option<&CoverageLine>> = posts.iter().map(|post| timetable.coverage.iter().find(|line| line.post == *post)).collect();
    for (number, day) in timetable.days.iter().enumerate() {
        let row = FIRST + number as u32;
        let mut cell = look::boxed(lang).set_align(FormatAlign::Center).set_text_wrap();
        if let Some(ground) = look::shade(day) {
            cell = cell.set_background_color(ground);
        }
        sheet.write_datetime_with_format(row, 0, &date(day.date)?, &cell.clone().set_num_format("yyyy-mm-dd"))?;
        sheet.write_string_with_format(row, 1, book.say(&words::day_of_week(day.date)), &cell)?;
        let mut most = 1;
        for (position, post) in posts.iter().enumerate() {
            let column = 2 + position as u16;
            let mut there: Vec<&str> = on[*post][number].iter().map(|doctor| timetable.doctors[*doctor].id.as_str()).collect();
            let staffing = covered[position].and_then(|line| line.days[number]);
            let missing = staffing.map_or(0, |staffing| staffing.min.saturating_sub(staffing.there));
            let short = text!("缺 {missing}", "{missing} short");
            if missing > 0 {
                there.push(short.in_lang(lang));
            }
            most = most.max(there.len().div_ceil(2));
            let format = if missing > 0 { cell.clone().set_font_color(look::ALARM).set_bold() } else { cell.clone() };
            sheet.write_string_with_format(row, column, there.join(" "), &format)?;
        }
        sheet.set_row_height(row, 15.0 * most as f64)?;
    }
    let last = 1 + posts.len() as u16;
    sheet.set_freeze_panes(FIRST, 2)?;
    sheet.set_repeat_rows(FIRST - 2, FIRST - 1)?;
    sheet.set_repeat_columns(0, 1)?;
    sheet.set_print_area(0, 0, FIRST + timetable.days.len() as u32 - 1, last)?;
    sheet.set_print_fit_to_pages(1, 0);
    book.push(sheet);
    Ok(())
}

/// Who is on a post on a day.
fn on_posts(book: &Book<'_>) -> Vec<Vec<Vec<usize>>> {
    let timetable = book.timetable;
    let mut on = vec![vec![Vec::new(); timetable.days.len()]; timetable.posts.len()];
    for (doctor, line) in timetable.doctors.iter().enumerate() {
        for (day, posts) in line.duties.iter().enumerate() {
            for post in posts {
                on[*post][day].push(doctor);
            }
        }
    }
    on
}
