//! Jobs done side by side, results in their order.

use std::{
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

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
