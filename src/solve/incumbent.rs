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

    /// Proven lower bounds of the whole program.
    pub(super) fn prove_all(&mut self, bounds: impl IntoIterator<Item = i64>) {
        for bound in bounds {
            self.bound = Some(self.bound.map_or(bound, |known| known.max(bound)));
        }
    }

    /// The best bound.
    pub(super) fn proven(&self) -> Option<i64> {
        self.bound
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::milp::{Block, Charge};

    /// One decision that costs 100.
    fn program() -> Program {
        let mut program = Program::default();
        let column = program.binary("duty".to_owned(), Block::default());
        let column = program.position(column);
        let owner = program.owner("request");
        program.charges.push(Charge { column, weight: 100, owner, rank: 0 });
        program
    }

    #[test]
    fn a_bound_is_rounded_up_but_for_noise_and_the_highest_counts() {
        let program = program();
        let mut incumbent = Incumbent::new(&program);
        for (proven, known) in [(-3.0, 0), (11.2, 12), (12.000_000_1, 12), (7.0, 12), (41.5, 42)] {
            incumbent.prove(Some(proven));
            assert_eq!(incumbent.bound(), Some(known), "after {proven}");
        }
        incumbent.prove(None);
        assert_eq!(incumbent.bound(), Some(42));
    }

    #[test]
    fn the_cheaper_solution_is_kept_and_the_gap_follows() {
        let program = program();
        let mut incumbent = Incumbent::new(&program);
        incumbent.prove(Some(25.0));
        assert!(incumbent.offer(&[1]));
        assert_eq!(incumbent.gap(), Some(0.75));
        assert!(incumbent.offer(&[0]) && !incumbent.offer(&[1]));
        assert_eq!((incumbent.bound(), incumbent.gap()), (Some(0), Some(0.0)));
    }
}
