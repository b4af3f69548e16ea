//! The bound, raised on a thread of its own beside the search.
//!
//! In a search by work, what it may know of the bound is fixed in work: the bound counts its own, and the search waits until
//! it has done the part of it that belongs to the work of the search. So it says the same bound, and ends for the same reason,
//! on every machine. A search by the clock never waits and takes the bounds as they come.

use super::{
    bound::{Effort, News, raise_split},
    budget::Budget,
    other_weeks,
    parts::Split,
    side_by_side::Workers,
};
use crate::{
    engine::{Interrupt, Limits},
    milp::{Portion, Program},
};
use std::{
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread::Scope,
    time::{Duration, Instant},
};

/// How often the wish to stop is looked at while a bound is waited for.
const POLL: Duration = Duration::from_millis(50);
/// Nonzeros of a program of which the relaxation takes a unit of work for each; it grows with the power 3/4 of their number.
/// Measured with a processor of its own: 13 s for 40 doctors, 93 s for 130. Comparing weekly decisions takes as long again.
const NONZEROS: u64 = 380_000;
/// A relaxation that takes more than this part of the work allowed waits until the search has a first solution, which needs
/// the processors more.
const SHORT: u64 = 4;
/// Work of the search in the time of a unit of work here.
const SLOWER: u64 = 3;
/// Evaluations at most where parts overlap: the last ones bring little.
const MOST: u32 = 60;
/// Evaluations at most of column generation.
const MOST_APART: u32 = 1_000;
/// Parts are asked where the relaxation takes at most this part of the work allowed: in less time the search needs the
/// processors more.
const BRIEF: u64 = 5;
/// And it is asked what several weekly decisions are worth where it takes at most this part of it.
const BRIEF_TO_ASK: u64 = 8;

/// Bounds that come from beside.
pub(super) struct Beside {
    told: Receiver<News>,
    stop: Interrupt,
    /// Takes the solution that the search begins with.
    begin: Sender<Vec<i64>>,
    /// Takes the work done when a first solution is there, if that is waited for.
    first: Sender<u64>,
    /// Work of the search in the time of the relaxation.
    relaxation: u64,
    /// Work of the search at which the relaxation may be known; none while it waits for the first solution.
    due: Option<u64>,
    /// Heard before its time.
    early: Option<News>,
    is_ended: bool,
    by_clock: bool,
}

impl Beside {
    /// Starts raising the bound of what `whole` leaves free of a program, as long as the budget
    /// bears it. The relaxation, and what it tells of weekly decisions, have one of the workers to themselves.
    pub(super) fn start<'scope, 'env>(
        scope: &'scope Scope<'scope, 'env>,
        program: &'env Program,
        split: &'env Split,
        whole: &'env Portion,
        seed: u32,
        budget: &Budget<'_>,
        workers: &Workers,
    ) -> Self {
        let (out, told) = mpsc::channel();
        let stop = Interrupt::default();
        let nonzeros = whole.matrix.rows.iter().map(|row| row.terms.len() as u64).sum::<u64>();
        let power = |number: u64| number.isqrt() * number.isqrt().isqrt();
        let relaxation = nonzeros * power(nonzeros) / power(NONZEROS);
        let is_brief = relaxation * BRIEF_TO_ASK <= budget.work();
        let due = (relaxation <= budget.left() / SHORT).then_some(budget.spent() + relaxation);
        let allowed = budget.work();
        let evaluations = if split.is_apart() {
            MOST_APART
        } else if relaxation * BRIEF <= allowed {
            MOST
        } else {
            0
        };
        let effort = Effort { workers: 1, deadline: budget.deadline(), evaluations, seed, ..Effort::default() };
        let stop_there = stop.clone();
        let (begin, begun) = mpsc::channel::<Vec<i64>>();
        let (first, found) = mpsc::channel();
        let workers = workers.clone();
        scope.spawn(move || {
            let mut more = 0;
            let Some(from) = due.or_else(|| Some(wait(&found, &stop_there)? + relaxation)) else { return };
            workers.lend(true);
            let effort = Effort { work: allowed.saturating_sub(from) / SLOWER, ..effort };
            raise_split(split, whole, &effort, &stop_there, &mut |news| {
                let News { bound, work, ref relaxed, .. } = news;
                let relaxed = relaxed.clone();
                // The search may have ended.
                let _ = out.send(News { work: work + more, ..news });
                let Some(relaxed) = relaxed else { return };
                let time = effort.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
                let limits = Limits { time, seed, ..Limits::default() };
                let weeks =
                    wait(&begun, &stop_there).and_then(|now| other_weeks::cheaper(program, whole, &relaxed, &now, is_brief, &limits, &stop_there));
                workers.lend(false);
                more = relaxation / SLOWER;
                if let Some(weeks) = weeks {
                    let _ = out.send(News { bound, work: work + more, weeks, ..News::default() });
                }
            });
            workers.lend(false);
        });
        Self { told, stop, begin, first, relaxation, due, early: None, is_ended: false, by_clock: budget.time().is_some() }
    }

    /// Nothing comes from beside.
    pub(super) fn nothing() -> Self {
        let (told, begin, first) = (mpsc::channel().1, mpsc::channel().0, mpsc::channel().0);
        Self { told, stop: Interrupt::default(), begin, first, relaxation: 0, due: Some(0), early: None, is_ended: true, by_clock: false }
    }

    /// Tells these at once and nothing later.
    #[cfg(test)]
    pub(super) fn telling(news: Vec<News>) -> Self {
        let (out, told) = mpsc::channel();
        for news in news {
            let _ = out.send(news);
        }
        Self { told, is_ended: false, ..Self::nothing() }
    }

    /// What the search begins with: weekly decisions are held against these. To be said before anything is heard, which may
    /// wait for what comes of it.
    pub(super) fn begin(&self, values: Option<Vec<i64>>) {
        // The bound may have ended.
        let _ = values.map(|values| self.begin.send(values));
    }

    /// The search has a first solution, or has done what it can for one. What would be known only when all is spent is not begun.
    pub(super) fn go_on(&mut self, budget: &Budget<'_>) {
        if self.due.is_none() && self.relaxation < budget.left() {
            self.due = Some(budget.spent() + self.relaxation);
            let _ = self.first.send(budget.spent());
        }
    }

    /// Whether the relaxation has been begun.
    pub(super) fn is_under_way(&self) -> bool {
        !self.is_ended && self.due.is_some()
    }

    /// Whether the relaxation will be known while there is work left.
    pub(super) fn will_tell(&self, budget: &Budget<'_>) -> bool {
        !self.is_ended && self.due.map_or(self.relaxation, |due| due.saturating_sub(budget.spent())) < budget.left()
    }

    /// What the search may know by now.
    pub(super) fn news(&mut self, budget: &Budget<'_>) -> Vec<News> {
        if self.by_clock {
            return self.told.try_iter().collect();
        }
        let since = self.due.and_then(|due| budget.spent().checked_sub(due));
        since.map_or_else(Vec::new, |since| self.hear(since / SLOWER, budget))
    }

    /// All that is still to come; nothing where it still waits for a first solution.
    pub(super) fn rest(&mut self, budget: &Budget<'_>) -> Vec<News> {
        if self.due.is_some() { self.hear(u64::MAX, budget) } else { Vec::new() }
    }

    /// No more bounds are wanted.
    pub(super) fn end(&self) {
        self.stop.ask();
    }

    /// What is known after so much work on the bound.
    fn hear(&mut self, work: u64, budget: &Budget<'_>) -> Vec<News> {
        let mut heard = Vec::new();
        let is_over = || budget.interrupt().is_asked() || budget.is_late();
        loop {
            if let Some(news) = self.early.take_if(|news| news.work <= work) {
                heard.push(news);
            }
            if self.early.is_some() || self.is_ended || is_over() {
                break;
            }
            match self.told.recv_timeout(POLL) {
                Ok(news) => self.early = Some(news),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => self.is_ended = true,
            }
        }
        // Whatever has come by now is true, too.
        if is_over() {
            heard.extend(self.early.take());
            heard.extend(self.told.try_iter());
        }
        heard
    }
}

/// What is told; none if it never will be.
fn wait<T>(told: &Receiver<T>, stop: &Interrupt) -> Option<T> {
    loop {
        match told.recv_timeout(POLL) {
            Ok(values) => return Some(values),
            Err(RecvTimeoutError::Timeout) if !stop.is_asked() => {}
            Err(_) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    /// A bound that is told only when somebody says so.
    fn beside(told: Receiver<News>, budget: &Budget<'_>) -> Beside {
        Beside { told, is_ended: false, by_clock: budget.time().is_some(), ..Beside::nothing() }
    }

    fn bounds(news: &[News]) -> Vec<i64> {
        news.iter().map(|news| news.bound).collect()
    }

    #[test]
    fn a_search_by_the_clock_never_waits_and_hears_what_has_come() {
        let interrupt = Interrupt::default();
        let budget = Budget::new(Duration::from_secs(20), true, &interrupt);
        let (out, told) = mpsc::channel();
        let mut slow = beside(told, &budget);
        assert!(slow.news(&budget).is_empty());
        assert!(!budget.is_late(), "it waited until its time was up");
        // By work it would not be due yet.
        slow.due = Some(1_000);
        out.send(News { bound: 7, work: 1_000, ..News::default() }).unwrap();
        assert_eq!(bounds(&slow.news(&budget)), [7]);
        drop(out);
        assert!(slow.rest(&budget).is_empty());
    }

    #[test]
    fn what_waits_for_a_first_solution_is_known_so_much_work_after_it() {
        let interrupt = Interrupt::default();
        let mut budget = Budget::new(Duration::from_secs(5), false, &interrupt);
        let (out, told) = mpsc::channel();
        out.send(News { bound: 7, ..News::default() }).unwrap();
        drop(out);
        let mut late = Beside { relaxation: 100, due: None, ..beside(told, &budget) };
        budget.spend(1_000);
        assert!(late.news(&budget).is_empty() && late.rest(&budget).is_empty(), "there is no solution");
        let spent = budget.spent();
        budget.spend(budget.left() - 100);
        late.go_on(&budget);
        assert!(late.due.is_none(), "it would come too late");
        budget = Budget::new(Duration::from_secs(5), false, &interrupt);
        budget.spend(spent);
        late.go_on(&budget);
        budget.spend(99);
        assert!(late.news(&budget).is_empty());
        budget.spend(1);
        assert_eq!(bounds(&late.news(&budget)), [7]);
    }

    #[test]
    fn the_relaxation_has_a_worker_to_itself_until_other_weeks_are_told() {
        let program = other_weeks::tests::program();
        let whole = Portion::new(&program, &program.bounds()).unwrap();
        let (split, workers, interrupt) = (Split::new(&program, &whole), Workers::new(2), Interrupt::default());
        let budget = Budget::new(Duration::from_secs(60), false, &interrupt);
        let becomes = |number: usize| {
            (0..200).any(|_| {
                thread::sleep(POLL / 10);
                workers.now() == number
            })
        };
        thread::scope(|scope| {
            let mut one = Beside::start(scope, &program, &split, &whole, 0, &budget, &workers);
            assert!(becomes(1), "nothing is lent");
            one.begin(Some(other_weeks::tests::begun(&program, 0)));
            assert!(becomes(2), "it is not given back");
            assert!(one.rest(&budget).iter().any(|news| !news.weeks.is_empty()));
            one.end();
        });
    }

    #[test]
    fn what_is_under_way_will_tell_as_long_as_work_is_left_for_it() {
        let interrupt = Interrupt::default();
        let mut budget = Budget::new(Duration::from_secs(5), false, &interrupt);
        let (_out, told) = mpsc::channel();
        let mut one = Beside { relaxation: 100, due: None, ..beside(told, &budget) };
        assert!(!one.is_under_way() && one.will_tell(&budget), "it is begun with the first solution");
        one.due = Some(100);
        assert!(one.is_under_way() && one.will_tell(&budget));
        budget.spend(budget.left() - 50);
        assert!(one.will_tell(&budget), "it has come by now");
        one.due = Some(budget.work());
        assert!(!one.will_tell(&budget));
        assert!(!Beside::nothing().is_under_way() && !Beside::nothing().will_tell(&budget));
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
                out.send(News { bound: 7, ..News::default() }).unwrap();
            });
            assert_eq!(bounds(&slow.news(&budget)), [7]);
        });
    }
}
