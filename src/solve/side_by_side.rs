//! Jobs done side by side, results in their order.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
};

/// How many jobs a search does at a time: one less while something beside it needs a processor. What it finds does not depend on it.
#[derive(Clone, Debug)]
pub(super) struct Workers {
    all: usize,
    is_one_lent: Arc<AtomicBool>,
}

impl Workers {
    pub(super) fn new(all: usize) -> Self {
        Self { all, is_one_lent: Arc::default() }
    }

    /// At this moment, at least one.
    pub(super) fn now(&self) -> usize {
        (self.all - usize::from(self.is_one_lent.load(Ordering::Relaxed)).min(self.all)).max(1)
    }

    /// One is needed elsewhere, or no longer.
    pub(super) fn lend(&self, is_one_lent: bool) {
        self.is_one_lent.store(is_one_lent, Ordering::Relaxed);
    }
}

/// The results of `work` in the order of the jobs, `workers` of them done at a time.
pub(crate) fn side_by_side<T: Sync, R: Send>(jobs: &[T], workers: usize, work: impl Fn(&T) -> R + Sync) -> Vec<Option<R>> {
    let next = AtomicUsize::new(0);
    let done: Vec<Mutex<Option<R>>> = jobs.iter().map(|_| Mutex::new(None)).collect();
    thread::scope(|scope| {
        for _ in 0..workers.min(jobs.len()) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::SeqCst);
                    let (Some(job), Some(slot)) = (jobs.get(number), done.get(number)) else { break };
                    let result = work(job);
                    if let Ok(mut slot) = slot.lock() {
                        *slot = Some(result);
                    }
                }
            });
        }
    });
    done.into_iter().map(|slot| slot.into_inner().ok().flatten()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn one_worker_is_lent_and_one_always_stays() {
        for (all, lent) in [(4, 3), (2, 1), (1, 1), (0, 1)] {
            let workers = Workers::new(all);
            let other = workers.clone();
            assert_eq!(workers.now(), all.max(1));
            other.lend(true);
            assert_eq!(workers.now(), lent);
            other.lend(false);
            assert_eq!(workers.now(), all.max(1));
        }
    }

    #[test]
    fn results_stand_in_the_order_of_the_jobs() {
        let jobs: Vec<u64> = (0..12).collect();
        let slow_first = |job: &u64| {
            thread::sleep(Duration::from_millis(12 - job));
            job * 10
        };
        for workers in [1, 3, 20] {
            let expected: Vec<Option<u64>> = jobs.iter().map(|job| Some(job * 10)).collect();
            assert_eq!(side_by_side(&jobs, workers, slow_first), expected);
        }
    }
}
