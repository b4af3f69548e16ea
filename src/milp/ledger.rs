//! A running account of one solution of a program: what changes with a change is counted anew,
//! and nothing else. Judging a whole roster of a large alliance takes a second, a change of it
//! a moment.

use super::{Derived, Program, lists::Lists};
use std::collections::{BTreeMap, BTreeSet};

/// One solution with all that follows from it: derived columns, the left-hand side of every row,
/// the number of broken rows and fixings, the penalty.
pub struct Ledger<'a> {
    program: &'a Program,
    rows_of: Lists<(u32, i64)>,
    derived_of: Lists<u32>,
    fixings_of: Lists<i64>,
    costs: Vec<i64>,
    values: Vec<i64>,
    activity: Vec<i64>,
    broken: usize,
    total: i64,
    /// Rows that came to hold or no longer do by the last change, in order; and whether they held before.
    turned: Vec<(u32, bool)>,
}

impl<'a> Ledger<'a> {
    /// Opens an account with given values; those of derived columns are not read.
    pub fn new(program: &'a Program, values: &[i64]) -> Self {
        let columns = program.columns.len();
        let terms = program.rows.iter().enumerate().flat_map(|(r, row)| row.terms.iter().map(move |(column, factor)| (*column, (r as u32, *factor))));
        let inputs = program.derived.iter().enumerate().flat_map(|(d, (column, derived))| {
            let inputs = derived.inputs(program);
            inputs.into_iter().filter(|input| input != column).map(move |input| (input, d as u32)).collect::<Vec<_>>()
        });
        let fixings = program.fixings.iter().map(|fixing| (fixing.column, fixing.value));
        let mut ledger = Self {
            program,
            rows_of: Lists::new(columns, terms),
            derived_of: Lists::new(columns, inputs),
            fixings_of: Lists::new(columns, fixings),
            costs: program.costs(),
            values: Vec::new(),
            activity: Vec::new(),
            broken: 0,
            total: 0,
            turned: Vec::new(),
        };
        ledger.reset(values);
        ledger
    }

    fn reset(&mut self, values: &[i64]) {
        let evaluation = self.program.evaluate(values);
        self.activity = self.program.rows.iter().map(|row| row.activity(&evaluation.values)).collect();
        self.broken = evaluation.broken.len();
        self.total = evaluation.total();
        self.values = evaluation.values;
    }

    /// Value of every column.
    pub fn values(&self) -> &[i64] {
        &self.values
    }

    /// Left-hand side of every row.
    pub fn activity(&self) -> &[i64] {
        &self.activity
    }

    /// Rows and fixings that do not hold, and the penalty: the smaller, the better.
    pub fn rank(&self) -> (usize, i64) {
        (self.broken, self.total)
    }

    /// The rows a column stands in, with its coefficients.
    pub fn rows_of(&self, column: usize) -> &[(u32, i64)] {
        self.rows_of.of(column)
    }

    /// Positions in [`Program::derived`] of what follows from a column.
    pub fn derived_of(&self, column: usize) -> &[u32] {
        self.derived_of.of(column)
    }

    /// Takes over new values of some columns if that makes the solution better; those of derived
    /// columns are not read. Gives whether it did, and leaves everything as it was if not.
    pub fn improve(&mut self, changes: &[(usize, i64)]) -> bool {
        self.take_if(changes, |_| true)
    }

    /// The same where every row that held before still holds: changes made without knowledge of each other can break one
    /// together that each of them keeps.
    pub fn fit(&mut self, changes: &[(usize, i64)]) -> bool {
        self.take_if(changes, Self::are_held)
    }

    /// Whether every row holds that held before the last change.
    fn are_held(&self) -> bool {
        let first: BTreeMap<u32, bool> = self.turned.iter().rev().copied().collect();
        let holds = |row: u32| self.program.rows[row as usize].accepts(self.activity[row as usize]);
        first.into_iter().all(|(row, held)| !held || holds(row))
    }

    /// Takes over new values, better or not, where every row that held before still holds. Gives whether it did.
    pub fn admit(&mut self, changes: &[(usize, i64)]) -> bool {
        self.turned.clear();
        let undo = self.apply(changes);
        let is_held = self.are_held();
        if !is_held {
            self.take_back(undo);
        }
        is_held
    }

    fn take_if(&mut self, changes: &[(usize, i64)], is_wanted: impl Fn(&Self) -> bool) -> bool {
        let before = self.rank();
        self.turned.clear();
        let undo = self.apply(changes);
        if self.rank() < before && is_wanted(self) {
            return true;
        }
        self.take_back(undo);
        debug_assert_eq!(self.rank(), before);
        false
    }

    fn take_back(&mut self, undo: Vec<(usize, i64)>) {
        for (column, value) in undo.into_iter().rev() {
            self.set(column, value);
        }
    }

    /// Takes over new values, better or not. Gives what was there before, in order of change.
    fn apply(&mut self, changes: &[(usize, i64)]) -> Vec<(usize, i64)> {
        let mut undo = Vec::new();
        let mut open: BTreeSet<u32> = BTreeSet::new();
        let is_derived = |column: usize| self.program.derived.binary_search_by_key(&column, |(derived, _)| *derived).is_ok();
        let decided: Vec<(usize, i64)> =
            changes.iter().copied().filter(|(column, value)| self.values[*column] != *value && !is_derived(*column)).collect();
        for (column, value) in decided {
            undo.push((column, self.values[column]));
            self.set(column, value);
            open.extend(self.derived_of.of(column));
        }
        while let Some(number) = open.pop_first() {
            let (column, derived) = &self.program.derived[number as usize];
            let value = self.follow(*column, derived);
            if value != self.values[*column] {
                undo.push((*column, self.values[*column]));
                self.set(*column, value);
                open.extend(self.derived_of.of(*column));
            }
        }
        undo
    }

    /// The best value of a derived column.
    fn follow(&self, column: usize, derived: &Derived) -> i64 {
        match derived {
            Derived::Slack { row, per } => {
                let excess = self.activity[*row] + per * self.values[column] - self.program.rows[*row].limit;
                (excess.max(0) + per - 1).div_euclid(*per)
            }
            Derived::Largest(forms) => forms.iter().map(|form| form.value(&self.values)).max().unwrap_or(0).max(0),
            Derived::Any(columns) => i64::from(columns.iter().any(|column| self.values[*column] > 0)),
        }
    }

    fn set(&mut self, column: usize, value: i64) {
        let change = value - self.values[column];
        for fixed in self.fixings_of.of(column) {
            self.broken += usize::from(value != *fixed);
            self.broken -= usize::from(self.values[column] != *fixed);
        }
        self.values[column] = value;
        self.total += self.costs[column] * change;
        for (row, factor) in self.rows_of.of(column) {
            let row = *row as usize;
            let held = self.program.rows[row].accepts(self.activity[row]);
            self.activity[row] += factor * change;
            let holds = self.program.rows[row].accepts(self.activity[row]);
            self.broken += usize::from(held && !holds);
            self.broken -= usize::from(holds && !held);
            if held != holds {
                self.turned.push((row as u32, held));
            }
        }
    }
}

impl Derived {
    /// The columns it follows from; for a slack the slack itself is among them.
    pub fn inputs(&self, program: &Program) -> Vec<usize> {
        match self {
            Self::Slack { row, .. } => program.rows[*row].terms.iter().map(|(column, _)| *column).collect(),
            Self::Largest(forms) => {
                let mut inputs: Vec<usize> = forms.iter().flat_map(|form| form.terms.iter().map(|(column, _)| *column)).collect();
                inputs.sort_unstable();
                inputs.dedup();
                inputs
            }
            Self::Any(columns) => columns.clone(),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::milp::{Block, Charge, Column, Fixing, Linear, Row, Sense};
    use proptest::prelude::*;

    /// Five decisions; a weighted row of them, the slack of which is an input of a largest; a hard
    /// row, an equality, a fixing, an any.
    pub(in crate::milp) fn program(factors: &[i64], limits: &[i64], per: i64) -> Program {
        let mut program = Program::default();
        let owner = program.owner("rule");
        for number in 0..5 {
            program.binary(format!("duty[{number}]"), Block::default());
        }
        let terms = |of: &[i64]| of.iter().copied().enumerate().filter(|(_, factor)| *factor != 0).collect::<Vec<_>>();
        let row = |terms, sense, limit| Row { name: "row".to_owned(), terms, sense, limit, block: Block::default(), owner };
        let column = |name: &str| Column { name: name.to_owned(), lower: 0, upper: None, integer: false, block: Block::default() };
        program.derive(column("short"), Derived::Slack { row: 0, per });
        let weighted = terms(&factors[..5]).into_iter().chain([(5, -per)]).collect();
        program.row(row(weighted, Sense::AtMost, limits[0]));
        program.derive(column("any"), Derived::Any(vec![0, 2, 4]));
        let forms = vec![Linear { terms: vec![(5, 2)], constant: -1 }, Linear { terms: terms(&factors[5..]), constant: 1 }];
        program.derive(column("largest"), Derived::Largest(forms));
        program.row(row(terms(&factors[5..]), Sense::AtMost, limits[1]));
        program.row(row(vec![(1, 1), (3, 1), (6, -1)], Sense::Equal, 0));
        program.fixings.push(Fixing { name: "pin".to_owned(), column: 1, value: 1, owner });
        for (column, weight) in [(0, 3), (5, 7), (6, 2), (7, 5)] {
            program.charges.push(Charge { column, weight, owner, rank: 0 });
        }
        program
    }

    #[test]
    fn changes_that_break_a_row_together_do_not_fit_though_they_mend_more() {
        let mut program = Program::default();
        let owner = program.owner("rule");
        (0..5).for_each(|number| _ = program.binary(format!("duty[{number}]"), Block::default()));
        let mut row = |terms: &[(usize, i64)], limit| {
            program.row(Row { name: "row".to_owned(), terms: terms.to_vec(), sense: Sense::AtMost, limit, block: Block::default(), owner });
        };
        // Three are asked for, by two rows each; at most two of all but the fourth.
        (1..4).for_each(|number| (0..2).for_each(|_| row(&[(number, -1)], -1)));
        row(&[(0, 1), (1, 1), (2, 1), (4, 1)], 2);
        let mut ledger = Ledger::new(&program, &[1, 0, 0, 0, 0]);
        assert!(ledger.fit(&[(1, 1)]));
        assert!(!ledger.fit(&[(2, 1)]));
        assert_eq!((ledger.rank().0, ledger.values()), (4, &[1, 1, 0, 0, 0][..]));
        // What is broken in between holds in the end.
        assert!(ledger.fit(&[(2, 1), (0, 0)]));
        assert!(ledger.improve(&[(0, 1), (3, 1)]), "one is broken instead of two");
        assert!(ledger.fit(&[(0, 0)]));
        assert_eq!(ledger.rank().0, 0);
        // What is broken, holds in between and is broken in the end was broken before.
        let mut ledger = Ledger::new(&program, &[1, 1, 1, 0, 0]);
        assert!(ledger.fit(&[(0, 0), (4, 1), (3, 1)]));
        assert_eq!(ledger.rank().0, 1);
    }

    proptest! {
        #[test]
        fn a_running_account_says_what_a_judgement_of_the_whole_says(
            factors in proptest::collection::vec(-3_i64..=3, 10),
            limits in proptest::collection::vec(-3_i64..=3, 2),
            per in 1_i64..=3,
            begin in proptest::collection::vec(0_i64..=1, 5),
            steps in proptest::collection::vec((0_usize..5, 0_i64..=1, 0_usize..5, 0_i64..=1), 1..8),
        ) {
            let program = program(&factors, &limits, per);
            let all = |decisions: &[i64]| decisions.iter().copied().chain([0, 0, 0]).collect::<Vec<i64>>();
            let mut ledger = Ledger::new(&program, &all(&begin));
            for (one, value, other, another) in steps {
                let (before, kept) = (ledger.rank(), ledger.values().to_vec());
                let better = ledger.improve(&[(one, value), (other, another)]);
                let told = program.evaluate(ledger.values());
                prop_assert_eq!(&told.values, ledger.values());
                prop_assert_eq!((told.broken.len(), told.total()), ledger.rank());
                let activity: Vec<i64> = program.rows.iter().map(|row| row.activity(ledger.values())).collect();
                prop_assert_eq!(&activity, ledger.activity());
                if better { prop_assert!(ledger.rank() < before); } else { prop_assert_eq!(&kept, ledger.values()); }
            }
        }
    }
}
