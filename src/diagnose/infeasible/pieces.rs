//! A large piece of what must hold, asked in small questions first.
//!
//! Nobody on duty and nobody on a stint, but where it is fixed, keeps nearly every law; those it
//! breaks ask for something. Around each of them a few laws are asked: of that doctor, or of that
//! unit's week and those who come there, in fractions. If they cannot hold, the piece cannot. If all
//! can, the doctors concerned are decided anew while all others stay idle and stints stay as they
//! are; then a unit's whole quarter is asked in fractions, the small questions again in whole
//! numbers, those beside the doctors concerned are let go too, and only then the whole piece is asked.

use super::{
    solver::{Answer, Solver, columns},
    system::System,
};
use crate::milp::{Block, Level};
use std::collections::{BTreeMap, BTreeSet};

/// Up to so many laws a piece is asked at once.
const SMALL: usize = 1_500;
/// Places asked at most before the doctors concerned are decided anew.
const PLACES: usize = 80;

/// What a piece was found to be.
pub(super) enum Piece {
    /// It holds, with these values of its columns.
    Holds(BTreeMap<usize, i64>),
    /// These of its laws cannot hold together.
    Never(Vec<usize>),
    /// The limits were reached.
    Unknown,
}

/// The columns with nobody on duty and on no stint but where single laws say so.
pub(super) fn idle(system: &System<'_>) -> Vec<i64> {
    let mut values: Vec<i64> = system.bounds.iter().map(|(lower, _)| *lower).collect();
    for law in &system.laws {
        if let [(column, factor)] = law.terms[..]
            && factor < 0
        {
            values[column] = values[column].max(law.limit / factor);
        }
    }
    system.program.evaluate(&values).values
}

/// Asks a piece.
pub(super) fn ask(system: &System<'_>, piece: &[usize], idle: &[i64], solver: &Solver<'_>) -> Piece {
    let own = columns(system, piece);
    let activity = |law: usize| system.laws[law].terms.iter().map(|(column, factor)| factor * idle[*column]).sum::<i64>();
    let broken: Vec<usize> = piece.iter().copied().filter(|law| activity(*law) > system.laws[*law].limit).collect();
    if broken.is_empty() {
        return Piece::Holds(own.into_iter().map(|column| (column, idle[column])).collect());
    }
    if piece.len() > SMALL {
        let places = places(system, &broken);
        let near: Vec<Vec<usize>> = places.iter().take(PLACES).map(|place| about(system, piece, place)).collect();
        let in_fractions = |laws: &&Vec<usize>| !solver.is_over() && solver.is_never_in_fractions(system, laws);
        if let Some(never) = near.iter().find(in_fractions) {
            return Piece::Never(never.clone());
        }
        let mut people: BTreeSet<u32> = people(system, &broken);
        if let Some(values) = around(system, piece, &own, idle, solver, |block| block.level == Level::Daily && is_of(block, &people)) {
            return Piece::Holds(values);
        }
        let far: Vec<Vec<usize>> = quarters(&places).iter().map(|place| about(system, piece, place)).collect();
        let in_whole = |laws: &&Vec<usize>| !solver.is_over() && solver.is_soon_never(system, laws);
        if let Some(never) = far.iter().find(in_fractions).or_else(|| near.iter().find(in_whole)) {
            return Piece::Never(never.clone());
        }
        for _ in 0..2 {
            if let Some(values) = around(system, piece, &own, idle, solver, |block| is_of(block, &people)) {
                return Piece::Holds(values);
            }
            people = beside(system, piece, &people);
        }
    }
    match solver.ask(system, piece) {
        Answer::Holds(values) => Piece::Holds(values),
        Answer::Never => Piece::Never(piece.to_vec()),
        Answer::Unknown => Piece::Unknown,
    }
}

/// A solution of a piece in which the columns keep their idle values but for those that may change; none: nothing is known.
fn around(
    system: &System<'_>,
    piece: &[usize],
    own: &BTreeSet<usize>,
    idle: &[i64],
    solver: &Solver<'_>,
    may_change: impl Fn(&Block) -> bool,
) -> Option<BTreeMap<usize, i64>> {
    let fixed = own.iter().filter(|column| !may_change(&system.program.columns[**column].block)).map(|column| (*column, idle[*column])).collect();
    match solver.ask_near(system, piece, &fixed) {
        Answer::Holds(values) => Some(values),
        _ => None,
    }
}

/// What is nobody's may always change.
fn is_of(block: &Block, people: &BTreeSet<u32>) -> bool {
    block.person.is_none_or(|person| people.contains(&person))
}

/// Where something is asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    people: BTreeSet<u32>,
    unit: Option<u32>,
    week: Option<u32>,
}

/// Person, unit and week.
type Key = (Option<u32>, Option<u32>, Option<u32>);

fn places(system: &System<'_>, broken: &[usize]) -> Vec<Place> {
    let mut places: BTreeMap<Key, Place> = BTreeMap::new();
    for law in broken {
        let Block { person, unit, week, .. } = system.laws[*law].block;
        // A doctor's own laws are asked over the whole horizon.
        let week = if person.is_some() { None } else { week };
        let place = places.entry((person, unit.filter(|_| person.is_none()), week)).or_insert(Place { people: BTreeSet::new(), unit, week });
        place.people.extend(people(system, &[*law]));
    }
    places.into_values().collect()
}

/// Places of the same unit as one, over the whole horizon.
fn quarters(places: &[Place]) -> Vec<Place> {
    let mut quarters: BTreeMap<u32, Place> = BTreeMap::new();
    for place in places {
        if let (Some(unit), Some(_)) = (place.unit, place.week) {
            let quarter = quarters.entry(unit).or_insert(Place { people: BTreeSet::new(), unit: Some(unit), week: None });
            quarter.people.extend(&place.people);
        }
    }
    quarters.into_values().collect()
}

fn people(system: &System<'_>, laws: &[usize]) -> BTreeSet<u32> {
    columns(system, laws).into_iter().filter_map(|column| system.program.columns[column].block.person).collect()
}

/// Those whom a law of no single doctor names together with one of these.
fn beside(system: &System<'_>, piece: &[usize], people: &BTreeSet<u32>) -> BTreeSet<u32> {
    let mut beside = people.clone();
    for law in piece.iter().filter(|law| system.laws[**law].block.person.is_none()) {
        let named = self::people(system, &[*law]);
        if !named.is_disjoint(people) {
            beside.extend(named);
        }
    }
    beside
}

/// The laws about a place: of a week without those of a whole quarter, and of others only what ties them to its people.
fn about(system: &System<'_>, piece: &[usize], place: &Place) -> Vec<usize> {
    let is_near = |week: Option<u32>| place.week.is_none_or(|here| week.is_some_and(|week| week.abs_diff(here) <= 1));
    let is_tied = |law: usize| {
        system.laws[law]
            .terms
            .iter()
            .any(|(column, _)| system.program.columns[*column].block.person.is_some_and(|person| place.people.contains(&person)))
    };
    let laws = piece.iter().copied().filter(|law| {
        let block = system.laws[*law].block;
        match block.person {
            Some(person) => place.people.contains(&person) && (block.level == Level::Weekly || is_near(block.week)),
            None if place.unit.is_some() && block.unit == place.unit && is_near(block.week) => true,
            None => (block.level == Level::Weekly || block.unit.is_none() && is_near(block.week)) && is_tied(*law),
        }
    });
    laws.collect()
}
