//! The bound, raised on a thread of its own beside the search.
//!
//! What the search may know of it is fixed in work, not in time: the bound of an evaluation is
//! waited for when about as much work has been done as it takes, and all of them at the end. So a
//! search that ends by work says the same bound, and ends for the same reason, on every machine.

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
    time::Duration,
};

/// How often the wish to stop is looked at while a bound is waited for.
const POLL: Duration = Duration::from_millis(50);
/// Work of the first evaluation, its relaxation counted, and of each further one, for each nonzero
/// of the program; measured on programs of 700 000 nonzeros beside two workers, and rounded up,
/// since a search that waits is idle.
const WORK: (u64, u64) = (10, 5);
/// Evaluations at most: the last ones bring little.
const MOST: u64 = 60;

/// Bounds that come from beside.
pub(super) struct Beside {
    told: Receiver<i64>,
    stop: Interrupt,
    /// Work at which the first evaluation may be known, and from one to the next.
    due: (u64, u64),
    evaluations: u64,
    heard: u64,
    is_ended: bool,
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
        Self { told, stop, due, evaluations, heard: 0, is_ended: false }
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
        while self.heard < number && !self.is_ended && !budget.interrupt().is_asked() && !budget.is_late() {
            match self.told.recv_timeout(POLL) {
                Ok(bound) => {
                    self.heard += 1;
                    bounds.push(bound);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => self.is_ended = true,
            }
        }
        // What has come by the time the clock runs out is true, too.
        if budget.interrupt().is_asked() || budget.is_late() {
            bounds.extend(self.told.try_iter());
        }
        bounds
    }
}
