//! The cheapest answer of a part, exactly, by walking its 0/1 columns in the order of their days.
//!
//! What the columns so far leave of each row is all that the rest has to know. A row that the rest
//! can no longer break is forgotten, and an excess that is certain is paid at once, so few
//! different states remain: a row over six days in which five may be worked remembers the length of
//! the run and nothing else. Of answers in the same state the cheapest is kept. No rule is named:
//! the states come from the rows alone, and a part with more of them than [`STATES`] is not walked.

use super::split::Part;
use crate::milp::{Matrix, Sense};
use std::collections::HashMap;

/// States kept in all.
const STATES: usize = 400_000;

/// A part that can be walked.
#[derive(Debug)]
pub(super) struct Walk {
    /// Columns in their order.
    steps: Vec<usize>,
    /// For each step, the rows that matter after it.
    open: Vec<Vec<usize>>,
    /// For each step, the rows its column stands in, with its factor: `(row, factor)`.
    touched: Vec<Vec<(usize, i64)>>,
    rows: Vec<Limit>,
}

/// A row without its slack.
#[derive(Clone, Copy, Debug)]
struct Limit {
    at_most: i64,
    equal: bool,
    /// Column that pays for an excess, and the unit it pays for; whether begun units count.
    slack: Option<(usize, i64, bool)>,
}

/// A state after a step.
struct Label {
    cost: i128,
    before: u32,
    taken: bool,
}

impl Walk {
    /// None for a part that is not made of 0/1 columns with days and slacks of single rows.
    pub(super) fn new(part: &Part) -> Option<Self> {
        let matrix = &part.matrix;
        let mut rows: Vec<Limit> =
            matrix.rows.iter().map(|row| Limit { at_most: row.limit, equal: row.sense == Sense::Equal, slack: None }).collect();
        let mut used: Vec<Vec<(usize, i64)>> = vec![Vec::new(); matrix.columns.len()];
        for (number, row) in matrix.rows.iter().enumerate() {
            for (column, factor) in &row.terms {
                used[*column].push((number, *factor));
            }
        }
        let mut steps = Vec::new();
        for (column, entry) in matrix.columns.iter().enumerate() {
            match (entry.upper, used[column].as_slice()) {
                (Some(1), _) if entry.lower == 0 => steps.push((part.days[column]?, column)),
                (None, [(row, factor)]) if entry.lower == 0 && *factor < 0 && !rows[*row].equal && rows[*row].slack.is_none() => {
                    rows[*row].slack = Some((column, -factor, entry.integer));
                }
                _ => return None,
            }
        }
        steps.sort_unstable();
        let steps: Vec<usize> = steps.into_iter().map(|(_, column)| column).collect();
        let mut walk = Self { touched: steps.iter().map(|column| used[*column].clone()).collect(), open: Vec::new(), steps, rows };
        walk.open = walk.open_rows();
        Some(walk)
    }

    fn open_rows(&self) -> Vec<Vec<usize>> {
        let mut span: Vec<Option<(usize, usize)>> = vec![None; self.rows.len()];
        for (step, touched) in self.touched.iter().enumerate() {
            for (row, _) in touched {
                span[*row] = Some((span[*row].map_or(step, |(first, _)| first), step));
            }
        }
        let within = |step: usize, row: &usize| span[*row].is_some_and(|(first, last)| first <= step && step < last);
        (0..self.steps.len()).map(|step| (0..self.rows.len()).filter(|row| within(step, row)).collect()).collect()
    }

    /// The cheapest answer and its cost at given costs; none if there are too many states or no
    /// answer. The cost is rounded down where a unit of an excess is no whole number of units.
    pub(super) fn cheapest(&self, part: &Part, costs: &[i64]) -> Option<(i128, Vec<i64>)> {
        let matrix = &part.matrix;
        let mut left: Vec<(i64, i64)> = matrix.rows.iter().map(|_| (0, 0)).collect();
        for (row, factor) in self.touched.iter().flatten() {
            left[*row].0 += factor.min(&0);
            left[*row].1 += factor.max(&0);
        }
        // Rows without a column are settled at once.
        let mut base = 0;
        for (row, limit) in self.rows.iter().enumerate().filter(|(row, _)| left[*row] == (0, 0)) {
            base += limit.settle(&mut limit.at_most.clone(), left[row], costs)?;
        }
        let mut labels: Vec<Vec<Label>> = Vec::with_capacity(self.steps.len());
        let mut states: Vec<Vec<i64>> = vec![Vec::new()];
        let (mut before, mut total): (Vec<usize>, usize) = (Vec::new(), 0);
        let mut costs_so_far: Vec<i128> = vec![base];
        let mut room: Vec<i64> = self.rows.iter().map(|row| row.at_most).collect();
        for (step, column) in self.steps.iter().enumerate() {
            for (row, factor) in &self.touched[step] {
                left[*row].0 -= factor.min(&0);
                left[*row].1 -= factor.max(&0);
            }
            let mut seen: HashMap<Vec<i64>, usize> = HashMap::new();
            let (mut next, mut next_states): (Vec<Label>, Vec<Vec<i64>>) = (Vec::new(), Vec::new());
            for (number, state) in states.iter().enumerate() {
                for taken in [false, true] {
                    for (row, _) in &self.touched[step] {
                        room[*row] = self.rows[*row].at_most;
                    }
                    for (row, value) in before.iter().zip(state) {
                        room[*row] = *value;
                    }
                    let mut cost = costs_so_far[number] + if taken { i128::from(costs[*column]) } else { 0 };
                    let settled = self.touched[step].iter().try_for_each(|(row, factor)| {
                        room[*row] -= if taken { *factor } else { 0 };
                        cost += self.rows[*row].settle(&mut room[*row], left[*row], costs)?;
                        Some(())
                    });
                    if settled.is_none() {
                        continue;
                    }
                    let state: Vec<i64> = self.open[step].iter().map(|row| room[*row]).collect();
                    let label = Label { cost, before: number as u32, taken };
                    if let Some(known) = seen.get(&state) {
                        if cost < next[*known].cost {
                            next[*known] = label;
                        }
                    } else {
                        seen.insert(state.clone(), next.len());
                        next.push(label);
                        next_states.push(state);
                    }
                }
            }
            total += next.len();
            if next.is_empty() || total > STATES {
                return None;
            }
            costs_so_far = next.iter().map(|label| label.cost).collect();
            labels.push(next);
            states = next_states;
            before.clone_from(&self.open[step]);
        }
        Some((*costs_so_far.iter().min()?, self.answer(matrix, &labels)))
    }

    /// Follows the cheapest last state back, and fills in the slacks.
    fn answer(&self, matrix: &Matrix, labels: &[Vec<Label>]) -> Vec<i64> {
        let mut values = vec![0; matrix.columns.len()];
        let mut at = labels.last().and_then(|last| (0..last.len()).min_by_key(|number| last[*number].cost)).unwrap_or(0);
        for (step, column) in self.steps.iter().enumerate().rev() {
            let label = &labels[step][at];
            values[*column] = i64::from(label.taken);
            at = label.before as usize;
        }
        for (limit, row) in self.rows.iter().zip(&matrix.rows) {
            if let Some((slack, per, _)) = limit.slack {
                let excess = row.terms.iter().map(|(column, factor)| factor * values[*column]).sum::<i64>() - row.limit;
                values[slack] = (excess.max(0) + per - 1) / per;
            }
        }
        values
    }
}

impl Limit {
    /// Pays what is certain, forgets what can no longer happen: `room` is what is left of the row,
    /// `rest` the least and the most that may still come. None if the row cannot hold.
    fn settle(self, room: &mut i64, rest: (i64, i64), costs: &[i64]) -> Option<i128> {
        if *room >= rest.1 && !self.equal {
            *room = rest.1;
            return Some(0);
        }
        if *room >= rest.0 && !(self.equal && *room > rest.1) {
            return Some(0);
        }
        let (slack, per, begun) = self.slack?;
        let (excess, price) = (rest.0 - *room, i128::from(costs[slack]));
        if rest.0 == rest.1 || !begun {
            // Nothing more can come, or every part of a unit is paid as it comes.
            *room = rest.0;
            return Some(if begun { price * i128::from((excess + per - 1) / per) } else { (price * i128::from(excess)).div_euclid(i128::from(per)) });
        }
        let units = excess / per;
        *room = rest.0 - (excess - units * per);
        Some(price * i128::from(units))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::milp::{Entry, Line};
    use proptest::prelude::*;

    /// A row over the decisions: factors, limit, whether it is an equality, unit and price of its slack.
    type Recipe = (Vec<(usize, i64)>, i64, bool, Option<(i64, i64)>);

    fn part(decisions: usize, recipes: &[Recipe]) -> Part {
        let mut part = Part::default();
        for column in 0..decisions {
            part.matrix.columns.push(Entry { lower: 0, upper: Some(1), cost: 0, integer: true });
            part.days.push(Some(column as u32 / 2));
        }
        for (terms, limit, equal, soft) in recipes {
            let mut terms: Vec<(usize, i64)> = terms.iter().map(|(column, factor)| (column % decisions, *factor)).collect();
            terms.sort_unstable();
            terms.dedup_by_key(|(column, _)| *column);
            let sense = if *equal && soft.is_none() { Sense::Equal } else { Sense::AtMost };
            if let Some((per, _)) = soft {
                terms.push((part.matrix.columns.len(), -per));
                part.matrix.columns.push(Entry { lower: 0, upper: None, cost: 0, integer: *per != 1 });
                part.days.push(None);
            }
            part.matrix.rows.push(Line { terms, sense, limit: *limit });
        }
        part.columns = (0..part.matrix.columns.len()).collect();
        part
    }

    /// Slacks filled in, what an answer costs; none if a row does not hold.
    fn price(part: &Part, values: &mut [i64], costs: &[i64]) -> Option<i128> {
        for row in &part.matrix.rows {
            let slack = row.terms.iter().find(|(column, _)| part.matrix.columns[*column].upper.is_none());
            if let Some((column, _)) = slack {
                values[*column] = 0;
            }
            let excess = row.terms.iter().map(|(column, factor)| factor * values[*column]).sum::<i64>() - row.limit;
            match slack {
                Some((column, factor)) => values[*column] = (excess.max(0) - factor - 1) / -factor,
                None if excess > 0 || (row.sense == Sense::Equal && excess != 0) => return None,
                None => {}
            }
        }
        Some(values.iter().zip(costs).map(|(value, cost)| i128::from(*value) * i128::from(*cost)).sum())
    }

    fn recipe() -> impl Strategy<Value = Recipe> {
        let factor = prop_oneof![-3..0_i64, 1..4_i64];
        let soft = prop::option::of((1..4_i64, 0..40_i64));
        (prop::collection::vec((0..64_usize, factor), 1..7), -3..4_i64, prop::bool::weighted(0.2), soft)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]
        #[test]
        fn the_walk_finds_what_trying_everything_finds(
            decisions in 1..9_usize,
            prices in prop::collection::vec(-30..30_i64, 9),
            recipes in prop::collection::vec(recipe(), 1..8),
        ) {
            let part = part(decisions, &recipes);
            let slacks = recipes.iter().filter_map(|recipe| recipe.3).map(|(_, price)| price);
            let costs: Vec<i64> = prices[..decisions].iter().copied().chain(slacks).collect();
            let best = (0..1_u32 << decisions).filter_map(|mask| {
                let mut values: Vec<i64> = (0..costs.len()).map(|column| i64::from(column < decisions && mask >> column & 1 == 1)).collect();
                price(&part, &mut values, &costs)
            });
            let best = best.min();
            let walked = Walk::new(&part).expect("decisions with days and slacks of single rows").cheapest(&part, &costs);
            prop_assert_eq!(walked.as_ref().map(|(cost, _)| *cost), best);
            if let Some((cost, mut values)) = walked {
                prop_assert_eq!(price(&part, &mut values, &costs), Some(cost));
            }
        }
    }
}
