//! Has a set of laws a solution, and which of them does the solution that breaks least break?

use super::system::System;
use crate::{
    engine::{Interrupt, Limits, LinearProgram, Observer, Silent, Status, solve},
    milp::{Entry, Line, Matrix, Sense},
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

/// What is known of a set of laws.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Answer {
    /// They hold together, with these values of their columns.
    Holds(BTreeMap<usize, i64>),
    /// They cannot hold together.
    Never,
    /// The limits were reached before either was known.
    Unknown,
}

/// How a run ended, and the values it brought.
type Said = (Status, Option<Vec<f64>>);

/// Asks HiGHS, and remembers what it said of equal questions.
pub(super) struct Solver<'a> {
    pub(super) observer: &'a dyn Observer,
    interrupt: &'a Interrupt,
    deadline: Option<Instant>,
    seed: u32,
    known: Mutex<HashMap<Matrix, Said>>,
    solves: AtomicUsize,
}

/// Simplex iterations of one question: no question of a usual alliance comes near it.
const ITERATIONS: u64 = 400_000;
/// Simplex iterations of a question of which an answer is welcome and none is no harm.
const FEW_ITERATIONS: u64 = 20_000;
/// Below this a slack is noise.
const NOISE: f64 = 1e-4;

/// A matrix over some columns of a system.
struct Question {
    matrix: Matrix,
    columns: Vec<usize>,
    fixed: BTreeMap<usize, i64>,
}

impl<'a> Solver<'a> {
    pub(super) fn new(interrupt: &'a Interrupt, observer: &'a dyn Observer, time: Option<Duration>, seed: u32) -> Self {
        let deadline = time.map(|time| Instant::now() + time);
        Self { observer, interrupt, deadline, seed, known: Mutex::default(), solves: AtomicUsize::new(0) }
    }

    /// Whether the time is up or somebody has asked to stop.
    pub(super) fn is_over(&self) -> bool {
        self.interrupt.is_asked() || self.deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }

    /// Programs solved so far.
    pub(super) fn solves(&self) -> usize {
        self.solves.load(Ordering::Relaxed)
    }

    /// Whether laws hold together.
    pub(super) fn ask(&self, system: &System<'_>, laws: &[usize]) -> Answer {
        self.ask_with(system, laws, self.limits())
    }

    /// Whether laws cannot hold together, as far as a little work shows.
    pub(super) fn is_soon_never(&self, system: &System<'_>, laws: &[usize]) -> bool {
        self.ask_with(system, laws, Limits { iterations: Some(FEW_ITERATIONS), ..self.limits() }) == Answer::Never
    }

    /// Whether laws cannot hold together even in fractions: much faster asked, and rarely missed.
    pub(super) fn is_never_in_fractions(&self, system: &System<'_>, laws: &[usize]) -> bool {
        let Some(mut question) = Question::new(system, laws, &[], &BTreeMap::new()) else { return true };
        question.matrix.columns.iter_mut().for_each(|column| column.integer = false);
        matches!(self.run(&question.matrix, &self.limits(), true), (Status::Infeasible, None))
    }

    /// Of laws that cannot hold together in fractions, a few that cannot either: those that have a price where all but
    /// the enforced ones may be broken at a price. All of them where there is none to be had.
    pub(super) fn priced(&self, system: &System<'_>, enforced: &[usize], others: &[usize]) -> Vec<usize> {
        let priced = Question::new(system, enforced, others, &BTreeMap::new()).and_then(|question| {
            self.solves.fetch_add(1, Ordering::Relaxed);
            let prices = question.prices(&self.limits(), self.interrupt)?;
            // The rows of the others are the last ones.
            let own = &prices[prices.len() - others.len()..];
            Some(others.iter().zip(own).filter(|(_, price)| price.abs() > NOISE).map(|(law, _)| *law).collect::<Vec<usize>>())
        });
        priced.filter(|priced| !priced.is_empty()).unwrap_or_else(|| others.to_vec())
    }

    /// Whether laws cannot hold together, by two runs with different seeds: other projects report
    /// wrong "infeasible" from HiGHS.
    pub(super) fn is_never(&self, system: &System<'_>, laws: &[usize]) -> bool {
        self.ask(system, laws) == Answer::Never
            && self.ask_with(system, laws, Limits { seed: self.seed.wrapping_add(1), ..self.limits() }) == Answer::Never
    }

    /// Whether laws hold together while some columns keep given values: if not, nothing is known of the laws.
    pub(super) fn ask_near(&self, system: &System<'_>, laws: &[usize], fixed: &BTreeMap<usize, i64>) -> Answer {
        let Some(question) = Question::new(system, laws, &[], fixed) else { return Answer::Unknown };
        match self.run(&question.matrix, &Limits { gap: 1.0, ..self.limits() }, true) {
            (_, Some(values)) => Answer::Holds(question.answer(&values)),
            _ => Answer::Unknown,
        }
    }

    fn ask_with(&self, system: &System<'_>, laws: &[usize], limits: Limits) -> Answer {
        let Some(question) = Question::new(system, laws, &[], &BTreeMap::new()) else { return Answer::Never };
        match self.run(&question.matrix, &Limits { gap: 1.0, ..limits }, limits.seed == self.seed) {
            (_, Some(values)) => Answer::Holds(question.answer(&values)),
            (Status::Infeasible, None) => Answer::Never,
            _ => Answer::Unknown,
        }
    }

    /// With some laws enforced, the other ones that the solution breaking least breaks, and by how
    /// much; none where even the enforced ones cannot hold. An error: nothing is known.
    pub(super) fn least(&self, system: &System<'_>, enforced: &[usize], others: &[usize]) -> Result<Option<Vec<(usize, i64)>>, ()> {
        let Some(question) = Question::new(system, enforced, others, &BTreeMap::new()) else { return Ok(None) };
        let slacks = question.matrix.columns.len() - others.len();
        match self.run(&question.matrix, &Limits { gap: 0.05, ..self.limits() }, true) {
            (_, Some(values)) => {
                let broken = others.iter().zip(&values[slacks..]).filter(|(_, slack)| **slack > NOISE);
                Ok(Some(broken.map(|(law, slack)| (*law, (slack - NOISE).ceil() as i64)).collect()))
            }
            (Status::Infeasible, None) => Ok(None),
            _ => Err(()),
        }
    }

    fn limits(&self) -> Limits {
        let time = self.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()).max(Duration::from_millis(1)));
        Limits { time, iterations: Some(ITERATIONS), seed: self.seed, ..Limits::default() }
    }

    fn known(&self) -> MutexGuard<'_, HashMap<Matrix, Said>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self, matrix: &Matrix, limits: &Limits, remember: bool) -> Said {
        if let Some(known) = self.known().get(matrix).filter(|_| remember) {
            return known.clone();
        }
        let outcome = solve(matrix, None, limits, self.interrupt, &Silent);
        let answer = (outcome.status, outcome.values);
        let is_told = remember && (answer.1.is_some() || answer.0 == Status::Infeasible);
        // Asked twice at the same moment, it counts once: the number is the same everywhere.
        if !is_told || self.known().insert(matrix.clone(), answer.clone()).is_none() {
            self.solves.fetch_add(1, Ordering::Relaxed);
        }
        answer
    }
}

impl Question {
    /// Laws that must hold, and others that may be broken at a price; none where the bounds alone
    /// leave nothing. The slacks of the others are the last columns.
    fn new(system: &System<'_>, enforced: &[usize], others: &[usize], kept: &BTreeMap<usize, i64>) -> Option<Self> {
        let mut bounds = system.within(enforced);
        for (column, value) in kept {
            bounds.insert(*column, (*value, Some(*value)));
        }
        for (column, _) in others.iter().flat_map(|law| &system.laws[*law].terms) {
            bounds.entry(*column).or_insert(system.bounds[*column]);
        }
        if bounds.values().any(|(lower, upper)| upper.is_some_and(|upper| upper < *lower)) {
            return None;
        }
        let fixed: BTreeMap<usize, i64> =
            bounds.iter().filter(|(_, (lower, upper))| *upper == Some(*lower)).map(|(column, (lower, _))| (*column, *lower)).collect();
        let columns: Vec<usize> = bounds.keys().filter(|column| !fixed.contains_key(column)).copied().collect();
        let position: BTreeMap<usize, usize> = columns.iter().enumerate().map(|(position, column)| (*column, position)).collect();
        let entry = |column: &usize| {
            let (lower, upper) = bounds[column];
            Entry { lower, upper, cost: 0, integer: system.program.columns[*column].integer }
        };
        let mut matrix = Matrix { columns: columns.iter().map(entry).collect(), ..Matrix::default() };
        let line = |law: usize| {
            let law = &system.laws[law];
            let decided: i64 = law.terms.iter().filter_map(|(column, factor)| Some(factor * fixed.get(column)?)).sum();
            let terms = law.terms.iter().filter_map(|(column, factor)| Some((*position.get(column)?, *factor))).collect();
            Line { terms, sense: Sense::AtMost, limit: law.limit - decided }
        };
        for line in enforced.iter().filter(|law| system.laws[**law].terms.len() > 1).map(|law| line(*law)) {
            if line.terms.is_empty() && line.limit < 0 {
                return None;
            }
            if !line.terms.is_empty() {
                matrix.rows.push(line);
            }
        }
        for law in others {
            let mut line = line(*law);
            line.terms.push((matrix.columns.len(), -1));
            // A breach of one person is worth a breach of one duty's minutes.
            let size = system.laws[*law].terms.iter().map(|(_, factor)| factor.abs()).max().unwrap_or(1);
            matrix.columns.push(Entry { lower: 0, upper: None, cost: (10_000 / size).max(1), integer: false });
            matrix.rows.push(line);
        }
        Some(Self { matrix, columns, fixed })
    }

    /// Prices of the rows, in fractions.
    fn prices(&self, limits: &Limits, interrupt: &Interrupt) -> Option<Vec<f64>> {
        let rows: Vec<(Sense, f64)> = self.matrix.rows.iter().map(|row| (row.sense, row.limit as f64)).collect();
        let mut terms: Vec<Vec<(usize, f64)>> = vec![Vec::new(); self.matrix.columns.len()];
        for (number, row) in self.matrix.rows.iter().enumerate() {
            row.terms.iter().for_each(|(column, factor)| terms[*column].push((number, *factor as f64)));
        }
        let mut program = LinearProgram::new(&rows, limits, interrupt)?;
        for (entry, terms) in self.matrix.columns.iter().zip(terms) {
            program.add(entry.cost as f64, entry.lower as f64, entry.upper.map(|upper| upper as f64), terms)?;
        }
        program.solve().map(|(relaxed, _)| relaxed.prices)
    }

    fn answer(&self, values: &[f64]) -> BTreeMap<usize, i64> {
        let free = self.columns.iter().zip(values).map(|(column, value)| (*column, value.round() as i64));
        free.chain(self.fixed.iter().map(|(column, value)| (*column, *value))).collect()
    }
}

/// Columns of laws.
pub(super) fn columns(system: &System<'_>, laws: &[usize]) -> BTreeSet<usize> {
    laws.iter().flat_map(|law| system.laws[*law].terms.iter().map(|(column, _)| *column)).collect()
}
