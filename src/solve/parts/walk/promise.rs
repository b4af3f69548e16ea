//! What the rest of a walk costs at least, at prices of the long rows.

use super::{Found, LARGEST, Walk, graph::Pay};

/// The costs of one walk.
pub(super) struct Priced {
    /// What is paid whatever is decided.
    pub(super) always: i64,
    /// The part of it that is for rows that are counted exactly.
    pub(super) surely: i64,
    /// Cost of each arc of each day, without what long rows cost.
    pub(super) arcs: Vec<Vec<i64>>,
    /// Price of a unit of each slack, by column; 0 for decisions.
    costs: Vec<i64>,
    /// Highest price of each long row.
    most: Vec<i64>,
}

impl Priced {
    /// None if costs are too large to be added up, or a slack earns something.
    pub(super) fn new(walk: &Walk, costs: &[i64]) -> Option<Self> {
        let slack = |row: &super::Limit| row.slack.map_or(0, |(slack, ..)| costs[slack]);
        if walk.limits.iter().any(|limit| slack(limit) < 0) {
            return None;
        }
        let decisions: i128 = costs.iter().map(|cost| i128::from(cost.abs())).sum();
        let pays = || walk.graph.pays.iter().chain(&walk.graph.always).chain(&walk.always).chain(&walk.surely);
        let dearest = pays().map(|pay| i128::from(costs[pay.slack]) * i128::from(pay.excess)).max().unwrap_or(0);
        let long: i128 = walk.long.iter().map(|long| i128::from(slack(&long.limit)) * i128::from(long.reach + long.begin.abs())).sum();
        if decisions + dearest * (1 + walk.limits.len() as i128) + long >= LARGEST {
            return None;
        }
        let mut priced = Self { always: 0, surely: 0, arcs: Vec::new(), costs: costs.to_vec(), most: Vec::new() };
        priced.surely = walk.surely.iter().map(|pay| priced.price(*pay)).sum();
        priced.always = priced.surely + walk.graph.always.iter().chain(&walk.always).map(|pay| priced.price(*pay)).sum::<i64>();
        for day in &walk.graph.days {
            let sets: Vec<i64> = day.sets.iter().map(|set| set.iter().map(|column| costs[*column]).sum()).collect();
            let cost = |arc: &super::graph::Arc| {
                let pays = &walk.graph.pays[arc.pays.start as usize..arc.pays.end as usize];
                sets[arc.set as usize] + pays.iter().map(|pay| priced.price(*pay)).sum::<i64>()
            };
            let arcs = day.arcs.iter().map(cost).collect();
            priced.arcs.push(arcs);
        }
        let share = LARGEST as i64 / (1 + walk.long.len() as i64);
        let most = |long: &super::Long| {
            let most = share / (1 + long.reach + long.begin.abs());
            long.limit.slack.map_or(most, |(slack, per, _)| most.min(costs[slack] / per))
        };
        priced.most = walk.long.iter().map(most).collect();
        Some(priced)
    }

    pub(super) fn price(&self, pay: Pay) -> i64 {
        (self.costs[pay.slack] * pay.excess).div_euclid(pay.per)
    }
}

/// What prices promise.
#[derive(Default)]
pub(super) struct Promise {
    /// No answer costs less.
    pub(super) root: i64,
    /// What the rest costs at least from each node before each day and after the last, but for what
    /// the long rows still have.
    pub(super) rest: Vec<Vec<i64>>,
}

impl Promise {
    fn new(walk: &Walk, priced: &Priced, prices: &[i64]) -> Self {
        let days = &walk.graph.days;
        let mut rest = vec![vec![0; days.last().map_or(1, |day| day.nodes)]];
        for (number, day) in days.iter().enumerate().rev() {
            let sets: Vec<i64> = walk.days[number].uses.iter().map(|uses| uses.iter().map(|(row, factor)| prices[*row] * factor).sum()).collect();
            let after = &rest[rest.len() - 1];
            let costs = &priced.arcs[number];
            let least = day.from.iter().map(|arcs| {
                let cost = |arc: usize| costs[arc] + sets[day.arcs[arc].set as usize] + after[day.arcs[arc].to as usize];
                // A node without arcs cannot be left.
                (arcs.start as usize..arcs.end as usize).map(cost).min().unwrap_or(LARGEST as i64)
            });
            let least = least.map(|least| least.min(LARGEST as i64)).collect();
            rest.push(least);
        }
        rest.reverse();
        let root = priced.always + rest[0][0] - walk.long.iter().zip(prices).map(|(long, price)| long.begin * price).sum::<i64>();
        Self { root, rest }
    }

    /// The sets that the promise is made of, one a day.
    fn path(&self, walk: &Walk, priced: &Priced, prices: &[i64]) -> Option<Vec<u32>> {
        let mut node = 0_usize;
        let mut sets = Vec::with_capacity(walk.days.len());
        for (number, day) in walk.graph.days.iter().enumerate() {
            let uses = |set: u32| walk.days[number].uses[set as usize].iter().map(|(row, factor)| prices[*row] * factor).sum::<i64>();
            let arcs = &day.from[node];
            let cost = |arc: &usize| priced.arcs[number][*arc] + uses(day.arcs[*arc].set) + self.rest[number + 1][day.arcs[*arc].to as usize];
            let best = (arcs.start as usize..arcs.end as usize).min_by_key(cost)?;
            node = day.arcs[best].to as usize;
            sets.push(day.arcs[best].set);
        }
        Some(sets)
    }
}

/// Raises the prices of the long rows by subgradients; gives the best promise and the paths on the way
/// that keep every long row.
pub(super) fn raise(walk: &Walk, priced: &Priced, found: &mut Found, rounds: usize) -> (Promise, Vec<Vec<u32>>) {
    let clamp = |price: f64, row: usize| {
        let most = priced.most[row];
        let least = if walk.long[row].limit.equal { -most } else { 0 };
        (price.round() as i64).clamp(least, most)
    };
    let mut prices: Vec<i64> = found.guide.iter().enumerate().map(|(row, price)| clamp(*price as f64, row)).collect();
    let mut best = Promise::new(walk, priced, &prices);
    let arcs: u64 = walk.graph.days.iter().map(|day| day.arcs.len() as u64).sum();
    found.work += arcs;
    found.guide.clone_from(&prices);
    let mut answers: Vec<Vec<u32>> = Vec::new();
    if walk.long.is_empty() {
        answers.extend(best.path(walk, priced, &prices));
        return (best, answers);
    }
    let mut known = found.answers.first().map(|(cost, _)| *cost);
    let mut hope = 1.0;
    let mut now = Promise { root: best.root, rest: best.rest.clone() };
    for _ in 0..rounds {
        if known.is_some_and(|known| best.root >= known) {
            break;
        }
        let Some(sets) = now.path(walk, priced, &prices) else { break };
        let mut slope: Vec<i64> = walk.long.iter().map(|long| -long.begin).collect();
        for (day, set) in walk.days.iter().zip(&sets) {
            for (row, factor) in &day.uses[*set as usize] {
                slope[*row] += factor;
            }
        }
        let holds = |row: usize| slope[row] <= 0 && (slope[row] == 0 || !walk.long[row].limit.equal);
        if (0..slope.len()).all(holds) && !answers.contains(&sets) {
            let cost = now.root - slope.iter().zip(&prices).map(|(slope, price)| slope * price).sum::<i64>();
            known = Some(known.map_or(cost, |known| known.min(cost)));
            answers.push(sets);
        }
        let pull = |row: usize| slope[row] as f64 / walk.long[row].scale as f64;
        // A price at an end that the slope pushes further does not move.
        let is_held = |row: &usize| {
            let (slope, price, is_equal) = (slope[*row], prices[*row], walk.long[*row].limit.equal);
            (slope < 0 && price == 0 && !is_equal) || (slope > 0 && price >= priced.most[*row])
        };
        let length: f64 = (0..slope.len()).filter(|row| !is_held(row)).map(|row| pull(row) * pull(row)).sum();
        if length <= 0.0 {
            break;
        }
        // Without a known answer a step aims a little higher than what is promised.
        let gap = known.map_or(now.root.abs() as f64 * 0.1 + 1e6, |known| (known - now.root) as f64);
        let step = hope * gap / length;
        let moved = prices.iter().enumerate().map(|(row, price)| clamp(*price as f64 + step * pull(row) / walk.long[row].scale as f64, row));
        prices = moved.collect();
        now = Promise::new(walk, priced, &prices);
        found.work += arcs;
        if now.root > best.root {
            best = Promise { root: now.root, rest: now.rest.clone() };
            found.guide.clone_from(&prices);
        } else {
            hope *= 0.8;
        }
    }
    (best, answers)
}
