//! Other weekly decisions than those a search began with.
//!
//! The weekly form knows sums over weeks, and not which day is whose. The relaxation of the whole knows:
//! at its prices `y` of the rows that hold a daily column, weekly decisions `z` cost `p(z) = Σ (c + Σ y a) z`,
//! and what they have to keep are the rows over weekly columns alone, a small program. What its answer is
//! worth in days is asked of the relaxation with these weekly decisions fixed. Those of the search, `w`, are worth no less than
//! `r + p(w) − p(z*)`, with `r` and `z*` of the whole relaxation (Lagrangian duality); where that does not tell, they are asked
//! likewise. Only where the difference pays other ones are tried (measured: 17,176 against 17,968 in one alliance, 1,160
//! against 808 in another).

use super::{begin::begin, improve::Improver, sweep};
use crate::{
    engine::{Interrupt, Limits, Relaxed, Silent, relax, solve_at},
    milp::{Ledger, Level, Line, Matrix, Portion, Program},
    solve::budget::Budget,
};

/// Other weekly decisions are tried where they save at least this part of what the days cost.
const WORTH: f64 = 0.01;
/// Relative gap at which the relaxations that are compared stop.
const TOLERANCE: f64 = 1e-3;

/// Columns of a program and their values.
pub(super) type Weeks = Vec<(usize, i64)>;

/// What decides between weekly decisions that cost much the same at the relaxation's prices: each unit that they are away from the
/// relaxation's own costs such a part of the mean weight of what is charged. Which does better differs: worth 17,150 and
/// 17,894 in one alliance, 948 and 817 in another; 26,953 and 26,831 in one of 130 doctors, 27,209 without.
const NEARNESS: [f64; 2] = [0.05, 0.5];
/// Where there is no time to ask for more, the first ones are tried unasked if those of the search cost by so much more than the whole
/// relaxation.
const FAR: f64 = 0.03;

/// Weekly decisions that cost less than those of a solution, as far as the relaxation knows; none if it
/// knows none, or was interrupted. Where the relaxation `is_brief` there is time to ask what several ones are worth.
pub(super) fn cheaper(
    program: &Program,
    whole: &Portion,
    relaxed: &Relaxed,
    now: &[i64],
    is_brief: bool,
    limits: &Limits,
    interrupt: &Interrupt,
) -> Option<Weeks> {
    let priced = Priced::new(program, whole, &relaxed.prices);
    let least = priced.least(whole, relaxed, now);
    let asked = if is_brief { NEARNESS.len() } else { 1 };
    let mut candidates: Vec<Weeks> =
        NEARNESS[..asked].iter().filter_map(|nearness| priced.near(program, whole, relaxed, *nearness, limits, interrupt)).collect();
    candidates.dedup();
    let kept: Weeks = candidates.first()?.iter().map(|(column, _)| (*column, now[*column])).collect();
    candidates.retain(|found| *found != kept);
    if !is_brief && least - relaxed.objective > FAR * relaxed.objective.abs() {
        return candidates.pop();
    }
    let worth = |weeks: &Weeks| -> Option<f64> {
        let mut bounds = program.bounds();
        for (column, value) in weeks {
            bounds[*column] = (*value, Some(*value));
        }
        let portion = Portion::new(program, &bounds).ok()?;
        Some(relax(&portion.matrix, TOLERANCE, limits, interrupt)?.objective)
    };
    let (cost, found) = cheapest(candidates.into_iter().filter_map(|found| Some((worth(&found)?, found))))?;
    let is_cheaper = |now: f64| now - cost > WORTH * now.abs();
    // What nobody can work with costs more than anything.
    (is_cheaper(least) || worth(&kept).is_none_or(is_cheaper)).then_some(found)
}

/// The first of the cheapest.
fn cheapest(of: impl Iterator<Item = (f64, Weeks)>) -> Option<(f64, Weeks)> {
    of.min_by(|one, other| one.0.total_cmp(&other.0))
}

/// The weekly columns of a program at given prices of the rows that hold a daily one.
struct Priced {
    /// Positions of the weekly columns.
    weekly: Vec<usize>,
    /// What they have to keep among themselves.
    matrix: Matrix,
    costs: Vec<f64>,
}

impl Priced {
    fn new(program: &Program, whole: &Portion, prices: &[f64]) -> Self {
        let is_weekly = |column: &usize| program.columns[whole.free[*column]].block.level == Level::Weekly;
        let weekly: Vec<usize> = (0..whole.free.len()).filter(is_weekly).collect();
        let mut matrix = Matrix { columns: weekly.iter().map(|column| whole.matrix.columns[*column]).collect(), ..Matrix::default() };
        let mut costs: Vec<f64> = matrix.columns.iter().map(|entry| entry.cost as f64).collect();
        for (row, price) in whole.matrix.rows.iter().zip(prices) {
            let place = |(column, factor): &(usize, i64)| Some((weekly.binary_search(column).ok()?, *factor));
            let terms: Vec<(usize, i64)> = row.terms.iter().filter_map(place).collect();
            if terms.len() == row.terms.len() {
                matrix.rows.push(Line { terms, ..row.clone() });
            } else {
                for (column, factor) in terms {
                    costs[column] += price * factor as f64;
                }
            }
        }
        // Prices are not exact: what has no end must not be worth anything.
        for (cost, _) in costs.iter_mut().zip(&matrix.columns).filter(|(_, entry)| entry.upper.is_none()) {
            *cost = cost.max(0.0);
        }
        Self { weekly, matrix, costs }
    }

    /// What the weekly decisions of a solution are worth in days at least.
    fn least(&self, whole: &Portion, relaxed: &Relaxed, now: &[i64]) -> f64 {
        relaxed.objective + self.cost(|column| now[whole.free[column]] as f64) - self.cost(|column| relaxed.values[column])
    }

    /// What values of the weekly columns, by position, cost.
    fn cost(&self, value: impl Fn(usize) -> f64) -> f64 {
        self.weekly.iter().zip(&self.costs).map(|(column, cost)| cost * value(*column)).sum()
    }

    /// The weekly decisions that are cheapest, and near those of the relaxation.
    fn near(&self, program: &Program, whole: &Portion, relaxed: &Relaxed, nearness: f64, limits: &Limits, interrupt: &Interrupt) -> Option<Weeks> {
        let mean = program.charges.iter().map(|charge| charge.weight as f64).sum::<f64>() / program.charges.len().max(1) as f64;
        let is_decision = |column: usize| program.derived.binary_search_by_key(&column, |(derived, _)| *derived).is_err();
        let mut costs = self.costs.clone();
        for ((column, entry), cost) in self.weekly.iter().zip(&self.matrix.columns).zip(&mut costs) {
            if is_decision(whole.free[*column]) && (entry.lower, entry.upper) == (0, Some(1)) {
                // |z − z*| = z* + (1 − 2 z*) z for a z of 0 or 1.
                *cost += mean * nearness * (1.0 - 2.0 * relaxed.values[*column]);
            }
        }
        let limits = Limits { nodes: Some(500), gap: TOLERANCE, ..*limits };
        let values = solve_at(&self.matrix, &costs, None, &limits, interrupt, &Silent).values?;
        let all = self.weekly.iter().zip(values).map(|(column, value)| (whole.free[*column], value.round() as i64));
        Some(all.filter(|(column, _)| is_decision(*column)).collect())
    }
}

/// Makes the days anew that other weekly decisions touch, and keeps the better solution. Gives whether
/// `done` said so last.
pub(super) fn attempt<'a>(
    improver: &Improver<'a>,
    ledger: &mut Ledger<'a>,
    weeks: &Weeks,
    budget: &mut Budget<'_>,
    done: &mut dyn FnMut(&Ledger<'_>, &Budget<'_>) -> bool,
) -> bool {
    let terrain = improver.terrain;
    let mut values = ledger.values().to_vec();
    for (column, value) in weeks {
        values[*column] = *value;
    }
    let mut other = Ledger::new(terrain.program, &values);
    let touched = terrain.touched(ledger, &other);
    let mut is_done = begin(improver, &mut other, Some(&touched), true, budget, &mut *done);
    if !is_done && other.rank() >= ledger.rank() {
        is_done = improver.pass(&mut other, sweep::length(terrain), budget, done);
    }
    let is_better = other.rank() < ledger.rank();
    if is_better {
        *ledger = other;
    }
    is_done && is_better
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{
        milp::{Block, Charge, Derived, Row, Sense},
        solve::{side_by_side::Workers, terrain::Terrain},
    };
    use std::time::Duration;

    /// Somebody goes away for the week, and one of the first two is wanted at home each day; the second is on
    /// leave on Monday. That one may go at a price, the third at a higher one.
    pub(in crate::solve) fn program() -> Program {
        let mut program = Program::default();
        let owner = program.owner("coverage");
        let row = |name: &str, terms, sense, limit, block| Row { name: name.to_owned(), terms, sense, limit, block, owner };
        for person in 0..3 {
            program.binary(format!("away[{person}]"), Block::default().person(person).week(0).weekly());
        }
        program.charges.extend([(1, 10), (2, 40)].map(|(column, weight)| Charge { column, weight, owner, rank: 1 }));
        program.row(row("go[week=0]", vec![(0, 1), (1, 1), (2, 1)], Sense::Equal, 1, Block::default().week(0).weekly()));
        for day in 0..7 {
            let duties: Vec<usize> = (0..2_usize)
                .filter(|person| (*person, day) != (1, 0))
                .map(|person| {
                    let duty = program.columns.len();
                    let block = Block::default().person(person).unit(0).day(day);
                    program.binary(format!("duty[{person},{day}]"), block);
                    // Only the row below says that it is one at most: there is one way to price it.
                    program.columns[duty].upper = None;
                    program.row(row(&format!("home[{person},{day}]"), vec![(person, 1), (duty, 1)], Sense::AtMost, 1, block));
                    duty
                })
                .collect();
            let (number, short) = (program.rows.len(), program.columns.len());
            let block = Block::default().unit(0).day(day);
            let column = crate::milp::Column { name: format!("short[{day}]"), lower: 0, upper: None, integer: true, block };
            program.derive(column, Derived::Slack { row: number, per: 1 });
            let terms = duties.into_iter().chain([short]).map(|column| (column, -1)).collect();
            program.row(row(&format!("cover[{day}]"), terms, Sense::AtMost, -1, block));
            program.charges.push(Charge { column: short, weight: 100, owner, rank: 0 });
        }
        program
    }

    /// Somebody is away, and everybody else is on duty whenever possible.
    pub(in crate::solve) fn begun(program: &Program, away: usize) -> Vec<i64> {
        let is_at_home = |block: Block| block.person.is_some_and(|person| person as usize != away);
        let value =
            |(column, entry): (usize, &crate::milp::Column)| i64::from(column == away || entry.block.day.is_some() && is_at_home(entry.block));
        program.columns.iter().enumerate().map(value).collect()
    }

    fn found(program: &Program, away: usize, is_brief: bool) -> Option<Weeks> {
        let whole = Portion::new(program, &program.bounds()).unwrap();
        let interrupt = Interrupt::default();
        let relaxed = relax(&whole.matrix, TOLERANCE, &Limits::default(), &interrupt).unwrap();
        cheaper(program, &whole, &relaxed, &begun(program, away), is_brief, &Limits::default(), &interrupt)
    }

    #[test]
    fn whose_days_are_worth_less_goes_and_no_others_are_looked_for_then() {
        let program = program();
        // The first one gone, Monday is nobody's.
        for is_brief in [true, false] {
            assert_eq!(found(&program, 0, is_brief), Some(vec![(0, 0), (1, 1), (2, 0)]));
            assert_eq!(found(&program, 2, is_brief), Some(vec![(0, 0), (1, 1), (2, 0)]));
            assert_eq!(found(&program, 1, is_brief), None);
        }
    }

    #[test]
    fn of_several_the_first_of_the_cheapest_is_chosen() {
        let of = |costs: &[f64]| cheapest(costs.iter().enumerate().map(|(number, cost)| (*cost, vec![(number, 1)])));
        assert_eq!(of(&[3.0, 1.0, 2.0, 1.0]), Some((1.0, vec![(1, 1)])));
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn prices_never_promise_that_weekly_decisions_cost_more_than_they_do() {
        let program = program();
        let whole = Portion::new(&program, &program.bounds()).unwrap();
        let (limits, interrupt) = (Limits::default(), Interrupt::default());
        let relaxed = relax(&whole.matrix, 1e-7, &limits, &interrupt).unwrap();
        let priced = Priced::new(&program, &whole, &relaxed.prices);
        let mut told = Vec::new();
        for away in 0..3 {
            let mut bounds = program.bounds();
            (0..3).for_each(|column| bounds[column] = (i64::from(column == away), Some(i64::from(column == away))));
            let worth = relax(&Portion::new(&program, &bounds).unwrap().matrix, 1e-7, &limits, &interrupt).unwrap().objective;
            let least = priced.least(&whole, &relaxed, &begun(&program, away));
            assert!(least <= worth + 0.1, "{away}: {least} for {worth}");
            told.push(least);
        }
        assert!((told[1] - relaxed.objective).abs() < 0.1, "{told:?}: the second one going is best");
        assert!(told[2] > relaxed.objective + 1.0, "{told:?}: the third goes at a higher price");
    }

    #[test]
    fn the_days_follow_other_weeks_and_the_better_solution_stays() {
        let program = program();
        let terrain = Terrain::new(&program);
        let improver = Improver { terrain: &terrain, seed: 0, workers: Workers::new(1) };
        let interrupt = Interrupt::default();
        let mut budget = Budget::new(Duration::from_secs(60), false, &interrupt);
        let mut ledger = Ledger::new(&program, &begun(&program, 0));
        assert_eq!(ledger.rank(), (0, 100));
        attempt(&improver, &mut ledger, &vec![(0, 0), (1, 1), (2, 0)], &mut budget, &mut |_, _| false);
        assert_eq!((ledger.rank(), &ledger.values()[..3]), ((0, 10), &[0, 1, 0][..]));
        attempt(&improver, &mut ledger, &vec![(0, 1), (1, 0), (2, 0)], &mut budget, &mut |_, _| false);
        assert_eq!((ledger.rank(), &ledger.values()[..3]), ((0, 10), &[0, 1, 0][..]), "dearer weeks are not kept");
    }
}
