//! Small changes of who is on duty where and when, drawn at random.

use crate::{
    milp::{Lists, Tally},
    solve::{dice::Dice, terrain::Terrain},
};
use std::collections::{BTreeMap, BTreeSet};

/// The free decisions of a tally by person, place and day: a place is one unit's duty of one kind on one day, places that
/// differ only in their day are a series.
pub(super) struct Grid {
    person: Vec<u32>,
    place: Vec<u32>,
    /// Decisions of each place by rising person.
    of_place: Lists<u32>,
    day: Vec<u32>,
    series: Vec<u32>,
    of_series: Lists<u32>,
    days: u32,
    /// Decisions of each person and day.
    of_day: Lists<u32>,
}

impl Grid {
    /// The grid of the decisions among the free columns of a tally; none where there is none.
    pub(super) fn new(terrain: &Terrain<'_>, tally: &Tally) -> Option<Self> {
        let mut places: BTreeMap<(u32, u32, u32), BTreeSet<(u32, u32)>> = BTreeMap::new();
        for (column, block) in &terrain.daily {
            let Ok(node) = tally.free().binary_search(column) else { continue };
            if let (Some(unit), Some(kind), Some(day), Some(person)) = (block.unit, block.kind, block.day, block.person) {
                places.entry((unit, kind, day)).or_default().insert((person, node as u32));
            }
        }
        if places.is_empty() {
            return None;
        }
        let nodes = tally.free().len();
        let (mut person, mut place) = (vec![u32::MAX; nodes], vec![u32::MAX; nodes]);
        for (number, (who, node)) in places.values().enumerate().flat_map(|(number, nodes)| nodes.iter().map(move |one| (number, *one))) {
            (person[node as usize], place[node as usize]) = (who, number as u32);
        }
        let of_place: Vec<(usize, u32)> =
            places.values().enumerate().flat_map(|(number, nodes)| nodes.iter().map(move |(_, node)| (number, *node))).collect();
        let kinds: BTreeSet<(u32, u32)> = places.keys().map(|(unit, kind, _)| (*unit, *kind)).collect();
        let numbers: BTreeMap<(u32, u32), u32> = kinds.into_iter().zip(0..).collect();
        let series: Vec<u32> = places.keys().map(|(unit, kind, _)| numbers[&(*unit, *kind)]).collect();
        let day: Vec<u32> = places.keys().map(|(_, _, day)| *day).collect();
        let people = person.iter().filter(|person| **person != u32::MAX).max().map_or(0, |most| most + 1);
        let days = day.iter().max().map_or(0, |last| last + 1);
        let of_day: Vec<(usize, u32)> =
            of_place.iter().map(|(number, node)| ((person[*node as usize] * days + day[*number]) as usize, *node)).collect();
        Some(Self {
            of_series: Lists::new(numbers.len(), series.iter().zip(0..).map(|(series, place)| (*series as usize, place))),
            of_place: Lists::new(places.len(), of_place.into_iter()),
            of_day: Lists::new((people * days) as usize, of_day.into_iter()),
            person,
            place,
            day,
            series,
            days,
        })
    }

    /// Draws a change into `changes`; it is empty where the draw leads nowhere. What falls comes before what
    /// rises.
    pub(super) fn draw(&self, tally: &Tally, dice: &mut Dice, changes: &mut Vec<(u32, i64)>) {
        changes.clear();
        let place = dice.below(self.day.len() as u64) as u32;
        let is_drawn = match dice.below(100) {
            0..40 => self.replace(place, tally, dice, changes),
            40..65 => self.exchange_days(place, tally, dice, changes),
            65..85 => self.exchange_one(place, tally, dice, changes),
            85..95 => self.toggle(place, tally, dice, changes),
            _ => self.shift(place, tally, dice, changes),
        };
        if is_drawn.is_none() {
            changes.clear();
        }
        changes.sort_by_key(|(_, value)| *value);
    }

    fn one(dice: &mut Dice, of: &[u32]) -> Option<u32> {
        of.get(dice.below(of.len() as u64) as usize).copied()
    }

    /// One of those who are on duty at a place.
    fn on(&self, place: u32, tally: &Tally, dice: &mut Dice) -> Option<u32> {
        let is_on = |node: &&u32| tally.value(**node as usize) > 0;
        let nodes = self.of_place.of(place as usize);
        let number = nodes.iter().filter(is_on).count();
        nodes.iter().filter(is_on).nth(dice.below(number as u64) as usize).copied()
    }

    /// The decision of a person at a place.
    fn at(&self, person: u32, place: u32) -> Option<u32> {
        let nodes = self.of_place.of(place as usize);
        let position = nodes.binary_search_by_key(&person, |node| self.person[*node as usize]).ok()?;
        Some(nodes[position])
    }

    /// What a person does on a day.
    fn duties<'a>(&'a self, person: u32, day: u32, tally: &'a Tally) -> impl Iterator<Item = u32> + 'a {
        self.of_day.of((person * self.days + day) as usize).iter().copied().filter(|node| tally.value(*node as usize) > 0)
    }

    /// A duty of one goes to another, whose duties of the day the first takes.
    fn replace(&self, place: u32, tally: &Tally, dice: &mut Dice, changes: &mut Vec<(u32, i64)>) -> Option<()> {
        let from = self.on(place, tally, dice)?;
        let to = Self::one(dice, self.of_place.of(place as usize)).filter(|to| tally.value(*to as usize) == 0)?;
        changes.extend([(from, 0), (to, 1)]);
        self.hand_over(self.person[to as usize], self.person[from as usize], self.day[place as usize], tally, changes)
    }

    fn hand_over(&self, from: u32, to: u32, day: u32, tally: &Tally, changes: &mut Vec<(u32, i64)>) -> Option<()> {
        for duty in self.duties(from, day, tally) {
            let other = self.at(to, self.place[duty as usize])?;
            if tally.value(other as usize) == 0 {
                changes.extend([(duty, 0), (other, 1)]);
            }
        }
        Some(())
    }

    /// Two people exchange some days in a row.
    fn exchange_days(&self, place: u32, tally: &Tally, dice: &mut Dice, changes: &mut Vec<(u32, i64)>) -> Option<()> {
        let nodes = self.of_place.of(place as usize);
        let (one, other) = (self.person[Self::one(dice, nodes)? as usize], self.person[Self::one(dice, nodes)? as usize]);
        if one == other {
            return None;
        }
        let most = [2, 6, 20][dice.below(3) as usize];
        let first = self.day[place as usize];
        let last = (first + 2 + dice.below(most) as u32).min(self.days);
        for day in first..last {
            self.hand_over(one, other, day, tally, changes)?;
            self.hand_over(other, one, day, tally, changes)?;
        }
        Some(())
    }

    /// Two people exchange two duties of a series on different days: nobody has more or less of it.
    fn exchange_one(&self, place: u32, tally: &Tally, dice: &mut Dice, changes: &mut Vec<(u32, i64)>) -> Option<()> {
        let other = Self::one(dice, self.of_series.of(self.series[place as usize] as usize)).filter(|other| *other != place)?;
        let (one, another) = (self.on(place, tally, dice)?, self.on(other, tally, dice)?);
        let (first, second) = (self.person[one as usize], self.person[another as usize]);
        let (there, here) = (self.at(first, other)?, self.at(second, place)?);
        let is_free = first != second && tally.value(there as usize) == 0 && tally.value(here as usize) == 0;
        is_free.then(|| changes.extend([(one, 0), (another, 0), (there, 1), (here, 1)]))
    }

    /// Somebody comes, perhaps from what else that person does, or goes.
    fn toggle(&self, place: u32, tally: &Tally, dice: &mut Dice, changes: &mut Vec<(u32, i64)>) -> Option<()> {
        let node = Self::one(dice, self.of_place.of(place as usize))?;
        let is_off = tally.value(node as usize) == 0;
        if is_off && dice.below(2) == 0 {
            changes.extend(self.duties(self.person[node as usize], self.day[place as usize], tally).map(|duty| (duty, 0)));
        }
        changes.push((node, i64::from(is_off)));
        Some(())
    }

    /// A duty goes, or moves to another day.
    fn shift(&self, place: u32, tally: &Tally, dice: &mut Dice, changes: &mut Vec<(u32, i64)>) -> Option<()> {
        let from = self.on(place, tally, dice)?;
        changes.push((from, 0));
        if dice.below(2) == 0 {
            let other = Self::one(dice, self.of_series.of(self.series[place as usize] as usize))?;
            let to = self.at(self.person[from as usize], other).filter(|to| tally.value(*to as usize) == 0)?;
            changes.push((to, 1));
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::milp::{Block, Ledger, Program};
    use std::collections::BTreeMap;

    /// Two posts of one unit over a week, four people of whom the last can take the first post only; person, day, post.
    fn program() -> (Program, Vec<(u32, u32, u32)>) {
        let mut program = Program::default();
        let mut places = Vec::new();
        for (person, day, post) in itertools::iproduct!(0..4, 0..7, 0..2) {
            if (person, post) != (3, 1) {
                program.binary(format!("duty[{person},{day},{post}]"), Block::default().person(person).unit(0).day(day).kind(post));
                places.push((person as u32, day as u32, post as u32));
            }
        }
        (program, places)
    }

    #[test]
    fn every_change_is_one_that_can_be_and_all_kinds_are_drawn() {
        let (program, places) = program();
        let terrain = Terrain::new(&program);
        // The first post is taken by people in turn, the second by the next one.
        let values: Vec<i64> = places.iter().map(|(person, day, post)| i64::from((day + post) % 3 == *person)).collect();
        let ledger = Ledger::new(&program, &values);
        let mut tally = Tally::new(&program, &ledger, &terrain.costs, (0..values.len()).collect(), &|_, room| room);
        let grid = Grid::new(&terrain, &tally).expect("decisions");
        let (mut dice, mut changes) = (Dice::new(1), Vec::new());
        let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
        for _ in 0..5_000 {
            grid.draw(&tally, &mut dice, &mut changes);
            let columns: BTreeSet<u32> = changes.iter().map(|(node, _)| *node).collect();
            assert_eq!(columns.len(), changes.len(), "a decision twice: {changes:?}");
            assert!(changes.iter().all(|(node, value)| tally.value(*node as usize) != *value), "no change: {changes:?}");
            assert!(changes.is_sorted_by_key(|(_, value)| *value), "something rises before something falls: {changes:?}");
            let net = |key: fn(&(u32, u32, u32)) -> (u32, u32)| {
                let mut sums: BTreeMap<(u32, u32), i64> = BTreeMap::new();
                for (node, value) in &changes {
                    *sums.entry(key(&places[*node as usize])).or_default() += 2 * value - 1;
                }
                sums.values().all(|sum| *sum == 0)
            };
            let days: BTreeSet<u32> = changes.iter().map(|(node, _)| places[*node as usize].1).collect();
            let kind = match (changes.len(), net(|(_, day, post)| (*day, *post)), net(|(person, _, post)| (*person, *post))) {
                (0, ..) => "nothing",
                (_, true, true) => "two people exchange two days",
                (_, true, false) if days.len() == 1 => "somebody else comes",
                (_, true, false) => "days change hands",
                (2, false, true) => "another day",
                (1, ..) => "comes or goes",
                _ => "comes from elsewhere",
            };
            *seen.entry(kind).or_default() += 1;
            tally.change(&changes, i64::MAX);
        }
        assert_eq!(seen.len(), 7, "{seen:?}");
    }

    #[test]
    fn there_is_no_grid_where_nothing_is_to_be_decided() {
        let (program, places) = program();
        let ledger = Ledger::new(&program, &vec![0; places.len()]);
        let terrain = Terrain::new(&program);
        assert!(Grid::new(&terrain, &Tally::new(&program, &ledger, &terrain.costs, Vec::new(), &|_, room| room)).is_none());
    }
}
