//! Windows over everybody that together hold every daily decision: for a first roster, and after it.

use super::{
    neighbourhood::{Neighbourhood, Region},
    terrain::{Owed, Terrain},
};
use std::{cmp::Reverse, ops::Range};

/// Days of the windows that make a first roster. In fewer nobody's rest can be seen; more take longer, and
/// what they gain later windows gain as well.
pub(super) const FIRST: u32 = 4;
/// Decisions that a window of a first roster may have. An alliance of 130 doctors has 2,700 in 4 days, which take HiGHS 1 to
/// 2.5 s each, and a roster after 80 s; annealing has one after 10 s.
const AT_ONCE: usize = 1_500;
/// A window of a first roster may take this part of the work left: what it leaves open is dear to mend.
pub(super) const FEW: u64 = 8;
/// Free decisions that a window over everybody may have once there is a roster: more take HiGHS too
/// long. Measured on alliances of 40, 130 and 500 doctors.
const MOST: usize = 20_000;
/// Fewest and most days of such windows at first.
const DAYS: (u32, u32) = (3, 7);
/// Windows of 12 days cost up to so many times what those of 7 do, all together. Measured on two
/// alliances of 40 to 50 doctors: 2.4 and 3.9 times.
const DEARER: u64 = 4;

/// A group of windows that gains less than this part of the penalty is the last of its length: those
/// that owe most have been solved.
const CRUMB: i64 = 50;

/// Days of the windows at first.
pub(super) fn length(terrain: &Terrain<'_>) -> u32 {
    most(terrain).clamp(DAYS.0, DAYS.1)
}

/// Days of the next windows over the whole horizon, where those before cost so much work and so much
/// is left: longer ones find what no shorter ones can, as long as they leave a quarter of it.
pub(super) fn longer(terrain: &Terrain<'_>, days: u32, cost: u64, left: u64) -> Option<u32> {
    let longer = days * 12 / 7;
    (cost * DEARER <= left / 4 * 3 && longer <= most(terrain) && 2 * longer <= terrain.days).then_some(longer)
}

/// Whether there is little more to be had, from one group of windows to the next: broken rows and penalty.
/// While rows are broken there is.
pub(super) fn is_idle(before: (usize, i64), after: (usize, i64)) -> bool {
    before.0 == 0 && after.0 == 0 && (before.1 - after.1) * CRUMB < after.1
}

/// Whether windows of so many days over everybody hold too much for a first roster.
pub(super) fn is_too_much(terrain: &Terrain<'_>, days: u32) -> bool {
    terrain.daily.len() * days as usize > AT_ONCE * terrain.days as usize
}

fn most(terrain: &Terrain<'_>) -> u32 {
    let a_day = terrain.daily.len() / terrain.days.max(1) as usize;
    (MOST / a_day.max(1)) as u32
}

/// A first roster: everybody in windows from the beginning on, and side by side with them from the
/// middle of the horizon on. Each window is decided anew from a little after its middle on, once more is known of
/// what comes then.
pub(super) fn rolling(terrain: &Terrain<'_>, days: u32) -> Vec<Vec<Neighbourhood>> {
    let step = (days / 2 + 1) as usize;
    let half = terrain.days.div_ceil(2).next_multiple_of(step as u32);
    let window = |first: u32| Neighbourhood::daily(Region { days: Some(first..(first + days).min(terrain.days)), ..Region::default() });
    let both = |first: u32| [first, half + first].into_iter().filter(|first| *first < terrain.days).map(window).collect();
    (0..half).step_by(step).map(both).collect()
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
    fn windows_of_a_first_roster_hold_up_to_so_many_decisions() {
        let with = |people: usize| {
            let mut program = Program::default();
            for (person, day) in itertools::iproduct!(0..people, 0..28) {
                program.binary(format!("duty[{person},{day}]"), Block::default().unit(0).person(person).day(day).kind(0));
            }
            is_too_much(&Terrain::new(&program), FIRST)
        };
        assert_eq!([with(AT_ONCE / 4), with(AT_ONCE / 4 + 1)], [false, true]);
    }

    #[test]
    fn rolling_windows_go_over_every_day_in_two_chains_that_never_meet() {
        let program = program();
        let terrain = Terrain::new(&program);
        for days in 3..=7 {
            let groups = rolling(&terrain, days);
            for chain in 0..2 {
                let of: Vec<Range<u32>> = groups.iter().filter_map(|group| group.get(chain)).map(days_of).collect();
                assert_eq!(of[0].start, if chain == 0 { 0 } else { of[0].start.max(14) });
                assert!(of.windows(2).all(|pair| pair[0].start < pair[1].start && pair[1].start < pair[0].end), "{of:?}");
            }
            let covered = |day: u32| groups.iter().flatten().any(|window| days_of(window).contains(&day));
            assert!((0..terrain.days).all(covered));
            for pair in groups.iter().filter(|group| group.len() == 2) {
                assert!(days_of(&pair[0]).end <= days_of(&pair[1]).start, "{pair:?}");
            }
        }
    }

    #[test]
    fn windows_are_shorter_where_a_day_holds_more() {
        let program = program();
        let mut terrain = Terrain::new(&program);
        assert_eq!(length(&terrain), 7);
        let block = Block::default();
        terrain.daily = (0..28 * 4_000).map(|column| (column, block)).collect();
        assert_eq!(length(&terrain), 5);
        terrain.daily.extend((0..28 * 40_000).map(|column| (column, block)));
        assert_eq!(length(&terrain), 3);
    }

    #[test]
    fn windows_grow_as_far_as_the_work_and_half_of_the_horizon_allow() {
        let program = program();
        let terrain = Terrain::new(&program);
        assert_eq!(longer(&terrain, 7, 100, 10_000), Some(12));
        assert_eq!(longer(&terrain, 7, 100, 533), None);
        assert_eq!(longer(&terrain, 12, 100, 10_000), None, "20 of 28 days");
        let mut crowded = Terrain::new(&program);
        crowded.daily = (0..28 * 2_000).map(|column| (column, Block::default())).collect();
        assert_eq!(longer(&crowded, 7, 100, 10_000), None, "24,000 decisions");
    }

    #[test]
    fn windows_of_a_length_end_when_a_group_of_them_gains_a_crumb() {
        assert!(!is_idle((2, 900), (1, 1_000)), "a row was mended");
        assert!(!is_idle((0, 1_030), (0, 1_000)));
        assert!(!is_idle((2, 1_000), (2, 1_000)), "two are still broken");
        assert!(is_idle((0, 1_010), (0, 1_000)));
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
