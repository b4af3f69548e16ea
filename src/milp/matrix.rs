//! A program, or part of one, in the plain form a solver takes.

use super::{Program, Sense};

/// One column of a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// Smallest value.
    pub lower: i64,
    /// Largest value; none: no limit.
    pub upper: Option<i64>,
    /// Objective coefficient.
    pub cost: i64,
    /// Must be an integer.
    pub integer: bool,
}

/// One row of a matrix: `Σ terms ≤ limit` or `= limit`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Line {
    /// Column and coefficient.
    pub terms: Vec<(usize, i64)>,
    /// Comparison.
    pub sense: Sense,
    /// Right-hand side.
    pub limit: i64,
}

/// A mixed-integer program without names: minimise `offset + Σ cost × column`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Matrix {
    /// Columns.
    pub columns: Vec<Entry>,
    /// Rows.
    pub rows: Vec<Line>,
    /// Part of the objective that is already decided.
    pub offset: i64,
}

/// The free part of a program: what is left when some columns are fixed.
#[derive(Clone, Debug)]
pub struct Portion {
    /// What is left to decide.
    pub matrix: Matrix,
    /// Position in the program of each column of the matrix.
    pub free: Vec<usize>,
    /// Position in the program of each row of the matrix.
    pub rows: Vec<usize>,
    /// Values of the fixed columns (0 for the free ones).
    fixed: Vec<i64>,
}

/// Why nothing is left to decide: names of rows, fixings and columns that cannot hold.
pub type Contradiction = Vec<String>;

impl Portion {
    /// The part of a program that given bounds leave free.
    ///
    /// # Errors
    /// The names of columns without any value and of rows that no value of the free columns can
    /// satisfy.
    pub fn new(program: &Program, bounds: &[(i64, Option<i64>)]) -> Result<Self, Contradiction> {
        Self::build(program, bounds)
    }

    fn build(program: &Program, bounds: &[(i64, Option<i64>)]) -> Result<Self, Contradiction> {
        let empty = |(lower, upper): &(i64, Option<i64>)| upper.is_some_and(|upper| upper < *lower);
        let mut wrong: Contradiction = Vec::new();
        for (column, _) in bounds.iter().enumerate().filter(|(_, bound)| empty(bound)) {
            let before = wrong.len();
            wrong.extend(program.fixings.iter().filter(|fixing| fixing.column == column).map(|fixing| fixing.name.clone()));
            if wrong.len() == before {
                wrong.push(program.columns[column].name.clone());
            }
        }
        let costs = program.costs();
        let mut matrix = Matrix::default();
        let (mut free, mut fixed) = (Vec::new(), vec![0; bounds.len()]);
        let mut position = vec![usize::MAX; bounds.len()];
        for (column, (lower, upper)) in bounds.iter().enumerate() {
            if *upper == Some(*lower) {
                fixed[column] = *lower;
                matrix.offset += costs[column] * lower;
            } else {
                position[column] = free.len();
                free.push(column);
                let integer = program.columns[column].integer;
                matrix.columns.push(Entry { lower: *lower, upper: *upper, cost: costs[column], integer });
            }
        }
        let mut rows = Vec::new();
        for (number, row) in program.rows.iter().enumerate() {
            let terms: Vec<_> = row.terms.iter().filter(|(c, _)| position[*c] != usize::MAX).map(|(c, f)| (position[*c], *f)).collect();
            let decided: i64 = row.terms.iter().map(|(column, factor)| factor * fixed[*column]).sum();
            let line = Line { terms, sense: row.sense, limit: row.limit - decided };
            let (least, most) = line.range(&matrix.columns);
            if least.is_some_and(|least| least > line.limit) || (line.sense == Sense::Equal && most.is_some_and(|most| most < line.limit)) {
                wrong.push(row.name.clone());
            } else if line.sense == Sense::Equal || most.is_none_or(|most| most > line.limit) {
                matrix.rows.push(line);
                rows.push(number);
            }
        }
        if wrong.is_empty() { Ok(Self { matrix, free, rows, fixed }) } else { Err(wrong) }
    }

    /// Values of all columns of the program from those of the free ones.
    pub fn complete(&self, values: &[i64]) -> Vec<i64> {
        let mut all = self.fixed.clone();
        for (column, value) in self.free.iter().zip(values) {
            all[*column] = *value;
        }
        all
    }

    /// Values of the free columns from those of all columns of the program.
    pub fn restrict(&self, values: &[i64]) -> Vec<i64> {
        self.free.iter().map(|column| values[*column]).collect()
    }
}

impl Line {
    /// Smallest and largest value of the left-hand side; none: no limit.
    pub(crate) fn range(&self, columns: &[Entry]) -> (Option<i64>, Option<i64>) {
        let mut range = (Some(0), Some(0));
        for (column, factor) in &self.terms {
            let Entry { lower, upper, .. } = columns[*column];
            let (low, high) = (Some(lower * factor), upper.map(|upper| upper * factor));
            let (low, high) = if *factor > 0 { (low, high) } else { (high, low) };
            let add = |sum: Option<i64>, part: Option<i64>| Some(sum? + part?);
            range = (add(range.0, low), add(range.1, high));
        }
        range
    }
}
