//! How long a search may go on: in work, which is the same on every machine, and by the clock.
//!
//! What an iteration of the simplex method costs grows slowly with the matrix: its vectors stay
//! sparse. Measured on 1,076 neighbourhoods of alliances of 40 to 500 doctors, with 500 to 105,000
//! rows and columns, `time = a · iterations · size^p` fits best with `p` between 0.2 and 0.3, and
//! worse the nearer `p` comes to 1. So one unit of work is an iteration, times the fourth root of
//! the number of rows and columns, times 5/4: a machine of 2026 with two cores does some 80 000
//! units a second. A search that ends by work gives the same roster everywhere; the clock ends it
//! only where the machine is slower than that.

use crate::engine::{Interrupt, Outcome};
use std::time::{Duration, Instant};

/// Work for each second allowed.
const PER_SECOND: u64 = 80_000;

/// What is left of a search's time.
pub(super) struct Budget<'a> {
    begin: Instant,
    /// Time allowed by the clock; none: the clock is not looked at.
    clock: Option<Duration>,
    work: u64,
    spent: u64,
    interrupt: &'a Interrupt,
}

impl<'a> Budget<'a> {
    /// A budget of so much time from now on; without the clock it is counted in work alone.
    pub(super) fn new(time: Duration, by_clock: bool, interrupt: &'a Interrupt) -> Self {
        let work = (time.as_secs_f64() * PER_SECOND as f64) as u64;
        Self { begin: Instant::now(), clock: by_clock.then_some(time), work, spent: 0, interrupt }
    }

    /// Notes work that was done.
    pub(super) fn spend(&mut self, work: u64) {
        self.spent = self.spent.saturating_add(work);
    }

    /// Work allowed in all.
    pub(super) fn work(&self) -> u64 {
        self.work
    }

    /// Work done so far.
    pub(super) fn spent(&self) -> u64 {
        self.spent
    }

    /// Work left.
    pub(super) fn left(&self) -> u64 {
        self.work.saturating_sub(self.spent)
    }

    /// Time left by the clock, if it is looked at.
    pub(super) fn time(&self) -> Option<Duration> {
        self.clock.map(|clock| clock.saturating_sub(self.begin.elapsed()))
    }

    /// The moment at which the time is up, if the clock is looked at.
    pub(super) fn deadline(&self) -> Option<Instant> {
        self.clock.map(|clock| self.begin + clock)
    }

    /// Whether the clock has run out.
    pub(super) fn is_late(&self) -> bool {
        self.time().is_some_and(|time| time.is_zero())
    }

    /// Whether the search has to end.
    pub(super) fn is_over(&self) -> bool {
        self.interrupt.is_asked() || self.left() == 0 || self.is_late()
    }

    pub(super) fn interrupt(&self) -> &'a Interrupt {
        self.interrupt
    }
}

/// The work of a run on a matrix with so many rows and columns together. Half a unit for each of
/// them stands for building and presolving.
pub(super) fn work(outcome: &Outcome, size: usize) -> u64 {
    units(outcome.iterations, size) + size as u64 / 2
}

/// The work of so many simplex iterations on a matrix of this size.
pub(super) fn units(iterations: u64, size: usize) -> u64 {
    iterations.saturating_mul(price(size)) / ONE
}

/// The simplex iterations that so much work allows on a matrix of this size.
pub(super) fn iterations(work: u64, size: usize) -> u64 {
    (work.saturating_mul(ONE) / price(size)).max(100)
}

/// The parts of a unit in which [`price`] is counted.
const ONE: u64 = 256 * 4;

/// Work of one iteration, `size^(1/4) · 5/4`, in whole numbers so that it is the same everywhere.
fn price(size: usize) -> u64 {
    let root = ((size.max(1) as u64) << 32).isqrt().isqrt();
    root * 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_and_interruptions_end_it_and_the_clock_only_where_it_is_looked_at() {
        let interrupt = Interrupt::default();
        let mut budget = Budget::new(Duration::from_secs(10), false, &interrupt);
        assert!(!budget.is_over() && budget.time().is_none() && budget.deadline().is_none());
        budget.spend(10 * PER_SECOND - 1);
        assert!(!budget.is_over());
        budget.spend(1);
        assert!(budget.is_over() && !budget.is_late());
        assert!(Budget::new(Duration::ZERO, true, &interrupt).is_late());
        let budget = Budget::new(Duration::from_secs(10), true, &interrupt);
        interrupt.ask();
        assert!(budget.is_over());
    }

    #[test]
    fn iterations_and_work_are_each_other_s_inverse() {
        for size in [100, 8_000, 500_000] {
            let outcome = Outcome { iterations: iterations(400_000, size), ..Outcome::empty(crate::engine::Status::Optimal) };
            let building = size as u64 / 2;
            assert!((399_900..=400_000).contains(&(work(&outcome, size) - building)), "{size}");
        }
    }

    #[test]
    fn an_iteration_costs_twice_as_much_on_a_matrix_of_sixteen_times_the_size() {
        assert_eq!(price(10_000), 10 * 256 * 5);
        assert_eq!(price(160_000), 2 * price(10_000));
    }
}
