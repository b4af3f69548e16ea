//! The bound, raised on a thread of its own beside the search.
//!
//! What the search may know of it is fixed in work, not in time: the bound of evaluation `k` is
//! waited for when `k` parts of the budget are spent, and all of them at the end. So a search that
//! ends by work says the same bound, and ends for the same reason, on every machine.

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
/// Evaluations of the shortest search, and seconds allowed for each further one.
const EVALUATIONS: (u32, u64) = (4, 15);

/// Bounds that come from beside.
pub(super) struct Beside {
    told: Receiver<i64>,
    stop: Interrupt,
    evaluations: u32,
    heard: u32,
    is_ended: bool,
}

impl Beside {
    /// Starts raising the bound of what `whole` leaves free of a program, in a search that is
    /// allowed so much time.
    pub(super) fn start<'scope, 'env>(
        scope: &'scope Scope<'scope, 'env>,
        program: &'env Program,
        whole: &'env Portion,
        seed: u32,
        time: Duration,
        budget: &Budget<'_>,
    ) -> Self {
        let (out, told) = mpsc::channel();
        let stop = Interrupt::default();
        let evaluations = EVALUATIONS.0 + (time.as_secs() / EVALUATIONS.1).min(1000) as u32;
        let effort = Effort { workers: 1, deadline: budget.deadline(), evaluations, seed, ..Effort::default() };
        let stop_there = stop.clone();
        scope.spawn(move || {
            raise(program, whole, &effort, &stop_there, &mut |bound| {
                // The search may have ended.
                let _ = out.send(bound);
            });
        });
        Self { told, stop, evaluations, heard: 0, is_ended: false }
    }

    /// The bounds that the search may know by now.
    pub(super) fn news(&mut self, budget: &Budget<'_>) -> Vec<i64> {
        let part = u128::from(budget.spent()) * u128::from(self.evaluations + 1) / u128::from(budget.work().max(1));
        self.hear(part.min(u128::from(self.evaluations)) as u32, budget)
    }

    /// All bounds that are still to come.
    pub(super) fn rest(&mut self, budget: &Budget<'_>) -> Vec<i64> {
        self.hear(self.evaluations, budget)
    }

    /// No more bounds are wanted.
    pub(super) fn end(&self) {
        self.stop.ask();
    }

    fn hear(&mut self, number: u32, budget: &Budget<'_>) -> Vec<i64> {
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
