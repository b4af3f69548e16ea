//! The cheapest answer of a part, by walking its days.
//!
//! Short rows are in a graph of days (`graph`). Long rows are counted along the way, and have a price
//! `μ ≥ 0` each: with `r` left of a row `a x ≤ b`, nothing that follows costs less than
//!
//! ```text
//! min { Σ (c + μ a) x  over paths of the graph }  −  μ r
//! ```
//!
//! (a slack that costs `p` a unit keeps `μ ≤ p / unit`). Prices are raised until this promises
//! much (`promise`). Rows over duties of different lengths, such as the hours of a quarter, are then
//! counted exactly in place of their prices (`counters`), and labels go forward day by day
//! (`forward`), those that promise least first, and those that promise no better than what is known
//! are left out. The bound is the least of what was found and what was left out: exact where nothing
//! better was left out, and true always. No rule is named: all follows from the rows alone.

mod counters;
mod forward;
mod graph;
mod limit;
mod promise;

use crate::milp::{Matrix, Sense};
use counters::Counters;
use graph::{Graph, Pay};
use limit::Limit;
use std::collections::BTreeMap;

/// Labels of a day that go forward.
const NARROW: usize = 40;
/// The same where that found nothing.
const BROAD: usize = 400;
/// The same of a walk that means to be exact.
const WIDE: usize = 4_000;
/// Rounds in which prices of long rows are raised: the first time, and from earlier prices.
const FIRST: usize = 25;
const AGAIN: usize = 8;
/// Rows over fewer days are in the graph: tried in this order, as long as it is not too large.
const SPANS: [usize; 10] = [1, 2, 3, 5, 7, 10, 14, 21, 35, usize::MAX];
/// Answers given at most.
const ANSWERS: usize = 3;
/// Costs and what they add up to stay below this.
const LARGEST: i128 = 1 << 58;

/// A part that can be walked.
#[derive(Debug)]
pub(in crate::solve) struct Walk {
    limits: Vec<Limit>,
    graph: Graph,
    /// Long rows.
    long: Vec<Long>,
    /// What the days do with long rows.
    days: Vec<LongDay>,
    /// What is paid for long rows whatever is decided: for those that are counted exactly, and for the others.
    surely: Vec<Pay>,
    always: Vec<Pay>,
    counters: Counters,
}

/// A long row.
#[derive(Debug)]
struct Long {
    limit: Limit,
    /// What is left of it before the first day.
    begin: i64,
    /// Largest factor.
    scale: i64,
    /// The most that can be taken or given back.
    reach: i64,
}

/// A day as long rows see it.
#[derive(Debug, Default)]
struct LongDay {
    /// What each set of decisions takes of them, and of those that are not counted exactly: only these are meant below.
    uses: Vec<Vec<(usize, i64)>>,
    others: Vec<Vec<(usize, i64)>>,
    /// Those that begin on the day.
    begun: Vec<usize>,
    /// Those begun and not ended before the day is over.
    during: Vec<usize>,
    /// Those begun and not ended after the day.
    open: Vec<usize>,
    /// For each node after the day the least and the most that may still come of each of `during`.
    rest: Vec<Vec<(i64, i64)>>,
}

/// The least and the most that may come of each long row; none where there is no way.
type Reach = Option<Vec<(i64, i64)>>;

/// What a walk found.
#[derive(Clone, Debug, Default)]
pub(in crate::solve) struct Found {
    /// No answer is cheaper.
    pub(in crate::solve) bound: i64,
    /// Answers, the cheapest first: cost, and value of each column.
    pub(in crate::solve) answers: Vec<(i64, Vec<i64>)>,
    /// Prices of the long rows, to begin with the next time.
    pub(in crate::solve) guide: Vec<i64>,
    /// Arcs looked at.
    pub(in crate::solve) work: u64,
}

impl Found {
    /// Keeps an answer if it is new and among the cheapest.
    fn take(&mut self, cost: i64, values: Vec<i64>) {
        if self.answers.iter().all(|(_, known)| *known != values) {
            self.answers.push((cost, values));
            self.answers.sort_by_key(|(cost, _)| *cost);
            self.answers.truncate(ANSWERS);
        }
    }
}

impl Walk {
    /// None for a part that is not made of 0/1 columns with days and slacks of single rows, or that
    /// has too many of them a day, or no answer.
    pub(super) fn new(matrix: &Matrix, days_of: &[Option<u32>]) -> Option<Self> {
        Self::with_spans(matrix, days_of, &SPANS)
    }

    /// The same with rows of fewer days than the last of some rising spans in the graph up to which it
    /// is not too large.
    fn with_spans(matrix: &Matrix, days_of: &[Option<u32>], spans: &[usize]) -> Option<Self> {
        let mut limits: Vec<Limit> =
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
                (Some(1), _) if entry.lower == 0 => steps.push((days_of[column]?, column)),
                (None, [(row, factor)]) if entry.lower == 0 && *factor < 0 && !limits[*row].equal && limits[*row].slack.is_none() => {
                    limits[*row].slack = Some((column, -factor, entry.integer));
                }
                _ => return None,
            }
        }
        steps.sort_unstable();
        let days: Vec<Vec<usize>> = steps.chunk_by(|a, b| a.0 == b.0).map(|day| day.iter().map(|(_, column)| *column).collect()).collect();
        let graph = Graph::new(matrix, &limits, &days, spans)?;
        let mut walk =
            Self { limits, graph, long: Vec::new(), days: Vec::new(), surely: Vec::new(), always: Vec::new(), counters: Counters::default() };
        walk.count(&used)?;
        Some(walk)
    }

    /// What the days do with long rows; none if one can never hold.
    fn count(&mut self, used: &[Vec<(usize, i64)>]) -> Option<()> {
        let place = |row: &usize| self.graph.long.binary_search(row).ok();
        let rows = self.graph.long.len();
        let uses = |set: &Vec<usize>| {
            let mut sum: BTreeMap<usize, i64> = BTreeMap::new();
            for (row, factor) in set.iter().flat_map(|column| &used[*column]) {
                if let Some(row) = place(row) {
                    *sum.entry(row).or_insert(0) += factor;
                }
            }
            sum.into_iter().collect()
        };
        self.days = self.graph.days.iter().map(|day| LongDay { uses: day.sets.iter().map(uses).collect(), ..LongDay::default() }).collect();
        let mut span: Vec<Option<(usize, usize)>> = vec![None; rows];
        let mut scale = vec![1; rows];
        for (day, long) in self.days.iter().enumerate() {
            for (row, factor) in long.uses.iter().flatten() {
                span[*row] = Some((span[*row].map_or(day, |(first, _)| first), day));
                scale[*row] = scale[*row].max(factor.abs());
            }
        }
        let reach = self.reach(rows);
        let all = reach[0].first().cloned().flatten()?;
        let limits: Vec<Limit> = self.graph.long.iter().map(|row| self.limits[*row]).collect();
        let uses: Vec<&[Vec<(usize, i64)>]> = self.days.iter().map(|day| day.uses.as_slice()).collect();
        self.counters = Counters::new(&self.graph, &limits, &uses, &all);
        let is_other = |row: &usize| self.counters.counted.binary_search(row).is_err();
        let spans = |row: &usize, day: usize| is_other(row) && span[*row].is_some_and(|(first, last)| first <= day && day <= last);
        for (day, long) in self.days.iter_mut().enumerate() {
            long.others = long.uses.iter().map(|uses| uses.iter().filter(|(row, _)| is_other(row)).copied().collect()).collect();
            long.begun = (0..rows).filter(|row| is_other(row) && span[*row].is_some_and(|(first, _)| first == day)).collect();
            long.during = (0..rows).filter(|row| spans(row, day)).collect();
            long.open = (0..rows).filter(|row| spans(row, day) && spans(row, day + 1)).collect();
            let of_during = |ranges: &Reach| match ranges {
                Some(ranges) => long.during.iter().map(|row| ranges[*row]).collect(),
                None => Vec::new(),
            };
            long.rest = reach[day + 1].iter().map(of_during).collect();
        }
        for (number, limit) in limits.into_iter().enumerate() {
            let mut begin = limit.at_most;
            let pay = limit.settle(&mut begin, all[number]).ok()?;
            let pays = if is_other(&number) { &mut self.always } else { &mut self.surely };
            pays.extend(pay);
            self.long.push(Long { limit, begin, scale: scale[number], reach: all[number].1.abs().max(all[number].0.abs()) });
        }
        Some(())
    }

    /// The least and the most that the days may take of each long row, from each node before each day and after the last.
    fn reach(&self, rows: usize) -> Vec<Vec<Reach>> {
        let nodes = self.graph.days.last().map_or(1, |day| day.nodes);
        let mut reach: Vec<Vec<Reach>> = vec![vec![Some(vec![(0, 0); rows]); nodes]];
        for (day, long) in self.graph.days.iter().zip(&self.days).rev() {
            let after = &reach[reach.len() - 1];
            let from = |arcs: &std::ops::Range<u32>| {
                let mut best: Reach = None;
                for arc in &day.arcs[arcs.start as usize..arcs.end as usize] {
                    let Some(rest) = &after[arc.to as usize] else { continue };
                    let mut range = rest.clone();
                    for (row, factor) in &long.uses[arc.set as usize] {
                        range[*row] = (range[*row].0 + factor, range[*row].1 + factor);
                    }
                    best = Some(match best {
                        None => range,
                        Some(best) => best.iter().zip(&range).map(|(a, b)| (a.0.min(b.0), a.1.max(b.1))).collect(),
                    });
                }
                best
            };
            let before = day.from.iter().map(from).collect();
            reach.push(before);
        }
        reach.reverse();
        reach
    }

    /// The cheapest answers at given costs, beginning with the prices of long rows that an earlier
    /// walk left and what it found. What does not mean to be exact is faster. None if costs are too large to be added up, or nothing is
    /// known of the part in the end.
    pub(in crate::solve) fn cheapest(&self, matrix: &Matrix, costs: &[i64], before: Option<&Found>, is_exact: bool) -> Option<Found> {
        self.within(matrix, costs, before, is_exact, &[NARROW, BROAD, WIDE])
    }

    /// The same with so many labels of a day in the first walk and in the one that means to be exact.
    fn within(&self, matrix: &Matrix, costs: &[i64], before: Option<&Found>, is_exact: bool, widths: &[usize]) -> Option<Found> {
        let priced = promise::Priced::new(self, costs)?;
        let mut found = Found { guide: before.map_or_else(|| vec![0; self.long.len()], |before| before.guide.clone()), ..Found::default() };
        let cost = |values: &[i64]| values.iter().zip(costs).map(|(value, cost)| value * cost).sum::<i64>();
        for (_, values) in before.into_iter().flat_map(|before| &before.answers) {
            found.take(cost(values), values.clone());
        }
        let (promised, sets) = promise::raise(self, &priced, &mut found, if before.is_some() { AGAIN } else { FIRST });
        for sets in sets {
            let values = self.values(matrix, &sets);
            found.take(cost(&values), values);
        }
        let least = |found: &Found| found.answers.first().map_or(i64::MAX, |(cost, _)| *cost);
        let mut bound = promised.root;
        if bound >= least(&found) {
            found.bound = least(&found);
            return Some(found);
        }
        let promised = self.counters.promise(self, &priced, &found.guide);
        found.work += promised.work;
        bound = bound.max(promised.root);
        for (number, width) in widths.iter().enumerate() {
            if bound >= least(&found) || (number > 0 && !is_exact && !found.answers.is_empty()) {
                break;
            }
            let (end, left_out) = forward::walk(self, &priced, &promised, &mut found, *width);
            if let Some((cost, sets)) = end {
                let values = self.values(matrix, &sets);
                found.take(cost, values);
            }
            bound = bound.max(left_out.min(least(&found)));
        }
        if bound == i64::MAX {
            return None;
        }
        found.bound = bound.min(least(&found));
        Some(found)
    }

    /// Values of the columns when a set of decisions is taken each day.
    fn values(&self, matrix: &Matrix, sets: &[u32]) -> Vec<i64> {
        let mut values = vec![0; matrix.columns.len()];
        for (day, set) in self.graph.days.iter().zip(sets) {
            day.sets[*set as usize].iter().for_each(|column| values[*column] = 1);
        }
        for (limit, row) in self.limits.iter().zip(&matrix.rows) {
            if let Some((slack, per, _)) = limit.slack {
                let excess = row.terms.iter().map(|(column, factor)| factor * values[*column]).sum::<i64>() - row.limit;
                values[slack] = (excess.max(0) + per - 1) / per;
            }
        }
        values
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::milp::{Entry, Line};
    use proptest::prelude::*;

    /// A row over the decisions: factors, limit, whether it is an equality, unit and price of its slack.
    type Recipe = (Vec<(usize, i64)>, i64, bool, Option<(i64, i64)>);

    fn part(decisions: usize, recipes: &[Recipe]) -> (Matrix, Vec<Option<u32>>) {
        let (mut matrix, mut days) = (Matrix::default(), Vec::new());
        for column in 0..decisions {
            matrix.columns.push(Entry { lower: 0, upper: Some(1), cost: 0, integer: true });
            days.push(Some(column as u32 / 2));
        }
        for (terms, limit, equal, soft) in recipes {
            let mut terms: Vec<(usize, i64)> = terms.iter().map(|(column, factor)| (column % decisions, *factor)).collect();
            terms.sort_unstable();
            terms.dedup_by_key(|(column, _)| *column);
            let sense = if *equal && soft.is_none() { Sense::Equal } else { Sense::AtMost };
            if let Some((per, _)) = soft {
                terms.push((matrix.columns.len(), -per));
                matrix.columns.push(Entry { lower: 0, upper: None, cost: 0, integer: *per != 1 });
                days.push(None);
            }
            matrix.rows.push(Line { terms, sense, limit: *limit });
        }
        (matrix, days)
    }

    /// Slacks filled in, what an answer costs; none if a row does not hold.
    fn price(matrix: &Matrix, values: &mut [i64], costs: &[i64]) -> Option<i128> {
        for row in &matrix.rows {
            let slack = row.terms.iter().find(|(column, _)| matrix.columns[*column].upper.is_none());
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
            others in prop::collection::vec(recipe(), 1..8),
            between in prop::option::of((prop::collection::vec(1..4_i64, 9), 0..9_i64, 0..5_i64, prop::option::of((1..4_i64, 0..40_i64)))),
        ) {
            // Often at least and at most so many of the same: what is counted exactly.
            let mut recipes = others;
            if let Some((factors, least, more, soft)) = between {
                let terms = |sign: i64| factors[..decisions].iter().enumerate().map(|(column, factor)| (column, sign * factor)).collect();
                recipes.extend([(terms(1), least + more, false, soft), (terms(-1), -least, false, soft.filter(|_| more > 2))]);
            }
            let (matrix, days) = part(decisions, &recipes);
            let slacks = recipes.iter().filter_map(|recipe| recipe.3).map(|(_, price)| price);
            let costs: Vec<i64> = prices[..decisions].iter().copied().chain(slacks).collect();
            let best = (0..1_u32 << decisions).filter_map(|mask| {
                let mut values: Vec<i64> = (0..costs.len()).map(|column| i64::from(column < decisions && mask >> column & 1 == 1)).collect();
                price(&matrix, &mut values, &costs)
            });
            let best = best.min();
            // All rows in the graph, some, none.
            for span in [usize::MAX, 2, 1] {
                let walk = Walk::with_spans(&matrix, &days, &[span]);
                let exact = walk.as_ref().and_then(|walk| walk.cheapest(&matrix, &costs, None, true));
                prop_assert_eq!(exact.as_ref().map(|found| i128::from(found.bound)), best);
                let Some(exact) = exact else { continue };
                // From what was found at other costs, and without meaning to be exact.
                let others: Vec<i64> = costs.iter().map(|cost| cost / 2).collect();
                let before = walk.as_ref().and_then(|walk| walk.cheapest(&matrix, &others, None, false));
                let rough = walk.as_ref().and_then(|walk| walk.cheapest(&matrix, &costs, before.as_ref(), false));
                prop_assert!(rough.as_ref().is_some_and(|rough| rough.bound <= exact.bound && !rough.answers.is_empty()));
                // Where much is left out, what is left out is remembered.
                for widths in [[1, 1], [1, 3], [2, 5]] {
                    let few = walk.as_ref().and_then(|walk| walk.within(&matrix, &costs, None, true, &widths));
                    let bound = few.map(|few| (few.bound, few.answers));
                    prop_assert!(bound.is_some_and(|(bound, answers)| bound <= exact.bound && answers.iter().all(|(cost, _)| *cost >= exact.bound)));
                }
                for (cost, mut values) in exact.answers.into_iter().chain(rough.into_iter().flat_map(|rough| rough.answers)) {
                    prop_assert_eq!(price(&matrix, &mut values, &costs), Some(i128::from(cost)));
                }
            }
        }
    }
}
