//! Neighbourhoods of a few people over the whole horizon, by column generation: what one person does
//! in the whole horizon is one answer of a part (`parts`), and the best mix of answers says which
//! answers to look for. From the mix people are settled one after the other (`dive`).
//!
//! A neighbourhood ends early where the bound of the mix shows that nothing better is in it.

mod anew;
mod dive;
mod everybody;

use super::parts::{BITS, Generation, Master, Oracle, Split, number};
use crate::{
    engine::{Interrupt, Limits},
    milp::{Ledger, Portion, Program},
};
use anew::Meeting;
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Instant,
};

/// Answers remembered of each part.
const REMEMBERED: usize = 40;
/// Rounds of column generation at most.
const ROUNDS: usize = 60;
/// Column generation ends when no more than this is left between its two sides.
const CLOSE: f64 = 0.01;

/// How far a neighbourhood is searched.
#[derive(Clone, Copy, Debug)]
pub(super) struct Effort {
    pub(super) work: u64,
    pub(super) deadline: Option<Instant>,
    /// Seed of what a dive leaves to chance.
    pub(super) seed: u32,
    /// Whether people decide one after the other, again and again.
    pub(super) is_anew: bool,
}

impl Effort {
    fn limits(&self) -> Limits {
        Limits { time: self.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now())), ..Limits::default() }
    }

    fn is_late(&self) -> bool {
        self.deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }
}

/// A program as people's horizons.
pub(super) struct Horizons<'a> {
    portion: &'a Portion,
    split: &'a Split,
    /// Parts of each person.
    of: BTreeMap<u32, Vec<usize>>,
    /// Answers of each part that mixes were made of, the newest last.
    remembered: Vec<Vec<Vec<i64>>>,
    /// Prices of the rows at which a good bound was found.
    prices: Vec<f64>,
    /// How people meet; none if not in simple rows alone.
    meeting: Option<Meeting>,
}

/// What a neighbourhood gave.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Columns of the program with new values.
    pub(super) changes: Vec<(usize, i64)>,
    pub(super) work: u64,
    /// The mix is the best there is.
    pub(super) closed: bool,
    /// Answers that mixes were made of.
    pub(super) used: Vec<(usize, Vec<i64>)>,
}

impl<'a> Horizons<'a> {
    /// None where people's horizons overlap, or none of them can be walked.
    pub(super) fn new(program: &Program, portion: &'a Portion, split: &'a Split) -> Option<Self> {
        if !split.is_apart() {
            return None;
        }
        let mut of: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (number, part) in split.parts.iter().enumerate() {
            let person = part.columns.iter().find_map(|column| program.columns[portion.free[*column]].block.person);
            of.entry(person?).or_default().push(number);
        }
        Some(Self {
            portion,
            split,
            of,
            remembered: vec![Vec::new(); split.parts.len()],
            prices: Vec::new(),
            meeting: Meeting::new(&portion.matrix, split),
        })
    }

    /// Remembers answers for later neighbourhoods.
    pub(super) fn remember(&mut self, used: Vec<(usize, Vec<i64>)>) {
        for (number, values) in used {
            let known = &mut self.remembered[number];
            known.retain(|other| *other != values);
            known.push(values);
            let extra = known.len().saturating_sub(REMEMBERED);
            known.drain(..extra);
        }
    }

    /// Learns from a bound of the whole: prices of rows, and answers.
    pub(super) fn learn(&mut self, prices: Vec<f64>, used: Vec<(usize, Vec<i64>)>) {
        self.prices = prices;
        self.remember(used);
    }

    /// Frees the whole horizon of some people around a solution; none if a horizon cannot be walked.
    pub(super) fn solve(&self, ledger: &Ledger<'_>, people: &BTreeSet<u32>, effort: &Effort, interrupt: &Interrupt) -> Option<Found> {
        if effort.is_anew {
            return self.decide_anew(ledger, people, effort, interrupt);
        }
        let numbers: Vec<usize> = people.iter().filter_map(|person| self.of.get(person)).flatten().copied().collect();
        if numbers.iter().any(|number| self.split.parts[*number].walk().is_none()) {
            return None;
        }
        let values: Vec<i64> = self.portion.free.iter().map(|column| ledger.values()[*column]).collect();
        let (matrix, split, columns, rows) = self.split.restrict(&self.portion.matrix, &numbers, &values);
        let mut master = Master::new(&matrix, &split, &effort.limits(), interrupt)?;
        for (place, number) in numbers.iter().enumerate() {
            let now: Vec<i64> = self.split.parts[*number].columns.iter().map(|column| values[*column]).collect();
            for answer in self.remembered[*number].iter().chain([&now]) {
                master.add(place, answer)?;
            }
        }
        let prices: Vec<f64> = rows.iter().map(|row| self.prices.get(*row).copied().unwrap_or(0.0)).collect();
        master.centre(&prices);
        let mut generation = Generation::new(&matrix, &split, master, Oracle::new(&split, 1, interrupt));
        generation.ask(prices, &effort.limits())?;
        let penalty = matrix.offset + columns.iter().zip(&matrix.columns).map(|(column, entry)| entry.cost * values[*column]).sum::<i64>();
        let mut found = Found::default();
        let answer = Self::search(&mut generation, penalty, effort, &mut found);
        found.work = generation.work();
        for (place, values, _) in generation.master.used() {
            found.used.push((numbers[place], values.to_vec()));
        }
        for (place, answer) in answer.into_iter().flatten().enumerate() {
            for (column, value) in split.parts[place].columns.iter().zip(&answer) {
                let column = self.portion.free[columns[*column]];
                if ledger.values()[column] != *value {
                    found.changes.push((column, *value));
                }
            }
        }
        Some(found)
    }

    /// The answer of each part that a dive ended at, if any.
    fn search(generation: &mut Generation<'_>, penalty: i64, effort: &Effort, found: &mut Found) -> Option<Vec<Vec<i64>>> {
        for _ in 0..ROUNDS {
            let round = generation.round(&effort.limits())?;
            // No integer lies between the bound and the penalty.
            if round.bound > i128::from(penalty - 1) << BITS {
                found.closed = true;
                return None;
            }
            if !round.is_open || round.promise - number(round.bound) < CLOSE {
                found.closed = true;
                break;
            }
            if generation.work() > effort.work || effort.is_late() {
                return None;
            }
        }
        // Without some work of its own a dive would only round.
        dive::dive(generation, penalty, &Effort { work: effort.work.saturating_mul(2), ..*effort })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::milp::{Block, Charge, Column, Derived, Row, Sense};

    const PEOPLE: usize = 3;
    const DAYS: usize = 5;

    /// Three people on five days: two wanted each day, at most two days of three and three in all;
    /// some duties are asked not to be.
    pub(super) fn program() -> Program {
        let mut program = Program::default();
        let owner = program.owner("rule");
        for number in 0..PEOPLE * DAYS {
            let (person, day) = (number / DAYS, number % DAYS);
            program.binary(format!("duty[{person},{day}]"), Block::default().person(person).unit(0).day(day));
            program.charges.push(Charge { column: number, weight: [0, 3, 7, 0, 2, 11, 0][number % 7], owner, rank: 1 });
        }
        let row = |terms, limit, block| Row { name: "row".to_owned(), terms, sense: Sense::AtMost, limit, block, owner };
        for person in 0..PEOPLE {
            let of = |day: usize| (person * DAYS + day, 1);
            let block = Block::default().person(person);
            for day in 2..DAYS {
                program.row(row((day - 2..=day).map(of).collect(), 2, block));
            }
            program.row(row((0..DAYS).map(of).collect(), 3, block));
        }
        for day in 0..DAYS {
            let block = Block::default().unit(0).day(day);
            let (number, short) = (program.rows.len(), program.columns.len());
            let column = Column { name: format!("short[{day}]"), lower: 0, upper: None, integer: true, block };
            program.derive(column, Derived::Slack { row: number, per: 1 });
            let terms = (0..PEOPLE).map(|person| (person * DAYS + day, -1)).chain([(short, -1)]);
            program.row(row(terms.collect(), -2, block));
            program.charges.push(Charge { column: short, weight: 100, owner, rank: 0 });
        }
        program
    }

    fn optimum(program: &Program) -> i64 {
        let decisions = PEOPLE * DAYS;
        let values =
            |mask: u32| (0..program.columns.len()).map(|column| i64::from(column < decisions && mask >> column & 1 == 1)).collect::<Vec<_>>();
        let all = (0..1_u32 << decisions).map(|mask| program.evaluate(&values(mask)));
        all.filter(|one| one.broken.is_empty()).map(|one| one.total()).min().expect("doing nothing is allowed")
    }

    #[test]
    fn everybody_s_horizons_together_give_the_best_solution_and_then_nothing_better() {
        let program = program();
        let whole = Portion::new(&program, &program.bounds()).unwrap();
        let split = Split::new(&program, &whole);
        let mut horizons = Horizons::new(&program, &whole, &split).expect("people meet in coverage alone");
        let mut ledger = Ledger::new(&program, &vec![0; program.columns.len()]);
        let effort = Effort { work: u64::MAX, deadline: None, seed: 1, is_anew: false };
        let everybody: BTreeSet<u32> = (0..PEOPLE as u32).collect();
        for _ in 0..3 {
            let found = horizons.solve(&ledger, &everybody, &effort, &Interrupt::default()).expect("horizons can be walked");
            assert!(found.closed);
            ledger.improve(&found.changes);
            horizons.remember(found.used);
        }
        assert_eq!(ledger.rank(), (0, optimum(&program)));
    }

    /// The best that somebody can do while the others stay: by trying everything.
    fn best_of(program: &Program, person: usize, values: &[i64]) -> i64 {
        let other = |mask: u32| {
            let mut values = values.to_vec();
            (0..DAYS).for_each(|day| values[person * DAYS + day] = i64::from(mask >> day & 1 == 1));
            program.evaluate(&values)
        };
        (0..1 << DAYS).map(other).filter(|one| one.broken.is_empty()).map(|one| one.total()).min().expect("doing nothing is allowed")
    }

    #[test]
    fn one_person_does_the_best_that_the_others_leave_and_then_nothing_better_is_found() {
        let program = program();
        let whole = Portion::new(&program, &program.bounds()).unwrap();
        let split = Split::new(&program, &whole);
        let horizons = Horizons::new(&program, &whole, &split).unwrap();
        let effort = Effort { work: u64::MAX, deadline: None, seed: 1, is_anew: false };
        let mut small = 0;
        // What the others do, and what the person did before: days that keep every row.
        let days = [[0, 2, 4], [0, 1, 3], [1, 2, 4], [0, 3, 4]];
        for (first, second, third, person) in itertools::iproduct!(days, days, days, 0..PEOPLE) {
            let mut values = vec![0; program.columns.len()];
            for (of, days) in [first, second, third].into_iter().enumerate() {
                for day in days {
                    values[of * DAYS + day] = 1;
                }
            }
            let mut ledger = Ledger::new(&program, &values);
            let (before, best) = (ledger.rank().1, best_of(&program, person, &values));
            small += usize::from((1..5).contains(&(before - best)));
            let only = [person as u32].into();
            let found = horizons.solve(&ledger, &only, &effort, &Interrupt::default()).unwrap();
            assert!(found.closed);
            let is_own = |(column, _): &(usize, i64)| program.columns[*column].block.person.is_none_or(|one| one as usize == person);
            assert!(found.changes.iter().all(is_own));
            ledger.improve(&found.changes);
            assert_eq!(ledger.rank(), (0, best), "{person} beside {first:?}, {second:?}, {third:?}");
            let again = horizons.solve(&ledger, &only, &effort, &Interrupt::default()).unwrap();
            assert!(again.closed && again.changes.is_empty());
        }
        assert!(small > 0, "some gains are small");
    }

    #[test]
    fn from_nothing_everybody_s_horizons_give_the_best_solution_and_a_bound_near_it() {
        let program = program();
        let whole = Portion::new(&program, &program.bounds()).unwrap();
        let split = Split::new(&program, &whole);
        assert!(split.is_walked(2));
        let mut horizons = Horizons::new(&program, &whole, &split).unwrap();
        let mut ledger = Ledger::new(&program, &vec![0; program.columns.len()]);
        let effort = Effort { work: 1_000_000, deadline: None, seed: 1, is_anew: false };
        let mut bounds = Vec::new();
        let found = horizons.everybody(&ledger, &effort, 2, &Interrupt::default(), &mut |bound| bounds.push(bound));
        assert!(found.work > 0 && ledger.improve(&found.changes));
        let optimum = optimum(&program);
        assert_eq!(ledger.rank(), (0, optimum));
        assert!(bounds.is_sorted() && bounds.iter().all(|bound| *bound <= optimum), "{bounds:?} and {optimum}");
        assert!(optimum - bounds.last().unwrap() <= 2, "{bounds:?} and {optimum}");
        let again = horizons.everybody(&ledger, &effort, 2, &Interrupt::default(), &mut |_| {});
        assert!(again.changes.is_empty(), "nothing is better");
    }

    #[test]
    fn with_no_work_to_spend_what_a_first_mix_says_is_a_solution_all_the_same() {
        let program = program();
        let whole = Portion::new(&program, &program.bounds()).unwrap();
        let split = Split::new(&program, &whole);
        let mut horizons = Horizons::new(&program, &whole, &split).unwrap();
        let mut ledger = Ledger::new(&program, &vec![0; program.columns.len()]);
        let effort = Effort { work: 0, deadline: None, seed: 1, is_anew: false };
        let mut bounds = Vec::new();
        let found = horizons.everybody(&ledger, &effort, 2, &Interrupt::default(), &mut |bound| bounds.push(bound));
        assert!(ledger.improve(&found.changes) && ledger.rank().0 == 0 && !bounds.is_empty());
        assert!(bounds.iter().all(|bound| *bound <= optimum(&program)), "{bounds:?}");
    }

    #[test]
    fn people_who_decide_anew_again_and_again_come_to_the_best_solution() {
        let program = program();
        let whole = Portion::new(&program, &program.bounds()).unwrap();
        let split = Split::new(&program, &whole);
        let horizons = Horizons::new(&program, &whole, &split).unwrap();
        let everybody: BTreeSet<u32> = (0..PEOPLE as u32).collect();
        let mut best = i64::MAX;
        for seed in 0..5 {
            let mut ledger = Ledger::new(&program, &vec![0; program.columns.len()]);
            let effort = Effort { work: 5_000, deadline: None, seed, is_anew: true };
            let found = horizons.solve(&ledger, &everybody, &effort, &Interrupt::default()).expect("horizons can be walked");
            assert!(ledger.improve(&found.changes) && ledger.rank().0 == 0, "seed {seed}");
            best = best.min(ledger.rank().1);
            for person in 0..PEOPLE {
                assert_eq!(best_of(&program, person, ledger.values()), ledger.rank().1, "seed {seed}: {person} could do better alone");
            }
        }
        assert_eq!(best, optimum(&program));
        let ledger = Ledger::new(&program, &vec![0; program.columns.len()]);
        let effort = Effort { work: 5_000, deadline: None, seed: 0, is_anew: true };
        let stranger = [PEOPLE as u32].into();
        assert!(horizons.solve(&ledger, &stranger, &effort, &Interrupt::default()).is_none(), "who has no horizon is not asked for ever");
    }

    #[test]
    fn nobody_is_asked_any_more_once_the_search_is_to_end() {
        let program = program();
        let whole = Portion::new(&program, &program.bounds()).unwrap();
        let split = Split::new(&program, &whole);
        let horizons = Horizons::new(&program, &whole, &split).unwrap();
        let ledger = Ledger::new(&program, &vec![0; program.columns.len()]);
        let effort = Effort { work: u64::MAX, deadline: None, seed: 1, is_anew: false };
        let interrupt = Interrupt::default();
        interrupt.ask();
        assert!(horizons.solve(&ledger, &[0, 1].into(), &effort, &interrupt).is_none());
    }
}
