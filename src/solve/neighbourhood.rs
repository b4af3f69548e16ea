//! Neighbourhoods as data: which decisions are free while all others stay as they are.

use super::terrain::Terrain;
use crate::milp::{Block, Ledger, Level};
use std::{
    collections::{BTreeSet, HashSet},
    ops::Range,
};

/// Decisions of some people, in some units, on some days; where nothing is said, of all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) people: Option<BTreeSet<u32>>,
    pub(super) units: Option<BTreeSet<u32>>,
    pub(super) days: Option<Range<u32>>,
}

impl Region {
    pub(super) fn contains(&self, block: Block) -> bool {
        let is_among = |of: &Option<BTreeSet<u32>>, one: Option<u32>| of.as_ref().is_none_or(|of| one.is_some_and(|one| of.contains(&one)));
        self.days.as_ref().is_none_or(|days| block.day.is_some_and(|day| days.contains(&day)))
            && is_among(&self.units, block.unit)
            && is_among(&self.people, block.person)
    }
}

/// A set of free decisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Neighbourhood {
    /// Free decisions of single days.
    pub(super) daily: Region,
    /// Free decisions of whole weeks, if any.
    pub(super) weekly: Option<Weekly>,
    /// Searched by column generation, where the program lets it: whose whole horizons.
    pub(super) horizons: Option<BTreeSet<u32>>,
    /// These decide one after the other instead, again and again.
    pub(super) is_anew: bool,
}

/// Free decisions of whole weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Weekly {
    /// Whose.
    pub(super) people: BTreeSet<u32>,
    /// What they mean for other weeks than these stays as it is.
    pub(super) weeks: Range<u32>,
}

impl Neighbourhood {
    /// Decisions of single days alone.
    pub(super) fn daily(daily: Region) -> Self {
        Self { daily, ..Self::default() }
    }

    /// Everything some people do, by what one person can do in the whole horizon.
    pub(super) fn horizons(people: BTreeSet<u32>) -> Self {
        Self { daily: Region { people: Some(people.clone()), ..Region::default() }, horizons: Some(people), ..Self::default() }
    }

    /// The free columns by rising position: the decisions, and what follows from them.
    pub(super) fn columns(&self, terrain: &Terrain<'_>, ledger: &Ledger<'_>) -> Vec<usize> {
        let daily = terrain.daily.iter().filter(|(_, block)| self.daily.contains(*block));
        let is_free = |block: &Block| self.weekly.as_ref().is_some_and(|weekly| block.person.is_some_and(|person| weekly.people.contains(&person)));
        let weekly = terrain.weekly.iter().filter(|(_, block)| is_free(block));
        let mut open: Vec<usize> = daily.chain(weekly).map(|(column, _)| *column).collect();
        let mut free: HashSet<usize> = open.iter().copied().collect();
        while let Some(column) = open.pop() {
            for number in ledger.derived_of(column) {
                let derived = terrain.program.derived[*number as usize].0;
                if !self.keeps(terrain.program.columns[derived].block) && free.insert(derived) {
                    open.push(derived);
                }
            }
        }
        let mut columns: Vec<usize> = free.into_iter().collect();
        columns.sort_unstable();
        columns
    }

    /// Whether what follows for somebody's week stays as it is.
    fn keeps(&self, block: Block) -> bool {
        let (Some(weekly), Some(week)) = (&self.weekly, block.week) else { return false };
        block.level == Level::Weekly && block.person.is_some() && !weekly.weeks.contains(&week)
    }
}
