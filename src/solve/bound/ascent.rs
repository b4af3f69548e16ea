//! Where to ask next: the volume algorithm (Barahona and Anbil, 2000). The answers so far are
//! averaged, recent ones counting more; the average breaks links, and parts disagree in it; prices
//! and shares move from the best point along that.

use crate::milp::{Matrix, Sense};
use crate::solve::parts::{Oracle, Point, Shares, Split};

/// Weight of the newest answers in the average.
const NEWEST: f64 = 0.2;
/// How much of the bound a step hopes to gain at first, as a part of it.
const HOPE: f64 = 0.005;

/// The state of the ascent.
pub(super) struct Ascent<'a> {
    matrix: &'a Matrix,
    split: &'a Split,
    best: Point,
    value: f64,
    /// Average answer of each part.
    average: Vec<Vec<f64>>,
    /// Average better end of the columns that are alone.
    alone: Vec<f64>,
    /// Length of a step, 1 at first.
    stride: f64,
}

impl<'a> Ascent<'a> {
    pub(super) fn new(matrix: &'a Matrix, split: &'a Split, point: Point, value: f64, shares: &Shares, oracle: &Oracle<'_>) -> Self {
        let average = split.parts.iter().map(|part| vec![0.0; part.columns.len()]).collect();
        let mut ascent = Self { matrix, split, best: point, value, average, alone: vec![0.0; matrix.columns.len()], stride: 1.0 };
        ascent.mix(1.0, shares, oracle);
        ascent
    }

    /// The next point to ask at; none where nothing pulls.
    pub(super) fn next(&self, shares: &Shares) -> Option<Point> {
        let mut mean = self.alone.clone();
        for (column, places) in self.split.places.iter().enumerate().filter(|(_, places)| !places.is_empty()) {
            mean[column] = places.iter().map(|(part, position)| self.average[*part][*position]).sum::<f64>() / places.len() as f64;
        }
        let mut step = Point { prices: vec![0.0; self.matrix.rows.len()], tilts: self.average.clone() };
        let mut slope = 0.0;
        for (number, row) in self.matrix.rows.iter().enumerate().filter(|(number, _)| self.split.keeper[*number].is_none()) {
            let excess = row.terms.iter().map(|(column, factor)| *factor as f64 * mean[*column]).sum::<f64>() - row.limit as f64;
            // Minutes and heads pull alike.
            let unit = row.terms.iter().map(|(_, factor)| factor.abs()).max().unwrap_or(1) as f64;
            let pull = excess / unit;
            let held = (row.sense == Sense::AtMost && shares.prices[number] == 0 && pull < 0.0) || (shares.full[number] && pull > 0.0);
            if !held {
                slope += pull * pull;
                step.prices[number] = pull / unit;
            }
        }
        for (part, tilts) in self.split.parts.iter().zip(&mut step.tilts) {
            for (column, tilt) in part.columns.iter().zip(tilts) {
                *tilt -= mean[*column];
                slope += *tilt * *tilt;
            }
        }
        if slope < 1e-9 {
            return None;
        }
        let length = self.stride * HOPE * self.value.abs().max(20.0) / slope;
        let move_by = |from: &[f64], by: &[f64]| -> Vec<f64> { from.iter().zip(by).map(|(from, by)| from + length * by).collect() };
        Some(Point {
            prices: move_by(&self.best.prices, &step.prices),
            tilts: self.best.tilts.iter().zip(&step.tilts).map(|(from, by)| move_by(from, by)).collect(),
        })
    }

    /// Learns what a point gave.
    pub(super) fn learn(&mut self, point: Point, value: f64, shares: &Shares, oracle: &Oracle<'_>) {
        if value > self.value {
            let hoped = value - self.value > 0.2 * HOPE * self.stride * self.value.abs();
            self.stride *= if hoped { 2.0 } else { 1.2 };
            (self.best, self.value) = (point, value);
        } else {
            self.stride *= 0.5;
        }
        self.mix(NEWEST, shares, oracle);
    }

    fn mix(&mut self, newest: f64, shares: &Shares, oracle: &Oracle<'_>) {
        for (average, answer) in self.average.iter_mut().zip(&oracle.answers) {
            for (average, value) in average.iter_mut().zip(answer.iter().flat_map(|answer| answer.values.first().into_iter().flatten())) {
                *average += newest * (*value as f64 - *average);
            }
        }
        for (column, best) in &shares.alone {
            self.alone[*column] += newest * (*best as f64 - self.alone[*column]);
        }
    }
}
