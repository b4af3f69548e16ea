//! One Lagrangian evaluation: the cheapest answer of every part at given costs.

use super::{
    prices::{BITS, Shares},
    split::{Part, Split},
};
use crate::{
    engine::{Interrupt, Limits, Silent, solve_at},
    solve::side_by_side::side_by_side,
};

/// What one part answers.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    /// Costs it was asked at.
    costs: Vec<i64>,
    /// No answer is cheaper, in units of `2^-BITS`.
    bound: i128,
    /// The cheapest answer known.
    pub(super) values: Vec<i64>,
}

/// Asks all parts, and remembers what they answered last.
pub(super) struct Oracle<'a> {
    split: &'a Split,
    workers: usize,
    interrupt: &'a Interrupt,
    /// Last answer of each part.
    pub(super) answers: Vec<Option<Answer>>,
}

impl<'a> Oracle<'a> {
    pub(super) fn new(split: &'a Split, workers: usize, interrupt: &'a Interrupt) -> Self {
        Self { split, workers, interrupt, answers: vec![None; split.parts.len()] }
    }

    /// The Lagrangian bound at given costs, in units of `2^-BITS`; none if a part gave none. A part
    /// whose costs did not change is not asked again.
    pub(super) fn ask(&mut self, shares: &Shares, limits: &Limits) -> Option<i128> {
        let jobs: Vec<(&Part, &Vec<i64>, &Option<Answer>)> =
            self.split.parts.iter().zip(&shares.costs).zip(&self.answers).map(|((part, costs), last)| (part, costs, last)).collect();
        let found = side_by_side(&jobs, self.workers, |(part, costs, last)| match last {
            Some(answer) if answer.costs == **costs => (Some(answer.bound), None),
            _ => answer(part, costs, last.as_ref().map(|last| last.values.as_slice()), limits, self.interrupt),
        });
        let mut sum = Some(shares.constant);
        for (slot, found) in self.answers.iter_mut().zip(found) {
            let (bound, answer) = found.unwrap_or_default();
            sum = sum.and_then(|sum| Some(sum + bound?));
            if answer.is_some() {
                *slot = answer;
            }
        }
        sum
    }
}

/// What a part answers at given costs: a bound, and an answer if one was found.
fn answer(part: &Part, costs: &[i64], start: Option<&[i64]>, limits: &Limits, interrupt: &Interrupt) -> (Option<i128>, Option<Answer>) {
    let scale = f64::from(1_u32 << BITS);
    let numbers: Vec<f64> = costs.iter().map(|cost| *cost as f64 / scale).collect();
    let outcome = solve_at(&part.matrix, &numbers, start, limits, interrupt, &Silent);
    let Some(bound) = outcome.bound else { return (None, None) };
    let margin = 1e-6 * (1.0 + bound.abs()) + 2e-7 * part.columns.len() as f64;
    let bound = ((bound - margin) * scale).floor() as i128;
    let values = outcome.values.map(|values| values.iter().map(|value| value.round() as i64).collect());
    (Some(bound), values.map(|values| Answer { costs: costs.to_vec(), bound, values }))
}
