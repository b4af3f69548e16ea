//! CPLEX LP format.

use super::{OBJECTIVE, Sheet};
use crate::milp::{Row, Sense};
use std::io::{self, Write};

/// Lines are broken before they grow longer: some readers stop at 510 characters, and a name may
/// have 255.
const WIDTH: usize = 160;

/// What a sum without a column is written as: 0 of the first column.
const NOTHING: (usize, i64) = (0, 0);

pub(super) fn write(sheet: &Sheet<'_>, title: &str, out: &mut dyn Write) -> io::Result<()> {
    for line in title.lines() {
        writeln!(out, "\\ {line}")?;
    }
    writeln!(out, "Minimize")?;
    let used = sheet.used();
    let costs = sheet.costs.iter().copied().enumerate();
    // A column that stands nowhere else is still a column.
    let mut objective: Vec<_> = costs.filter(|(column, cost)| *cost != 0 || !used[*column]).collect();
    if objective.is_empty() {
        objective.push(NOTHING);
    }
    sum(sheet, OBJECTIVE, objective.into_iter(), out)?;
    writeln!(out, "\nSubject To")?;
    for (name, row) in sheet.rows() {
        constraint(sheet, &name, row, out)?;
    }
    bounds(sheet, out)?;
    writeln!(out, "Generals")?;
    for (name, _) in sheet.names.iter().zip(&sheet.program.columns).filter(|(_, column)| column.integer) {
        writeln!(out, " {name}")?;
    }
    writeln!(out, "End")
}

fn constraint(sheet: &Sheet<'_>, name: &str, row: &Row, out: &mut dyn Write) -> io::Result<()> {
    let nothing = row.terms.is_empty().then_some(NOTHING);
    sum(sheet, name, row.terms.iter().copied().chain(nothing), out)?;
    let sense = if row.sense == Sense::Equal { "=" } else { "<=" };
    writeln!(out, " {sense} {}", row.limit)
}

fn sum(sheet: &Sheet<'_>, name: &str, terms: impl Iterator<Item = (usize, i64)>, out: &mut dyn Write) -> io::Result<()> {
    let mut line = format!(" {name}:");
    for (number, (column, factor)) in terms.enumerate() {
        let sign = match (factor < 0, number) {
            (true, _) => " -",
            (false, 0) => "",
            (false, _) => " +",
        };
        let size = if factor.abs() == 1 { String::new() } else { format!(" {}", factor.abs()) };
        let term = format!("{sign}{size} {}", sheet.names[column]);
        if line.len() + term.len() > WIDTH {
            writeln!(out, "{line}")?;
            "  ".clone_into(&mut line);
        }
        line += &term;
    }
    write!(out, "{line}")
}

fn bounds(sheet: &Sheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "Bounds")?;
    for (name, bound) in sheet.names.iter().zip(&sheet.bounds) {
        match bound {
            (0, None) => {}
            (lower, None) => writeln!(out, " {name} >= {lower}")?,
            (lower, Some(upper)) if lower == upper => writeln!(out, " {name} = {lower}")?,
            (lower, Some(upper)) => writeln!(out, " {lower} <= {name} <= {upper}")?,
        }
    }
    Ok(())
}
