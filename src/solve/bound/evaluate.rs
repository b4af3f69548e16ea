//! One Lagrangian evaluation: the cheapest answer of every part at given costs.

use super::{
    prices::{BITS, Shares},
    split::{Part, Split},
    walk::Walk,
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
    /// Parts that are walked; the others go to HiGHS.
    walks: Vec<Option<Walk>>,
    /// Last answer of each part.
    pub(super) answers: Vec<Option<Answer>>,
}

impl<'a> Oracle<'a> {
    pub(super) fn new(split: &'a Split, workers: usize, interrupt: &'a Interrupt) -> Self {
        // Parts that overlap are whole alliances' people: too many posts a day to be walked.
        let apart = split.places.iter().all(|places| places.len() <= 1);
        let walks = split.parts.iter().map(|part| Walk::new(part).filter(|_| apart)).collect();
        Self { split, workers, interrupt, walks, answers: vec![None; split.parts.len()] }
    }

    /// The Lagrangian bound at given costs, in units of `2^-BITS`; none if a part gave none. A part
    /// whose costs did not change is not asked again.
    pub(super) fn ask(&mut self, shares: &Shares, limits: &Limits) -> Option<i128> {
        let (parts, walks, answers) = (&self.split.parts, &self.walks, &self.answers);
        let jobs: Vec<usize> = (0..parts.len()).collect();
        let found = side_by_side(&jobs, self.workers, |number| {
            let (costs, last) = (&shares.costs[*number], answers[*number].as_ref());
            if let Some(known) = last.filter(|last| last.costs == *costs) {
                return Found { bound: Some(known.bound), ..Found::default() };
            }
            let walk = walks[*number].as_ref();
            if let Some((bound, values)) = walk.and_then(|walk| walk.cheapest(&parts[*number], costs)) {
                return Found { bound: Some(bound), values: Some(values), lost: false };
            }
            Found { lost: walk.is_some(), ..search(&parts[*number], costs, last.map(|last| last.values.as_slice()), limits, self.interrupt) }
        });
        let mut sum = Some(shares.constant);
        for (number, found) in found.into_iter().enumerate() {
            let found = found.unwrap_or_default();
            sum = sum.and_then(|sum| Some(sum + found.bound?));
            if found.lost {
                self.walks[number] = None;
            }
            if let (Some(bound), Some(values)) = (found.bound, found.values) {
                self.answers[number] = Some(Answer { costs: shares.costs[number].clone(), bound, values });
            }
        }
        sum
    }
}

/// What came of asking a part.
#[derive(Default)]
struct Found {
    bound: Option<i128>,
    values: Option<Vec<i64>>,
    /// It could not be walked after all.
    lost: bool,
}

/// What HiGHS makes of a part at given costs: a bound, and an answer if one was found.
fn search(part: &Part, costs: &[i64], start: Option<&[i64]>, limits: &Limits, interrupt: &Interrupt) -> Found {
    let scale = f64::from(1_u32 << BITS);
    let numbers: Vec<f64> = costs.iter().map(|cost| *cost as f64 / scale).collect();
    let outcome = solve_at(&part.matrix, &numbers, start, limits, interrupt, &Silent);
    let margin = |bound: f64| 1e-6 * (1.0 + bound.abs()) + 2e-7 * part.columns.len() as f64;
    let bound = outcome.bound.map(|bound| ((bound - margin(bound)) * scale).floor() as i128);
    Found { bound, values: outcome.values.map(|values| values.iter().map(|value| value.round() as i64).collect()), lost: false }
}
