//! Why is there no roster: what cannot hold together, and the cheapest ways out.
//!
//! Only what must hold is looked at (`system`): a weighted entry can always pay. It falls apart into
//! pieces, and the piece that cannot be is narrowed down to a few rows (`filter`), told as entries of
//! the rule book, doctors, posts and dates (`conflict`). Edits of the instance that touch those
//! (`candidates`) are applied and solved anew (`judge`): a way out is named only if there is a roster
//! after it, and the auditor finds nothing hard in it. HiGHS tells no irreducible infeasible set of an
//! integer program; what is named here is what the deletion filter left, by answers of the solver
//! that were asked twice with different seeds.

mod candidates;
mod conflict;
mod edit;
mod entries;
mod filter;
mod judge;
mod page;
mod pieces;
mod solver;
mod system;
mod ways;
mod yaml;

pub use conflict::{Conflict, Part, Unit};
pub use edit::{Edit, For};
pub use page::page;
pub(super) use page::parts_words;
pub use ways::Way;

use crate::{
    diagnostic::Diagnostic,
    domain::{Instance, Roster},
    engine::{Interrupt, Observer, Silent},
    planning::{Mode, Plan},
    rules::Book,
};
use judge::{Judged, Settled, judge, settle};
use solver::Solver;
use std::time::Duration;
use system::System;
use ways::Tried;

/// How to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Time allowed by the clock; none: only work is counted, and the answer is the same everywhere.
    pub time_limit: Option<Duration>,
    /// Seed of the solver's random choices.
    pub seed: u32,
    /// Ways out told at most.
    pub ways: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { time_limit: Some(Duration::from_secs(60)), seed: 0, ways: 8 }
    }
}

/// Why there is no roster.
#[derive(Clone, Debug, Default)]
pub struct Why {
    /// What cannot hold together. Where there are several, each is what is left when the cheapest way out of those
    /// before it is taken.
    pub conflicts: Vec<Conflict>,
    /// Ways out, the cheapest first: after each there is a roster.
    pub ways: Vec<Way>,
    /// Whether all contradictions were found.
    pub complete: bool,
    /// Programs solved on the way.
    pub solves: usize,
}

/// The answer to the question why there is no roster.
#[derive(Clone, Debug)]
pub enum Reason {
    /// There is one: what must hold holds in it, and nothing else was looked at.
    Roster(Box<Roster>),
    /// There is none.
    Contradiction(Why),
    /// The limits were reached before either was known.
    Unknown,
}

/// Contradictions told at most.
const MOST: usize = 6;

/// Says why there is no roster of an instance.
///
/// ```
/// use shangxia::{diagnose::infeasible::{Options, Reason, infeasible}, engine::{Interrupt, Silent}, format::{Source, read_instance}};
///
/// // Two doctors, and a ward that must have three by day.
/// let text = include_str!("../../../instances/ward_of_two.yaml")
///     .replace("days: [workday], need: { min: 1 }", "days: [mon], floor: 3, need: { min: 3 }");
/// let instance = read_instance(&Source::new("ward.yaml", text)).value.expect("an instance");
/// let reason = infeasible(&instance, &Options::default(), &Interrupt::default(), &Silent);
/// let Ok(Reason::Contradiction(why)) = reason else { panic!("no contradiction") };
/// assert_eq!(why.conflicts[0].parts[0].rule, "coverage");
/// // One is missing; each way out is an edit of the instance after which there is a roster.
/// assert_eq!(why.conflicts[0].parts[0].amount, 1);
/// let edited = why.ways[0].apply(&instance);
/// assert!(matches!(infeasible(&edited, &Options::default(), &Interrupt::default(), &Silent), Ok(Reason::Roster(_))));
/// ```
///
/// # Errors
/// The mistakes in the instance's rule book.
pub fn infeasible(instance: &Instance, options: &Options, interrupt: &Interrupt, observer: &dyn Observer) -> Result<Reason, Vec<Diagnostic>> {
    let solver = Solver::new(interrupt, observer, options.time_limit, options.seed);
    let mut current = instance.clone();
    let (mut conflicts, mut steps): (Vec<Conflict>, Vec<Vec<Tried>>) = (Vec::new(), Vec::new());
    let mut complete = false;
    while conflicts.len() < MOST {
        match look(&current, &solver)? {
            Found::Roster(roster) if conflicts.is_empty() => return Ok(Reason::Roster(roster)),
            Found::Roster(_) => {
                complete = true;
                break;
            }
            Found::Conflict(conflict) => {
                observer.stage("逐一试出路", "trying ways out");
                let tried = ways::tried(&current, &conflict, &solver);
                conflicts.push(conflict);
                let Some(cheapest) = tried.first() else { break };
                current = cheapest.edit.apply(&current);
                complete = cheapest.opens;
                steps.push(tried);
            }
            Found::Unknown => break,
        }
        if complete {
            break;
        }
    }
    if conflicts.is_empty() {
        return Ok(Reason::Unknown);
    }
    let ways = if complete { ways::ways(instance, &steps, options.ways, &solver) } else { Vec::new() };
    Ok(Reason::Contradiction(Why { conflicts, ways, complete, solves: solver.solves() }))
}

/// What cannot hold together in an instance; none if everything can, or if nothing is known.
pub(super) fn contradiction(instance: &Instance, time: Option<Duration>, seed: u32, interrupt: &Interrupt) -> Option<Conflict> {
    match look(instance, &Solver::new(interrupt, &Silent, time, seed)) {
        Ok(Found::Conflict(conflict)) => Some(conflict),
        _ => None,
    }
}

enum Found {
    Roster(Box<Roster>),
    Conflict(Conflict),
    Unknown,
}

fn look(instance: &Instance, solver: &Solver<'_>) -> Result<Found, Vec<Diagnostic>> {
    solver.observer.stage("看硬性规则能否同时成立", "asking whether the hard rules can hold together");
    let book = Book::new(instance)?;
    let mut plan = Plan::new(instance, Mode::Strict);
    book.formulate(&mut plan);
    let system = System::new(&plan.program);
    Ok(match settle(&system, solver) {
        Settled::Values(_) => match judge(instance, &judge::Keys::new(), solver) {
            Judged::Opens(roster) => Found::Roster(roster),
            _ => Found::Unknown,
        },
        Settled::Never(piece) => {
            solver.observer.stage("把矛盾缩小到几条", "narrowing the contradiction down");
            let named = filter::filter(&system, &piece, solver);
            named.map_or(Found::Unknown, |named| Found::Conflict(Conflict::new(instance, &book, &system, &named, solver)))
        }
        Settled::Unknown => Found::Unknown,
    })
}
