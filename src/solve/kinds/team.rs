//! The people of a unit wherever they work, on some days.

use super::{Kind, some_days, some_unit};
use crate::solve::neighbourhood::{Neighbourhood, Region};

/// Its size is in days.
pub(super) const KIND: Kind = Kind {
    begin: 14.0,
    sizes: (7.0, 400.0),
    work: 30_000.0,
    by_columns: None,
    draw: |size, spot, dice, terrain, _| {
        let unit = some_unit(spot, dice, terrain)?;
        let people = terrain.people_of.get(&unit).cloned();
        let days = some_days(size as u32, spot, dice, terrain);
        Some(Neighbourhood::daily(Region { people, days: Some(days), units: None }))
    },
};
