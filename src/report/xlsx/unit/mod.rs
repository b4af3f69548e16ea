//! The sheet of a unit: its people by days, as it hangs on the ward wall. People may change its cells
//! and hand the workbook back.

mod cells;
mod frame;

use super::{
    XlsxError, codes, look,
    sheet::{Book, Paper},
    totals::{self, Sum, Total},
};
use crate::report::{Role, UnitRow, UnitTable, words};
use rust_xlsxwriter::{ConditionalFormatCell, ConditionalFormatCellRule, Format, FormatAlign, Formula, Worksheet};

/// Rows below the doctors for colleagues who help out.
const GUESTS: u32 = 2;

/// Where things stand on every unit sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    pub(super) days: usize,
    pub(super) weeks: usize,
}

impl Grid {
    pub(super) const WEEKS_ROW: u32 = 2;
    /// The hidden row that says of each day 0 workday, 1 weekend, 2 holiday.
    pub(super) const KINDS_ROW: u32 = 3;
    pub(super) const DATES_ROW: u32 = 4;
    pub(super) const WEEKDAYS_ROW: u32 = 5;

    pub(super) fn row(position: usize) -> u32 {
        Self::WEEKDAYS_ROW + 1 + position as u32
    }
    pub(super) fn day(day: usize) -> u16 {
        2 + day as u16
    }
    pub(super) fn hours(self) -> u16 {
        Self::day(self.days)
    }
    pub(super) fn sum(self, sum: Sum) -> u16 {
        match sum {
            Sum::Nights => self.hours() + 1,
            Sum::Weekends => self.hours() + 2,
            Sum::Holidays => self.hours() + 3,
            Sum::Week(week) => self.week(week),
        }
    }
    pub(super) fn week(self, week: usize) -> u16 {
        self.hours() + 4 + week as u16
    }
    /// The hidden column that says whose row it was.
    pub(super) fn key(self) -> u16 {
        self.week(self.weeks)
    }
}

/// Names of the sheets, codes of the posts and their rows on the sheet of codes.
pub(super) struct Layout {
    pub(super) grid: Grid,
    pub(super) cover_sheet: String,
    /// In the order of the units of the timetable.
    pub(super) sheets: Vec<String>,
    pub(super) codes_sheet: String,
    pub(super) codes: Vec<String>,
    code_rows: Vec<(usize, u32, u32)>,
}

impl Layout {
    pub(super) fn new(book: &mut Book<'_>) -> Self {
        let timetable = book.timetable;
        let cover_sheet = book.name(book.either("说明", "Contents"));
        let sheets = timetable.units.iter().map(|table| book.name(table.label.in_lang(book.lang))).collect();
        let codes_sheet = book.name(book.either("班次代码", "Shift codes"));
        let mut code_rows = Vec::new();
        let mut row = codes::FIRST;
        for table in timetable.units.iter().filter(|table| !table.posts.is_empty()) {
            let next = row + table.posts.len() as u32;
            code_rows.push((table.unit, row, next - 1));
            row = next;
        }
        let grid = Grid { days: timetable.days.len(), weeks: timetable.weeks.len() };
        Self { grid, cover_sheet, sheets, codes_sheet, codes: codes::codes(timetable, book.lang), code_rows }
    }

    /// First and last row of a unit's posts on the sheet of codes.
    pub(super) fn rows_of(&self, unit: usize) -> Option<(u32, u32)> {
        self.code_rows.iter().find(|(of, ..)| *of == unit).map(|(_, first, last)| (*first, *last))
    }
}

pub(super) fn sheet(book: &mut Book<'_>, layout: &Layout, table: &UnitTable) -> Result<(), XlsxError> {
    let grid = layout.grid;
    let position = book.timetable.units.iter().position(|other| other.unit == table.unit).unwrap_or(0);
    let note = book.either(
        "可直接改格子里的代码（见“班次代码”表），合计随之变动；改完用 shangxia import-roster 读回。括号里的班在其他科室，请到那张表上改。",
        "Cells may be changed (codes: see the sheet of shift codes); the totals follow. Read it back with `shangxia import-roster`. Duties in brackets are in another unit: change them there.",
    );
    let mut sheet = book.sheet(&layout.sheets[position], book.say(&table.title()), "", Paper::A3)?;
    // Not in the columns that every page repeats, where it would be cut off.
    sheet.write_string_with_format(1, Grid::day(0), note, &look::note(book.lang))?;
    frame::heads(book, &mut sheet, layout, table)?;
    for (number, line) in table.rows.iter().enumerate() {
        doctor(book, &mut sheet, layout, table, Grid::row(number), line)?;
    }
    let guests = Grid::row(table.rows.len());
    for row in guests..guests + GUESTS {
        guest(book, &mut sheet, layout, table, row)?;
    }
    let end = guests + GUESTS;
    frame::foot(book, &mut sheet, layout, table, end)?;
    cells::colours(&mut sheet, layout, table, book, end)?;
    if !table.posts.is_empty() {
        frame::choices(&mut sheet, layout, table, end)?;
    }
    for (limit, colour) in [(60.0, 0x00E5_9A8F), (48.0, 0x00F6_CFA6), (40.0, 0x00FB_F0C4)] {
        let rule = ConditionalFormatCell::new().set_rule(ConditionalFormatCellRule::GreaterThan(limit));
        let rule = rule.set_format(Format::new().set_background_color(rust_xlsxwriter::Color::RGB(colour))).set_stop_if_true(true);
        sheet.add_conditional_format(Grid::row(0), grid.week(0), end - 1, grid.key() - 1, &rule)?;
    }
    frame::print(book, &mut sheet, table, end)?;
    book.push(sheet);
    Ok(())
}

fn doctor(book: &Book<'_>, sheet: &mut Worksheet, layout: &Layout, table: &UnitTable, row: u32, line: &UnitRow) -> Result<(), XlsxError> {
    let (timetable, lang) = (book.timetable, book.lang);
    let doctor = &timetable.doctors[line.doctor];
    let who = match line.role {
        Role::Own => book.say(&doctor.title).to_owned(),
        Role::Visitor(stint) => {
            let stint = &timetable.stints[stint];
            format!("{} {}", book.say(&words::direction(stint.kind)), book.unit_label(doctor.home))
        }
        Role::Guest => format!("{} {}", book.either("支援", "guest"), book.unit_label(doctor.home)),
    };
    let left = look::boxed(lang);
    sheet.write_string_with_format(row, 0, &doctor.id, &left.clone().set_bold().set_num_format("@"))?;
    sheet.write_string_with_format(row, 1, who, &left.set_shrink())?;
    sheet.write_string(row, layout.grid.key(), &doctor.id)?;
    let two = cells::doctor(book, sheet, layout, table, row, line)?;
    sheet.set_row_height(row, if two { 28.0 } else { 18.0 })?;
    sums(book, sheet, layout, table, row, Some(line))
}

fn guest(book: &Book<'_>, sheet: &mut Worksheet, layout: &Layout, table: &UnitTable, row: u32) -> Result<(), XlsxError> {
    let left = look::boxed(book.lang).set_font_color(look::SOFT);
    sheet.write_blank(row, 0, &left.clone().set_bold().set_num_format("@"))?;
    sheet.write_string_with_format(row, 1, book.either("（支援：左边写工号）", "(guest: code at left)"), &left.set_shrink())?;
    sheet.write_string(row, layout.grid.key(), "guest")?;
    for (number, day) in book.timetable.days.iter().enumerate() {
        sheet.write_blank(row, Grid::day(number), &look::on_day(book.lang, day, number.is_multiple_of(7)).set_text_wrap().set_num_format("@"))?;
    }
    sums(book, sheet, layout, table, row, None)
}

fn sums(book: &Book<'_>, sheet: &mut Worksheet, layout: &Layout, table: &UnitTable, row: u32, line: Option<&UnitRow>) -> Result<(), XlsxError> {
    let grid = layout.grid;
    let number = look::boxed(book.lang).set_align(FormatAlign::Right).set_num_format("0.##;-0.##;–");
    let bold = number.clone().set_bold();
    let mut write = |column: u16, total: Total, format: &Format| {
        sheet.write_formula_with_format(row, column, Formula::new(total.formula).set_result(total.value.to_string()), format).map(|_| ())
    };
    let mut weeks = Vec::new();
    for week in 0..grid.weeks {
        let total = totals::total(book, layout, table, row, line, Sum::Week(week));
        weeks.push(total.value);
        write(grid.week(week), total, &number)?;
    }
    write(grid.hours(), totals::all_hours(grid, row, &weeks), &bold)?;
    for sum in [Sum::Nights, Sum::Weekends, Sum::Holidays] {
        write(grid.sum(sum), totals::total(book, layout, table, row, line, sum), &bold)?;
    }
    Ok(())
}
