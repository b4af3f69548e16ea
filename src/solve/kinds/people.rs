//! A few people of one unit over the whole horizon: moves what counts over the whole of it.

use super::{Kind, some_unit};
use crate::solve::neighbourhood::{Neighbourhood, Region};

/// Its size is in people.
pub(super) const KIND: Kind = Kind {
    begin: 3.0,
    sizes: (2.0, 60.0),
    work: 30_000.0,
    draw: |size, dice, terrain, owed| {
        let unit = some_unit(dice, terrain, owed)?;
        let people: Vec<(u32, i64)> = terrain.people_of.get(&unit)?.iter().map(|person| (*person, owed.by(*person))).collect();
        let chosen = dice.pick_several(&people, 20, size as usize);
        Some(Neighbourhood::daily(Region { people: Some(chosen.into_iter().collect()), ..Region::default() }))
    },
};
