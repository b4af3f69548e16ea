//! What a program says of given decisions, in exact integers.

use super::{Derived, Program, Row, Sense};
use std::collections::BTreeMap;

/// A program's word on given decisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evaluation {
    /// Value of every column, the derived ones filled in.
    pub values: Vec<i64>,
    /// Names of rows and fixings that do not hold.
    pub broken: Vec<String>,
    /// Penalty by owner; owners without a penalty are not listed.
    pub penalty: BTreeMap<String, i64>,
    /// Penalty by place in the order of objectives; places without a penalty are not listed.
    pub penalty_by_rank: BTreeMap<usize, i64>,
}

impl Evaluation {
    /// Sum of the penalties.
    pub fn total(&self) -> i64 {
        self.penalty.values().sum()
    }
}

impl Row {
    /// Left-hand side.
    pub fn activity(&self, values: &[i64]) -> i64 {
        self.terms.iter().map(|(column, factor)| factor * values[*column]).sum()
    }

    /// Whether the row holds.
    pub fn holds(&self, values: &[i64]) -> bool {
        self.accepts(self.activity(values))
    }

    /// Whether the row holds with this left-hand side.
    pub fn accepts(&self, activity: i64) -> bool {
        match self.sense {
            Sense::AtMost => activity <= self.limit,
            Sense::Equal => activity == self.limit,
        }
    }
}

impl Program {
    /// Fills in the derived columns at their best value and judges the rows.
    ///
    /// `decisions` gives a value for every column; those of derived columns are not read.
    pub fn evaluate(&self, decisions: &[i64]) -> Evaluation {
        let mut values = decisions.to_vec();
        for (column, derived) in &self.derived {
            values[*column] = match derived {
                Derived::Slack { row, per } => {
                    values[*column] = 0;
                    let row = &self.rows[*row];
                    let excess = row.activity(&values) - row.limit;
                    (excess.max(0) + per - 1).div_euclid(*per)
                }
                Derived::Largest(forms) => forms.iter().map(|form| form.value(&values)).max().unwrap_or(0).max(0),
                Derived::Any(columns) => i64::from(columns.iter().any(|c| values[*c] > 0)),
            };
        }
        let rows = self.rows.iter().filter(|row| !row.holds(&values)).map(|row| row.name.clone());
        let fixings = self.fixings.iter().filter(|f| values[f.column] != f.value).map(|f| f.name.clone());
        let broken = rows.chain(fixings).collect();
        let (mut penalty, mut penalty_by_rank) = (BTreeMap::new(), BTreeMap::new());
        for charge in self.charges.iter().filter(|charge| values[charge.column] != 0) {
            let price = charge.weight * values[charge.column];
            *penalty.entry(self.owners[charge.owner].clone()).or_insert(0) += price;
            *penalty_by_rank.entry(charge.rank).or_insert(0) += price;
        }
        penalty.retain(|_, sum| *sum != 0);
        penalty_by_rank.retain(|_, sum| *sum != 0);
        Evaluation { values, broken, penalty, penalty_by_rank }
    }
}
