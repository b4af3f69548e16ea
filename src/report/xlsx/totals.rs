//! The totals of a unit sheet as formulas that follow what is typed, with the values they have now.

use super::{
    codes,
    sheet::{Book, hours},
    unit::{Grid, Layout},
};
use crate::{
    domain::{DayType, ShiftKind},
    report::{Role, UnitRow, UnitTable},
};
use rust_xlsxwriter::utility::{row_col_to_cell, row_col_to_cell_absolute};
use std::ops::Range;

/// What a row adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sum {
    /// Hours of a week.
    Week(usize),
    /// Nights and duties round the clock.
    Nights,
    /// Duties on weekend days.
    Weekends,
    /// Duties on holidays.
    Holidays,
}

/// A formula and the value it has.
pub(super) struct Total {
    pub(super) formula: String,
    pub(super) value: f64,
}

/// The sum over the codes of a row. Duties in other units stand on the sheets of those: the row of a
/// doctor at home adds what the rows there have.
pub(super) fn total(book: &Book<'_>, layout: &Layout, table: &UnitTable, row: u32, line: Option<&UnitRow>, sum: Sum) -> Total {
    let grid = layout.grid;
    let mut formula = here(layout, table, row, sum);
    let Some(line) = line else { return Total { formula, value: 0.0 } };
    if line.role == Role::Own {
        for (number, other) in book.timetable.units.iter().enumerate().filter(|(_, other)| other.unit != table.unit) {
            if let Some(position) = other.rows.iter().position(|row| row.doctor == line.doctor) {
                let there = row_col_to_cell(Grid::row(position), grid.sum(sum));
                formula = format!("{formula}+{}!{there}", quoted(&layout.sheets[number]));
            }
        }
    }
    Total { formula, value: value(book, table, line, sum) }
}

/// All hours of a row: its weeks together.
pub(super) fn all_hours(grid: Grid, row: u32, weeks: &[f64]) -> Total {
    let (first, last) = (row_col_to_cell(row, grid.week(0)), row_col_to_cell(row, grid.week(weeks.len().saturating_sub(1))));
    Total { formula: format!("SUM({first}:{last})"), value: weeks.iter().sum() }
}

fn here(layout: &Layout, table: &UnitTable, row: u32, sum: Sum) -> String {
    let Some((first, last)) = layout.rows_of(table.unit) else { return "0".to_owned() };
    let grid = layout.grid;
    let days = match sum {
        Sum::Week(week) => week * 7..week * 7 + 7,
        _ => 0..grid.days,
    };
    let cells = span(row, &days);
    let column = |column: u16| {
        let cell = |row| row_col_to_cell_absolute(row, column);
        format!("{}!{}:{}", quoted(&layout.codes_sheet), cell(first), cell(last))
    };
    let text = format!("SUBSTITUTE(\" \"&{cells}&\" \",CHAR(10),\" \")");
    let codes = column(codes::CODE);
    let times = format!("(LEN({text})-LEN(SUBSTITUTE({text},\" \"&{codes}&\" \",\"\")))/(LEN({codes})+2)");
    let kinds = span(Grid::KINDS_ROW, &(0..grid.days));
    let on = |kind: u8| format!("SUMPRODUCT({times}*{}*({}={kind}))", column(codes::BURDEN), absolute_row(&kinds));
    match sum {
        Sum::Week(_) => format!("SUMPRODUCT({times}*{})", column(codes::HOURS)),
        Sum::Nights => format!("SUMPRODUCT({times}*{})", column(codes::NIGHT)),
        Sum::Weekends => on(1),
        Sum::Holidays => on(2),
    }
}

fn span(row: u32, days: &Range<usize>) -> String {
    format!("{}:{}", row_col_to_cell(row, Grid::day(days.start)), row_col_to_cell(row, Grid::day(days.end - 1)))
}

/// `C4:CO4` as `C$4:CO$4`, so that sorting the doctors does not move it.
fn absolute_row(range: &str) -> String {
    let fix = |cell: &str| {
        let split = cell.find(|letter: char| letter.is_ascii_digit()).unwrap_or(cell.len());
        format!("{}${}", &cell[..split], &cell[split..])
    };
    range.split(':').map(fix).collect::<Vec<_>>().join(":")
}

fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

fn value(book: &Book<'_>, table: &UnitTable, line: &UnitRow, sum: Sum) -> f64 {
    let timetable = book.timetable;
    let doctor = &timetable.doctors[line.doctor];
    if line.role == Role::Own {
        return match sum {
            Sum::Week(week) => hours(doctor.hours.weeks[week]),
            Sum::Nights => f64::from(doctor.load.nights),
            Sum::Weekends => f64::from(doctor.load.weekends),
            Sum::Holidays => f64::from(doctor.load.holidays),
        };
    }
    let days = match sum {
        Sum::Week(week) => week * 7..week * 7 + 7,
        _ => 0..timetable.days.len(),
    };
    let counted = days.flat_map(|day| line.cells[day].duties.iter().map(move |post| (day, &timetable.posts[*post])));
    let counted = counted.filter(|(_, post)| post.unit == table.unit);
    let of = |day: usize, kind: DayType| timetable.days[day].kind == kind;
    match sum {
        Sum::Week(_) => hours(counted.map(|(_, post)| post.worked).sum()),
        Sum::Nights => counted.filter(|(_, post)| post.is_night()).count() as f64,
        Sum::Weekends => counted.filter(|(day, post)| of(*day, DayType::Weekend) && post.shift != ShiftKind::Standby).count() as f64,
        Sum::Holidays => counted.filter(|(day, post)| of(*day, DayType::Holiday) && post.shift != ShiftKind::Standby).count() as f64,
    }
}
