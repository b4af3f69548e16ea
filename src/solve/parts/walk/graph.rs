//! The days of a part as a graph: what its short rows allow.
//!
//! A node is what the decisions so far leave of the short rows that are still open; an arc is a set
//! of decisions of one day. A row that the rest can no longer break is forgotten, and an excess that
//! is certain is paid at once, so few nodes remain: a row over six days in which five may be worked
//! remembers the length of the run and nothing else. The graph does not depend on costs. Rows that
//! would make it large (minutes of a quarter, weekends) are long: they stay outside and are
//! counted along the way.

use super::limit::Limit;
use crate::milp::Matrix;
use std::{collections::HashMap, ops::Range};

/// Arcs of a graph at most; rows that would need more are long.
const ARCS: usize = 20_000;
/// Sets of decisions of one day at most.
const COMBINATIONS: usize = 2_000;

/// The days of a part.
#[derive(Debug, Default)]
pub(super) struct Graph {
    pub(super) days: Vec<Day>,
    /// What arcs pay for excesses of short rows.
    pub(super) pays: Vec<Pay>,
    /// What is paid whatever is decided.
    pub(super) always: Vec<Pay>,
    /// Rows outside the graph.
    pub(super) long: Vec<usize>,
}

/// One day.
#[derive(Debug, Default)]
pub(super) struct Day {
    /// Sets of decisions that occur on arcs.
    pub(super) sets: Vec<Vec<usize>>,
    pub(super) arcs: Vec<Arc>,
    /// The arcs of each node before the day.
    pub(super) from: Vec<Range<u32>>,
    /// Nodes after the day.
    pub(super) nodes: usize,
}

/// A set of decisions of a day.
#[derive(Debug)]
pub(super) struct Arc {
    pub(super) to: u32,
    pub(super) set: u32,
    pub(super) pays: Range<u32>,
}

/// An excess: `⌊price of the slack × excess / per⌋`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pay {
    pub(super) slack: usize,
    pub(super) excess: i64,
    pub(super) per: i64,
}

/// A decision on its way through the days.
struct Step {
    column: usize,
    /// Short rows it stands in: row, factor, and the least and the most that may come after it.
    touched: Vec<(usize, i64, (i64, i64))>,
}

impl Graph {
    /// The graph of decisions given day by day, with the rows of fewer days than the last of some rising
    /// spans up to which it is not too large; none if the first makes it so, or a row can never hold.
    pub(super) fn new(matrix: &Matrix, limits: &[Limit], days: &[Vec<usize>], spans: &[usize]) -> Option<Self> {
        let mut span: Vec<Option<(usize, usize)>> = vec![None; limits.len()];
        let mut uses: Vec<Vec<(usize, i64)>> = vec![Vec::new(); matrix.columns.len()];
        for (number, row) in matrix.rows.iter().enumerate() {
            for (column, factor) in &row.terms {
                uses[*column].push((number, *factor));
            }
        }
        for (day, columns) in days.iter().enumerate() {
            for (row, _) in columns.iter().flat_map(|column| &uses[*column]) {
                span[*row] = Some((span[*row].map_or(day, |(first, _)| first), day));
            }
        }
        let length = |row: usize| span[row].map_or(0, |(first, last)| last - first);
        // From short to long: one graph too many is begun, and given up when it becomes too large.
        let mut best: Option<(Vec<bool>, Self)> = None;
        for most in spans {
            let is_short: Vec<bool> = (0..limits.len()).map(|row| length(row) < *most).collect();
            if best.as_ref().is_some_and(|(known, _)| *known == is_short) {
                continue;
            }
            let Some(graph) = Self::build(limits, days, &uses, &span, &is_short) else { break };
            best = Some((is_short, graph));
        }
        best.map(|(_, graph)| graph)
    }

    fn build(limits: &[Limit], days: &[Vec<usize>], uses: &[Vec<(usize, i64)>], span: &[Option<(usize, usize)>], is_short: &[bool]) -> Option<Self> {
        let mut graph = Self { long: (0..limits.len()).filter(|row| !is_short[*row]).collect(), ..Self::default() };
        let mut left = vec![(0_i64, 0_i64); limits.len()];
        for (row, factor) in days.iter().flatten().flat_map(|column| &uses[*column]) {
            left[*row].0 += factor.min(&0);
            left[*row].1 += factor.max(&0);
        }
        let mut room: Vec<i64> = limits.iter().map(|limit| limit.at_most).collect();
        for (row, limit) in limits.iter().enumerate().filter(|(row, _)| is_short[*row]) {
            graph.always.extend(limit.settle(&mut room[row], left[row]).ok()?);
        }
        let mut builder = Builder { limits, graph, room, stack: Vec::new(), set: Vec::new(), fresh: Vec::new() };
        let (mut states, mut open): (Vec<Vec<i64>>, Vec<usize>) = (vec![Vec::new()], Vec::new());
        let begin = builder.room.clone();
        for (day, columns) in days.iter().enumerate() {
            let steps: Vec<Step> = columns
                .iter()
                .map(|column| {
                    let short = uses[*column].iter().filter(|(row, _)| is_short[*row]);
                    let touched = short.map(|(row, factor)| {
                        left[*row].0 -= factor.min(&0);
                        left[*row].1 -= factor.max(&0);
                        (*row, *factor, left[*row])
                    });
                    Step { column: *column, touched: touched.collect() }
                })
                .collect();
            let is_open = |row: &usize| is_short[*row] && span[*row].is_some_and(|(first, last)| first <= day && day < last);
            let after: Vec<usize> = (0..limits.len()).filter(is_open).collect();
            states = builder.day(&steps, &states, &open, &after, &begin)?;
            open = after;
        }
        Some(builder.graph)
    }
}

struct Builder<'a> {
    limits: &'a [Limit],
    graph: Graph,
    room: Vec<i64>,
    /// Excesses paid on the way to here.
    stack: Vec<Pay>,
    set: Vec<usize>,
    /// Ways through a day: decisions, payments, what is left of the rows that stay open.
    fresh: Vec<(Vec<usize>, Vec<Pay>, Vec<i64>)>,
}

impl Builder<'_> {
    fn day(&mut self, steps: &[Step], states: &[Vec<i64>], open: &[usize], after: &[usize], begin: &[i64]) -> Option<Vec<Vec<i64>>> {
        let mut day = Day::default();
        let mut sets: HashMap<Vec<usize>, u32> = HashMap::new();
        let mut known: HashMap<Vec<i64>, u32> = HashMap::new();
        let mut next: Vec<Vec<i64>> = Vec::new();
        for state in states {
            self.room.copy_from_slice(begin);
            for (row, value) in open.iter().zip(state) {
                self.room[*row] = *value;
            }
            self.fresh.clear();
            self.go(steps, after);
            let first = day.arcs.len() as u32;
            for (set, pays, state) in self.fresh.drain(..) {
                let number = *sets.entry(set).or_insert_with_key(|set| {
                    day.sets.push(set.clone());
                    day.sets.len() as u32 - 1
                });
                let to = *known.entry(state).or_insert_with_key(|state| {
                    next.push(state.clone());
                    next.len() as u32 - 1
                });
                let begin = self.graph.pays.len() as u32;
                self.graph.pays.extend(pays);
                day.arcs.push(Arc { to, set: number, pays: begin..self.graph.pays.len() as u32 });
            }
            day.from.push(first..day.arcs.len() as u32);
            let all = self.graph.days.iter().map(|day| day.arcs.len()).sum::<usize>() + day.arcs.len();
            if all > ARCS || day.sets.len() > COMBINATIONS {
                return None;
            }
        }
        day.nodes = next.len();
        self.graph.days.push(day);
        (!next.is_empty()).then_some(next)
    }

    /// All ways through what is left of a day.
    fn go(&mut self, steps: &[Step], after: &[usize]) {
        let Some((step, later)) = steps.split_first() else {
            self.fresh.push((self.set.clone(), self.stack.clone(), after.iter().map(|row| self.room[*row]).collect()));
            return;
        };
        if self.fresh.len() > COMBINATIONS {
            return;
        }
        let before: Vec<i64> = step.touched.iter().map(|(row, ..)| self.room[*row]).collect();
        let paid = self.stack.len();
        for taken in [false, true] {
            let mut holds = true;
            for (row, factor, rest) in &step.touched {
                self.room[*row] -= if taken { *factor } else { 0 };
                let Ok(pay) = self.limits[*row].settle(&mut self.room[*row], *rest) else {
                    holds = false;
                    break;
                };
                self.stack.extend(pay);
            }
            if holds {
                self.set.extend(taken.then_some(step.column));
                self.go(later, after);
                if taken {
                    self.set.pop();
                }
            }
            self.stack.truncate(paid);
            for ((row, ..), value) in step.touched.iter().zip(&before) {
                self.room[*row] = *value;
            }
        }
    }
}
