//! Prices of links and shares of costs: as numbers to search in, and as exact integers to prove
//! with.

use super::split::Split;
use crate::milp::{Matrix, Sense};

/// Prices and costs are whole multiples of `2^-BITS`.
pub(in crate::solve) const BITS: u32 = 20;
/// A cost at most this large, in those units, is exact in a double.
const EXACT: i128 = 1 << 53;
/// Rounds of lowering prices until no column can fall without end.
const ROUNDS: usize = 20;

/// Where to ask, as numbers that nothing is proven with.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::solve) struct Point {
    /// Price of each row of the portion; of rows within parts it is not read.
    pub(in crate::solve) prices: Vec<f64>,
    /// For each part and column, what the part bears of the column's reduced cost beyond an equal
    /// share; over the parts of a column it adds up to 0.
    pub(in crate::solve) tilts: Vec<Vec<f64>>,
}

impl Point {
    /// From prices of all rows. Those of rows within parts say how the cost of a column is shared:
    /// each part takes what makes the column's reduced cost there the same in all.
    pub(in crate::solve) fn new(matrix: &Matrix, split: &Split, prices: Vec<f64>) -> Self {
        let mut tilts: Vec<Vec<f64>> = split.parts.iter().map(|part| vec![0.0; part.columns.len()]).collect();
        for ((row, keeper), price) in matrix.rows.iter().zip(&split.keeper).zip(&prices) {
            let Some(keeper) = keeper else { continue };
            for (column, factor) in &row.terms {
                let places = &split.places[*column];
                let amount = price * *factor as f64;
                for (part, position) in places {
                    tilts[*part][*position] += amount / places.len() as f64 - if part == keeper { amount } else { 0.0 };
                }
            }
        }
        Self { prices, tilts }
    }
}

/// What a point makes of a split, in units of `2^-BITS`: nothing is lost or gained, whatever the
/// point was.
#[derive(Debug, Default)]
pub(in crate::solve) struct Shares {
    /// Cost of each column of each part: over the parts a column is in they add up to its reduced
    /// cost.
    pub(in crate::solve) costs: Vec<Vec<i64>>,
    /// What does not depend on any part: the portion's offset, `−Σ price × limit`, and the better
    /// end of the columns that are alone.
    pub(in crate::solve) constant: i128,
    /// Prices it was made with; 0 for rows that are no link.
    pub(in crate::solve) prices: Vec<i64>,
    /// Columns that are alone, and their better end.
    pub(in crate::solve) alone: Vec<(usize, i64)>,
    /// Links whose price cannot rise.
    pub(in crate::solve) full: Vec<bool>,
}

impl Shares {
    /// The nearest usable prices and shares to a point: rounded, the prices of rows `≤` at least 0,
    /// and lowered until no column without an upper limit has a negative cost. None if that
    /// cannot be had.
    pub(in crate::solve) fn new(matrix: &Matrix, split: &Split, point: &Point) -> Option<Self> {
        let mut links = Links::new(matrix, split, &point.prices);
        links.lower_all()?;
        let mut shares = Self { costs: split.parts.iter().map(|part| vec![0; part.columns.len()]).collect(), ..Self::default() };
        let limits = links.prices.iter().zip(&matrix.rows);
        shares.constant = (i128::from(matrix.offset) << BITS) - limits.map(|(price, row)| i128::from(*price) * i128::from(row.limit)).sum::<i128>();
        shares.full = vec![false; matrix.rows.len()];
        for (column, places) in split.places.iter().enumerate() {
            let (reduced, entry) = (links.reduced(column), matrix.columns[column]);
            if entry.upper.is_none() && reduced < 1 << (BITS - 10) {
                links.uses[column].iter().filter(|(_, factor)| *factor < 0).for_each(|(row, _)| shares.full[*row] = true);
            }
            let Some(((last, position), others)) = places.split_last() else {
                let best = if reduced >= 0 { entry.lower } else { entry.upper? };
                shares.constant += reduced * i128::from(best);
                shares.alone.push((column, best));
                continue;
            };
            let mut left = reduced;
            for (part, position) in others {
                let mut share = reduced / places.len() as i128 + i128::from(units(point.tilts[*part][*position]));
                if entry.upper.is_none() {
                    share = share.clamp(0, left);
                }
                shares.costs[*part][*position] = exact(share)?;
                left -= share;
            }
            shares.costs[*last][*position] = exact(left)?;
        }
        shares.prices = links.prices;
        Some(shares)
    }
}

/// Prices of the links in exact integers.
struct Links<'a> {
    matrix: &'a Matrix,
    /// For each column the links it stands in, with its factor.
    uses: Vec<Vec<(usize, i64)>>,
    prices: Vec<i64>,
}

impl<'a> Links<'a> {
    fn new(matrix: &'a Matrix, split: &Split, wanted: &[f64]) -> Self {
        let mut uses = vec![Vec::new(); matrix.columns.len()];
        let mut prices = vec![0; matrix.rows.len()];
        for (number, row) in matrix.rows.iter().enumerate().filter(|(number, _)| split.keeper[*number].is_none()) {
            prices[number] = units(wanted[number]);
            if row.sense == Sense::AtMost {
                prices[number] = prices[number].max(0);
            }
            for (column, factor) in &row.terms {
                uses[*column].push((number, *factor));
            }
        }
        Self { matrix, uses, prices }
    }

    fn lower_all(&mut self) -> Option<()> {
        let endless: Vec<usize> = (0..self.uses.len()).filter(|column| self.matrix.columns[*column].upper.is_none()).collect();
        for _ in 0..ROUNDS {
            let mut sound = true;
            for column in &endless {
                sound &= !self.lower(*column);
            }
            if sound {
                return Some(());
            }
        }
        None
    }

    /// Shrinks what makes a column's reduced cost negative; gives whether it was.
    fn lower(&mut self, column: usize) -> bool {
        let reduced = self.reduced(column);
        if reduced >= 0 {
            return false;
        }
        let part = |price: i64, factor: i64| i128::from(price) * i128::from(factor);
        let negative: i128 = self.uses[column].iter().map(|(row, factor)| part(self.prices[*row], *factor).min(0)).sum();
        let rest = (reduced - negative).max(0);
        for (row, factor) in &self.uses[column] {
            let price = &mut self.prices[*row];
            if part(*price, *factor) < 0 {
                // Towards 0: the sum of what is negative becomes at most `rest`.
                *price = (i128::from(*price) * rest / -negative) as i64;
            }
        }
        true
    }

    /// `cost + Σ price × factor` over the links of a column.
    fn reduced(&self, column: usize) -> i128 {
        let links: i128 = self.uses[column].iter().map(|(row, factor)| i128::from(self.prices[*row]) * i128::from(*factor)).sum();
        (i128::from(self.matrix.columns[column].cost) << BITS) + links
    }
}

/// Units of `2^-BITS` as a number.
pub(in crate::solve) fn number(units: i128) -> f64 {
    units as f64 / f64::from(1_u32 << BITS)
}

/// The nearest number of units; 0 for what no price can be.
fn units(number: f64) -> i64 {
    let scaled = (number * f64::from(1_u32 << BITS)).round();
    if scaled.abs() < 1e15 { scaled as i64 } else { 0 }
}

fn exact(share: i128) -> Option<i64> {
    (share.abs() <= EXACT).then_some(share as i64)
}
