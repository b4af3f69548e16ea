//! The bound, raised on a thread of its own beside the search.
//!
//! What the search may know of it is fixed in work, not in time: the bound of an evaluation is
//! waited for when about as much work has been done as it takes, and all of them at the end. So a
//! search that ends by work says the same bound, and ends for the same reason, on every machine.
//!
//! The relaxation of a large program takes longer than its size says. A search by the clock waits
//! for a small part of its time only and takes the bounds as they come after that: an idle search
//! costs more than a bound that is known late.

use super::{
    bound::{Effort, raise},
    budget::Budget,
};
use crate::{
    engine::Interrupt,
    milp::{Portion, Program},
};
use std::{
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread::Scope,
    time::{Duration, Instant},
};

/// How often the wish to stop is looked at while a bound is waited for.
const POLL: Duration = Duration::from_millis(50);
/// Work of the first evaluation, its relaxation counted, and of each further one, for each nonzero
/// of the program; measured on programs of 700 000 nonzeros beside two workers, and rounded up,
/// since a search that waits is idle.
const WORK: (u64, u64) = (10, 5);
/// Evaluations at most: the last ones bring little.
const MOST: u64 = 60;
/// Part of the time allowed by the clock that a search waits for bounds.
const PATIENCE: f64 = 0.03;

/// Bounds that come from beside.
pub(super) struct Beside {
    told: Receiver<i64>,
    stop: Interrupt,
    /// Work at which the first evaluation may be known, and from one to the next.
    due: (u64, u64),
    evaluations: u64,
    heard: u64,
    is_ended: bool,
    /// Time that may still be waited; none: as long as it takes.
    patience: Option<Duration>,
}

impl Beside {
    /// Starts raising the bound of what `whole` leaves free of a program, as often as the budget
    /// bears it.
    pub(super) fn start<'scope, 'env>(
        scope: &'scope Scope<'scope, 'env>,
        program: &'env Program,
        whole: &'env Portion,
        seed: u32,
        budget: &Budget<'_>,
    ) -> Self {
        let (out, told) = mpsc::channel();
        let stop = Interrupt::default();
        let nonzeros = whole.matrix.rows.iter().map(|row| row.terms.len() as u64).sum::<u64>();
        let due = (budget.spent() + WORK.0 * nonzeros, (WORK.1 * nonzeros).max(1));
        let evaluations = (1 + budget.work().saturating_sub(due.0) / due.1).min(MOST);
        let effort = Effort { workers: 1, deadline: budget.deadline(), evaluations: evaluations as u32, seed, ..Effort::default() };
        let stop_there = stop.clone();
        scope.spawn(move || {
            raise(program, whole, &effort, &stop_there, &mut |bound| {
                // The search may have ended.
                let _ = out.send(bound);
            });
        });
        Self { told, stop, due, evaluations, heard: 0, is_ended: false, patience: budget.clock().map(|clock| clock.mul_f64(PATIENCE)) }
    }

    /// The bounds that the search may know by now.
    pub(super) fn news(&mut self, budget: &Budget<'_>) -> Vec<i64> {
        let since = budget.spent().checked_sub(self.due.0);
        let number = since.map_or(0, |since| 1 + since / self.due.1);
        self.hear(number.min(self.evaluations), budget)
    }

    /// All bounds that are still to come.
    pub(super) fn rest(&mut self, budget: &Budget<'_>) -> Vec<i64> {
        self.hear(self.evaluations, budget)
    }

    /// No more bounds are wanted.
    pub(super) fn end(&self) {
        self.stop.ask();
    }

    fn hear(&mut self, number: u64, budget: &Budget<'_>) -> Vec<i64> {
        let mut bounds = Vec::new();
        let is_over = || budget.interrupt().is_asked() || budget.is_late();
        while self.heard + (bounds.len() as u64) < number && !self.is_ended && !self.is_impatient() && !is_over() {
            let asked = Instant::now();
            match self.told.recv_timeout(POLL) {
                Ok(bound) => bounds.push(bound),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => self.is_ended = true,
            }
            self.patience = self.patience.map(|patience| patience.saturating_sub(asked.elapsed()));
        }
        // Whatever has come by now is true, too.
        if self.is_impatient() || is_over() {
            bounds.extend(self.told.try_iter());
        }
        self.heard += bounds.len() as u64;
        bounds
    }

    fn is_impatient(&self) -> bool {
        self.patience.is_some_and(|patience| patience.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    /// A bound that is told only when somebody says so.
    fn beside(told: Receiver<i64>, budget: &Budget<'_>) -> Beside {
        let patience = budget.clock().map(|clock| clock.mul_f64(PATIENCE));
        Beside { told, stop: Interrupt::default(), due: (0, 1), evaluations: 1, heard: 0, is_ended: false, patience }
    }

    #[test]
    fn a_search_by_the_clock_stops_waiting_and_still_hears_what_comes_later() {
        let interrupt = Interrupt::default();
        let budget = Budget::new(Duration::from_secs(20), true, &interrupt);
        let (out, told) = mpsc::channel();
        let mut slow = beside(told, &budget);
        assert_eq!(slow.news(&budget), Vec::<i64>::new());
        assert!(!budget.is_late(), "it waited until its time was up");
        out.send(7).unwrap();
        assert_eq!(slow.news(&budget), [7]);
        assert_eq!(slow.rest(&budget), Vec::<i64>::new());
    }

    #[test]
    fn a_search_by_work_waits_as_long_as_it_takes() {
        let interrupt = Interrupt::default();
        let budget = Budget::new(Duration::from_secs(5), false, &interrupt);
        let (out, told) = mpsc::channel();
        let mut slow = beside(told, &budget);
        thread::scope(|scope| {
            scope.spawn(move || {
                thread::sleep(4 * POLL);
                out.send(7).unwrap();
            });
            assert_eq!(slow.news(&budget), [7]);
        });
    }
}
