//! Programs as text: what a reviewer reads and what the recorded rows hold.

use super::{Derived, Linear, Program, Row, Sense};
use itertools::Itertools;
use std::fmt::Write as _;

impl Program {
    /// All rows, fixings and charged columns of an owner as text, one a line.
    pub fn text_of(&self, owner: &str) -> String {
        let Some(owner) = self.owners.iter().position(|name| name == owner) else { return String::new() };
        let mut text = String::new();
        for row in self.rows.iter().filter(|row| row.owner == owner) {
            let _ = writeln!(text, "{}: {}", row.name, self.row_text(row));
        }
        for fixing in self.fixings.iter().filter(|fixing| fixing.owner == owner) {
            let _ = writeln!(text, "{}: {} = {}", fixing.name, self.columns[fixing.column].name, fixing.value);
        }
        for charge in self.charges.iter().filter(|charge| charge.owner == owner) {
            let _ = writeln!(text, "minimise {} {}", charge.weight, self.columns[charge.column].name);
        }
        for (column, derived) in &self.derived {
            if self.charges.iter().any(|charge| charge.owner == owner && charge.column == *column)
                && let Derived::Largest(forms) = derived
            {
                let forms = forms.iter().map(|form| self.linear_text(form)).join("; ");
                let _ = writeln!(text, "{} = largest of 0; {forms}", self.columns[*column].name);
            }
        }
        text
    }

    /// A row as text; one with only negative coefficients is written the other way round.
    pub fn row_text(&self, row: &Row) -> String {
        let turned = row.sense == Sense::AtMost && row.limit <= 0 && row.terms.iter().filter(|t| t.1 < 0).count() * 2 > row.terms.len();
        let sign = if turned { -1 } else { 1 };
        let terms = row.terms.iter().map(|(column, factor)| (*column, sign * factor)).collect();
        let sense = match (row.sense, turned) {
            (Sense::Equal, _) => "=",
            (Sense::AtMost, false) => "<=",
            (Sense::AtMost, true) => ">=",
        };
        format!("{} {sense} {}", self.linear_text(&Linear { terms, constant: 0 }), sign * row.limit)
    }

    fn linear_text(&self, linear: &Linear) -> String {
        let mut text = String::new();
        for (column, factor) in &linear.terms {
            let sign = match (factor < &0, text.is_empty()) {
                (true, true) => "-",
                (true, false) => " - ",
                (false, true) => "",
                (false, false) => " + ",
            };
            let factor = if factor.abs() == 1 { String::new() } else { format!("{} ", factor.abs()) };
            let _ = write!(text, "{sign}{factor}{}", self.columns[*column].name);
        }
        match (linear.constant, text.is_empty()) {
            (0, false) => {}
            (constant, true) => text = constant.to_string(),
            (constant, false) => {
                let _ = write!(text, " {} {}", if constant < 0 { '-' } else { '+' }, constant.abs());
            }
        }
        text
    }
}
