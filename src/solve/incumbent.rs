//! The best solution so far, and the best bound.

use crate::milp::{Evaluation, Program};

/// The best solution of a program so far: fewest broken rows first, then the smallest penalty.
/// As long as rows are broken it is only a place to go on from.
#[derive(Clone, Debug)]
pub(super) struct Incumbent<'a> {
    program: &'a Program,
    best: Option<Evaluation>,
    bound: Option<i64>,
}

impl<'a> Incumbent<'a> {
    pub(super) fn new(program: &'a Program) -> Self {
        Self { program, best: None, bound: None }
    }

    /// Judges column values in exact integers and keeps them if they are better.
    pub(super) fn offer(&mut self, values: &[i64]) -> bool {
        let evaluation = self.program.evaluate(values);
        let rank = |evaluation: &Evaluation| (evaluation.broken.len(), evaluation.total());
        let better = self.best.as_ref().is_none_or(|best| rank(&evaluation) < rank(best));
        if better {
            self.best = Some(evaluation);
        }
        better
    }

    /// Where to go on from, feasible or not.
    pub(super) fn current(&self) -> Option<&Evaluation> {
        self.best.as_ref()
    }

    /// The best feasible solution.
    pub(super) fn best(&self) -> Option<&Evaluation> {
        self.best.as_ref().filter(|best| best.broken.is_empty())
    }

    /// A proven lower bound of the whole program; penalties are integers and never negative, so
    /// it is rounded up.
    pub(super) fn prove(&mut self, bound: Option<f64>) {
        if let Some(bound) = bound {
            let bound = ((bound - 1e-6).ceil() as i64).max(0);
            self.bound = Some(self.bound.map_or(bound, |known| known.max(bound)));
        }
    }

    /// The best bound, never above the incumbent.
    pub(super) fn bound(&self) -> Option<i64> {
        let total = self.best().map(Evaluation::total);
        self.bound.map(|bound| total.map_or(bound, |total| bound.min(total)))
    }

    /// `(penalty − bound) / penalty`.
    pub(super) fn gap(&self) -> Option<f64> {
        let total = self.best()?.total();
        let bound = self.bound()?;
        Some(if total == 0 { 0.0 } else { (total - bound) as f64 / total as f64 })
    }
}
