//! A roster as a table: one line for each doctor, `id,day 0,day 1,…`, without a heading. It is what
//! checkers of shift-scheduling benchmarks read.

use crate::domain::{Instance, Roster, Timesheet};

/// The duties of a roster in the horizon as CSV. A cell is the id of the shift on which a duty
/// begins that day, or empty; several are joined by `+` in the order in which they begin. Doctors
/// come in the order of the instance.
pub fn roster_csv(instance: &Instance, roster: &Roster) -> String {
    let sheets = Timesheet::new(instance, roster);
    let mut table = String::new();
    for doctor in &instance.doctors {
        let mut cells = vec![String::new(); instance.horizon.days()];
        for entry in sheets.of(&doctor.id) {
            if let Some(cell) = usize::try_from(entry.day).ok().and_then(|day| cells.get_mut(day)) {
                if !cell.is_empty() {
                    cell.push('+');
                }
                cell.push_str(entry.shift.id.as_str());
            }
        }
        let line: Vec<String> = std::iter::once(doctor.id.as_str()).chain(cells.iter().map(String::as_str)).map(quoted).collect();
        table.push_str(&line.join(","));
        table.push('\n');
    }
    table
}

/// A cell, in quotes where a comma, a quote or a line's end would break the table (RFC 4180).
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}
