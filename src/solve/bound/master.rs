//! The master program of column generation: what is known of the parts, as a linear program whose
//! prices say where to ask next.
//!
//! ```text
//! min  Σ cost λ + Σ cost alone + Σ (y + δ) over − Σ (y − δ) under
//!      Σ activity λ + Σ factor alone − over + under ≤ (or =) limit     for each link
//!      Σ λ = 1                                                         for each part
//! ```
//!
//! The columns `over` and `under` keep the price of a link within `δ` of a centre `y`: few answers
//! are known at first, and without them the prices would swing from one end to the other.

use super::split::Split;
use crate::{
    engine::{Interrupt, Limits, LinearProgram, Relaxed},
    milp::{Matrix, Sense},
};
use std::collections::{BTreeMap, BTreeSet};

/// What the answers so far say.
pub(super) struct Master<'a> {
    matrix: &'a Matrix,
    split: &'a Split,
    program: LinearProgram,
    /// Rows that are links.
    links: Vec<usize>,
    /// For each column the links it stands in, by position in `links`, with its factor.
    uses: Vec<Vec<(usize, i64)>>,
    /// Columns `over` and `under` of each link.
    stays: Vec<(usize, usize)>,
    /// Answers it has: part and values.
    known: BTreeSet<(usize, Vec<i64>)>,
}

impl<'a> Master<'a> {
    /// None where parts share columns, or HiGHS takes no program.
    pub(super) fn new(matrix: &'a Matrix, split: &'a Split, limits: &Limits, interrupt: &Interrupt) -> Option<Self> {
        if split.places.iter().any(|places| places.len() > 1) {
            return None;
        }
        let links: Vec<usize> = (0..matrix.rows.len()).filter(|row| split.keeper[*row].is_none()).collect();
        let mut uses = vec![Vec::new(); matrix.columns.len()];
        for (link, row) in links.iter().enumerate() {
            for (column, factor) in &matrix.rows[*row].terms {
                uses[*column].push((link, *factor));
            }
        }
        let limit = |row: &usize| (matrix.rows[*row].sense, matrix.rows[*row].limit as f64);
        let rows: Vec<(Sense, f64)> = links.iter().map(limit).chain(split.parts.iter().map(|_| (Sense::Equal, 1.0))).collect();
        let mut program = LinearProgram::new(&rows, limits, interrupt)?;
        for column in (0..matrix.columns.len()).filter(|column| split.places[*column].is_empty()) {
            let entry = matrix.columns[column];
            let terms = uses[column].iter().map(|(link, factor)| (*link, *factor as f64));
            program.add(entry.cost as f64, entry.lower as f64, entry.upper.map(|upper| upper as f64), terms)?;
        }
        let mut stays = Vec::with_capacity(links.len());
        for link in 0..links.len() {
            stays.push((program.add(0.0, 0.0, None, [(link, -1.0)])?, program.add(0.0, 0.0, None, [(link, 1.0)])?));
        }
        Some(Self { matrix, split, program, links, uses, stays, known: BTreeSet::new() })
    }

    /// Adds an answer of a part; gives whether it is new.
    pub(super) fn add(&mut self, number: usize, values: &[i64]) -> Option<bool> {
        if !self.known.insert((number, values.to_vec())) {
            return Some(false);
        }
        let part = &self.split.parts[number];
        let mut activity = BTreeMap::new();
        let mut cost = 0;
        for (column, value) in part.columns.iter().zip(values).filter(|(_, value)| **value != 0) {
            cost += self.matrix.columns[*column].cost * value;
            for (link, factor) in &self.uses[*column] {
                *activity.entry(*link).or_insert(0) += factor * value;
            }
        }
        let links = activity.into_iter().filter(|(_, sum)| *sum != 0).map(|(link, sum)| (link, sum as f64));
        let convexity = (self.links.len() + number, 1.0);
        self.program.add(cost as f64, 0.0, None, links.chain([convexity]))?;
        Some(true)
    }

    /// Keeps the price of each link within its reach of a centre: `width` times a part of itself
    /// and of what prices are like here.
    pub(super) fn centre(&mut self, prices: &[f64], width: f64) {
        let typical = prices.iter().map(|price| price.abs()).fold(1.0, f64::max) / 20.0;
        for ((over, under), row) in self.stays.iter().zip(&self.links) {
            let reach = width * (typical + prices[*row].abs() / 5.0);
            self.program.price(*over, prices[*row] + reach);
            self.program.price(*under, reach - prices[*row]);
        }
    }

    /// The best prices of all rows by what is known, the value they promise, and whether nothing
    /// holds them back.
    pub(super) fn solve(&mut self) -> Option<(Vec<f64>, f64, bool)> {
        let Relaxed { values, prices, objective } = self.program.solve()?;
        let mut all = vec![0.0; self.matrix.rows.len()];
        for (row, price) in self.links.iter().zip(prices) {
            all[*row] = price;
        }
        let free = self.stays.iter().all(|(over, under)| values[*over] < 1e-7 && values[*under] < 1e-7);
        Some((all, objective + self.matrix.offset as f64, free))
    }
}
