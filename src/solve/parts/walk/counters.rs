//! Long rows that are counted exactly in what the rest of a walk promises.
//!
//! Prices alone promise too little where duties are of different lengths: hours of a quarter between a least
//! and a most are a knapsack. Rows over the same decisions in the same proportions (at least and at most so
//! many minutes) share one count, and a few counts `k` are carried along the days:
//!
//! ```text
//! rest[day][node][k] = min over arcs { cost + Σ price × factor of the other long rows + rest[day + 1][to][k + steps] }
//! rest[last][node][k] = what the counted rows cost at k, endless where one of them breaks
//! ```

use super::{
    LARGEST, Walk,
    graph::{Graph, Pay},
    limit::{Broken, Limit},
    promise::Priced,
};
use itertools::Itertools;
use std::collections::BTreeMap;

/// Arcs times counts at most.
const CELLS: usize = 5_000_000;
/// More than any cost, whatever is added to it.
const ENDLESS: i64 = 1 << 60;
/// Cells in the time that an arc takes elsewhere.
const CELLS_PER_ARC: u64 = 4;

/// One count.
#[derive(Debug)]
struct Counter {
    /// Rows it is of, and what a step is in each.
    rows: Vec<(Limit, i64)>,
    /// Most steps that may be made, and fewest that must be.
    most: usize,
    need: usize,
    /// Cells from one count to the next.
    stride: usize,
}

/// All counts.
#[derive(Debug, Default)]
pub(super) struct Counters {
    /// The innermost is the last.
    all: Vec<Counter>,
    /// Counts there are in all.
    pub(super) size: usize,
    /// Positions of the long rows that are counted, rising.
    pub(super) counted: Vec<usize>,
    days: Vec<CountedDay>,
}

/// A day as the counts see it.
#[derive(Debug, Default)]
struct CountedDay {
    /// Steps of each count that a set of decisions makes.
    steps: Vec<Vec<usize>>,
    lanes: Vec<Lane>,
    /// For each node before the day the least and the most of the innermost count that can occur and end well.
    window: Vec<(usize, usize)>,
}

/// Arcs between the same nodes that make the same steps.
#[derive(Debug)]
struct Lane {
    from: usize,
    to: usize,
    set: usize,
    arcs: Vec<usize>,
}

/// What counts and prices promise.
pub(super) struct Counted {
    pub(super) root: i64,
    /// What the rest costs at least from each node before each day and after the last, at each count, but for what the
    /// other long rows still have.
    pub(super) rest: Vec<Vec<i64>>,
    /// Work it took.
    pub(super) work: u64,
}

impl Counters {
    /// Chooses what to count. `uses` says what each set of decisions of each day takes of each long row, `reach` the least
    /// and the most that all days may take.
    pub(super) fn new(graph: &Graph, limits: &[Limit], uses: &[&[Vec<(usize, i64)>]], reach: &[(i64, i64)]) -> Self {
        let arcs: usize = graph.days.iter().map(|day| day.arcs.len()).sum();
        let mut counters = Self { size: 1, ..Self::default() };
        let mut chosen: Vec<(Counter, BTreeMap<Place, usize>)> = Vec::new();
        // Where all steps are alike prices promise nearly as much.
        let uneven = proportional(graph, uses).into_iter().filter(|(steps, _)| !steps.iter().map(|(_, steps)| steps).all_equal());
        for (steps, rows) in uneven.sorted_by_cached_key(|(_, rows)| (most(limits, rows, reach), rows[0].0)) {
            let Some(most) = most(limits, &rows, reach) else { continue };
            if arcs * counters.size * (most + 1) > CELLS {
                continue;
            }
            counters.size *= most + 1;
            counters.counted.extend(rows.iter().map(|(row, _)| *row));
            let need = rows.iter().map(|(row, unit)| least(&limits[*row], *unit)).max().unwrap_or(0);
            let rows = rows.iter().map(|(row, unit)| (limits[*row], *unit)).collect();
            chosen.push((Counter { rows, most, need, stride: 1 }, steps.into_iter().collect()));
        }
        counters.counted.sort_unstable();
        chosen.sort_by_key(|(counter, _)| counter.most);
        for (number, day) in graph.days.iter().enumerate() {
            let steps = |set: usize| chosen.iter().map(|(_, steps)| steps.get(&(number, set)).copied().unwrap_or(0)).collect();
            let steps: Vec<Vec<usize>> = (0..day.sets.len()).map(steps).collect();
            let mut lanes: BTreeMap<(usize, u32, &[usize]), Vec<usize>> = BTreeMap::new();
            for (from, arcs) in day.from.iter().enumerate() {
                for arc in arcs.start as usize..arcs.end as usize {
                    lanes.entry((from, day.arcs[arc].to, &steps[day.arcs[arc].set as usize])).or_default().push(arc);
                }
            }
            let lanes = lanes.into_iter().map(|((from, to, _), arcs)| Lane { from, to: to as usize, set: day.arcs[arcs[0]].set as usize, arcs });
            let lanes = lanes.collect();
            counters.days.push(CountedDay { steps, lanes, window: Vec::new() });
        }
        counters.all = chosen.into_iter().map(|(counter, _)| counter).collect();
        let mut stride = 1;
        for counter in counters.all.iter_mut().rev() {
            counter.stride = stride;
            stride *= counter.most + 1;
        }
        counters.narrow(graph);
        counters
    }

    /// Windows of the innermost count.
    fn narrow(&mut self, graph: &Graph) {
        let Some(Counter { most, need, .. }) = self.all.last() else {
            self.days.iter_mut().zip(&graph.days).for_each(|(counted, day)| counted.window = vec![(0, 0); day.from.len()]);
            return;
        };
        let (most, need, inner) = (*most, *need, self.all.len() - 1);
        // Fewest and most steps up to a node; none where no way leads there.
        let mut before: Vec<Option<(usize, usize)>> = vec![Some((0, 0))];
        for (counted, day) in self.days.iter_mut().zip(&graph.days) {
            counted.window = before.iter().map(|range| range.unwrap_or((1, 0))).collect();
            let mut after: Vec<Option<(usize, usize)>> = vec![None; day.nodes];
            for lane in &counted.lanes {
                let Some((fewest, highest)) = before[lane.from] else { continue };
                let step = counted.steps[lane.set][inner];
                let (fewest, highest) = (fewest + step, highest + step);
                after[lane.to] = Some(after[lane.to].map_or((fewest, highest), |(low, high)| (low.min(fewest), high.max(highest))));
            }
            before = after;
        }
        let mut after: Vec<Option<(usize, usize)>> = vec![Some((0, 0)); before.len()];
        for counted in self.days.iter_mut().rev() {
            let mut before: Vec<Option<(usize, usize)>> = vec![None; counted.window.len()];
            for lane in &counted.lanes {
                let Some((fewest, highest)) = after[lane.to] else { continue };
                let step = counted.steps[lane.set][inner];
                let (fewest, highest) = (fewest + step, highest + step);
                before[lane.from] = Some(before[lane.from].map_or((fewest, highest), |(low, high)| (low.min(fewest), high.max(highest))));
            }
            for (window, rest) in counted.window.iter_mut().zip(&before) {
                *window = match rest {
                    Some((fewest, highest)) if *fewest <= most => (window.0.max(need.saturating_sub(*highest)), window.1.min(most - fewest)),
                    _ => (1, 0),
                };
            }
            after = before;
        }
    }

    /// The counts after a set of decisions; none where one is above its most.
    pub(super) fn after(&self, count: usize, day: usize, set: usize) -> Option<usize> {
        let mut after = count;
        for (counter, step) in self.all.iter().zip(&self.days[day].steps[set]) {
            if count / counter.stride % (counter.most + 1) + step > counter.most {
                return None;
            }
            after += step * counter.stride;
        }
        Some(after)
    }

    /// What counts promise together with prices of the other long rows.
    pub(super) fn promise(&self, walk: &Walk, priced: &Priced, prices: &[i64]) -> Counted {
        let inner = self.all.last().map_or(1, |counter| counter.most + 1);
        let outer = self.size / inner;
        let end: Vec<i64> = (0..self.size).map(|count| self.close(count, priced)).collect();
        let mut rest = vec![end.repeat(walk.graph.days.last().map_or(1, |day| day.nodes))];
        let mut cells = 0;
        for (number, (counted, day)) in self.days.iter().zip(&walk.graph.days).enumerate().rev() {
            let uses: Vec<i64> = walk.days[number].others.iter().map(|uses| uses.iter().map(|(row, factor)| prices[*row] * factor).sum()).collect();
            let after = &rest[rest.len() - 1];
            let mut before = vec![ENDLESS; day.from.len() * self.size];
            for lane in &counted.lanes {
                let cost = lane.arcs.iter().map(|arc| priced.arcs[number][*arc] + uses[day.arcs[*arc].set as usize]).min().unwrap_or(ENDLESS);
                let (low, high) = counted.window[lane.from];
                let steps = &counted.steps[lane.set];
                let step = steps.last().copied().unwrap_or(0);
                let high = (high + 1).min(inner.saturating_sub(step));
                if low >= high {
                    continue;
                }
                for from in (0..outer).map(|count| count * inner) {
                    let Some(to) = self.after(from, number, lane.set) else { continue };
                    let source = &after[lane.to * self.size + to + low..lane.to * self.size + to + high];
                    let target = &mut before[lane.from * self.size + from + low..lane.from * self.size + from + high];
                    for (target, source) in target.iter_mut().zip(source) {
                        *target = (*target).min(cost + source);
                    }
                }
                cells += (outer * (high - low)) as u64;
            }
            rest.push(before);
        }
        rest.reverse();
        let others = (0..walk.long.len()).filter(|row| self.counted.binary_search(row).is_err());
        let root = priced.always - priced.surely + rest[0][0] - others.map(|row| walk.long[row].begin * prices[row]).sum::<i64>();
        Counted { root, rest, work: cells / CELLS_PER_ARC }
    }

    /// What the counted rows cost in the end.
    fn close(&self, count: usize, priced: &Priced) -> i64 {
        let rows = self
            .all
            .iter()
            .flat_map(|counter| counter.rows.iter().map(move |(limit, unit)| (limit, unit * (count / counter.stride % (counter.most + 1)) as i64)));
        rows.map(|(limit, activity)| limit.close(activity).map_or(ENDLESS, |pay| pay.map_or(0, |pay| priced.price(pay))))
            .fold(0, |sum: i64, cost| (sum + cost).min(ENDLESS))
    }
}

impl Limit {
    /// What is paid for a row in the end.
    fn close(&self, activity: i64) -> Result<Option<Pay>, Broken> {
        let mut room = self.at_most - activity;
        self.settle(&mut room, (0, 0))
    }
}

/// Day and set of decisions.
type Place = (usize, usize);

/// Steps that sets of decisions make.
type Steps = Vec<(Place, usize)>;

/// Rows, and what a step is in each.
type Rows = Vec<(usize, i64)>;

/// Rows all factors of which have one sign, by their proportions.
fn proportional(graph: &Graph, uses: &[&[Vec<(usize, i64)>]]) -> Vec<(Steps, Rows)> {
    let mut factors: Vec<Vec<(Place, i64)>> = vec![Vec::new(); graph.long.len()];
    for (day, sets) in uses.iter().enumerate() {
        for (set, uses) in sets.iter().enumerate() {
            uses.iter().filter(|(_, factor)| *factor != 0).for_each(|(row, factor)| factors[*row].push(((day, set), *factor)));
        }
    }
    let mut groups: BTreeMap<Steps, Rows> = BTreeMap::new();
    for (row, factors) in factors.iter().enumerate() {
        let Some((_, first)) = factors.first() else { continue };
        if factors.iter().any(|(_, factor)| factor.signum() != first.signum()) {
            continue;
        }
        let unit = factors.iter().fold(0, |unit, (_, factor)| gcd(unit, factor.abs()));
        let steps = factors.iter().map(|(place, factor)| (*place, (factor.abs() / unit) as usize)).collect();
        groups.entry(steps).or_default().push((row, unit * first.signum()));
    }
    groups.into_iter().collect()
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Most steps that rows let be made; none where they let no way be.
fn most(limits: &[Limit], rows: &[(usize, i64)], reach: &[(i64, i64)]) -> Option<usize> {
    let most = |(row, unit): &(usize, i64)| {
        let limit = &limits[*row];
        let all = if *unit > 0 { reach[*row].1 / unit } else { reach[*row].0 / unit };
        if limit.slack.is_none() && (*unit > 0 || limit.equal) { all.min(limit.at_most.div_euclid(*unit)) } else { all }
    };
    rows.iter().map(most).min().and_then(|most| usize::try_from(most).ok())
}

/// Fewest steps that a row demands.
fn least(limit: &Limit, unit: i64) -> usize {
    if limit.slack.is_some() || (unit > 0 && !limit.equal) {
        return 0;
    }
    // At least −at_most / |unit| steps; of an equality exactly at_most / unit.
    let fewest = if unit < 0 { -limit.at_most.div_euclid(-unit) } else { limit.at_most.div_euclid(unit) };
    usize::try_from(fewest).unwrap_or(0)
}

const _: () = assert!(ENDLESS > 2 * LARGEST as i64);
