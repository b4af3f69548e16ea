//! Hard, weighted and elastic rows, all made here.
//!
//! A rule states `expression ≤ limit`. Hard, the row stands as it is. Weighted with weight `w`
//! and unit `per`, it becomes `expression − per · s ≤ limit` with `s ≥ 0` at price `w`: the
//! penalty is `w · ⌈excess / per⌉`. Elastic, a hard row gets a slack too, at a price above
//! everything: that is how a diagnosis finds out which hard rules contradict each other.

use super::Plan;
use crate::{
    domain::{Enforce, Priority},
    milp::{Block, Charge, Column, Derived, Fixing, Row, Sense},
};
use good_lp::{Constraint, Expression, Variable};

/// How hard rows are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// As the rules say.
    #[default]
    Strict,
    /// Every hard rule may be broken at this price for each unit.
    Elastic {
        /// Penalty for each unit.
        price: i64,
    },
}

/// What distinguishes a row within its rule entry, and where it belongs.
///
/// `Tag::new(block).with("d", &doctor.id).with("week", "2026-W02")` names a row
/// `weekly_hours[d=D017,week=2026-W02]`.
#[derive(Clone, Debug, Default)]
pub struct Tag {
    parts: String,
    /// Where the row belongs.
    pub block: Block,
    aim: Option<Priority>,
}

impl Tag {
    /// A tag without parts.
    pub fn new(block: Block) -> Self {
        Self { parts: String::new(), block, aim: None }
    }

    /// Stands elsewhere in the order of objectives than the rule.
    #[must_use]
    pub fn aim(mut self, priority: Priority) -> Self {
        self.aim = Some(priority);
        self
    }

    /// Adds a part.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl std::fmt::Display) -> Self {
        use std::fmt::Write as _;
        let comma = if self.parts.is_empty() { "" } else { "," };
        let _ = write!(self.parts, "{comma}{key}={value}");
        self
    }
}

impl Plan<'_> {
    fn name(&self, tag: &Tag) -> String {
        format!("{}[{}]", self.prefix, tag.parts)
    }

    /// The constraint must hold, or costs its weight for each unit (person, minute, …) by which
    /// it is broken.
    pub fn require(&mut self, tag: &Tag, constraint: &Constraint, enforce: Enforce) {
        self.require_per(tag, constraint, enforce, 1);
    }

    /// Like [`Plan::require`], the breach counted in begun units of `per`: 60 for hours over a
    /// constraint in minutes. Gives the column of the units by which an inequality is broken, if it
    /// may be; like every derived column it is right only while it is minimised.
    pub fn require_per(&mut self, tag: &Tag, constraint: &Constraint, enforce: Enforce, per: i64) -> Option<Variable> {
        let price = match (enforce, self.mode) {
            (Enforce::Weight(weight), _) => i64::from(weight),
            (Enforce::Hard, Mode::Strict) => {
                self.hard(tag, constraint);
                return None;
            }
            (Enforce::Hard, Mode::Elastic { price }) => price,
        };
        let slack = self.soft(tag, constraint.expression(), price, per);
        if constraint.is_equality() {
            let turned = constraint.expression().clone() * -1.0;
            self.soft(&tag.clone().with("side", "under"), &turned, price, per);
            return None;
        }
        slack
    }

    fn hard(&mut self, tag: &Tag, constraint: &Constraint) {
        let sense = if constraint.is_equality() { Sense::Equal } else { Sense::AtMost };
        let linear = self.program.linear(constraint.expression());
        let row = Row { name: self.name(tag), terms: linear.terms, sense, limit: -linear.constant, block: tag.block, owner: self.owner };
        if sense == Sense::Equal || self.most(&row.terms) > row.limit {
            self.program.row(row);
        }
    }

    /// The largest value a sum can have; a row that even this keeps says nothing.
    fn most(&self, terms: &[(usize, i64)]) -> i64 {
        let columns = &self.program.columns;
        terms
            .iter()
            .map(|(column, factor)| if *factor > 0 { factor * columns[*column].upper.unwrap_or(1 << 40) } else { factor * columns[*column].lower })
            .sum()
    }

    fn soft(&mut self, tag: &Tag, expression: &Expression, price: i64, per: i64) -> Option<Variable> {
        let linear = self.program.linear(expression);
        if self.most(&linear.terms) + linear.constant <= 0 {
            return None;
        }
        let name = self.name(tag);
        let row = self.program.rows.len();
        let column = self.program.columns.len();
        let slack = self.program.derive(
            Column { name: format!("short:{name}"), lower: 0, upper: None, integer: per != 1, block: tag.block },
            Derived::Slack { row, per },
        );
        debug_assert_eq!(self.program.position(slack), column);
        let mut terms = linear.terms;
        terms.push((column, -per));
        self.program.row(Row { name, terms, sense: Sense::AtMost, limit: -linear.constant, block: tag.block, owner: self.owner });
        self.program.charges.push(Charge { column, weight: price, owner: self.owner, rank: tag.aim.unwrap_or(self.aim) as usize });
        Some(slack)
    }

    /// The 0/1 decision must not be taken.
    pub fn forbid(&mut self, tag: &Tag, decision: Variable, enforce: Enforce) {
        self.settle(tag, decision, false, enforce);
    }

    /// The 0/1 decision must be taken (`on`) or not taken.
    pub fn settle(&mut self, tag: &Tag, decision: Variable, on: bool, enforce: Enforce) {
        if enforce.is_hard() && self.mode == Mode::Strict {
            let name = self.name(tag);
            let column = self.program.position(decision);
            self.program.fixings.push(Fixing { name, column, value: i64::from(on), owner: self.owner });
        } else if on {
            self.require(tag, &Expression::from(decision).geq(1), enforce);
        } else {
            self.require(tag, &Expression::from(decision).leq(0), enforce);
        }
    }

    /// A column that is the largest of some expressions and at least 0. It is right only while
    /// it is minimised: in charges and on the left of `≤`.
    pub fn largest(&mut self, what: &str, tag: &Tag, of: &[Expression], upper: i64) -> Variable {
        let forms: Vec<_> = of.iter().map(|expression| self.program.linear(expression)).collect();
        let name = format!("{what}:{}", self.name(tag));
        let column = Column { name, lower: 0, upper: Some(upper), integer: false, block: tag.block };
        let largest = self.program.derive(column, Derived::Largest(forms));
        for (position, expression) in of.iter().enumerate() {
            let part = tag.clone().with("of", position + 1);
            self.hard(&part, &expression.clone().leq(largest));
        }
        largest
    }

    /// 1 if any of some decisions is taken. They come in cliques of which at most one decision can
    /// be taken; a single clique needs no column. Right only while it is minimised, like
    /// [`Plan::largest`].
    pub fn any_of(&mut self, what: &str, tag: &Tag, cliques: &[Vec<Variable>]) -> Expression {
        if let [] | [_] = cliques {
            return cliques.iter().flatten().sum();
        }
        let mut positions: Vec<usize> = cliques.iter().flatten().map(|decision| self.program.position(*decision)).collect();
        positions.sort_unstable();
        positions.dedup();
        let name = format!("{what}:{}", self.name(tag));
        let column = Column { name, lower: 0, upper: Some(1), integer: false, block: tag.block };
        let any = self.program.derive(column, Derived::Any(positions));
        for (number, clique) in cliques.iter().enumerate() {
            let part = tag.clone().with("of", number + 1);
            self.hard(&part, &clique.iter().sum::<Expression>().leq(any));
        }
        Expression::from(any)
    }

    /// Adds `weight × column` to the penalty of the rule.
    pub fn charge(&mut self, column: Variable, weight: i64) {
        let column = self.program.position(column);
        self.program.charges.push(Charge { column, weight, owner: self.owner, rank: self.aim as usize });
    }
}
