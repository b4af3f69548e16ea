//! Neighbourhoods solved again around the best solution, a batch of them side by side.
//!
//! The members of a batch are solved from the same solution and taken over in their order, so the
//! result does not depend on which was faster, nor on the number of workers. What does not fit
//! together with the members before it is left out.

use super::{
    budget::{Budget, iterations, work},
    choice::{Choice, Draw, Lesson},
    columns::{self, Horizons},
    neighbourhood::Neighbourhood,
    side_by_side::{Workers, side_by_side},
    sweep,
    terrain::Terrain,
};
use crate::{
    engine::{Interrupt, Limits, Silent, Status, solve},
    milp::{Ledger, Part},
};
use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

/// Neighbourhoods drawn from one solution. More would often change the same decisions, fewer
/// would leave workers idle.
const BATCH: usize = 4;
/// Draws for a place of a batch that does not overlap those before.
const DRAWS: usize = 4;
/// Work allowed for one neighbourhood at first, and at most.
const WORK: (u64, u64) = (60_000, 3_000_000);
/// A neighbourhood of a sweep may take this part of the work left: one that does not close must not
/// keep the others waiting.
const MANY: u64 = 32;
/// So many in a row that bring nothing raise the work allowed for one by half.
const PATIENCE: u32 = 8;
/// A gain of less than this part of the penalty is none.
const MORSEL: i64 = 2_000;

/// What solving neighbourhoods needs.
pub(super) struct Improver<'a> {
    pub(super) terrain: &'a Terrain<'a>,
    pub(super) seed: u32,
    pub(super) workers: Workers,
}

/// How far one neighbourhood is solved.
#[derive(Clone, Copy, Debug)]
pub(super) struct Depth {
    /// Until `(objective − bound) / objective` is at most this.
    pub(super) gap: f64,
    /// Nodes of its search tree.
    pub(super) nodes: u32,
    /// Work for it, as far as the budget goes.
    pub(super) work: u64,
}

impl Depth {
    /// Not far: what a sweep over all neighbourhoods can afford of what is left.
    pub(super) fn shallow(gap: f64, many: u64, budget: &Budget<'_>) -> Self {
        Self { gap, nodes: 20, work: WORK.1.min(budget.left() / many) }
    }
}

/// What solving one neighbourhood gave.
struct Found {
    changes: Vec<(usize, i64)>,
    work: u64,
    closed: bool,
    /// Answers of people's horizons to remember.
    used: Vec<(usize, Vec<i64>)>,
}

/// A neighbourhood with its free columns.
#[derive(Clone)]
struct Job {
    columns: Vec<usize>,
    horizons: Option<BTreeSet<u32>>,
    is_anew: bool,
    seed: u32,
}

impl Improver<'_> {
    /// One round over groups of neighbourhoods, until the budget is spent or `done` says so, which is
    /// asked after each group. Gives what it said last.
    pub(super) fn round(
        &self,
        ledger: &mut Ledger<'_>,
        groups: &[Vec<Neighbourhood>],
        depth: Depth,
        budget: &mut Budget<'_>,
        mut done: impl FnMut(&Ledger<'_>, &Budget<'_>) -> bool,
    ) -> bool {
        for group in groups {
            if budget.is_over() {
                break;
            }
            let depth = Depth { work: budget.left().min(depth.work), ..depth };
            let jobs: Vec<Job> =
                group.iter().map(|one| Job { columns: one.columns(self.terrain, ledger), horizons: None, is_anew: false, seed: 0 }).collect();
            // What does not fit together with the members before it is solved again beside them.
            let mut again = self.take(ledger, &jobs, depth, budget);
            while let Some(job) = again.pop().filter(|_| !budget.is_over()) {
                self.take(ledger, &[job], depth, budget);
            }
            if done(ledger, budget) {
                return true;
            }
        }
        false
    }

    /// Solves some neighbourhoods and takes over what they gave; gives those whose changes do not fit.
    fn take(&self, ledger: &mut Ledger<'_>, jobs: &[Job], depth: Depth, budget: &mut Budget<'_>) -> Vec<Job> {
        let mut left = Vec::new();
        for (job, found) in jobs.iter().zip(self.solve(ledger, None, jobs, depth, budget)) {
            let Some(found) = found else { continue };
            budget.spend(found.work);
            if !found.changes.is_empty() && !ledger.fit(&found.changes) {
                left.push(job.clone());
            }
        }
        left
    }

    /// Windows of so many days over everybody, those that owe most first, until `done` says so or little more
    /// is to be had. Gives what `done` said last.
    pub(super) fn pass(
        &self,
        ledger: &mut Ledger<'_>,
        days: u32,
        budget: &mut Budget<'_>,
        done: &mut dyn FnMut(&Ledger<'_>, &Budget<'_>) -> bool,
    ) -> bool {
        let windows = sweep::windows(self.terrain, &self.terrain.owed(ledger), days);
        let (mut last, mut is_done) = (ledger.rank(), false);
        self.round(ledger, &windows, Depth::shallow(0.01, MANY, budget), budget, |ledger, budget| {
            is_done = done(ledger, budget);
            is_done || sweep::is_idle(std::mem::replace(&mut last, ledger.rank()), ledger.rank())
        });
        is_done
    }

    /// Chooses and solves neighbourhoods until the budget is spent or `done` says so, which is
    /// asked after each batch.
    pub(super) fn search(
        &self,
        ledger: &mut Ledger<'_>,
        horizons: &mut Option<Horizons<'_>>,
        budget: &mut Budget<'_>,
        mut done: impl FnMut(&Ledger<'_>, Option<&mut Horizons<'_>>, &Budget<'_>) -> bool,
    ) {
        let mut choice = Choice::new(self.seed, horizons.is_some());
        let (mut allowed, mut idle) = (WORK.0, 0);
        while !budget.is_over() && !done(ledger, horizons.as_mut(), budget) {
            let (draws, jobs): (Vec<Draw>, Vec<Job>) = self.draw(&mut choice, ledger).into_iter().unzip();
            if draws.is_empty() {
                break;
            }
            let depth = Depth { gap: 0.0, nodes: 500, work: allowed.min(budget.left()) };
            let found = self.solve(ledger, horizons.as_ref(), &jobs, depth, budget);
            for (draw, found) in draws.iter().zip(found) {
                let Some(Found { changes, work, closed, used }) = found else { continue };
                budget.spend(work);
                if let Some(horizons) = horizons {
                    horizons.remember(used);
                }
                let (broken, penalty) = ledger.rank();
                ledger.fit(&changes);
                // A row mended is worth more than any penalty a neighbourhood saves.
                let mended = (broken - ledger.rank().0) as i64 * 1_000_000;
                let gain = (mended + penalty - ledger.rank().1).max(0);
                choice.learn(draw, Lesson { gain, work, closed, allowed });
                idle = if gain * MORSEL > penalty { 0 } else { idle + 1 };
            }
            if idle >= PATIENCE {
                idle = 0;
                allowed = (allowed + allowed / 2).min(WORK.1);
            }
        }
    }

    /// A batch, with the free columns of each member. Members that overlap are drawn again.
    fn draw(&self, choice: &mut Choice, ledger: &Ledger<'_>) -> Vec<(Draw, Job)> {
        let owed = self.terrain.owed(ledger);
        let mut batch: Vec<(Draw, Job)> = Vec::new();
        for _ in 0..BATCH {
            for number in 1..=DRAWS {
                let draw = choice.next(self.terrain, &owed);
                let columns = draw.neighbourhood.as_ref().map_or_else(Vec::new, |one| one.columns(self.terrain, ledger));
                let is_decision = |column: &&usize| self.terrain.program.derived.binary_search_by_key(*column, |(derived, _)| *derived).is_err();
                let overlaps =
                    || columns.iter().filter(is_decision).any(|column| batch.iter().any(|(_, other)| other.columns.binary_search(column).is_ok()));
                if !columns.is_empty() && (number == DRAWS || !overlaps()) {
                    let horizons = draw.neighbourhood.as_ref().and_then(|one| one.horizons.clone());
                    let is_anew = draw.neighbourhood.as_ref().is_some_and(|one| one.is_anew);
                    let seed = draw.seed;
                    batch.push((draw, Job { columns, horizons, is_anew, seed }));
                    break;
                }
            }
        }
        batch
    }

    fn solve(&self, ledger: &Ledger<'_>, horizons: Option<&Horizons<'_>>, jobs: &[Job], depth: Depth, budget: &Budget<'_>) -> Vec<Option<Found>> {
        let (deadline, interrupt) = (budget.deadline(), budget.interrupt());
        side_by_side(jobs, self.workers.now(), |job| {
            let generated = horizons.zip(job.horizons.as_ref()).and_then(|(horizons, people)| {
                let effort = columns::Effort { work: depth.work, deadline, seed: job.seed, is_anew: job.is_anew };
                horizons.solve(ledger, people, &effort, interrupt)
            });
            generated.map_or_else(
                || self.solve_one(ledger, &job.columns, depth, deadline, interrupt),
                |columns::Found { changes, work, closed, used }| Found { changes, work, closed, used },
            )
        })
    }

    fn solve_one(&self, ledger: &Ledger<'_>, free: &[usize], depth: Depth, deadline: Option<Instant>, interrupt: &Interrupt) -> Found {
        let part = Part::new(self.terrain.program, ledger, &self.terrain.bounds, &self.terrain.costs, free.to_vec());
        let size = part.matrix.rows.len() + part.matrix.columns.len();
        let limits = Limits {
            time: deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()).max(Duration::from_millis(1))),
            gap: depth.gap,
            nodes: Some(depth.nodes),
            iterations: Some(iterations(depth.work, size)),
            seed: self.seed,
            ..Limits::default()
        };
        let outcome = solve(&part.matrix, Some(&part.now(ledger)), &limits, interrupt, &Silent);
        let changes = outcome.values.as_ref().map_or_else(Vec::new, |values| part.changes(ledger, values));
        Found { changes, work: work(&outcome, size), closed: outcome.status == Status::Optimal, used: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        milp::{Block, Charge, Program, Row, Sense},
        solve::neighbourhood::Region,
    };

    #[test]
    fn a_neighbourhood_of_a_sweep_takes_a_part_of_what_is_left_and_never_all() {
        let interrupt = Interrupt::default();
        let work = |seconds| Depth::shallow(0.01, MANY, &Budget::new(Duration::from_secs(seconds), false, &interrupt)).work;
        assert_eq!(work(2), 5_000);
        assert_eq!(work(100_000), WORK.1);
    }

    #[test]
    fn what_does_not_fit_beside_the_others_is_solved_again_beside_them() {
        // Also where both together break less than they mend.
        for often in [1, 2] {
            fits_again(often);
        }
    }

    /// One post on each of two days, asked for so often; on the second the dearer of two people may come as well, and the
    /// first does not come on both days.
    fn fits_again(often: usize) {
        let mut program = Program::default();
        let owner = program.owner("coverage");
        let mut duty = |person: usize, day: usize, charge: i64| {
            program.binary(format!("duty[{person},{day}]"), Block::default().person(person).unit(0).day(day));
            let column = program.columns.len() - 1;
            program.charges.push(Charge { column, weight: charge, owner, rank: 0 });
            column
        };
        let (first, second, other) = (duty(0, 0, 1), duty(0, 1, 1), duty(1, 1, 5));
        let row = |name: &str, terms, limit| Row { name: name.to_owned(), terms, sense: Sense::AtMost, limit, block: Block::default(), owner };
        for _ in 0..often {
            program.row(row("cover[0]", vec![(first, -1)], -1));
            program.row(row("cover[1]", vec![(second, -1), (other, -1)], -1));
        }
        program.row(row("once", vec![(first, 1), (second, 1)], 1));
        let terrain = Terrain::new(&program);
        let interrupt = Interrupt::default();
        let mut budget = Budget::new(Duration::from_secs(10), false, &interrupt);
        let mut ledger = Ledger::new(&program, &[0; 3]);
        let day = |day: u32| Neighbourhood::daily(Region { days: Some(day..day + 1), ..Region::default() });
        let depth = Depth::shallow(0.0, MANY, &budget);
        Improver { terrain: &terrain, seed: 0, workers: Workers::new(2) }
            .round(&mut ledger, &[vec![day(0), day(1)]], depth, &mut budget, |_, _| false);
        assert_eq!((ledger.rank(), ledger.values()), ((0, 6), &[1, 0, 1][..]));
    }
}
