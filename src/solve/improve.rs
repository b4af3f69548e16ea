//! Neighbourhoods solved again around the best solution, a group of them side by side.

use super::{incumbent::Incumbent, neighbourhood::Neighbourhood};
use crate::{
    engine::{Interrupt, Limits, Silent, solve},
    milp::{Portion, Program},
};
use std::{
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Instant,
};

/// What a round of neighbourhoods needs.
pub(super) struct Improver<'a> {
    pub(super) program: &'a Program,
    pub(super) limits: Limits,
    pub(super) deadline: Instant,
    pub(super) workers: usize,
    pub(super) interrupt: &'a Interrupt,
}

impl Improver<'_> {
    /// One round over groups of neighbourhoods, `told` after each group. Gives whether anything got better.
    ///
    /// The members of a group are solved side by side from the same solution and taken over in
    /// their order, so the result does not depend on which was faster. What does not fit together
    /// is solved again alone.
    pub(super) fn round(&self, incumbent: &mut Incumbent<'_>, groups: &[Vec<Neighbourhood>], told: impl Fn(&Incumbent<'_>)) -> bool {
        let mut better = false;
        for group in groups {
            if self.is_over() {
                break;
            }
            let Some(before) = incumbent.current().map(|best| best.values.clone()) else { break };
            let found = side_by_side(group, self.workers, |one| self.solve(one, &before));
            for (one, values) in group.iter().zip(found) {
                let Some(values) = values else { continue };
                let Some(now) = incumbent.current().map(|best| best.values.clone()) else { break };
                let merged = merge(&before, &values, &now);
                let taken = incumbent.offer(&merged);
                better |= taken;
                if !taken && now != before && values != before && !self.is_over() {
                    better |= self.solve(one, &now).is_some_and(|again| incumbent.offer(&again));
                }
            }
            told(incumbent);
        }
        better
    }

    fn is_over(&self) -> bool {
        self.interrupt.is_asked() || Instant::now() >= self.deadline
    }

    fn solve(&self, neighbourhood: &Neighbourhood, values: &[i64]) -> Option<Vec<i64>> {
        let portion = Portion::part(self.program, &neighbourhood.bounds(self.program, values)).ok()?;
        let left = self.deadline.saturating_duration_since(Instant::now());
        let limits = Limits { time: Some(left), ..self.limits };
        let outcome = solve(&portion.matrix, Some(&portion.restrict(values)), &limits, self.interrupt, &Silent);
        let rounded: Vec<i64> = outcome.values?.iter().map(|value| value.round() as i64).collect();
        Some(portion.complete(&rounded))
    }
}

/// The results of `work` in the order of the jobs, `workers` of them done at a time.
fn side_by_side<T: Sync, R: Send>(jobs: &[T], workers: usize, work: impl Fn(&T) -> Option<R> + Sync) -> Vec<Option<R>> {
    let next = AtomicUsize::new(0);
    let done: Vec<Mutex<Option<R>>> = jobs.iter().map(|_| Mutex::new(None)).collect();
    let both: Vec<_> = jobs.iter().zip(&done).collect();
    thread::scope(|scope| {
        for _ in 0..workers.min(jobs.len()) {
            scope.spawn(|| {
                while let Some((job, slot)) = both.get(next.fetch_add(1, Ordering::SeqCst)) {
                    let result = work(job);
                    if let Ok(mut slot) = slot.lock() {
                        *slot = result;
                    }
                }
            });
        }
    });
    done.into_iter().map(|slot| slot.into_inner().ok().flatten()).collect()
}

/// What changed between `before` and `after`, put onto `now`.
fn merge(before: &[i64], after: &[i64], now: &[i64]) -> Vec<i64> {
    let changes = before.iter().zip(after).zip(now);
    changes.map(|((before, after), now)| if before == after { *now } else { *after }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn results_stand_in_the_order_of_the_jobs() {
        let jobs: Vec<u64> = (0..12).collect();
        let slow_first = |job: &u64| {
            thread::sleep(Duration::from_millis(12 - job));
            (*job != 5).then_some(job * 10)
        };
        for workers in [1, 3, 20] {
            let expected: Vec<Option<u64>> = jobs.iter().map(|job| (*job != 5).then_some(job * 10)).collect();
            assert_eq!(side_by_side(&jobs, workers, slow_first), expected);
        }
    }

    #[test]
    fn only_what_changed_is_taken_over() {
        assert_eq!(merge(&[0, 0, 1, 1], &[1, 0, 0, 1], &[0, 7, 1, 9]), [1, 7, 0, 9]);
    }
}
