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
use rustc_hash::FxHashMap;
use std::ops::Range;

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

/// A decision of a day.
struct Step {
    column: usize,
    /// Short rows it stands in: position among those of the day, factor, and the least and the most that may
    /// come after it.
    touched: Vec<(usize, i64, (i64, i64))>,
}

/// A short row that decisions of a day stand in.
struct Touched {
    row: usize,
    /// The least and the most that may come after the day.
    rest: (i64, i64),
    /// The least and the most that is left of it before the day.
    room: (i64, i64),
}

/// A set of decisions of a day, and what it takes of each row touched.
struct Choice {
    columns: Vec<usize>,
    uses: Vec<i64>,
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
        // From long to short: what becomes too large is given up soon.
        let mut tried: Option<Vec<bool>> = None;
        spans.iter().rev().find_map(|most| {
            let is_short: Vec<bool> = (0..limits.len()).map(|row| length(row) < *most).collect();
            if tried.as_ref() == Some(&is_short) {
                return None;
            }
            let graph = Self::build(limits, days, &uses, &span, &is_short);
            tried = Some(is_short);
            graph
        })
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
        let mut builder = Builder { limits, graph, begin: room };
        let (mut states, mut open): (Vec<Vec<i64>>, Vec<usize>) = (vec![Vec::new()], Vec::new());
        for (day, columns) in days.iter().enumerate() {
            let short = |column: &usize| uses[*column].iter().filter(|(row, _)| is_short[*row]);
            let mut rows: Vec<usize> = columns.iter().flat_map(short).map(|(row, _)| *row).collect();
            rows.sort_unstable();
            rows.dedup();
            let place = |row: &usize| rows.binary_search(row).unwrap_or_default();
            let steps: Vec<Step> = columns
                .iter()
                .map(|column| {
                    let touched = short(column).map(|(row, factor)| {
                        left[*row].0 -= factor.min(&0);
                        left[*row].1 -= factor.max(&0);
                        (place(row), *factor, left[*row])
                    });
                    Step { column: *column, touched: touched.collect() }
                })
                .collect();
            let touched = rows.iter().map(|row| Touched { row: *row, rest: left[*row], room: builder.room(*row, &states, &open) });
            let touched: Vec<Touched> = touched.collect();
            let is_open = |row: &usize| is_short[*row] && span[*row].is_some_and(|(first, last)| first <= day && day < last);
            let after: Vec<usize> = (0..limits.len()).filter(is_open).collect();
            states = builder.day(&steps, &touched, &states, [&open, &after])?;
            open = after;
        }
        Some(builder.graph)
    }
}

struct Builder<'a> {
    limits: &'a [Limit],
    graph: Graph,
    /// What is left of each row before the first day.
    begin: Vec<i64>,
}

impl Builder<'_> {
    /// The least and the most that states leave of a row.
    fn room(&self, row: usize, states: &[Vec<i64>], open: &[usize]) -> (i64, i64) {
        let Ok(place) = open.binary_search(&row) else { return (self.begin[row], self.begin[row]) };
        let rooms = || states.iter().map(|state| state[place]);
        (rooms().min().unwrap_or_default(), rooms().max().unwrap_or_default())
    }

    /// The arcs of a day from each state, which says what is left of rows that are open before it; gives the states after it.
    /// None if there are too many, or none.
    fn day(&mut self, steps: &[Step], touched: &[Touched], states: &[Vec<i64>], [open, after]: [&[usize]; 2]) -> Option<Vec<Vec<i64>>> {
        let mut choices = Choices { limits: self.limits, touched, columns: Vec::new(), uses: vec![0; touched.len()], all: Vec::new() };
        choices.go(steps);
        if choices.all.len() > COMBINATIONS {
            return None;
        }
        let mut numbers: Vec<Option<u32>> = vec![None; choices.all.len()];
        let before: Vec<Option<usize>> = touched.iter().map(|touched| open.binary_search(&touched.row).ok()).collect();
        // A row that stays open was touched today, or keeps what the state says.
        let kept: Vec<Result<usize, usize>> = after
            .iter()
            .map(|row| touched.binary_search_by_key(row, |touched| touched.row).map_err(|_| open.binary_search(row).unwrap_or_default()))
            .collect();
        let mut day = Day::default();
        let mut known: FxHashMap<Vec<i64>, u32> = FxHashMap::default();
        let mut next: Vec<Vec<i64>> = Vec::new();
        let mut room = vec![0; touched.len()];
        let all: usize = self.graph.days.iter().map(|day| day.arcs.len()).sum();
        for state in states {
            let now: Vec<i64> =
                before.iter().zip(touched).map(|(place, touched)| place.map_or(self.begin[touched.row], |place| state[place])).collect();
            let first = day.arcs.len() as u32;
            'choices: for (choice, number) in choices.all.iter().zip(&mut numbers) {
                let begin = self.graph.pays.len();
                for (place, touched) in touched.iter().enumerate() {
                    room[place] = now[place] - choice.uses[place];
                    let Ok(pay) = self.limits[touched.row].settle(&mut room[place], touched.rest) else {
                        self.graph.pays.truncate(begin);
                        continue 'choices;
                    };
                    self.graph.pays.extend(pay);
                }
                let set = *number.get_or_insert_with(|| {
                    day.sets.push(choice.columns.clone());
                    day.sets.len() as u32 - 1
                });
                let state = kept.iter().map(|place| place.map_or_else(|place| state[place], |place| room[place])).collect();
                let to = *known.entry(state).or_insert_with_key(|state| {
                    next.push(state.clone());
                    next.len() as u32 - 1
                });
                day.arcs.push(Arc { to, set, pays: begin as u32..self.graph.pays.len() as u32 });
            }
            day.from.push(first..day.arcs.len() as u32);
            if all + day.arcs.len() > ARCS {
                return None;
            }
        }
        day.nodes = next.len();
        self.graph.days.push(day);
        (!next.is_empty()).then_some(next)
    }
}

/// All sets of decisions of a day that some state may allow.
struct Choices<'a> {
    limits: &'a [Limit],
    touched: &'a [Touched],
    columns: Vec<usize>,
    uses: Vec<i64>,
    all: Vec<Choice>,
}

impl Choices<'_> {
    /// All ways through what is left of a day.
    fn go(&mut self, steps: &[Step]) {
        let Some((step, later)) = steps.split_first() else {
            self.all.push(Choice { columns: self.columns.clone(), uses: self.uses.clone() });
            return;
        };
        if self.all.len() > COMBINATIONS {
            return;
        }
        for taken in [false, true] {
            step.touched.iter().filter(|_| taken).for_each(|(place, factor, _)| self.uses[*place] += factor);
            if step.touched.iter().all(|(place, _, rest)| self.may_hold(*place, *rest)) {
                self.columns.extend(taken.then_some(step.column));
                self.go(later);
                self.columns.truncate(self.columns.len() - usize::from(taken));
            }
            step.touched.iter().filter(|_| taken).for_each(|(place, factor, _)| self.uses[*place] -= factor);
        }
    }

    /// Whether a row can hold in some state when so much may still come.
    fn may_hold(&self, place: usize, rest: (i64, i64)) -> bool {
        let Touched { row, room, .. } = self.touched[place];
        let (least, most) = (room.0 - self.uses[place], room.1 - self.uses[place]);
        let limit = &self.limits[row];
        limit.slack.is_some() || (most >= rest.0 && (!limit.equal || least <= rest.1))
    }
}
