//! Why there is no roster, as far as a first look can tell.
//!
//! When hard rules contradict each other the program is made again with a price on every hard
//! row instead; the rows that the cheapest roster then breaks are the ones to look at.

use crate::{
    diagnostic::Diagnostic,
    domain::Instance,
    engine::{Interrupt, Limits, Silent, solve},
    milp::{Portion, Program},
    planning::{Mode, Plan},
    rules::Book,
};
use std::time::Duration;

/// No roster was made.
#[derive(Debug, thiserror::Error)]
pub enum NoRoster {
    /// The rule book of the instance has mistakes.
    #[error("the rule book of the instance has mistakes")]
    Rules(Vec<Diagnostic>),
    /// Hard rules contradict each other.
    #[error("hard rules contradict each other")]
    Contradiction(Vec<Culprit>),
    /// The search ended before it had any roster.
    #[error("the search ended before it had a roster")]
    Nothing,
    /// The search was interrupted before it had any roster.
    #[error("the search was interrupted before it had a roster")]
    Interrupted,
}

/// A hard row that the roster breaking least has to break.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Culprit {
    /// Code of the rule.
    pub rule: String,
    /// Name of the row.
    pub row: String,
    /// By how much.
    pub amount: i64,
}

impl Culprit {
    pub(super) fn new(row: &str, amount: i64) -> Self {
        let rule = row.split(['[', '.']).next().unwrap_or(row).to_owned();
        Self { rule, row: row.to_owned(), amount }
    }

    /// What a part of the row's name says: `doctor` for `d=…`.
    pub fn part(&self, key: &str) -> Option<&str> {
        let (_, parts) = self.row.trim_end_matches(']').split_once('[')?;
        parts.split(',').find_map(|part| part.strip_prefix(key)?.strip_prefix('='))
    }
}

const PRICE: i64 = 1_000_000;

/// The rows that the roster breaking least has to break.
pub(super) fn culprits(instance: &Instance, book: &Book, time: Duration, interrupt: &Interrupt) -> Vec<Culprit> {
    let mut plan = Plan::new(instance, Mode::Elastic { price: PRICE });
    book.formulate(&mut plan);
    let program = &plan.program;
    let Ok(portion) = Portion::new(program, &program.bounds()) else { return Vec::new() };
    let nothing = program.evaluate(&vec![0; program.columns.len()]);
    let start = nothing.broken.is_empty().then(|| portion.restrict(&nothing.values));
    let limits = Limits { time: Some(time), gap: 0.05, ..Limits::default() };
    let outcome = solve(&portion.matrix, start.as_deref(), &limits, interrupt, &Silent);
    let values = outcome.values.map_or(nothing.values, |values| {
        let rounded: Vec<i64> = values.iter().map(|value| value.round() as i64).collect();
        program.evaluate(&portion.complete(&rounded)).values
    });
    broken_at_a_price(program, &values)
}

fn broken_at_a_price(program: &Program, values: &[i64]) -> Vec<Culprit> {
    let mut culprits: Vec<Culprit> = program
        .charges
        .iter()
        .filter(|charge| charge.weight == PRICE && values[charge.column] > 0)
        .map(|charge| Culprit::new(program.columns[charge.column].name.trim_start_matches("short:"), values[charge.column]))
        .collect();
    culprits.sort();
    culprits
}
