//! What a few people do for whole weeks, with the duties of the units they come from and go to.

use super::{Kind, some_days};
use crate::solve::neighbourhood::{Neighbourhood, Region, Weekly};
use std::collections::BTreeSet;

/// Days after the last week: rest and rolling weeks reach beyond it.
const AFTER: u32 = 3;

/// Its size is in people; two more weeks are free for each of them.
pub(super) const KIND: Kind = Kind {
    begin: 1.0,
    sizes: (1.0, 12.0),
    work: 400_000.0,
    by_columns: None,
    draw: |size, spot, dice, terrain, owed| {
        let there = spot.unit.and_then(|unit| terrain.people_of.get(&unit));
        let near = |person: &&u32| spot.person.map_or_else(|| there.is_none_or(|there| there.contains(person)), |one| **person == one);
        let mut people: Vec<(u32, i64)> = terrain.rivals.keys().filter(near).map(|person| (*person, owed.by(*person))).collect();
        if people.is_empty() {
            people = terrain.rivals.keys().map(|person| (*person, owed.by(*person))).collect();
        }
        let first = dice.pick(&people, 50)?;
        let rivals: Vec<(u32, i64)> = terrain.rivals.get(&first)?.iter().map(|person| (*person, owed.by(*person))).collect();
        let others = dice.pick_several(&rivals, 50, size as usize);
        let people: BTreeSet<u32> = others.into_iter().chain([first]).collect();
        let units = people.iter().filter_map(|person| terrain.units_of.get(person)).flatten().copied().collect();
        let weeks = terrain.days / 7;
        let span = (2 + 2 * size as u32).min(weeks);
        let begin = some_days(span * 7, spot, dice, terrain).start.div_ceil(7).min(weeks - span);
        let days = begin * 7..(begin + span) * 7 + AFTER;
        Some(Neighbourhood {
            daily: Region { units: Some(units), days: Some(days), people: None },
            weekly: Some(Weekly { people, weeks: begin..begin + span }),
            ..Neighbourhood::default()
        })
    },
};
