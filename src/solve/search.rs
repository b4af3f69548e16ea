//! The search: stages over portions of one program.

use super::{
    NoRoster, SMALL,
    beside::Beside,
    budget::{Budget, iterations, work},
    columns::{Effort, Horizons},
    daily::Daily,
    incumbent::Incumbent,
    no_roster::Culprit,
    parts::Split,
    pieces::solve_pieces,
    side_by_side::Workers,
    solution::{Bound, Solution},
    weekly::Weekly,
};
use crate::{
    domain::{Instance, Roster},
    engine::{self, Interrupt, Limits, Observer, Outcome, Snapshot, Status},
    milp::{Ledger, Level, Portion, Program, Row},
    planning::{Mode, Plan},
    rules::Book,
};
use std::{collections::HashSet, thread, time::Duration};

/// How to search.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Time allowed in all.
    pub time_limit: Duration,
    /// Count work alone and never look at the clock: the same roster on any machine and under any
    /// load, in a time that depends on them.
    pub deterministic: bool,
    /// A roster to begin with, of this instance or an earlier state of it.
    pub from: Option<Roster>,
    /// Stop when `(penalty − bound) / penalty` is at most this.
    pub gap: f64,
    /// Seed of the solver's random choices.
    pub seed: u32,
    /// Portions solved side by side; the roster does not depend on it.
    pub workers: usize,
    /// A program with at most so many free decisions is solved whole.
    pub whole_up_to: usize,
}

impl Default for Options {
    fn default() -> Self {
        let time_limit = Duration::from_secs(120);
        Self { time_limit, deterministic: false, from: None, gap: 0.01, seed: 0, workers: 2, whole_up_to: SMALL }
    }
}

/// Makes a roster.
///
/// # Errors
/// [`NoRoster`] says why there is none.
pub fn solve(instance: &Instance, options: &Options, interrupt: &Interrupt, observer: &dyn Observer) -> Result<Solution, NoRoster> {
    let budget = Budget::new(options.time_limit, !options.deterministic, interrupt);
    let book = Book::new(instance).map_err(NoRoster::Rules)?;
    observer.stage("建立模型", "building the model");
    let mut plan = Plan::new(instance, Mode::Strict);
    book.formulate(&mut plan);
    let start = options.from.as_ref().map(|roster| plan.encode(roster));
    let workers = Workers::new(options.workers);
    let mut search = Search { program: &plan.program, options, workers, budget, interrupt, observer };
    let mut incumbent = Incumbent::new(&plan.program);
    let status = match search.run(start, &mut incumbent) {
        Ok(status) => status,
        Err(rows) => return Err(NoRoster::Contradiction(rows.iter().map(|row| Culprit::new(row, 1)).collect())),
    };
    let Some(best) = incumbent.best() else {
        return Err(match status {
            Status::Infeasible => NoRoster::Infeasible,
            Status::Interrupted => NoRoster::Interrupted,
            _ => NoRoster::Nothing,
        });
    };
    let bound = Bound { proven: incumbent.bound(), gap: incumbent.gap() };
    Ok(Solution::of(&plan, &book, options, best, bound, status))
}

struct Search<'a> {
    program: &'a Program,
    options: &'a Options,
    workers: Workers,
    budget: Budget<'a>,
    interrupt: &'a Interrupt,
    observer: &'a dyn Observer,
}

/// Part of the budget for solving a small program whole before it is searched.
const WHOLE_SHARE: f64 = 0.1;
/// Part of the budget for everybody's horizons at once.
const BEGIN_SHARE: f64 = 0.5;
/// Part of the budget that the weekly form may use: the days need the rest. An alliance of 130 doctors has its best stints
/// after 12 s. Less where the relaxation, which knows better ones, is under way.
const WEEKLY_SHARE: f64 = 0.2;
const WEEKLY_BESIDE: f64 = 0.05;

impl<'a> Search<'a> {
    /// Limits of one run that may use a share of what is left.
    fn limits(&self, share: f64, gap: f64, size: usize) -> Limits {
        let iterations = iterations((self.budget.left() as f64 * share) as u64, size);
        let time = self.budget.time().map(|time| time.mul_f64(share));
        Limits { time, gap, iterations: Some(iterations), seed: self.options.seed, ..Limits::default() }
    }

    /// # Errors
    /// Names of rows and fixings that cannot hold together.
    fn run(&mut self, start: Option<Vec<i64>>, incumbent: &mut Incumbent<'a>) -> Result<Status, Vec<String>> {
        let whole = Portion::new(self.program, &self.program.bounds())?;
        let decisions = whole.matrix.columns.iter().filter(|column| column.integer).count();
        if decisions <= self.options.whole_up_to {
            self.observer.stage("整体求解", "solving the whole program");
            let outcome = self.solve(&whole, &self.limits(WHOLE_SHARE, self.options.gap, size(&whole)), incumbent);
            self.budget.spend(work(&outcome, size(&whole)));
            incumbent.prove(outcome.bound);
            if matches!(outcome.status, Status::Optimal | Status::Infeasible) || self.budget.is_over() {
                return Ok(self.confirm(&whole, outcome.status));
            }
        }
        let split = Split::new(self.program, &whole);
        if let Some(mut horizons) = Horizons::new(self.program, &whole, &split).filter(|_| split.is_walked(self.options.workers))
            && let Some(is_begun) = self.begin_horizons(&mut horizons, start.as_deref(), incumbent)?
        {
            self.decide_daily(Some(horizons), is_begun, incumbent, &mut Beside::nothing());
            return Ok(self.end(&whole, incumbent));
        }
        thread::scope(|scope| {
            let mut beside = Beside::start(scope, self.program, &split, &whole, self.options.seed, &self.budget, &self.workers);
            let status = self.stages(&whole, &split, start, incumbent, &mut beside);
            beside.end();
            status
        })
    }

    /// The stages of a program that is not solved whole, while a bound is raised beside.
    fn stages(
        &mut self,
        whole: &Portion,
        split: &Split,
        start: Option<Vec<i64>>,
        incumbent: &mut Incumbent<'a>,
        beside: &mut Beside,
    ) -> Result<Status, Vec<String>> {
        self.observer.stage("先定派驻（按周）", "stints first, week by week");
        let weekly = self.decide_weekly(whole, incumbent, beside);
        if incumbent.best().is_some() {
            // The whole program was not closed, and left a roster.
        } else if let Some(values) = start {
            self.observer.stage("从给定的班表开始", "starting from the roster given");
            incumbent.offer(&self.given(values, &weekly));
        } else {
            self.begin_daily(&weekly, incumbent)?;
        }
        beside.begin(incumbent.current().map(|begun| begun.values.clone()));
        let is_begun = self.options.from.is_some();
        self.decide_daily(Horizons::new(self.program, whole, split), is_begun, incumbent, beside);
        Ok(self.end(whole, incumbent))
    }

    /// A bound, and a solution, by everybody's horizons at once; gives whether there is a solution, or none where there is no
    /// bound either.
    fn begin_horizons(
        &mut self,
        horizons: &mut Horizons<'_>,
        start: Option<&[i64]>,
        incumbent: &mut Incumbent<'a>,
    ) -> Result<Option<bool>, Vec<String>> {
        let bounds = self.program.bounds();
        match start {
            Some(values) => _ = incumbent.offer(&within(&bounds, values.to_vec())),
            None => self.begin_daily(&bounds, incumbent)?,
        }
        let Some(values) = incumbent.current().map(|begun| begun.values.clone()) else { return Ok(None) };
        self.observer.stage("逐人求整期方案", "everybody's horizons, by column generation");
        let mut ledger = Ledger::new(self.program, &values);
        let effort = Effort::of(&self.budget, BEGIN_SHARE, self.options.seed);
        let mut is_told = false;
        let mut tell = |bound: i64| {
            is_told = true;
            incumbent.prove_all([bound]);
            self.observer.news(Snapshot { incumbent: None, bound: Some(bound as f64), nodes: 0 });
        };
        let found = horizons.everybody(&ledger, &effort, self.options.workers, self.interrupt, &mut tell);
        self.budget.spend(found.work);
        let is_begun = ledger.improve(&found.changes);
        incumbent.offer(ledger.values());
        Ok(is_told.then_some(is_begun || start.is_some()))
    }

    /// Why the search ends. Where it found nothing, the whole program is asked while there is time: to build one of a
    /// thousand doctors takes minutes.
    fn end(&self, whole: &Portion, incumbent: &mut Incumbent<'a>) -> Status {
        if incumbent.best().is_none() && !self.budget.is_late() && !self.interrupt.is_asked() {
            self.observer.stage("整体求解", "solving the whole program");
            let outcome = self.solve(whole, &self.limits(1.0, 1.0, size(whole)), incumbent);
            return self.confirm(whole, outcome.status);
        }
        if incumbent.gap().is_some_and(|gap| gap <= self.options.gap) {
            Status::Optimal
        } else if self.interrupt.is_asked() {
            Status::Interrupted
        } else if self.budget.is_late() {
            Status::Time
        } else {
            Status::Work
        }
    }

    /// Other projects report wrong "infeasible" from HiGHS: before it is believed, the program is
    /// solved once more with another seed.
    fn confirm(&self, whole: &Portion, status: Status) -> Status {
        if status != Status::Infeasible {
            return status;
        }
        let limits = Limits { seed: self.options.seed.wrapping_add(1), time: self.budget.time(), gap: 1.0, ..Limits::default() };
        let again = engine::solve(&whole.matrix, None, &limits, self.interrupt, self.observer);
        if again.values.is_some() { Status::Failed } else { again.status }
    }

    /// Bounds of the program with the weekly decisions fixed as the weekly form has them best.
    fn decide_weekly(&mut self, whole: &Portion, incumbent: &mut Incumbent<'a>, beside: &Beside) -> Vec<(i64, Option<i64>)> {
        let share = if beside.is_under_way() { WEEKLY_BESIDE } else { WEEKLY_SHARE };
        let weekly = Weekly::new(self.program, whole);
        let size = weekly.matrix.rows.len() + weekly.matrix.columns.len();
        let limits = Limits { nodes: Some(200), ..self.limits(share, 0.005, size) };
        let outcome = engine::solve(&weekly.matrix, None, &limits, self.interrupt, self.observer);
        self.budget.spend(work(&outcome, size));
        incumbent.prove(outcome.bound);
        let mut bounds = self.program.bounds();
        if let Some(values) = outcome.values {
            for (column, class) in weekly.decisions {
                let value = values[class].round() as i64;
                bounds[whole.free[column]] = (value, Some(value));
            }
        }
        bounds
    }

    /// A solution given. Where its weekly decisions alone break a row they are those that the weekly form has
    /// best, and the days follow them.
    fn given(&self, values: Vec<i64>, weekly: &[(i64, Option<i64>)]) -> Vec<i64> {
        let values = within(&self.program.bounds(), values);
        let broken: HashSet<String> = self.program.evaluate(&values).broken.into_iter().collect();
        let is_weekly = |row: &Row| row.terms.iter().all(|(column, _)| self.program.columns[*column].block.level == Level::Weekly);
        let are_broken = self.program.rows.iter().any(|row| is_weekly(row) && broken.contains(&row.name));
        if are_broken { within(weekly, values) } else { values }
    }

    /// Where the daily decisions start from: the weekly ones fixed, nobody on duty but where a
    /// duty is required. Rows that need duties are broken at first.
    fn begin_daily(&self, bounds: &[(i64, Option<i64>)], incumbent: &mut Incumbent<'a>) -> Result<(), Vec<String>> {
        let portion = Portion::new(self.program, bounds)?;
        let idle: Vec<i64> = portion.matrix.columns.iter().map(|column| column.lower).collect();
        incumbent.offer(&portion.complete(&idle));
        Ok(())
    }

    fn solve(&self, portion: &Portion, limits: &Limits, incumbent: &mut Incumbent<'a>) -> Outcome {
        let outcome = solve_pieces(&portion.matrix, None, limits, self.options.workers, self.interrupt, self.observer);
        if let Some(values) = &outcome.values {
            let rounded: Vec<i64> = values.iter().map(|value| value.round() as i64).collect();
            incumbent.offer(&portion.complete(&rounded));
        }
        outcome
    }

    /// The daily decisions around the solution at hand.
    fn decide_daily(&mut self, horizons: Option<Horizons<'_>>, is_begun: bool, incumbent: &mut Incumbent<'a>, beside: &mut Beside) {
        let (program, options, workers, observer) = (self.program, self.options, &self.workers, self.observer);
        Daily { program, options, workers, observer, incumbent, beside }.run(horizons, is_begun, &mut self.budget);
    }
}

fn size(portion: &Portion) -> usize {
    portion.matrix.rows.len() + portion.matrix.columns.len()
}

/// Values moved to the nearest ones within bounds.
pub(super) fn within(bounds: &[(i64, Option<i64>)], mut values: Vec<i64>) -> Vec<i64> {
    for (value, (lower, upper)) in values.iter_mut().zip(bounds) {
        *value = upper.map_or(*value, |upper| upper.min(*value)).max(*lower);
    }
    values
}
