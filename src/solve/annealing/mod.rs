//! Simulated annealing of the daily decisions (Kirkpatrick, Gelatt and Vecchi 1983, doi 10.1126/science.220.4598.671):
//! small changes drawn at random, one that costs `Δ` more taken with probability `exp(−Δ / T)`, the temperature `T` falling
//! step by step.
//!
//! In a round the horizon is cut in two, elsewhere each time, and both parts are annealed side by side from the same
//! solution. What room a row leaves is shared between them, so that no row breaks by what both do. Where HiGHS needs
//! seconds for a week of an alliance of 130 doctors, this tries some 400,000 changes a second on each processor.

mod moves;

use super::{
    budget::Budget,
    dice::Dice,
    improve::Improver,
    neighbourhood::{Neighbourhood, Region},
    side_by_side::side_by_side,
    terrain::Terrain,
};
use crate::{
    engine::Interrupt,
    milp::{Ledger, Tally},
};
use moves::Grid;
use std::time::{Duration, Instant};

/// Temperatures from the first to the last, a sixtieth of it.
pub(super) const STEPS: u32 = 24;
/// Work of a round at most: at one temperature there may be several, so that a search is heard of now and then.
const ROUND: u64 = 300_000;
/// From one temperature to the next.
const COOLER: (i64, i64) = (5, 6);
/// Temperatures are counted in so many parts of a unit of penalty.
const FINE: i64 = 64;
/// Rows counted anew for a unit of work.
const ROWS: u64 = 3_500;
/// What a draw costs that leads nowhere, in rows.
const DRAW: u64 = 20;
/// Draws between two looks at the clock.
const LOOK: u32 = 512;
/// Work for each decision that makes a roster: 7 s for an alliance of 40 doctors, 19 s for one of 130. Three times as much makes one
/// from which windows go on better than more annealing: 27,966 after 600 s for 28,767 (130 doctors).
const QUICK: u64 = 20;
const ENOUGH: u64 = 60;
/// Part of the work left, in tenths, that may go into it: where nothing is decided, and where most of it is to stay.
const FROM_NOTHING: u64 = 8;
const AROUND: u64 = 6;

/// How a solution is annealed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Course {
    /// First temperature, in eighths of the mean weight of what is charged.
    hot: i64,
    work: u64,
}

impl Course {
    /// Whatever is decided may change. `is_quick` asks for any roster, soon.
    pub(super) fn from_nothing(terrain: &Terrain<'_>, budget: &Budget<'_>, is_quick: bool) -> Self {
        let enough = if is_quick { QUICK } else { ENOUGH } * terrain.daily.len() as u64;
        Self { hot: 4, work: enough.min(part(budget.left(), FROM_NOTHING)) }
    }

    /// Most of it is to stay.
    pub(super) fn around(budget: &Budget<'_>) -> Self {
        Self { hot: 1, work: part(budget.left(), AROUND) }
    }
}

/// A part in tenths.
fn part(whole: u64, tenths: u64) -> u64 {
    whole / 10 * tenths
}

/// One part of the horizon in one round.
struct Job {
    free: Vec<usize>,
    seed: u32,
}

/// When a job ends.
struct End<'a> {
    rows: u64,
    time: Option<Duration>,
    interrupt: &'a Interrupt,
}

/// Whether every decision of a day has a place, which is what is changed.
pub(super) fn is_for(terrain: &Terrain<'_>) -> bool {
    terrain.daily.iter().all(|(_, block)| block.person.is_some() && block.unit.is_some() && block.kind.is_some() && block.day.is_some())
}

/// Anneals a solution, keeps the best one seen; gives whether `done` said so, which is asked after each round.
pub(super) fn anneal<'a>(
    improver: &Improver<'a>,
    ledger: &mut Ledger<'a>,
    course: Course,
    budget: &mut Budget<'_>,
    done: &mut dyn FnMut(&Ledger<'_>, &Budget<'_>) -> bool,
) -> bool {
    let terrain = improver.terrain;
    let mut temperature = course.hot * FINE * mean(terrain) / 8;
    let mut dice = Dice::new(improver.seed);
    let mut now = Ledger::new(terrain.program, ledger.values());
    let work = course.work;
    let often = (work / (ROUND * u64::from(STEPS))) as u32 + 1;
    let rounds = often * STEPS;
    let share = work as f64 / budget.left().max(1) as f64;
    let time = budget.time().map(|time| time.mul_f64(share) / rounds);
    let begin = Instant::now();
    for round in 1..=rounds {
        if budget.is_over() {
            break;
        }
        let jobs = jobs(terrain, &now, &mut dice);
        let shares = shares(terrain, &now, &jobs);
        let workers = improver.workers.now();
        // What the rounds before left over is for this one.
        let time = time.map(|time| (time * round).saturating_sub(begin.elapsed()) / jobs.len().div_ceil(workers).max(1) as u32);
        let end = End { rows: work / u64::from(rounds) * ROWS / jobs.len().max(1) as u64, time, interrupt: budget.interrupt() };
        let numbered: Vec<(usize, &Job)> = jobs.iter().enumerate().collect();
        let found = side_by_side(&numbered, workers, |(number, job)| {
            let room = |row: u32, room: i64| room_of(shares[row as usize], *number, room);
            anneal_one(terrain, &now, job, &room, temperature, &end)
        });
        for (changes, rows) in found.into_iter().flatten() {
            budget.spend(rows / ROWS);
            now.admit(&changes);
        }
        if now.rank() < ledger.rank() {
            let values: Vec<(usize, i64)> = now.values().iter().copied().enumerate().collect();
            ledger.improve(&values);
        }
        if done(ledger, budget) {
            return true;
        }
        if round % often == 0 {
            temperature = temperature * COOLER.0 / COOLER.1;
        }
    }
    false
}

/// The mean weight of what is charged.
fn mean(terrain: &Terrain<'_>) -> i64 {
    let (sum, number) = terrain.program.charges.iter().fold((0, 0), |(sum, number), charge| (sum + charge.weight, number + 1));
    sum / number.max(1)
}

/// The horizon in two parts, cut somewhere in its middle third.
fn jobs(terrain: &Terrain<'_>, now: &Ledger<'_>, dice: &mut Dice) -> Vec<Job> {
    let cut = terrain.days / 3 + dice.below(u64::from(terrain.days / 3) + 1) as u32;
    let region = |days| Neighbourhood::daily(Region { days: Some(days), ..Region::default() });
    let mut job = |days| Job { free: region(days).columns(terrain, now), seed: dice.below(1 << 32) as u32 };
    [0..cut, cut..terrain.days].into_iter().map(&mut job).filter(|job| !job.free.is_empty()).collect()
}

/// Marks of a row that both jobs stand in.
const BOTH: u8 = 3;

/// For each row which jobs stand in it: 1 for the first, 2 for the second.
fn shares(terrain: &Terrain<'_>, now: &Ledger<'_>, jobs: &[Job]) -> Vec<u8> {
    let mut shares = vec![0; terrain.program.rows.len()];
    for (job, mark) in jobs.iter().zip([1, 2]) {
        for (row, _) in job.free.iter().flat_map(|column| now.rows_of(*column)) {
            shares[*row as usize] |= mark;
        }
    }
    shares
}

/// What a job may use of the room that a row leaves.
fn room_of(share: u8, number: usize, room: i64) -> i64 {
    if share == BOTH { (room + 1 - number as i64) / 2 } else { room }
}

/// What a job changes, and the rows that were counted anew for it.
fn anneal_one(
    terrain: &Terrain<'_>,
    now: &Ledger<'_>,
    job: &Job,
    room: &dyn Fn(u32, i64) -> i64,
    temperature: i64,
    end: &End<'_>,
) -> (Vec<(usize, i64)>, u64) {
    let mut tally = Tally::new(terrain.program, now, &terrain.costs, job.free.clone(), room);
    let Some(grid) = Grid::new(terrain, &tally) else { return (Vec::new(), 0) };
    let mut dice = Dice::new(job.seed);
    let mut changes = Vec::new();
    let mut draws = 0;
    let begin = Instant::now();
    let is_late = || end.interrupt.is_asked() || end.time.is_some_and(|time| begin.elapsed() >= time);
    while tally.touched() + u64::from(draws) * DRAW < end.rows && !(draws % LOOK == 0 && is_late()) {
        draws += 1;
        grid.draw(&tally, &mut dice, &mut changes);
        if !changes.is_empty() {
            let most = tally.total() + dearer(&mut dice, temperature);
            tally.change(&changes, most);
        }
    }
    (tally.changes(now), tally.touched() + u64::from(draws) * DRAW)
}

/// How much dearer a change may be: `−T ln u` for a uniform `u`, so that one that costs `Δ` is taken with probability
/// `exp(−Δ / T)`. In whole numbers, the same on every machine: with `z` leading zeros and a fraction `f` after the first one,
/// `−log₂ u = z + 1 − log₂(1 + f)`, and `log₂(1 + f) ≈ f + 0.344 f (1 − f)` to within a hundredth.
fn dearer(dice: &mut Dice, temperature: i64) -> i64 {
    let draw = dice.below(1 << 62) << 2 | 1;
    let zeros = draw.leading_zeros();
    // In parts of 1024.
    let fraction = ((draw << zeros) >> 53) as i64 - 1024;
    let log = fraction + fraction * (1024 - fraction) / 1024 * 344 / 1000;
    // ln 2 in thousandths.
    temperature * (i64::from(zeros) * 1024 + 1024 - log) / 1024 * 693 / (1000 * FINE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        milp::{Block, Charge, Program, Row, Sense},
        solve::side_by_side::Workers,
    };

    /// One duty a day for four weeks, which somebody has to take; four people, each at a price of their own that rises with the
    /// person, at most ten times each.
    fn program() -> Program {
        let mut program = Program::default();
        let owner = program.owner("coverage");
        for (person, day) in itertools::iproduct!(0..4_usize, 0..28) {
            program.binary(format!("duty[{person},{day}]"), Block::default().person(person).unit(0).day(day).kind(0));
            program.charges.push(Charge { column: person * 28 + day, weight: 10 * (1 + person as i64), owner, rank: 0 });
        }
        let mut row = |name: String, columns: Vec<usize>, factor: i64, limit: i64| {
            let terms = columns.into_iter().map(|column| (column, factor)).collect();
            program.row(Row { name, terms, sense: Sense::AtMost, limit, block: Block::default(), owner });
        };
        (0..28).for_each(|day| row(format!("cover[{day}]"), (0..4).map(|person| person * 28 + day).collect(), -1, -1));
        (0..4).for_each(|person| row(format!("most[{person}]"), (0..28).map(|day| person * 28 + day).collect(), 1, 10));
        program
    }

    fn annealed(workers: usize, seed: u32) -> ((usize, i64), Vec<i64>) {
        let program = program();
        let terrain = Terrain::new(&program);
        let interrupt = Interrupt::default();
        let mut budget = Budget::new(Duration::from_millis(500), false, &interrupt);
        let mut ledger = Ledger::new(&program, &vec![0; program.columns.len()]);
        let improver = Improver { terrain: &terrain, seed, workers: Workers::new(workers) };
        let (left, mut rounds) = (budget.left(), 0);
        let course = Course { hot: 4, work: budget.left() / 10 * FROM_NOTHING };
        let is_done = anneal(&improver, &mut ledger, course, &mut budget, &mut |_, _| {
            rounds += 1;
            false
        });
        assert!(!is_done && rounds == STEPS);
        // A draw more than allowed in each job, and what each draw's rows exceed it by.
        assert!((left * 3 / 4..left * 17 / 20).contains(&budget.spent()), "{} of {left}", budget.spent());
        (ledger.rank(), ledger.values().to_vec())
    }

    #[test]
    fn from_nothing_it_finds_who_is_cheapest_and_keeps_what_holds_over_both_parts() {
        // Ten times the first, ten times the second, eight times the third.
        assert_eq!(annealed(1, 0).0, (0, 10 * 10 + 10 * 20 + 8 * 30));
    }

    #[test]
    fn a_quick_roster_costs_as_much_as_there_are_decisions_and_never_all_that_is_left() {
        let program = program();
        let terrain = Terrain::new(&program);
        let interrupt = Interrupt::default();
        let work = |seconds, is_quick| Course::from_nothing(&terrain, &Budget::new(Duration::from_secs(seconds), false, &interrupt), is_quick).work;
        assert_eq!([work(60, true), work(60, false)], [QUICK * 112, ENOUGH * 112]);
        let brief = Budget::new(Duration::from_millis(10), false, &interrupt);
        assert_eq!(Course::from_nothing(&terrain, &brief, true).work, brief.left() / 10 * FROM_NOTHING);
        assert_eq!(Course::around(&brief).work, brief.left() / 10 * AROUND);
    }

    #[test]
    fn what_room_a_row_of_both_parts_leaves_is_shared_between_them() {
        let program = program();
        let terrain = Terrain::new(&program);
        let now = Ledger::new(&program, &vec![0; program.columns.len()]);
        let jobs = jobs(&terrain, &now, &mut Dice::new(0));
        assert_eq!(jobs.iter().map(|job| job.free.len()).sum::<usize>(), program.columns.len());
        let shares = shares(&terrain, &now, &jobs);
        assert!(shares[..28].contains(&1) && shares[..28].contains(&2) && !shares[..28].contains(&BOTH), "{shares:?}");
        assert_eq!(shares[28..], [BOTH; 4]);
        for room in 0..4 {
            assert_eq!(room_of(BOTH, 0, room) + room_of(BOTH, 1, room), room);
            assert_eq!((room_of(1, 0, room), room_of(2, 1, room)), (room, room));
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_solution_whatever_the_workers() {
        assert_eq!(annealed(1, 3), annealed(2, 3));
        assert_ne!(annealed(1, 3).1, annealed(1, 4).1);
    }

    #[test]
    fn it_ends_where_it_is_told_that_this_is_enough() {
        let program = program();
        let terrain = Terrain::new(&program);
        let interrupt = Interrupt::default();
        let mut budget = Budget::new(Duration::from_millis(500), false, &interrupt);
        let mut ledger = Ledger::new(&program, &vec![0; program.columns.len()]);
        let improver = Improver { terrain: &terrain, seed: 0, workers: Workers::new(1) };
        let course = Course::around(&budget);
        assert!(anneal(&improver, &mut ledger, course, &mut budget, &mut |ledger, _| ledger.rank().0 == 0));
        assert!(budget.spent() < budget.work() / 10, "{}", budget.spent());
    }

    #[test]
    fn dearer_changes_are_taken_as_often_as_they_should_be() {
        let mut dice = Dice::new(0);
        let draws: Vec<i64> = (0..100_000).map(|_| dearer(&mut dice, 1_000 * FINE)).collect();
        let share = |least: i64| draws.iter().filter(|draw| **draw >= least).count() as f64 / draws.len() as f64;
        assert!(draws.iter().all(|draw| *draw >= 0));
        for (cost, expected) in [(100, 0.905), (693, 0.5), (1_000, 0.368), (3_000, 0.05)] {
            assert!((share(cost) - expected).abs() < 0.02, "{cost}: {} for {expected}", share(cost));
        }
    }

    #[test]
    fn the_first_temperature_goes_with_the_weights() {
        let mut program = program();
        assert_eq!(mean(&Terrain::new(&program)), 25);
        program.charges.clear();
        assert_eq!(mean(&Terrain::new(&program)), 0);
    }
}
