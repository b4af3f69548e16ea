//! The search: stages over portions of one program.

use super::{
    NoRoster, SMALL,
    improve::Improver,
    incumbent::Incumbent,
    neighbourhood::Neighbourhood,
    no_roster::{Culprit, culprits},
    pieces::solve_pieces,
    weekly::Weekly,
};
use crate::{
    domain::{Instance, Priority, Provenance, Roster},
    engine::{self, Interrupt, Limits, Observer, Outcome, Snapshot, Status},
    milp::{Portion, Program},
    planning::{Mode, Plan},
    rules::Book,
};
use std::time::{Duration, Instant};

/// How to search.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Time allowed in all.
    pub time_limit: Duration,
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
        Self { time_limit: Duration::from_secs(120), gap: 0.01, seed: 0, workers: 2, whole_up_to: SMALL }
    }
}

/// A roster and how it came to be.
#[derive(Clone, Debug)]
pub struct Solution {
    /// The roster, with all of its provenance but the instance's hash.
    pub roster: Roster,
    /// How the search ended.
    pub status: Status,
}

/// Makes a roster.
///
/// # Errors
/// [`NoRoster`] says why there is none.
pub fn solve(instance: &Instance, options: &Options, interrupt: &Interrupt, observer: &dyn Observer) -> Result<Solution, NoRoster> {
    let begin = Instant::now();
    let book = Book::new(instance).map_err(NoRoster::Rules)?;
    observer.stage("建立模型", "building the model");
    let mut plan = Plan::new(instance, Mode::Strict);
    book.formulate(&mut plan);
    let search = Search { program: &plan.program, options, begin, interrupt, observer };
    let mut incumbent = Incumbent::new(&plan.program);
    let status = match search.run(&mut incumbent) {
        Ok(status) => status,
        Err(rows) => return Err(NoRoster::Contradiction(rows.iter().map(|row| Culprit::new(row, 1)).collect())),
    };
    let Some(best) = incumbent.best() else {
        return Err(match status {
            Status::Infeasible => {
                observer.stage("查找互相矛盾的规则", "looking for the rules that contradict each other");
                NoRoster::Contradiction(culprits(instance, &book, Duration::from_secs(30), interrupt))
            }
            Status::Interrupted => NoRoster::Interrupted,
            _ => NoRoster::Nothing,
        });
    };
    let mut roster = plan.decode(&best.values);
    roster.provenance = Some(Provenance {
        alliance: instance.alliance.zh().to_owned(),
        instance: String::new(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        solver: engine::version(),
        seed: options.seed,
        time_limit_seconds: options.time_limit.as_secs(),
        gap_limit_basis_points: (options.gap * 10_000.0).round() as u32,
        pack: book.pack.as_ref().map(crate::rules::Pack::title),
        status: word(status).to_owned(),
        penalty: best.total(),
        penalty_by_priority: Priority::ALL.into_iter().filter_map(|p| Some((p, *best.penalty_by_rank.get(&(p as usize))?))).collect(),
        penalty_by_rule: best.penalty.clone(),
        bound: incumbent.bound(),
        gap_basis_points: incumbent.gap().map(|gap| (gap * 10_000.0).ceil() as u32),
    });
    Ok(Solution { roster, status })
}

fn word(status: Status) -> &'static str {
    match status {
        Status::Optimal => "gap",
        Status::Infeasible => "infeasible",
        Status::Time => "time",
        Status::Work => "work",
        Status::Interrupted => "interrupted",
        Status::Failed => "failed",
    }
}

struct Search<'a> {
    program: &'a Program,
    options: &'a Options,
    begin: Instant,
    interrupt: &'a Interrupt,
    observer: &'a dyn Observer,
}

impl Search<'_> {
    fn left(&self) -> Duration {
        self.options.time_limit.saturating_sub(self.begin.elapsed())
    }

    fn limits(&self, share: f64, gap: f64) -> Limits {
        Limits { time: Some(self.left().mul_f64(share)), gap, seed: self.options.seed, ..Limits::default() }
    }

    /// # Errors
    /// Names of rows and fixings that cannot hold together.
    fn run(&self, incumbent: &mut Incumbent<'_>) -> Result<Status, Vec<String>> {
        let whole = Portion::new(self.program, &self.program.bounds())?;
        let decisions = whole.matrix.columns.iter().filter(|column| column.integer).count();
        if decisions <= self.options.whole_up_to {
            self.observer.stage("整体求解", "solving the whole program");
            let outcome = self.solve(&whole, None, &self.limits(1.0, self.options.gap), incumbent);
            incumbent.prove(outcome.bound);
            return Ok(self.confirm(&whole, outcome.status));
        }
        self.observer.stage("先定派驻（按周）", "stints first, week by week");
        let stints = self.decide_weekly(&whole, incumbent);
        self.observer.stage("再定班次（按日）", "then shifts, day by day");
        self.begin_daily(&stints, incumbent)?;
        self.decide_daily(incumbent);
        if incumbent.best().is_none() {
            self.observer.stage("整体求解", "solving the whole program");
            let outcome = self.solve(&whole, None, &self.limits(1.0, 1.0), incumbent);
            return Ok(self.confirm(&whole, outcome.status));
        }
        Ok(self.ending(incumbent))
    }

    fn ending(&self, incumbent: &Incumbent<'_>) -> Status {
        if incumbent.gap().is_some_and(|gap| gap <= self.options.gap) {
            Status::Optimal
        } else if self.interrupt.is_asked() {
            Status::Interrupted
        } else if self.left().is_zero() {
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
        let limits = Limits { seed: self.options.seed.wrapping_add(1), time: Some(self.left()), gap: 1.0, ..Limits::default() };
        let again = engine::solve(&whole.matrix, None, &limits, self.interrupt, self.observer);
        if again.values.is_some() { Status::Failed } else { again.status }
    }

    /// Bounds of the program with the weekly decisions fixed as the weekly form has them best.
    fn decide_weekly(&self, whole: &Portion, incumbent: &mut Incumbent<'_>) -> Vec<(i64, Option<i64>)> {
        let weekly = Weekly::new(self.program, whole);
        let outcome = engine::solve(&weekly.matrix, None, &Limits { nodes: Some(200), ..self.limits(0.4, 0.005) }, self.interrupt, self.observer);
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

    /// Where the daily decisions start from: the weekly ones fixed, nobody on duty but where a
    /// duty is required. Rows that need duties are broken at first.
    fn begin_daily(&self, bounds: &[(i64, Option<i64>)], incumbent: &mut Incumbent<'_>) -> Result<(), Vec<String>> {
        let portion = Portion::new(self.program, bounds)?;
        let idle: Vec<i64> = portion.matrix.columns.iter().map(|column| column.lower).collect();
        incumbent.offer(&portion.complete(&idle));
        Ok(())
    }

    fn solve(&self, portion: &Portion, start: Option<&[i64]>, limits: &Limits, incumbent: &mut Incumbent<'_>) -> Outcome {
        let outcome = solve_pieces(&portion.matrix, start, limits, self.options.workers, self.interrupt, self.observer);
        if let Some(values) = &outcome.values {
            let rounded: Vec<i64> = values.iter().map(|value| value.round() as i64).collect();
            incumbent.offer(&portion.complete(&rounded));
        }
        outcome
    }

    /// Daily decisions, neighbourhood by neighbourhood: first each unit week by week, then
    /// everybody in windows of days. How much is done follows from the options and from limits
    /// of work; the clock, which no two runs share, decides only where it must.
    fn decide_daily(&self, incumbent: &mut Incumbent<'_>) {
        let improver = |gap: f64, nodes: u32| Improver {
            program: self.program,
            limits: Limits { gap, nodes: Some(nodes), seed: self.options.seed, ..Limits::default() },
            deadline: self.begin + self.options.time_limit,
            workers: self.options.workers,
            interrupt: self.interrupt,
        };
        let tell = |incumbent: &Incumbent<'_>| {
            let total = incumbent.best().map(|best| best.total() as f64);
            self.observer.news(Snapshot { incumbent: total, bound: incumbent.bound().map(|bound| bound as f64), nodes: 0 });
        };
        improver(0.05, 20).round(incumbent, &Neighbourhood::cells(self.program), tell);
        self.observer.stage("改进", "improving");
        for round in 0..self.rounds() {
            let days = if round % 2 == 0 { 7 } else { 14 };
            let Some(values) = incumbent.current().map(|best| best.values.clone()) else { break };
            let windows = Neighbourhood::windows(self.program, &values, days);
            let better = improver(0.01, 20 << round.min(8)).round(incumbent, &windows, tell);
            let close = incumbent.gap().is_some_and(|gap| gap <= self.options.gap);
            if close || (days == 14 && !better) || self.left().is_zero() {
                break;
            }
        }
    }

    /// One round of windows for two minutes allowed, and one more each time they double.
    fn rounds(&self) -> u32 {
        1 + (self.options.time_limit.as_secs() / 120).checked_ilog2().unwrap_or(0)
    }
}
