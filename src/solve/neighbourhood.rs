//! Neighbourhoods as data: which daily decisions are free while all others stay as they are.

use crate::milp::{Block, Derived, Level, Program};
use std::{cmp::Reverse, collections::BTreeMap, ops::Range};

/// Weeks from one cell of a group to the next: rest and rolling weeks of one end before the other.
const WEEKS_APART: usize = 3;

/// A set of free daily decisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Neighbourhood {
    /// Some days, everybody: moves people between units, posts and days.
    Days(Range<u32>),
    /// One unit in one week: small enough to close in a moment.
    Cell(u32, u32),
}

impl Neighbourhood {
    /// Every unit week by week, in groups of one unit in weeks that lie apart, so that what they
    /// change fits together. The units with the fewest decisions come first: they have least to
    /// choose from, and who visits them is wanted elsewhere too.
    pub(super) fn cells(program: &Program) -> Vec<Vec<Self>> {
        let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
        for unit in decisions(program).filter_map(|(_, block)| block.unit) {
            *sizes.entry(unit).or_default() += 1;
        }
        let mut units: Vec<(usize, u32)> = sizes.into_iter().map(|(unit, size)| (size, unit)).collect();
        units.sort_unstable();
        let weeks = |first: u32, unit: u32| (first..=last_week(program)).step_by(WEEKS_APART).map(move |week| Self::Cell(unit, week)).collect();
        (0..WEEKS_APART as u32).flat_map(|first| units.iter().map(move |(_, unit)| weeks(first, *unit))).collect()
    }

    /// Windows of days that overlap by about half, so that what one of them cuts lies within
    /// another: those in which given values owe most come first, and those of a group lie apart.
    pub(super) fn windows(program: &Program, values: &[i64], days: u32) -> Vec<Vec<Self>> {
        let end = (last_week(program) + 1) * 7;
        let mut owed = vec![0; end as usize];
        for charge in &program.charges {
            if let Some(owed) = program.columns[charge.column].block.day.and_then(|day| owed.get_mut(day as usize)) {
                *owed += charge.weight * values[charge.column];
            }
        }
        let in_window = |first: u32| owed.iter().skip(first as usize).take(days as usize).sum::<i64>();
        let mut firsts: Vec<u32> = (0..end).step_by(days.div_ceil(2) as usize).collect();
        firsts.sort_by_key(|first| (Reverse(in_window(*first)), *first));
        let mut groups: Vec<Vec<u32>> = Vec::new();
        for first in firsts {
            match groups.iter_mut().find(|group| group.iter().all(|other| first.abs_diff(*other) >= 2 * days)) {
                Some(group) => group.push(first),
                None => groups.push(vec![first]),
            }
        }
        groups.into_iter().map(|group| group.into_iter().map(|first| Self::Days(first..first + days)).collect()).collect()
    }

    fn contains(&self, block: Block) -> bool {
        match self {
            Self::Days(days) => block.day.is_some_and(|day| days.contains(&day)),
            Self::Cell(unit, week) => block.unit == Some(*unit) && block.week == Some(*week),
        }
    }

    /// Bounds of the program with everything outside fixed at given values. A derived column is
    /// free where it follows from a free one.
    pub(super) fn bounds(&self, program: &Program, values: &[i64]) -> Vec<(i64, Option<i64>)> {
        let mut free = vec![false; program.columns.len()];
        for (column, block) in decisions(program) {
            free[column] = self.contains(block);
        }
        for (column, derived) in &program.derived {
            free[*column] = match derived {
                Derived::Slack { row, .. } => program.rows[*row].terms.iter().any(|(input, _)| input != column && free[*input]),
                Derived::Largest(forms) => forms.iter().any(|form| form.terms.iter().any(|(input, _)| free[*input])),
                Derived::Any(inputs) => inputs.iter().any(|input| free[*input]),
            };
        }
        let bounds = program.bounds().into_iter().zip(free).zip(values);
        bounds.map(|((bound, free), value)| if free { bound } else { (*value, Some(*value)) }).collect()
    }
}

fn last_week(program: &Program) -> u32 {
    decisions(program).filter_map(|(_, block)| block.week).max().unwrap_or(0)
}

/// The daily decisions of a program.
fn decisions(program: &Program) -> impl Iterator<Item = (usize, Block)> {
    let daily = program.columns.iter().enumerate().filter(|(_, column)| column.block.level == Level::Daily);
    daily
        .filter(|(position, _)| program.derived.binary_search_by_key(position, |(column, _)| *column).is_err())
        .map(|(position, column)| (position, column.block))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::milp::Charge;

    /// Two units over four weeks, one of them with two posts a day; each day owes its own number.
    fn program() -> Program {
        let mut program = Program::default();
        for day in 0..28 {
            for (unit, post) in [(0, 0), (0, 1), (1, 2)] {
                program.binary(format!("duty[{day},{post}]"), Block::default().unit(unit).day(day).kind(post));
            }
        }
        let owner = program.owner("coverage");
        for column in 0..program.columns.len() {
            program.charges.push(Charge { column, weight: 1, owner, rank: 0 });
        }
        program
    }

    #[test]
    fn cells_hold_every_decision_once_the_smallest_unit_first() {
        let program = program();
        let groups = Neighbourhood::cells(&program);
        for (_, block) in decisions(&program) {
            assert_eq!(groups.iter().flatten().filter(|cell| cell.contains(block)).count(), 1, "{block:?}");
        }
        assert_eq!(groups[0], [Neighbourhood::Cell(1, 0), Neighbourhood::Cell(1, 3)]);
        assert_eq!(groups[1], [Neighbourhood::Cell(0, 0), Neighbourhood::Cell(0, 3)]);
    }

    #[test]
    fn windows_hold_every_day_lie_apart_in_their_group_and_start_where_most_is_owed() {
        let program = program();
        let values: Vec<i64> = program.columns.iter().map(|column| i64::from(column.block.day == Some(17))).collect();
        let groups = Neighbourhood::windows(&program, &values, 7);
        let ranges = |group: &Vec<Neighbourhood>| -> Vec<Range<u32>> {
            group.iter().filter_map(|one| if let Neighbourhood::Days(days) = one { Some(days.clone()) } else { None }).collect()
        };
        assert!(ranges(&groups[0])[0].contains(&17));
        for day in 0..28 {
            assert!(groups.iter().flat_map(ranges).any(|days| days.contains(&day)), "day {day} is in no window");
        }
        for group in groups.iter().map(ranges) {
            for (number, one) in group.iter().enumerate() {
                assert!(group[..number].iter().all(|other| one.end + 7 <= other.start || other.end + 7 <= one.start), "{group:?}");
            }
        }
    }
}
