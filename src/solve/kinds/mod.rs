//! The kinds of neighbourhoods, one in each file: how one is drawn, and how large.

mod anew;
mod horizons;
mod people;
mod stints;
mod team;
mod unit;
mod window;

use super::{
    dice::Dice,
    neighbourhood::Neighbourhood,
    terrain::{Owed, Spot, Terrain},
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
    /// Only where column generation can search people's horizons, or only where it cannot.
    pub(super) by_columns: Option<bool>,
    /// Draws one of a size around a spot where something is owed.
    pub(super) draw: fn(f64, Spot, &mut Dice, &Terrain<'_>, &Owed) -> Option<Neighbourhood>,
}

/// All kinds.
pub(super) const KINDS: [&Kind; 7] = [&anew::KIND, &horizons::KIND, &window::KIND, &unit::KIND, &team::KIND, &people::KIND, &stints::KIND];

/// A range of so many days that holds the day of the spot, or any.
fn some_days(days: u32, spot: Spot, dice: &mut Dice, terrain: &Terrain<'_>) -> Range<u32> {
    if days >= terrain.days {
        return 0..terrain.days;
    }
    let last = terrain.days - days;
    let (from, to) = spot.day.map_or((0, last), |day| ((day + 1).saturating_sub(days), day.min(last)));
    let first = from.min(last) + dice.below(u64::from(to - from.min(to)) + 1) as u32;
    first..first + days
}

/// The unit of the spot, or one its person can be on duty in, or any.
fn some_unit(spot: Spot, dice: &mut Dice, terrain: &Terrain<'_>) -> Option<u32> {
    let known = spot.unit.filter(|unit| terrain.people_of.contains_key(unit));
    known.or_else(|| {
        let near = spot.person.and_then(|person| terrain.units_of.get(&person));
        let units: Vec<(u32, i64)> = near.into_iter().flatten().map(|unit| (*unit, 0)).collect();
        let all = || terrain.people_of.keys().map(|unit| (*unit, 0)).collect();
        dice.pick(&if units.is_empty() { all() } else { units }, 1)
    })
}
