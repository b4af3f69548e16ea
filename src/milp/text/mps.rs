//! Free MPS format.

use super::{OBJECTIVE, Sheet};
use crate::milp::Sense;
use std::io::{self, Write};

pub(super) fn write(sheet: &Sheet<'_>, title: &str, out: &mut dyn Write) -> io::Result<()> {
    for line in title.lines() {
        writeln!(out, "* {line}")?;
    }
    writeln!(out, "NAME shangxia\nROWS\n N {OBJECTIVE}")?;
    let mut rows = Vec::new();
    for (name, row) in sheet.rows() {
        writeln!(out, " {} {name}", if row.sense == Sense::Equal { 'E' } else { 'L' })?;
        rows.push((name, row));
    }
    writeln!(out, "COLUMNS")?;
    let entries = Entries::new(sheet.names.len(), rows.iter().map(|(_, row)| row.terms.as_slice()));
    let mut markers = 0;
    for (column, name) in sheet.names.iter().enumerate() {
        let integer = sheet.program.columns[column].integer;
        if integer != (markers % 2 == 1) {
            markers += 1;
            marker(markers, out)?;
        }
        let (cost, entries) = (sheet.costs[column], entries.of(column));
        // A column that stands nowhere else is still a column.
        if cost != 0 || entries.is_empty() {
            writeln!(out, " {name} {OBJECTIVE} {cost}")?;
        }
        for (row, factor) in entries {
            writeln!(out, " {name} {} {factor}", rows[*row].0)?;
        }
    }
    if markers % 2 == 1 {
        marker(markers + 1, out)?;
    }
    writeln!(out, "RHS")?;
    for (name, row) in rows.iter().filter(|(_, row)| row.limit != 0) {
        writeln!(out, " RHS {name} {}", row.limit)?;
    }
    bounds(sheet, out)?;
    writeln!(out, "ENDATA")
}

/// Odd markers begin integer columns, even ones end them.
fn marker(number: usize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, " MARKER{number} 'MARKER' '{}'", if number % 2 == 1 { "INTORG" } else { "INTEND" })
}

/// Integer columns always say their bounds: without, some readers take them for 0/1.
fn bounds(sheet: &Sheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "BOUNDS")?;
    for (column, name) in sheet.names.iter().enumerate() {
        let (lower, upper) = sheet.bounds[column];
        if upper == Some(lower) {
            writeln!(out, " FX BND {name} {lower}")?;
            continue;
        }
        if lower != 0 {
            writeln!(out, " LO BND {name} {lower}")?;
        }
        match upper {
            Some(upper) => writeln!(out, " UP BND {name} {upper}")?,
            None if sheet.program.columns[column].integer => writeln!(out, " PL BND {name}")?,
            None => {}
        }
    }
    Ok(())
}

/// The matrix by column: row and coefficient, by rising row.
struct Entries {
    starts: Vec<usize>,
    entries: Vec<(usize, i64)>,
}

impl Entries {
    fn new<'a>(columns: usize, rows: impl Iterator<Item = &'a [(usize, i64)]> + Clone) -> Self {
        let mut starts = vec![0; columns + 1];
        for (column, _) in rows.clone().flatten() {
            starts[column + 1] += 1;
        }
        for column in 0..columns {
            starts[column + 1] += starts[column];
        }
        let (mut next, mut entries) = (starts.clone(), vec![(0, 0); starts[columns]]);
        for (row, terms) in rows.enumerate() {
            for (column, factor) in terms {
                entries[next[*column]] = (row, *factor);
                next[*column] += 1;
            }
        }
        Self { starts, entries }
    }

    fn of(&self, column: usize) -> &[(usize, i64)] {
        &self.entries[self.starts[column]..self.starts[column + 1]]
    }
}
