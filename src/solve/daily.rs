//! The daily decisions of a program around a solution: windows over everybody first, then what the choice of
//! neighbourhoods thinks best. What is learned beside the search is taken up as it comes: other weekly decisions at
//! once, before the days of those at hand have been perfected.

use super::{
    begin::begin,
    beside::Beside,
    budget::Budget,
    columns::Horizons,
    improve::Improver,
    incumbent::Incumbent,
    other_weeks::{self, Weeks},
    search::Options,
    side_by_side::Workers,
    sweep,
    terrain::Terrain,
};
use crate::{
    engine::{Observer, Snapshot},
    milp::{Ledger, Program},
};

/// What the daily stage works on, and what it hears on the way.
pub(super) struct Daily<'a, 'b> {
    pub(super) program: &'a Program,
    pub(super) options: &'b Options,
    pub(super) workers: &'b Workers,
    pub(super) observer: &'b dyn Observer,
    pub(super) incumbent: &'b mut Incumbent<'a>,
    pub(super) beside: &'b mut Beside,
}

/// What came from beside and is still to be taken up.
#[derive(Default)]
struct Heard {
    weeks: Option<Weeks>,
    /// Whether the solution is good enough.
    is_done: bool,
}

impl Daily<'_, '_> {
    /// Decides. Where `is_begun`, the solution is one to improve.
    pub(super) fn run(&mut self, mut horizons: Option<Horizons<'_>>, is_begun: bool, budget: &mut Budget<'_>) {
        let Some(values) = self.incumbent.current().map(|best| best.values.clone()) else { return };
        let terrain = Terrain::new(self.program);
        let mut ledger = Ledger::new(self.program, &values);
        let improver = Improver { terrain: &terrain, seed: self.options.seed, workers: self.workers.clone() };
        let mut heard = Heard::default();
        self.observer.stage("再定班次（按日）", "then shifts, day by day");
        // A roster given that breaks what must hold is mended as a first one is made.
        if !is_begun || ledger.rank().0 > 0 {
            let all = is_begun.then(|| (0..terrain.days).collect());
            let is_quick = !is_begun && self.beside.will_tell(budget);
            begin(&improver, &mut ledger, all.as_ref(), is_quick, budget, &mut |ledger, budget| {
                self.hear(&mut heard, &terrain, ledger, horizons.as_mut(), budget);
                // While rows are broken there may be days that have not been decided.
                heard.is_done || (heard.weeks.is_some() && ledger.rank().0 == 0)
            });
            self.try_weeks(&improver, &mut heard, &mut ledger, horizons.as_mut(), budget);
        }
        self.beside.go_on(budget);
        let mut days = Some(sweep::length(&terrain));
        while let Some(length) = days.filter(|_| !heard.is_done) {
            let before = budget.spent();
            improver.pass(&mut ledger, length, budget, &mut |ledger, budget| {
                self.hear(&mut heard, &terrain, ledger, horizons.as_mut(), budget);
                heard.is_done || heard.weeks.is_some()
            });
            if !self.try_weeks(&improver, &mut heard, &mut ledger, horizons.as_mut(), budget) {
                days = sweep::longer(&terrain, length, budget.spent() - before, budget.left());
            }
        }
        self.observer.stage("改进", "improving");
        loop {
            self.try_weeks(&improver, &mut heard, &mut ledger, horizons.as_mut(), budget);
            let mut are_more = false;
            improver.search(&mut ledger, &mut horizons, budget, |ledger, horizons, budget| {
                self.hear(&mut heard, &terrain, ledger, horizons, budget);
                are_more = !heard.is_done && heard.weeks.is_some();
                heard.is_done || are_more
            });
            if !are_more {
                break;
            }
        }
        self.incumbent.offer(ledger.values());
        // A bound says nothing where there is no solution.
        if self.incumbent.best().is_some() && self.incumbent.gap().is_none_or(|gap| gap > self.options.gap) {
            self.incumbent.prove_all(self.beside.rest(budget).iter().map(|news| news.bound));
        }
    }

    /// Takes up what has come from beside, and tells how far the search is.
    fn hear(&mut self, heard: &mut Heard, terrain: &Terrain<'_>, ledger: &Ledger<'_>, mut horizons: Option<&mut Horizons<'_>>, budget: &Budget<'_>) {
        for news in self.beside.news(budget) {
            self.incumbent.prove_all([news.bound]);
            if !news.weeks.is_empty() {
                heard.weeks = Some(news.weeks);
            }
            if let Some(horizons) = &mut horizons {
                horizons.learn(news.prices, news.used);
            }
        }
        tell(self.observer, terrain, ledger, self.incumbent.proven());
        let (broken, penalty) = ledger.rank();
        let is_near = |bound: i64| (penalty - bound) as f64 <= self.options.gap * penalty as f64;
        heard.is_done = broken == 0 && self.incumbent.proven().is_some_and(is_near);
    }

    /// Tries the other weekly decisions that were heard of; gives whether there were any.
    fn try_weeks<'p>(
        &mut self,
        improver: &Improver<'p>,
        heard: &mut Heard,
        ledger: &mut Ledger<'p>,
        mut horizons: Option<&mut Horizons<'_>>,
        budget: &mut Budget<'_>,
    ) -> bool {
        let Some(weeks) = heard.weeks.take() else { return false };
        other_weeks::attempt(improver, ledger, &weeks, budget, &mut |ledger, budget| {
            self.hear(heard, improver.terrain, ledger, horizons.as_deref_mut(), budget);
            heard.is_done
        });
        true
    }
}

/// Tells how far a search is.
pub(super) fn tell(observer: &dyn Observer, terrain: &Terrain<'_>, ledger: &Ledger<'_>, bound: Option<i64>) {
    let (broken, penalty) = ledger.rank();
    observer.short(&terrain.owed(ledger).short);
    let incumbent = (broken == 0).then_some(penalty as f64);
    observer.news(Snapshot { incumbent, bound: bound.map(|bound| bound as f64), nodes: 0 });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        engine::{Interrupt, Silent},
        solve::{bound::News, other_weeks},
    };
    use std::time::Duration;

    #[test]
    fn other_weeks_that_are_told_are_tried_once_and_the_days_follow() {
        let program = other_weeks::tests::program();
        let interrupt = Interrupt::default();
        let mut budget = Budget::new(Duration::from_secs(2), false, &interrupt);
        let (options, terrain) = (Options::default(), Terrain::new(&program));
        let improver = Improver { terrain: &terrain, seed: 0, workers: Workers::new(1) };
        // The first one is away and Monday is nobody's: 100. With the second away it costs 10.
        let mut ledger = Ledger::new(&program, &other_weeks::tests::begun(&program, 0));
        let mut incumbent = Incumbent::new(&program);
        let weeks = vec![(0, 0), (1, 1), (2, 0)];
        let mut beside = Beside::telling(vec![News { bound: 10, weeks, ..News::default() }]);
        let mut daily = Daily {
            program: &program,
            options: &options,
            workers: &Workers::new(2),
            observer: &Silent,
            incumbent: &mut incumbent,
            beside: &mut beside,
        };
        let mut heard = Heard::default();
        daily.hear(&mut heard, &terrain, &ledger, None, &budget);
        assert!(!heard.is_done);
        assert!(daily.try_weeks(&improver, &mut heard, &mut ledger, None, &mut budget));
        assert_eq!((ledger.rank(), &ledger.values()[..3]), ((0, 10), &[0, 1, 0][..]));
        assert!(!daily.try_weeks(&improver, &mut heard, &mut ledger, None, &mut budget), "they were tried");
        daily.hear(&mut heard, &terrain, &ledger, None, &budget);
        assert!(heard.is_done, "nothing is better than the bound");
    }

    #[test]
    fn what_breaks_a_row_is_never_good_enough_whatever_the_bound_says() {
        let program = other_weeks::tests::program();
        // Nobody is away though somebody has to be: cheaper than anything that is allowed.
        let broken = other_weeks::tests::begun(&program, usize::MAX);
        assert!(Ledger::new(&program, &broken).rank().0 > 0);
        let interrupt = Interrupt::default();
        let mut budget = Budget::new(Duration::from_secs(2), false, &interrupt);
        let options = Options { gap: 0.9, ..Options::default() };
        let mut incumbent = Incumbent::new(&program);
        incumbent.offer(&broken);
        let mut beside = Beside::telling(vec![News { bound: 10, ..News::default() }]);
        Daily { program: &program, options: &options, workers: &Workers::new(2), observer: &Silent, incumbent: &mut incumbent, beside: &mut beside }
            .run(None, true, &mut budget);
        assert!(incumbent.best().is_some(), "a solution that keeps every row was found");
    }
}
