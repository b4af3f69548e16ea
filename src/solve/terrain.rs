//! What a search sees of a program without knowing any rule: which decisions belong to whom,
//! where and when, who could take whose place, and what is owed where.

use crate::{
    domain::Priority,
    milp::{Block, Ledger, Level, Program},
};
use std::collections::{BTreeMap, BTreeSet};

/// The decisions of a program by where they belong.
pub(super) struct Terrain<'a> {
    pub(super) program: &'a Program,
    /// Bounds of all columns.
    pub(super) bounds: Vec<(i64, Option<i64>)>,
    /// Objective coefficients of all columns.
    pub(super) costs: Vec<i64>,
    /// Open decisions of single days.
    pub(super) daily: Vec<(usize, Block)>,
    /// Open decisions of whole weeks.
    pub(super) weekly: Vec<(usize, Block)>,
    /// Days of the horizon.
    pub(super) days: u32,
    /// For each unit the people who can be on duty in it.
    pub(super) people_of: BTreeMap<u32, BTreeSet<u32>>,
    /// For each person the units they can be on duty in.
    pub(super) units_of: BTreeMap<u32, BTreeSet<u32>>,
    /// For each person with weekly decisions those who could take their place: they meet in a row.
    pub(super) rivals: BTreeMap<u32, BTreeSet<u32>>,
}

/// A row in which more people than this meet does not say who takes whose place.
const MOST_RIVALS: usize = 24;

impl<'a> Terrain<'a> {
    pub(super) fn new(program: &'a Program) -> Self {
        let bounds = program.bounds();
        let derived: BTreeSet<usize> = program.derived.iter().map(|(column, _)| *column).collect();
        let is_open = |column: &usize| bounds[*column].1 != Some(bounds[*column].0) && !derived.contains(column);
        let decisions = (0..program.columns.len()).filter(is_open).map(|column| (column, program.columns[column].block));
        let (weekly, daily): (Vec<_>, Vec<_>) = decisions.partition(|(_, block)| block.level == Level::Weekly);
        let mut people_of: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        let mut units_of: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for (person, unit) in daily.iter().filter_map(|(_, block)| Some((block.person?, block.unit?))) {
            people_of.entry(unit).or_default().insert(person);
            units_of.entry(person).or_default().insert(unit);
        }
        let rivals = rivals(program, &weekly);
        let days = program.columns.iter().filter_map(|column| column.block.week).max().map_or(0, |week| (week + 1) * 7);
        Self { costs: program.costs(), program, bounds, daily, weekly, days, people_of, units_of, rivals }
    }

    /// Open decisions.
    pub(super) fn decisions(&self) -> usize {
        self.daily.len() + self.weekly.len()
    }

    /// Weeks of the horizon.
    pub(super) fn weeks(&self) -> u32 {
        self.days / 7
    }

    /// Days on which rows say something else of one solution than of another.
    pub(super) fn touched(&self, one: &Ledger<'_>, other: &Ledger<'_>) -> BTreeSet<u32> {
        let rows = self.program.rows.iter().zip(one.activity().iter().zip(other.activity())).filter(|(_, (one, other))| one != other);
        let days = rows.map(|(row, _)| match (row.block.day, row.block.week) {
            (Some(day), _) => day..day + 1,
            (None, Some(week)) => week * 7..(week + 1) * 7,
            (None, None) => 0..0,
        });
        days.flatten().collect()
    }

    /// What a solution owes.
    pub(super) fn owed(&self, ledger: &Ledger<'_>) -> Owed {
        let mut owed = Owed { by_day: vec![0; self.days as usize], by_week: vec![0; self.weeks() as usize], ..Owed::default() };
        let mut spots: BTreeMap<Spot, i64> = BTreeMap::new();
        for charge in &self.program.charges {
            let value = ledger.values()[charge.column];
            if value == 0 {
                continue;
            }
            let price = charge.weight * value;
            let block = self.program.columns[charge.column].block;
            *spots.entry(Spot::of(block)).or_default() += price;
            let of_day = block.day.and_then(|day| owed.by_day.get_mut(day as usize));
            let of_week = block.week.and_then(|week| owed.by_week.get_mut(week as usize));
            if let Some(place) = of_day.or(of_week) {
                *place += price;
            }
            if let Some(unit) = block.unit {
                *owed.by_unit.entry(unit).or_default() += price;
            }
            if let Some(person) = block.person {
                *owed.by_person.entry(person).or_default() += price;
            }
            if let Some(unit) = block.unit.filter(|_| charge.rank == Priority::Shortages as usize) {
                *owed.short.entry(unit).or_default() += value;
            }
        }
        owed.spots = spots.into_iter().collect();
        owed
    }
}

fn rivals(program: &Program, weekly: &[(usize, Block)]) -> BTreeMap<u32, BTreeSet<u32>> {
    let mut rivals: BTreeMap<u32, BTreeSet<u32>> = weekly.iter().filter_map(|(_, block)| Some((block.person?, BTreeSet::new()))).collect();
    for row in program.rows.iter().filter(|row| row.block.level == Level::Weekly) {
        let blocks = row.terms.iter().map(|(column, _)| program.columns[*column].block);
        let people: BTreeSet<u32> = blocks.filter(|block| block.level == Level::Weekly).filter_map(|block| block.person).collect();
        if people.len() > MOST_RIVALS {
            continue;
        }
        for person in &people {
            if let Some(of_one) = rivals.get_mut(person) {
                of_one.extend(people.iter().filter(|other| *other != person));
            }
        }
    }
    let known: BTreeSet<u32> = rivals.keys().copied().collect();
    for of_one in rivals.values_mut() {
        of_one.retain(|other| known.contains(other));
    }
    rivals
}

/// Where a penalty belongs: whose, where and when, as far as that can be said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub(super) person: Option<u32>,
    pub(super) unit: Option<u32>,
    /// The day, or the middle of the week.
    pub(super) day: Option<u32>,
}

impl Spot {
    fn of(block: Block) -> Self {
        let day = block.day.or_else(|| block.week.filter(|_| block.person.is_none()).map(|week| week * 7 + 3));
        Self { person: block.person, unit: block.unit, day }
    }
}

/// Penalty by where it belongs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Owed {
    /// What belongs to a day.
    by_day: Vec<i64>,
    /// What belongs to a week and no day.
    by_week: Vec<i64>,
    pub(super) by_unit: BTreeMap<u32, i64>,
    by_person: BTreeMap<u32, i64>,
    /// Units of shortage by unit.
    pub(super) short: BTreeMap<u32, i64>,
    /// Everything that is owed, in a fixed order.
    pub(super) spots: Vec<(Spot, i64)>,
}

impl Owed {
    /// Penalty of a day, with its part of the week's.
    pub(super) fn on(&self, day: u32) -> i64 {
        let day = day as usize;
        self.by_day.get(day).copied().unwrap_or(0) + self.by_week.get(day / 7).copied().unwrap_or(0) / 7
    }

    /// Penalty of a person.
    pub(super) fn by(&self, person: u32) -> i64 {
        self.by_person.get(&person).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::milp::{Charge, Row, Sense};
    use itertools::Itertools;

    /// Two people who can take one place in week 1, a third in another; a duty that costs 5.
    fn program() -> Program {
        let mut program = Program::default();
        let owner = program.owner("down");
        for person in 0..3 {
            program.binary(format!("stint[{person}]"), Block::default().person(person).week(1).weekly());
        }
        let block = Block::default().week(1).weekly();
        program.row(Row { name: "down[week=1]".to_owned(), terms: vec![(0, 1), (1, 1)], sense: Sense::AtMost, limit: 1, block, owner });
        program.binary("duty".to_owned(), Block::default().person(2).unit(4).day(9));
        program.charges.push(Charge { column: 3, weight: 5, owner, rank: Priority::Shortages as usize });
        program
    }

    #[test]
    fn who_meets_in_a_row_is_a_rival() {
        let program = program();
        let terrain = Terrain::new(&program);
        assert_eq!(
            terrain.rivals.iter().map(|(person, of)| (*person, of.iter().copied().collect_vec())).collect_vec(),
            [(0, vec![1]), (1, vec![0]), (2, vec![])]
        );
        assert_eq!((terrain.days, terrain.weekly.len(), terrain.daily.len()), (14, 3, 1));
    }

    #[test]
    fn what_is_owed_is_known_by_day_unit_and_person() {
        let program = program();
        let owed = Terrain::new(&program).owed(&Ledger::new(&program, &[0, 0, 0, 1]));
        assert_eq!((owed.on(9), owed.on(8), owed.by(2), owed.by_unit[&4], owed.short[&4]), (5, 0, 5, 5, 1));
    }
}
