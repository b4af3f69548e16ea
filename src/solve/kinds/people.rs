//! A few people of one unit over the whole horizon: moves what counts over the whole of it.

use super::{Kind, some_unit};
use crate::solve::neighbourhood::{Neighbourhood, Region};
use std::collections::BTreeSet;

/// Its size is in people.
pub(super) const KIND: Kind = Kind {
    begin: 3.0,
    sizes: (2.0, 60.0),
    work: 30_000.0,
    by_columns: Some(false),
    draw: |size, spot, dice, terrain, owed| {
        let unit = some_unit(spot, dice, terrain)?;
        let people: Vec<(u32, i64)> = terrain.people_of.get(&unit)?.iter().map(|person| (*person, owed.by(*person))).collect();
        let mut chosen: BTreeSet<u32> = spot.person.into_iter().collect();
        chosen.extend(dice.pick_several(&people, 20, size as usize));
        Some(Neighbourhood::daily(Region { people: Some(chosen), ..Region::default() }))
    },
};
