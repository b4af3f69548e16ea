//! Column generation: the answers known so far make a linear program (`master`), and its prices,
//! mixed with the best asked so far, are asked next (Wentges, 1997): few answers are known at
//! first, and without the mixing prices would swing from one end to the other.

use super::{Master, Oracle, Point, Shares, Split};
use crate::{engine::Limits, milp::Matrix, solve::budget};

/// Part of the best prices so far in those that are asked.
const MIXED: f64 = 0.5;

/// A column generation on its way.
pub(in crate::solve) struct Generation<'a> {
    matrix: &'a Matrix,
    split: &'a Split,
    pub(in crate::solve) master: Master<'a>,
    pub(in crate::solve) oracle: Oracle<'a>,
    /// Prices of the best bound, and that bound in units of `2^-BITS`.
    centre: Option<(Vec<f64>, i128)>,
    mixed: f64,
}

/// What a round brought.
pub(in crate::solve) struct Round {
    /// The bound at the prices asked, in units of `2^-BITS`.
    pub(in crate::solve) bound: i128,
    /// What the answers before the round promised at best.
    pub(in crate::solve) promise: f64,
    /// Whether anything is left to be had: an answer was new, or other prices may bring one.
    pub(in crate::solve) is_open: bool,
}

impl<'a> Generation<'a> {
    pub(in crate::solve) fn new(matrix: &'a Matrix, split: &'a Split, master: Master<'a>, oracle: Oracle<'a>) -> Self {
        Self { matrix, split, master, oracle, centre: None, mixed: MIXED }
    }

    /// Asks at given prices, and takes the answers into the master program.
    pub(in crate::solve) fn ask(&mut self, prices: Vec<f64>, limits: &Limits) -> Option<(i128, bool)> {
        let tilts = self.split.parts.iter().map(|part| vec![0.0; part.columns.len()]).collect();
        let shares = Shares::new(self.matrix, self.split, &Point { prices: prices.clone(), tilts })?;
        let bound = self.oracle.ask(&shares, limits)?;
        if self.centre.as_ref().is_none_or(|(_, best)| bound > *best) {
            self.centre = Some((prices, bound));
        }
        let mut fresh = false;
        for (part, answer) in self.oracle.answers.iter().enumerate() {
            for values in answer.iter().flat_map(|answer| &answer.values) {
                fresh |= self.master.add(part, values)?;
            }
        }
        Some((bound, fresh))
    }

    /// One round.
    pub(in crate::solve) fn round(&mut self, limits: &Limits) -> Option<Round> {
        let (mut prices, promise) = self.master.solve()?;
        if let Some((centre, _)) = &self.centre {
            prices.iter_mut().zip(centre).for_each(|(price, best)| *price += self.mixed * (best - *price));
        }
        let (bound, fresh) = self.ask(prices, limits)?;
        let is_open = fresh || self.mixed > 0.0 || !self.oracle.is_exact;
        // What brings nothing new is asked without the mixing, then more exactly.
        (self.mixed, self.oracle.is_exact) = match (fresh, self.mixed > 0.0) {
            (true, _) => (MIXED, false),
            (false, true) => (0.0, self.oracle.is_exact),
            (false, false) => (0.0, true),
        };
        Some(Round { bound, promise, is_open })
    }

    /// Prices of the best bound so far.
    pub(in crate::solve) fn prices(&self) -> Vec<f64> {
        self.centre.as_ref().map_or_else(Vec::new, |(prices, _)| prices.clone())
    }

    /// Work done so far.
    pub(in crate::solve) fn work(&self) -> u64 {
        self.oracle.work + budget::units(self.master.iterations, self.matrix.rows.len() + self.parts())
    }

    /// Parts.
    pub(in crate::solve) fn parts(&self) -> usize {
        self.split.parts.len()
    }

    /// Asks the parts that are not held at the prices of the mix. Gives what the mix promised, and
    /// whether an answer was new.
    pub(in crate::solve) fn deepen(&mut self, limits: &Limits) -> Option<(f64, bool)> {
        let (prices, promise) = self.master.solve()?;
        self.oracle.skipped = (0..self.parts()).map(|part| self.master.held(part).is_some()).collect();
        let (_, fresh) = self.ask(prices, limits)?;
        Some((promise, fresh))
    }
}
