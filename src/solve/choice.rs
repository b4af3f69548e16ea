//! Which kind of neighbourhood comes next, and how large: kinds that brought more for their work
//! lately get more of the work, none is forgotten; what closes easily grows, what does not close
//! shrinks. A spot where something is owed is tried less often each time nothing came of it.
//! Everything is counted in work, so the choice does not depend on the clock.

use super::{
    dice::Dice,
    kinds::{KINDS, Kind},
    neighbourhood::Neighbourhood,
    terrain::{Owed, Spot, Terrain},
};
use std::collections::BTreeMap;

/// Share of the work of the best kind that every kind gets at least.
const FLOOR: f64 = 0.05;
/// Weight of the latest neighbourhood in what is known of a kind.
const LATEST: f64 = 0.2;

/// What is known of a kind.
struct Record {
    kind: &'static Kind,
    /// Penalty saved per work lately.
    rate: f64,
    /// Work of one lately.
    work: f64,
    size: f64,
    /// How many were tried.
    tried: u32,
}

/// What one neighbourhood brought.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lesson {
    /// Penalty saved.
    pub(super) gain: i64,
    /// Work done.
    pub(super) work: u64,
    /// Nothing better is in it.
    pub(super) closed: bool,
    /// Work that was allowed.
    pub(super) allowed: u64,
}

/// Chooses neighbourhoods.
pub(super) struct Choice {
    dice: Dice,
    records: Vec<Record>,
    /// How often nothing came of a spot.
    tries: BTreeMap<Spot, i64>,
}

/// A neighbourhood, and what it is learned from.
pub(super) struct Draw {
    pub(super) neighbourhood: Option<Neighbourhood>,
    /// Position of its kind.
    kind: usize,
    spot: Spot,
    /// For what the neighbourhood leaves to chance.
    pub(super) seed: u32,
}

impl Choice {
    /// Of the kinds for whole horizons that a program allows: `by_columns` says whether column
    /// generation is one of them.
    pub(super) fn new(seed: u32, by_columns: bool) -> Self {
        // Every kind is thought good until it has been tried.
        let record = |kind: &'static Kind| Record { kind, rate: 1.0, work: kind.work, size: kind.begin, tried: 0 };
        let fits = |kind: &&'static Kind| kind.by_columns.is_none_or(|needed| needed == by_columns);
        Self { dice: Dice::new(seed), records: KINDS.into_iter().filter(fits).map(record).collect(), tries: BTreeMap::new() }
    }

    /// The next neighbourhood; none if its kind finds nothing to free.
    pub(super) fn next(&mut self, terrain: &Terrain<'_>, owed: &Owed) -> Draw {
        let best = self.records.iter().map(|record| record.rate).fold(1e-9, f64::max);
        let weight = |record: &Record| (1e9 * (record.rate / best).max(FLOOR) / record.work) as i64;
        let weights: Vec<(usize, i64)> = self.records.iter().map(weight).enumerate().collect();
        let kind = self.dice.pick(&weights, 1).unwrap_or(0);
        let spots: Vec<(Spot, i64)> = owed.spots.iter().map(|(spot, price)| (*spot, price / (1 + self.tries.get(spot).unwrap_or(&0)))).collect();
        let spot = self.dice.pick(&spots, 1).unwrap_or_default();
        let record = &self.records[kind];
        let neighbourhood = (record.kind.draw)(record.size, spot, &mut self.dice, terrain, owed);
        Draw { neighbourhood, kind, spot, seed: self.dice.below(1 << 32) as u32 }
    }

    pub(super) fn learn(&mut self, draw: &Draw, lesson: Lesson) {
        if lesson.gain == 0 {
            *self.tries.entry(draw.spot).or_default() += 1;
        }
        let record = &mut self.records[draw.kind];
        let work = lesson.work as f64 + 1.0;
        // The first ones count alike.
        let latest = LATEST.max(1.0 / f64::from(record.tried + 1));
        record.tried += 1;
        record.rate += latest * (lesson.gain as f64 / work - record.rate);
        record.work += latest * (work - record.work);
        record.size *= match lesson {
            Lesson { closed: false, .. } => 0.85,
            Lesson { work, allowed, .. } if work < allowed / 4 => 1.3,
            _ => 1.05,
        };
        let (least, most) = record.kind.sizes;
        record.size = record.size.clamp(least, most);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: usize) -> Draw {
        Draw { neighbourhood: None, kind, spot: Spot::default(), seed: 0 }
    }

    fn often(choice: &mut Choice, number: usize) -> usize {
        let program = crate::milp::Program::default();
        let (terrain, owed) = (Terrain::new(&program), Owed::default());
        (0..1000).filter(|_| choice.next(&terrain, &owed).kind == number).count()
    }

    #[test]
    fn a_kind_that_brings_more_comes_more_often_and_the_others_are_not_forgotten() {
        let mut choice = Choice::new(1, true);
        for number in 0..choice.records.len() {
            for _ in 0..30 {
                let gain = if number == 1 { 500 } else { 0 };
                choice.learn(&of(number), Lesson { gain, work: 1000, closed: true, allowed: 1000 });
            }
        }
        assert!(often(&mut choice, 1) > 700);
        assert!(often(&mut choice, 0) > 10);
    }

    #[test]
    fn what_closes_easily_grows_and_what_does_not_close_shrinks_within_limits() {
        let mut choice = Choice::new(1, true);
        choice.learn(&of(0), Lesson { gain: 0, work: 10, closed: true, allowed: 1000 });
        assert!(choice.records[0].size > choice.records[0].kind.begin);
        for _ in 0..100 {
            choice.learn(&of(0), Lesson { gain: 0, work: 1000, closed: false, allowed: 1000 });
        }
        assert!((choice.records[0].size - choice.records[0].kind.sizes.0).abs() < 1e-9);
    }

    #[test]
    fn a_kind_is_judged_by_its_first_results_and_not_by_hope() {
        let mut choice = Choice::new(1, true);
        choice.learn(&of(0), Lesson { gain: 0, work: 1000, closed: true, allowed: 1000 });
        assert!(choice.records[0].rate.abs() < 1e-9);
        choice.learn(&of(0), Lesson { gain: 1001, work: 1000, closed: true, allowed: 1000 });
        assert!((choice.records[0].rate - 0.5).abs() < 1e-9);
    }
}
