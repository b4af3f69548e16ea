//! The master program of column generation: what is known of the parts, as a linear program whose
//! prices say where to ask next.
//!
//! ```text
//! min  Σ cost λ + Σ cost alone + Σ (y + δ) over − Σ (y − δ) under
//!      Σ activity λ + Σ factor alone − over + under ≤ (or =) limit     for each link
//!      Σ λ = 1                                                         for each part
//! ```
//!
//! The columns `over` and `under` keep the price of a link within a wide `δ` of `y`, the first prices
//! known: the first answers may break links. What a column that is alone may break at its cost needs none.

use super::split::Split;
use crate::{
    engine::{Interrupt, Limits, LinearProgram, Relaxed},
    milp::{Matrix, Sense},
};
use std::collections::{BTreeMap, BTreeSet};

/// How far prices may be from the first ones, in the largest of those and of the costs.
const WIDE: f64 = 20.0;

/// What the answers so far say.
pub(in crate::solve) struct Master<'a> {
    matrix: &'a Matrix,
    split: &'a Split,
    program: LinearProgram,
    /// Rows that are links.
    links: Vec<usize>,
    /// For each column the links it stands in, by position in `links`, with its factor.
    uses: Vec<Vec<(usize, i64)>>,
    /// Columns `over` and `under` of links, and their row.
    stays: Vec<(usize, usize, usize)>,
    /// Answers it has: part and values.
    known: BTreeSet<(usize, Vec<i64>)>,
    /// The same in their order, with their position in the program.
    answers: Vec<(usize, Vec<i64>, usize)>,
    /// For each part what it is held to.
    held: Vec<Option<Vec<i64>>>,
    /// Weight of each answer.
    weights: Vec<f64>,
    /// Iterations of the simplex method.
    pub(in crate::solve) iterations: u64,
}

impl<'a> Master<'a> {
    /// None where parts share columns, or HiGHS takes no program.
    pub(in crate::solve) fn new(matrix: &'a Matrix, split: &'a Split, limits: &Limits, interrupt: &Interrupt) -> Option<Self> {
        if !split.is_apart() {
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
        let mut is_soft = vec![false; links.len()];
        for column in (0..matrix.columns.len()).filter(|column| split.places[*column].is_empty()) {
            let entry = matrix.columns[column];
            let pays = |(link, factor): &&(usize, i64)| *factor < 0 && entry.upper.is_none() && matrix.rows[links[*link]].sense == Sense::AtMost;
            uses[column].iter().filter(pays).for_each(|(link, _)| is_soft[*link] = true);
            let terms = uses[column].iter().map(|(link, factor)| (*link, *factor as f64));
            program.add(entry.cost as f64, entry.lower as f64, entry.upper.map(|upper| upper as f64), terms)?;
        }
        let mut stays = Vec::new();
        for (link, row) in links.iter().enumerate().filter(|(link, _)| !is_soft[*link]) {
            stays.push((program.add(0.0, 0.0, None, [(link, -1.0)])?, program.add(0.0, 0.0, None, [(link, 1.0)])?, *row));
        }
        let held = vec![None; split.parts.len()];
        let (known, answers, weights) = (BTreeSet::new(), Vec::new(), Vec::new());
        Some(Self { matrix, split, program, links, uses, stays, known, answers, held, weights, iterations: 0 })
    }

    /// Adds an answer of a part; gives whether it is new.
    pub(in crate::solve) fn add(&mut self, number: usize, values: &[i64]) -> Option<bool> {
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
        let is_open = self.held[number].as_ref().is_none_or(|held| held == values);
        let position = self.program.add(cost as f64, 0.0, (!is_open).then_some(0.0), links.chain([convexity]))?;
        self.answers.push((number, values.to_vec(), position));
        Some(true)
    }

    /// Answers that have some weight: part, values, weight.
    pub(in crate::solve) fn used(&self) -> impl Iterator<Item = (usize, &[i64], f64)> {
        let weights = self.weights.iter().copied().chain(std::iter::repeat(0.0));
        self.answers.iter().zip(weights).filter(|(_, weight)| *weight > 1e-6).map(|((part, values, _), weight)| (*part, values.as_slice(), weight))
    }

    /// Holds a part to one of its answers.
    pub(in crate::solve) fn hold(&mut self, number: usize, values: &[i64]) {
        for (_, _, position) in self.answers.iter().filter(|(part, answer, _)| *part == number && answer != values) {
            self.program.bound(*position, 0.0, Some(0.0));
        }
        self.held[number] = Some(values.to_vec());
    }

    /// What a part is held to.
    pub(in crate::solve) fn held(&self, number: usize) -> Option<&[i64]> {
        self.held[number].as_deref()
    }

    /// Keeps the price of each link not too far from the first ones, but so far that no cost is
    /// avoided by breaking a link.
    pub(in crate::solve) fn centre(&mut self, prices: &[f64]) {
        let costs = self.matrix.columns.iter().map(|entry| entry.cost.abs() as f64);
        let typical = prices.iter().map(|price| price.abs()).chain(costs).fold(1.0, f64::max);
        for (over, under, row) in &self.stays {
            self.program.price(*over, prices[*row] + WIDE * typical);
            self.program.price(*under, WIDE * typical - prices[*row]);
        }
    }

    /// The best prices of all rows by what is known, and the value they promise.
    pub(in crate::solve) fn solve(&mut self) -> Option<(Vec<f64>, f64)> {
        let (Relaxed { values, prices, objective }, iterations) = self.program.solve()?;
        self.iterations += iterations;
        self.weights = self.answers.iter().map(|(_, _, position)| values[*position]).collect();
        let mut all = vec![0.0; self.matrix.rows.len()];
        for (row, price) in self.links.iter().zip(prices) {
            all[*row] = price;
        }
        Some((all, objective + self.matrix.offset as f64))
    }
}
