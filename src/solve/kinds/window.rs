//! Everybody, on some days: moves people between units, posts and days.

use super::{Kind, some_days};
use crate::solve::neighbourhood::{Neighbourhood, Region};

/// Its size is in days.
pub(super) const KIND: Kind = Kind {
    begin: 10.0,
    sizes: (3.0, 35.0),
    work: 30_000.0,
    by_columns: None,
    draw: |size, spot, dice, terrain, _| {
        let days = some_days(size as u32, spot, dice, terrain);
        Some(Neighbourhood::daily(Region { days: Some(days), ..Region::default() }))
    },
};
