//! The program: columns, rows, derived columns and charges.

use super::Block;
use good_lp::{Expression, IntoAffineExpression, ProblemVariables, Variable, variable};
use std::collections::HashMap;

/// A linear form with integer coefficients: `Σ coefficient × column + constant`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Linear {
    /// Column and coefficient, by rising column; no coefficient is 0.
    pub terms: Vec<(usize, i64)>,
    /// The constant.
    pub constant: i64,
}

impl Linear {
    /// Value for given column values.
    pub fn value(&self, values: &[i64]) -> i64 {
        self.constant + self.terms.iter().map(|(column, factor)| factor * values[*column]).sum::<i64>()
    }
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Unique name, such as `duty[d=D017,date=2026-02-14,post=ward-day]`.
    pub name: String,
    /// Smallest value.
    pub lower: i64,
    /// Largest value; none: no limit.
    pub upper: Option<i64>,
    /// Must be an integer. A derived column that is integral by itself need not say so.
    pub integer: bool,
    /// Where it belongs.
    pub block: Block,
}

/// How a row compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sense {
    /// `Σ ≤ limit`
    AtMost,
    /// `Σ = limit`
    Equal,
}

/// One row: `Σ terms ≤ limit` or `Σ terms = limit`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Unique name; its first word is the owner.
    pub name: String,
    /// Column and coefficient, by rising column.
    pub terms: Vec<(usize, i64)>,
    /// Comparison.
    pub sense: Sense,
    /// Right-hand side.
    pub limit: i64,
    /// Where it belongs.
    pub block: Block,
    /// Which owner wrote it: a position in [`Program::owners`].
    pub owner: usize,
}

/// A column fixed by a named reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixing {
    /// Unique name; its first word is the owner.
    pub name: String,
    /// Which column.
    pub column: usize,
    /// At what.
    pub value: i64,
    /// Which owner asks for it.
    pub owner: usize,
}

/// A price: `weight × column` is added to the objective.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charge {
    /// Which column.
    pub column: usize,
    /// Penalty for each unit; never negative.
    pub weight: i64,
    /// Which owner asks for it.
    pub owner: usize,
    /// Place in the order of objectives, 0 the first.
    pub rank: usize,
}

/// A column whose best value follows from columns before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Derived {
    /// By how much a row is broken, in units of `per`, rounded up.
    Slack {
        /// The row; the slack stands in it with factor `-per`.
        row: usize,
        /// Size of a unit.
        per: i64,
    },
    /// The largest of some forms, and at least 0.
    Largest(Vec<Linear>),
    /// 1 if any of some 0/1 columns is 1.
    Any(Vec<usize>),
}

impl Derived {
    /// The row a slack belongs to.
    pub fn row(&self) -> Option<usize> {
        match self {
            Self::Slack { row, .. } => Some(*row),
            Self::Largest(_) | Self::Any(_) => None,
        }
    }
}

/// A mixed-integer program that minimises the sum of its charges.
#[derive(Default)]
pub struct Program {
    variables: ProblemVariables,
    positions: HashMap<Variable, usize>,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows.
    pub rows: Vec<Row>,
    /// Fixed columns.
    pub fixings: Vec<Fixing>,
    /// Derived columns by rising position.
    pub derived: Vec<(usize, Derived)>,
    /// Objective.
    pub charges: Vec<Charge>,
    /// Who wrote rows and charges.
    pub owners: Vec<String>,
}

impl Program {
    /// An empty program.
    pub fn new() -> Self {
        Self::default()
    }

    /// The position of an owner, new or known.
    pub fn owner(&mut self, name: &str) -> usize {
        self.owners.iter().position(|owner| owner == name).unwrap_or_else(|| {
            self.owners.push(name.to_owned());
            self.owners.len() - 1
        })
    }

    /// Adds a column.
    pub fn column(&mut self, column: Column) -> Variable {
        let new = self.variables.add(variable());
        self.positions.insert(new, self.columns.len());
        self.columns.push(column);
        new
    }

    /// Adds a 0/1 column.
    pub fn binary(&mut self, name: String, block: Block) -> Variable {
        self.column(Column { name, lower: 0, upper: Some(1), integer: true, block })
    }

    /// Adds a column whose value follows from columns before it. `upper` must not cut off any
    /// value that can follow.
    pub fn derive(&mut self, column: Column, derived: Derived) -> Variable {
        self.derived.push((self.columns.len(), derived));
        self.column(column)
    }

    /// The position of a column.
    ///
    /// # Panics
    /// If the variable belongs to another program.
    pub fn position(&self, variable: Variable) -> usize {
        self.positions[&variable]
    }

    /// The integer form of an expression.
    ///
    /// # Panics
    /// If a coefficient is not an integer: penalties, people and minutes are.
    pub fn linear(&self, expression: &Expression) -> Linear {
        let mut terms: Vec<(usize, i64)> = expression
            .linear_coefficients()
            .map(|(variable, factor)| (self.position(variable), integer(factor)))
            .filter(|(_, factor)| *factor != 0)
            .collect();
        terms.sort_unstable();
        Linear { terms, constant: integer(IntoAffineExpression::constant(expression)) }
    }

    /// Adds a row.
    pub fn row(&mut self, row: Row) -> usize {
        self.rows.push(row);
        self.rows.len() - 1
    }

    /// Lower and upper bound of a column, its fixings counted. Contradicting fixings give an
    /// empty range.
    pub fn bounds(&self) -> Vec<(i64, Option<i64>)> {
        let mut bounds: Vec<_> = self.columns.iter().map(|column| (column.lower, column.upper)).collect();
        for fixing in &self.fixings {
            let (lower, upper) = &mut bounds[fixing.column];
            *lower = fixing.value.max(*lower);
            *upper = Some(upper.map_or(fixing.value, |upper| upper.min(fixing.value)));
        }
        bounds
    }

    /// Objective coefficient of every column.
    pub fn costs(&self) -> Vec<i64> {
        let mut costs = vec![0; self.columns.len()];
        for charge in &self.charges {
            costs[charge.column] += charge.weight;
        }
        costs
    }
}

impl std::fmt::Debug for Program {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Program({} columns, {} rows)", self.columns.len(), self.rows.len())
    }
}

fn integer(value: f64) -> i64 {
    let rounded = value.round();
    assert!((value - rounded).abs() < 1e-9 && rounded.abs() < 9e15, "a coefficient of {value} is not an integer");
    rounded as i64
}
