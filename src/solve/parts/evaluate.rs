//! One Lagrangian evaluation: the cheapest answer of every part at given costs.

use super::{
    prices::{BITS, Shares},
    split::{Part, Split},
    walk::Found as Walked,
};
use crate::{
    engine::{Interrupt, Limits, Silent, solve_at},
    solve::{budget, side_by_side::side_by_side},
};
use std::time::Instant;

/// Arcs that a walk looks at in the time of a unit of work.
pub(in crate::solve) const ARCS: u64 = 1_500;

/// What one part answers.
#[derive(Clone, Debug)]
pub(in crate::solve) struct Answer {
    /// Costs it was asked at.
    costs: Vec<i64>,
    is_exact: bool,
    /// No answer is cheaper, in units of `2^-BITS`.
    bound: i128,
    /// Work done for it.
    work: u64,
    /// Answers, the cheapest known first.
    pub(in crate::solve) values: Vec<Vec<i64>>,
    /// What a walk begins with the next time.
    walked: Option<Walked>,
}

/// Asks all parts, and remembers what they answered last.
pub(in crate::solve) struct Oracle<'a> {
    split: &'a Split,
    workers: usize,
    interrupt: &'a Interrupt,
    /// Whether parts are walked; else all go to HiGHS.
    is_apart: bool,
    /// Work done, in the units of a search's budget.
    pub(in crate::solve) work: u64,
    /// Whether answers are to be the cheapest there are; else they may miss them, and the bound is
    /// lower.
    pub(in crate::solve) is_exact: bool,
    /// Parts that are not asked again.
    pub(in crate::solve) skipped: Vec<bool>,
    /// Last answer of each part.
    pub(in crate::solve) answers: Vec<Option<Answer>>,
}

impl<'a> Oracle<'a> {
    pub(in crate::solve) fn new(split: &'a Split, workers: usize, interrupt: &'a Interrupt) -> Self {
        // Parts that overlap are whole alliances' people: so many posts a day and so many rows that a
        // walk promises less than HiGHS proves.
        Self {
            split,
            workers,
            interrupt,
            is_apart: split.is_apart(),
            work: 0,
            is_exact: false,
            skipped: Vec::new(),
            answers: vec![None; split.parts.len()],
        }
    }

    /// The Lagrangian bound at given costs, in units of `2^-BITS`; none if a part gave none. A part
    /// whose costs did not change is not asked again. Where parts are skipped it is no bound.
    pub(in crate::solve) fn ask(&mut self, shares: &Shares, limits: &Limits) -> Option<i128> {
        let (parts, answers) = (&self.split.parts, &self.answers);
        let jobs: Vec<usize> = (0..parts.len()).collect();
        let end = limits.time.map(|time| Instant::now() + time);
        let found = side_by_side(&jobs, self.workers, |number| {
            if self.interrupt.is_asked() || end.is_some_and(|end| Instant::now() >= end) {
                return None;
            }
            let (part, costs, last) = (&parts[*number], &shares.costs[*number], answers[*number].as_ref());
            let is_skipped = self.skipped.get(*number).is_some_and(|skipped| *skipped);
            if let Some(known) = last.filter(|last| (last.costs == *costs && (last.is_exact || !self.is_exact)) || is_skipped) {
                return Some(Answer { work: 0, ..known.clone() });
            }
            let walk = if self.is_apart { part.walk() } else { None };
            let walked = walk.and_then(|walk| walk.cheapest(&part.matrix, costs, last.and_then(|last| last.walked.as_ref()), self.is_exact));
            let Some(walked) = walked.filter(|walked| !walked.answers.is_empty()) else {
                return search(part, costs, last.and_then(|last| last.values.first()).map(Vec::as_slice), limits, self.interrupt);
            };
            let values = walked.answers.iter().map(|(_, values)| values.clone()).collect();
            Some(Answer {
                costs: costs.clone(),
                is_exact: self.is_exact,
                bound: i128::from(walked.bound),
                work: walked.work / ARCS + 1,
                values,
                walked: Some(walked),
            })
        });
        let mut sum = Some(shares.constant);
        for (number, answer) in found.into_iter().enumerate() {
            let answer = answer.flatten();
            self.work += answer.as_ref().map_or(0, |answer| answer.work);
            sum = sum.and_then(|sum| Some(sum + answer.as_ref()?.bound));
            if answer.as_ref().is_some_and(|answer| !answer.values.is_empty()) {
                self.answers[number] = answer;
            }
        }
        sum
    }
}

/// What HiGHS makes of a part at given costs: a bound, and an answer if one was found.
fn search(part: &Part, costs: &[i64], start: Option<&[i64]>, limits: &Limits, interrupt: &Interrupt) -> Option<Answer> {
    let scale = f64::from(1_u32 << BITS);
    let numbers: Vec<f64> = costs.iter().map(|cost| *cost as f64 / scale).collect();
    let outcome = solve_at(&part.matrix, &numbers, start, limits, interrupt, &Silent);
    let work = budget::work(&outcome, part.matrix.rows.len() + part.matrix.columns.len());
    let margin = |bound: f64| 1e-6 * (1.0 + bound.abs()) + 2e-7 * part.columns.len() as f64;
    let bound = outcome.bound.map(|bound| ((bound - margin(bound)) * scale).floor() as i128)?;
    let values = outcome.values.map(|values| values.iter().map(|value| value.round() as i64).collect());
    Some(Answer { costs: costs.to_vec(), is_exact: true, bound, work, values: values.into_iter().collect(), walked: None })
}
