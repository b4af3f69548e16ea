//! The kinds of neighbourhoods, one in each file: how one is drawn, and how large.

mod people;
mod stints;
mod team;
mod unit;
mod window;

use super::{
    dice::Dice,
    neighbourhood::Neighbourhood,
    terrain::{Owed, Terrain},
};
use std::ops::Range;

/// A kind of neighbourhoods.
#[derive(Debug)]
pub(super) struct Kind {
    /// Size of the first ones, in the kind's own measure.
    pub(super) begin: f64,
    /// Smallest and largest size.
    pub(super) sizes: (f64, f64),
    /// Work that one costs about, before any has been measured.
    pub(super) work: f64,
    /// Draws one of a size.
    pub(super) draw: fn(f64, &mut Dice, &Terrain<'_>, &Owed) -> Option<Neighbourhood>,
}

/// All kinds.
pub(super) const KINDS: [&Kind; 5] = [&window::KIND, &unit::KIND, &team::KIND, &people::KIND, &stints::KIND];

/// A range of so many days, more often where more is owed.
fn some_days(days: u32, dice: &mut Dice, terrain: &Terrain<'_>, owed: &Owed) -> Range<u32> {
    if days >= terrain.days {
        return 0..terrain.days;
    }
    let sum = |first: u32| (first..first + days).map(|day| owed.on(day)).sum();
    let firsts: Vec<(u32, i64)> = (0..=terrain.days - days).map(|first| (first, sum(first))).collect();
    let mean = firsts.iter().map(|(_, owed)| owed).sum::<i64>() / firsts.len() as i64;
    let first = dice.pick(&firsts, mean / 2 + 1).unwrap_or(0);
    first..first + days
}

/// A unit, more often one that owes more.
fn some_unit(dice: &mut Dice, terrain: &Terrain<'_>, owed: &Owed) -> Option<u32> {
    let units: Vec<(u32, i64)> = terrain.people_of.keys().map(|unit| (*unit, owed.by_unit.get(unit).copied().unwrap_or(0))).collect();
    let mean = units.iter().map(|(_, owed)| owed).sum::<i64>() / units.len().max(1) as i64;
    dice.pick(&units, mean / 2 + 1)
}
