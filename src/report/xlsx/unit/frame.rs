//! Heads and foot of a unit sheet, its choices, and how it is printed.

use super::{Grid, Layout};
use crate::{
    domain::DayType,
    report::{
        UnitTable, words,
        xlsx::{
            XlsxError, codes, look,
            sheet::{Book, date, plain},
            totals::Sum,
        },
    },
    text,
};
use rust_xlsxwriter::{DataValidation, Formula, Worksheet, utility::row_col_to_cell_absolute};

/// Weeks on a sheet of paper at most.
const WEEKS: usize = 5;

/// Codes explained on a line of the foot.
const LEGEND: usize = 5;

pub(super) fn heads(book: &Book<'_>, sheet: &mut Worksheet, layout: &Layout, table: &UnitTable) -> Result<(), XlsxError> {
    let (grid, lang) = (layout.grid, book.lang);
    let head = look::head(lang);
    for row in [Grid::DATES_ROW, Grid::WEEKDAYS_ROW] {
        let labels = if row == Grid::DATES_ROW { [book.either("工号", "Code"), book.either("职称 / 来源", "Title / from")] } else { ["", ""] };
        for (column, label) in (0..).zip(labels) {
            sheet.write_string_with_format(row, column, label, &head)?;
        }
    }
    sheet.write_string(Grid::KINDS_ROW, 0, format!("shangxia:unit:{}", table.id))?;
    sheet.set_row_hidden(Grid::KINDS_ROW)?;
    for (number, week) in book.timetable.weeks.iter().enumerate() {
        let position = number + 1;
        let span = words::span(week.monday, week.sunday());
        let (zh, en) = (&span.zh, &span.en);
        let label = text!("第 {position} 周 {zh}", "Week {position}, {en}");
        let first = Grid::day(number * 7);
        sheet.merge_range(Grid::WEEKS_ROW, first, Grid::WEEKS_ROW, first + 6, book.say(&label), &head)?;
        let short = text!("{position} 周", "W{position}");
        sheet.write_string_with_format(Grid::DATES_ROW, grid.week(number), book.say(&short), &head)?;
        sheet.write_string_with_format(Grid::WEEKDAYS_ROW, grid.week(number), book.either("工时", "hours"), &head)?;
    }
    for (number, day) in book.timetable.days.iter().enumerate() {
        let column = Grid::day(number);
        let format = look::on_day(lang, day, number.is_multiple_of(7)).set_font_size(8);
        sheet.write_datetime_with_format(Grid::DATES_ROW, column, &date(day.date)?, &format.clone().set_bold().set_num_format("m/d"))?;
        let sign = match day.kind {
            DayType::Holiday => book.either("休", " off"),
            _ if day.is_made_up() => book.either("班", " work"),
            _ => "",
        };
        sheet.write_string_with_format(Grid::WEEKDAYS_ROW, column, format!("{}{sign}", words::weekday(day.date, lang)), &format)?;
        let kind = match day.kind {
            DayType::Workday => 0.0,
            DayType::Weekend => 1.0,
            DayType::Holiday => 2.0,
        };
        sheet.write_number(Grid::KINDS_ROW, column, kind)?;
    }
    let sums = [
        (grid.hours(), book.either("工时", "Hours")),
        (grid.sum(Sum::Nights), book.either("夜班", "Nights")),
        (grid.sum(Sum::Weekends), book.either("周末", "Week-ends")),
        (grid.sum(Sum::Holidays), book.either("节假日", "Holi-days")),
    ];
    for (column, label) in sums {
        sheet.write_string_with_format(Grid::DATES_ROW, column, label, &head)?;
        sheet.write_string_with_format(Grid::WEEKDAYS_ROW, column, book.either("合计", "total"), &head)?;
    }
    widths(sheet, grid)
}

fn widths(sheet: &mut Worksheet, grid: Grid) -> Result<(), XlsxError> {
    sheet.set_column_width_pixels(0, 62)?;
    sheet.set_column_width_pixels(1, 104)?;
    sheet.set_column_range_width_pixels(Grid::day(0), grid.hours() - 1, 34)?;
    sheet.set_column_range_width_pixels(grid.hours(), grid.week(0) - 1, 52)?;
    sheet.set_column_range_width_pixels(grid.week(0), grid.key() - 1, 44)?;
    sheet.set_column_hidden(grid.key())?;
    sheet.set_row_height(Grid::DATES_ROW, 22)?;
    sheet.set_freeze_panes(Grid::row(0), Grid::day(0))?;
    Ok(())
}

/// The row of what is short, and the codes with what they mean.
pub(super) fn foot(book: &Book<'_>, sheet: &mut Worksheet, layout: &Layout, table: &UnitTable, end: u32) -> Result<(), XlsxError> {
    let (grid, timetable, lang) = (layout.grid, book.timetable, book.lang);
    let short = look::boxed(lang).set_font_color(look::ALARM).set_bold();
    sheet.write_string_with_format(end, 0, book.either("缺人", "Short"), &short)?;
    sheet.write_string_with_format(end, 1, book.either("（排班时）", "(as planned)"), &short)?;
    sheet.write_string(end, grid.key(), "end")?;
    let mut two = false;
    for (number, day) in timetable.days.iter().enumerate() {
        let gaps = timetable.gaps.iter().filter(|gap| gap.day == number && table.posts.contains(&gap.post));
        let said: Vec<String> = gaps
            .map(|gap| format!("{}{}", layout.codes[gap.post], if gap.missing > 1 { format!("×{}", gap.missing) } else { String::new() }))
            .collect();
        two |= said.len() > 1;
        let format = look::on_day(lang, day, number.is_multiple_of(7)).set_font_color(look::ALARM).set_bold().set_text_wrap();
        sheet.write_string_with_format(end, Grid::day(number), said.join(" "), &format)?;
    }
    sheet.set_row_height(end, if two { 28.0 } else { 18.0 })?;
    let codes = table.posts.iter().map(|post| {
        let line = &timetable.posts[*post];
        format!("{} {} {}–{}", layout.codes[*post], book.say(&line.name), line.start, line.end)
    });
    // A few on a line, so that nothing runs off the paper.
    for (number, some) in codes.collect::<Vec<_>>().chunks(LEGEND).enumerate() {
        sheet.write_string_with_format(
            end + 1 + number as u32,
            Grid::day(0),
            some.join(if lang == crate::diagnostic::Lang::Zh { "；" } else { "; " }),
            &look::note(lang),
        )?;
    }
    Ok(())
}

/// The codes of the unit to choose from; anything else may be typed too, two codes for instance.
pub(super) fn choices(sheet: &mut Worksheet, layout: &Layout, table: &UnitTable, end: u32) -> Result<(), XlsxError> {
    let Some((first, last)) = layout.rows_of(table.unit) else { return Ok(()) };
    let cell = |row| row_col_to_cell_absolute(row, codes::CODE);
    let list = format!("='{}'!{}:{}", layout.codes_sheet.replace('\'', "''"), cell(first), cell(last));
    let choice = DataValidation::new().allow_list_formula(Formula::new(list)).show_error_message(false);
    let grid = layout.grid;
    sheet.add_data_validation(Grid::row(0), Grid::day(0), end - 1, grid.hours() - 1, &choice)?;
    Ok(())
}

/// Whole weeks on a page, names and heads on each; the totals on one of their own. The title is in the
/// head of the page: in the columns that every page repeats it would be cut off.
pub(super) fn print(book: &Book<'_>, sheet: &mut Worksheet, table: &UnitTable, end: u32) -> Result<(), XlsxError> {
    let (grid, posts) = (Grid { days: book.timetable.days.len(), weeks: book.timetable.weeks.len() }, table.posts.len());
    sheet.set_header(book.head(&format!("&\"-,Bold\"&14 {}", plain(book.say(&table.title())))));
    let pages = grid.weeks.div_ceil(WEEKS).max(1);
    let breaks: Vec<u32> = (1..pages).map(|page| u32::from(Grid::day(page * grid.weeks / pages * 7))).chain([u32::from(grid.hours())]).collect();
    // Little enough for the totals to stay beside a single week.
    if grid.weeks > 2 {
        sheet.set_vertical_page_breaks(&breaks)?;
    }
    // Five weeks fit on A3 even where the font at hand is a wide one.
    sheet.set_print_scale(80);
    sheet.set_page_order(true);
    sheet.set_repeat_rows(Grid::WEEKS_ROW, Grid::WEEKDAYS_ROW)?;
    sheet.set_repeat_columns(0, 1)?;
    sheet.set_print_area(Grid::WEEKS_ROW, 0, end + posts.div_ceil(LEGEND) as u32, grid.key() - 1)?;
    Ok(())
}
