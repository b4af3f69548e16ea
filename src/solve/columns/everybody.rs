//! Everybody's horizons at once, from nothing known: a bound of the whole program, and a solution to
//! begin with. No relaxation is needed first: where people meet in links alone, their answers make a better
//! one themselves, and sooner (measured on 45 people over six weeks: within half a percent of the
//! best known penalty after 10 s).

use super::{Effort, Found, Horizons, dive};
use crate::{
    engine::Interrupt,
    milp::{Ledger, Portion},
    solve::{
        bound::rounded_up,
        budget::Budget,
        parts::{Generation, Master, Oracle, Split, number},
    },
};
use std::time::Instant;

/// Part of the effort for the bound; the rest is for the solution.
const SHARE: f64 = 0.6;
/// When so little of what the mix promises is open above the bound, and so many rounds together close less than this
/// part of it, the mix is good enough to go on from.
const NEAR: f64 = 0.02;
const IDLE: usize = 12;
const MORSEL: f64 = 0.1;
/// So little left open is nothing.
const CLOSE: f64 = 0.002;

impl Horizons<'_> {
    /// Changes of a solution; none where nothing better was found. Tells the bound after each round.
    pub(in crate::solve) fn everybody(
        &mut self,
        ledger: &Ledger<'_>,
        effort: &Effort,
        workers: usize,
        interrupt: &Interrupt,
        told: &mut dyn FnMut(i64),
    ) -> Found {
        let mut found = Found::default();
        let (portion, split) = (self.portion, self.split);
        if let Some(mut generation) = generation(portion, split, effort, workers, interrupt) {
            // It ends early for reasons of its own; what was told stays true.
            let raised = raise(&mut generation, portion.matrix.rows.len(), effort, told);
            let used = generation.master.used().map(|(part, values, _)| (part, values.to_vec())).collect();
            self.learn(generation.prices(), used);
            let (broken, penalty) = ledger.rank();
            let answer = raised.and_then(|()| dive::dive(&mut generation, if broken == 0 { penalty } else { i64::MAX }, effort));
            found.work = generation.work();
            for (part, answer) in split.parts.iter().zip(answer.into_iter().flatten()) {
                let values = part.columns.iter().zip(answer).map(|(column, value)| (portion.free[*column], value));
                found.changes.extend(values.filter(|(column, value)| ledger.values()[*column] != *value));
            }
        }
        found
    }
}

/// A column generation that knows nothing yet.
fn generation<'a>(portion: &'a Portion, split: &'a Split, effort: &Effort, workers: usize, interrupt: &'a Interrupt) -> Option<Generation<'a>> {
    let matrix = &portion.matrix;
    let mut master = Master::new(matrix, split, &effort.limits(), interrupt)?;
    master.centre(&vec![0.0; matrix.rows.len()]);
    Some(Generation::new(matrix, split, master, Oracle::new(split, workers, interrupt)))
}

/// Rounds until the mix is good enough, or their part of the effort is spent; none where HiGHS gives nothing.
fn raise(generation: &mut Generation<'_>, rows: usize, effort: &Effort, told: &mut dyn FnMut(i64)) -> Option<()> {
    let part = effort.part(SHARE);
    let (mut best, _) = generation.ask(vec![0.0; rows], &effort.limits())?;
    let mut open: Vec<f64> = Vec::new();
    loop {
        told(rounded_up(best));
        let round = generation.round(&effort.limits())?;
        best = best.max(round.bound);
        let now = round.promise - number(best);
        open.push(now);
        let before = open.len().checked_sub(IDLE + 1).map(|at| open[at]);
        let below = |part: f64| now < part * round.promise.abs();
        let is_idle = below(CLOSE) || (below(NEAR) && before.is_some_and(|before| now > (1.0 - MORSEL) * before));
        if !round.is_open || is_idle || generation.work() > part.work || part.is_late() {
            told(rounded_up(best));
            return Some(());
        }
    }
}

impl Effort {
    /// A part of what is left of a budget.
    pub(in crate::solve) fn of(budget: &Budget<'_>, share: f64, seed: u32) -> Self {
        Self { work: budget.left(), deadline: budget.deadline(), seed, is_anew: false }.part(share)
    }

    /// A part of it, from now on.
    fn part(&self, share: f64) -> Self {
        let now = Instant::now();
        let deadline = self.deadline.map(|deadline| now + deadline.saturating_duration_since(now).mul_f64(share));
        Self { work: (self.work as f64 * share) as u64, deadline, ..*self }
    }
}
