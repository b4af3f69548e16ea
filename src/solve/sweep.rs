//! Neighbourhoods that together hold every daily decision, for a first roster.

use super::{
    neighbourhood::{Neighbourhood, Region},
    terrain::{Owed, Terrain},
};
use std::{cmp::Reverse, collections::BTreeMap, ops::Range};

/// Weeks from one cell of a group to the next: rest and rolling weeks of one end before the other.
const WEEKS_APART: usize = 3;

/// Every unit week by week, in groups of one unit in weeks that lie apart, so that what they
/// change fits together. The units with the fewest decisions come first: they have least to
/// choose from, and who visits them is wanted elsewhere too.
pub(super) fn cells(terrain: &Terrain<'_>) -> Vec<Vec<Neighbourhood>> {
    let units = terrain.units_by_size();
    let cell = |unit: u32, week: u32| Neighbourhood::daily(Region { units: Some([unit].into()), days: Some(week * 7..week * 7 + 7), people: None });
    let weeks = |first: u32, unit: u32| (first..terrain.weeks()).step_by(WEEKS_APART).map(move |week| cell(unit, week)).collect();
    (0..WEEKS_APART as u32).flat_map(|first| units.iter().map(move |unit| weeks(first, *unit))).collect()
}

/// Windows of days that overlap by about half, so that what one of them cuts lies within another:
/// those that owe most come first, and those of a group lie apart.
pub(super) fn windows(terrain: &Terrain<'_>, owed: &Owed, days: u32) -> Vec<Vec<Neighbourhood>> {
    let in_window = |first: u32| (first..first + days).map(|day| owed.on(day)).sum::<i64>();
    let mut firsts: Vec<u32> = (0..terrain.days).step_by(days.div_ceil(2) as usize).collect();
    firsts.sort_by_key(|first| (Reverse(in_window(*first)), *first));
    let mut groups: Vec<Vec<u32>> = Vec::new();
    for first in firsts {
        match groups.iter_mut().find(|group| group.iter().all(|other| first.abs_diff(*other) >= 2 * days)) {
            Some(group) => group.push(first),
            None => groups.push(vec![first]),
        }
    }
    let window = |days: Range<u32>| Neighbourhood::daily(Region { days: Some(days), ..Region::default() });
    groups.into_iter().map(|group| group.into_iter().map(|first| window(first..first + days)).collect()).collect()
}

/// Everybody over the whole horizon, a few people of one unit at a time: evens out what was
/// spent week by week. Those of a group come from different units; people who owe most are in the
/// first groups.
pub(super) fn people(terrain: &Terrain<'_>, owed: &Owed, number: usize) -> Vec<Vec<Neighbourhood>> {
    let mut teams: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (person, unit) in terrain.main_units() {
        teams.entry(unit).or_default().push(person);
    }
    let mut groups: Vec<Vec<Neighbourhood>> = Vec::new();
    for team in teams.values_mut() {
        team.sort_by_key(|person| (Reverse(owed.by(*person)), *person));
        for (position, few) in team.chunks(number).enumerate() {
            if groups.len() == position {
                groups.push(Vec::new());
            }
            groups[position].push(Neighbourhood::daily(Region { people: Some(few.iter().copied().collect()), ..Region::default() }));
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::milp::{Block, Charge, Ledger, Program};

    /// Two units over four weeks, one of them with two posts a day; each day owes its own number.
    fn program() -> Program {
        let mut program = Program::default();
        for day in 0..28 {
            for (unit, post) in [(0, 0), (0, 1), (1, 2)] {
                program.binary(format!("duty[{day},{post}]"), Block::default().unit(unit).person(post).day(day).kind(post));
            }
        }
        let owner = program.owner("coverage");
        for column in 0..program.columns.len() {
            program.charges.push(Charge { column, weight: 1 + column as i64 / 3, owner, rank: 0 });
        }
        program
    }

    fn days_of(neighbourhood: &Neighbourhood) -> Range<u32> {
        neighbourhood.daily.days.clone().expect("days")
    }

    #[test]
    fn cells_hold_every_decision_once_the_smallest_unit_first() {
        let program = program();
        let terrain = Terrain::new(&program);
        let groups = cells(&terrain);
        for (_, block) in &terrain.daily {
            assert_eq!(groups.iter().flatten().filter(|cell| cell.daily.contains(*block)).count(), 1, "{block:?}");
        }
        let first = &groups[0][0].daily;
        assert_eq!((first.units.clone(), first.days.clone()), (Some([1].into()), Some(0..7)));
        for group in &groups {
            assert!(group.windows(2).all(|pair| days_of(&pair[1]).start - days_of(&pair[0]).start >= 7 * WEEKS_APART as u32), "{group:?}");
        }
    }

    #[test]
    fn windows_that_owe_most_come_first_and_those_of_a_group_lie_apart() {
        let program = program();
        let terrain = Terrain::new(&program);
        let ledger = Ledger::new(&program, &vec![1; program.columns.len()]);
        let groups = windows(&terrain, &terrain.owed(&ledger), 7);
        assert_eq!(days_of(&groups[0][0]), 20..27);
        for group in &groups {
            for (number, one) in group.iter().enumerate() {
                assert!(group[..number].iter().all(|other| days_of(one).start.abs_diff(days_of(other).start) >= 14), "{group:?}");
            }
        }
        for day in 0..28 {
            assert!(groups.iter().flatten().any(|window| days_of(window).contains(&day)), "day {day}");
        }
    }
}
