//! Programs as files of other solvers, LP and free MPS, and their answers back.
//!
//! The whole program is written: every column, every row, fixings as bounds. The objective has no
//! constant, for nothing is decided beforehand.

mod answer;
mod lp;
mod mps;
mod names;

pub use answer::{Answer, Mistake, Wrong};

use super::{Program, Row, Sense};
use std::io::{self, Write};

/// Name of the objective in a file.
const OBJECTIVE: &str = "penalty";

/// A format other solvers read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// Free MPS.
    Mps,
    /// CPLEX LP.
    Lp,
}

impl Program {
    /// Writes the whole program. The lines of `title` begin the file as comments.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn write(&self, format: FileFormat, title: &str, out: &mut dyn Write) -> io::Result<()> {
        let sheet = Sheet::new(self);
        match format {
            FileFormat::Mps => mps::write(&sheet, title, out),
            FileFormat::Lp => lp::write(&sheet, title, out),
        }
    }

    /// The name of every column in a file: as in the program but for the characters that some
    /// reader refuses. `[ ] = - : .` become `( ) . ~ @ !`, any other character that is no ASCII
    /// letter, digit, underscore or comma becomes its number, `{4E2D}`, and so does a first one
    /// that could begin a number. A name of more than 255 characters is cut and ends with `#` and
    /// its position. No two names become the same.
    pub fn file_names(&self) -> Vec<String> {
        self.columns.iter().enumerate().map(|(position, column)| names::safe(&column.name, position)).collect()
    }
}

/// What both formats write.
struct Sheet<'a> {
    program: &'a Program,
    names: Vec<String>,
    costs: Vec<i64>,
    /// Fixings counted, as far as they leave a value.
    bounds: Vec<(i64, Option<i64>)>,
    /// Fixings that contradict the bounds or an earlier one: rows of their own, so that a reader
    /// finds a program without a solution and not a column without a value.
    torn: Vec<Row>,
}

impl<'a> Sheet<'a> {
    fn new(program: &'a Program) -> Self {
        let mut bounds: Vec<_> = program.columns.iter().map(|column| (column.lower, column.upper)).collect();
        let mut torn = Vec::new();
        for fixing in &program.fixings {
            let (lower, upper) = bounds[fixing.column];
            if lower <= fixing.value && upper.is_none_or(|upper| fixing.value <= upper) {
                bounds[fixing.column] = (fixing.value, Some(fixing.value));
            } else {
                let (name, block, owner) = (fixing.name.clone(), program.columns[fixing.column].block, fixing.owner);
                torn.push(Row { name, terms: vec![(fixing.column, 1)], sense: Sense::Equal, limit: fixing.value, block, owner });
            }
        }
        Self { program, names: program.file_names(), costs: program.costs(), bounds, torn }
    }

    /// All rows with their names in the file.
    fn rows(&self) -> impl Iterator<Item = (String, &Row)> {
        self.program.rows.iter().chain(&self.torn).enumerate().map(|(position, row)| (names::safe(&row.name, position), row))
    }

    /// Whether a column stands in some row or in the objective.
    fn used(&self) -> Vec<bool> {
        let mut used: Vec<bool> = self.costs.iter().map(|cost| *cost != 0).collect();
        for (column, _) in self.program.rows.iter().chain(&self.torn).flat_map(|row| &row.terms) {
            used[*column] = true;
        }
        used
    }
}
