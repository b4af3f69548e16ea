//! A few free columns of a large program around a solution: built from what they occur in, not
//! from the whole.

use super::{Entry, Ledger, Line, Matrix, Program, Sense};
use std::collections::BTreeMap;

/// What is left to decide when all columns but a few keep their values.
#[derive(Clone, Debug)]
pub struct Part {
    /// What is left to decide; its objective is that of the whole program.
    pub matrix: Matrix,
    /// Position in the program of each column of the matrix, rising.
    pub free: Vec<usize>,
}

impl Part {
    /// The part around a solution that the `free` columns, given by rising position, make up.
    /// `bounds` and `costs` are those of the program.
    ///
    /// Rows without a free column are the business of another part. A row that the free columns
    /// cannot mend gets no worse.
    pub fn new(program: &Program, ledger: &Ledger<'_>, bounds: &[(i64, Option<i64>)], costs: &[i64], free: Vec<usize>) -> Self {
        let values = ledger.values();
        let mut matrix = Matrix::default();
        let mut rows: BTreeMap<u32, Vec<(usize, i64)>> = BTreeMap::new();
        for (position, column) in free.iter().enumerate() {
            let (lower, upper) = bounds[*column];
            matrix.columns.push(Entry { lower, upper, cost: costs[*column], integer: program.columns[*column].integer });
            for (row, factor) in ledger.rows_of(*column) {
                rows.entry(*row).or_default().push((position, *factor));
            }
        }
        matrix.offset = ledger.rank().1 - free.iter().map(|column| costs[*column] * values[*column]).sum::<i64>();
        for (number, terms) in rows {
            let (row, activity) = (&program.rows[number as usize], ledger.activity()[number as usize]);
            let now: i64 = terms.iter().map(|(position, factor)| factor * values[free[*position]]).sum();
            let mut line = Line { terms, sense: row.sense, limit: row.limit - (activity - now) };
            let (least, most) = line.range(&matrix.columns);
            let is_equal = line.sense == Sense::Equal;
            if least.is_some_and(|least| least > line.limit) || (is_equal && most.is_some_and(|most| most < line.limit)) {
                line.limit = now;
            }
            if is_equal || most.is_none_or(|most| most > line.limit) {
                matrix.rows.push(line);
            }
        }
        Self { matrix, free }
    }

    /// The values the free columns have now.
    pub fn now(&self, ledger: &Ledger<'_>) -> Vec<i64> {
        self.free.iter().map(|column| ledger.values()[*column]).collect()
    }

    /// The columns of the program that new values of the matrix change, with their new values.
    pub fn changes(&self, ledger: &Ledger<'_>, values: &[f64]) -> Vec<(usize, i64)> {
        let rounded = self.free.iter().zip(values).map(|(column, value)| (*column, value.round() as i64));
        rounded.filter(|(column, value)| ledger.values()[*column] != *value).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::milp::{Block, Charge, Row};

    /// Three decisions `a + b ≤ 1`, `a + b + c = 2`, `a + c ≤ 0`, each for a price.
    fn program() -> Program {
        let mut program = Program::default();
        let owner = program.owner("rule");
        for (column, name) in ["a", "b", "c"].into_iter().enumerate() {
            program.binary(name.to_owned(), Block::default());
            program.charges.push(Charge { column, weight: 10 + column as i64, owner, rank: 0 });
        }
        let rows: [(&[usize], Sense, i64); 3] = [(&[0, 1], Sense::AtMost, 1), (&[0, 1, 2], Sense::Equal, 2), (&[0, 2], Sense::AtMost, 0)];
        for (columns, sense, limit) in rows {
            let terms = columns.iter().map(|column| (*column, 1)).collect();
            program.row(Row { name: "row".to_owned(), terms, sense, limit, block: Block::default(), owner });
        }
        program
    }

    #[test]
    fn a_part_holds_what_its_columns_occur_in_and_speaks_of_the_whole_penalty() {
        let program = program();
        let ledger = Ledger::new(&program, &[0, 1, 1]);
        let part = Part::new(&program, &ledger, &program.bounds(), &program.costs(), vec![0, 1]);
        assert_eq!((part.matrix.offset, part.now(&ledger)), (12, vec![0, 1]));
        let line = |terms: Vec<(usize, i64)>, sense, limit| Line { terms, sense, limit };
        let both = vec![(0, 1), (1, 1)];
        // The last row is broken by c = 1: a cannot mend it, and may not make it worse.
        assert_eq!(part.matrix.rows, [line(both.clone(), Sense::AtMost, 1), line(both, Sense::Equal, 1), line(vec![(0, 1)], Sense::AtMost, 0)]);
        assert_eq!(part.changes(&ledger, &[0.999_999, 1e-7]), [(0, 1), (1, 0)]);
    }

    #[test]
    fn a_row_that_cannot_be_broken_is_left_out() {
        let program = program();
        let ledger = Ledger::new(&program, &[0, 1, 0]);
        let part = Part::new(&program, &ledger, &program.bounds(), &program.costs(), vec![1]);
        // a = 0 leaves b free in the first row; the second asks for more than b can give.
        assert_eq!(part.matrix.rows, [Line { terms: vec![(0, 1)], sense: Sense::Equal, limit: 1 }]);
    }
}
