//! People who decide their whole horizon anew, a few at a time and one after the other, again and again.

use super::{Kind, some_unit};
use crate::solve::neighbourhood::Neighbourhood;

/// Its size is in people, among whom the few are drawn.
pub(super) const KIND: Kind = Kind {
    begin: 30.0,
    sizes: (6.0, 200.0),
    work: 60_000.0,
    by_columns: Some(true),
    draw: |size, spot, dice, terrain, owed| {
        let unit = some_unit(spot, dice, terrain)?;
        let people: Vec<(u32, i64)> = terrain.people_of.get(&unit)?.iter().map(|person| (*person, owed.by(*person))).collect();
        let chosen = dice.pick_several(&people, 20, size as usize).into_iter().chain(spot.person).collect();
        Some(Neighbourhood { is_anew: true, ..Neighbourhood::horizons(chosen) })
    },
};
