//! How an account of some free columns is opened.

use super::{BROKEN, Follows, LATE, Limit, Tally};
use crate::milp::{Derived, Ledger, Program, Sense, lists::Lists};
use std::collections::BinaryHeap;

impl Tally {
    /// Opens an account of the `free` columns, given by rising position, around a solution; `costs` are those of the program.
    /// Of what is left to the limit of a row that must hold, `room` says how much may be used here.
    pub fn new(program: &Program, ledger: &Ledger<'_>, costs: &[i64], free: Vec<usize>, room: &dyn Fn(u32, i64) -> i64) -> Self {
        let position = |column: usize| free.binary_search(&column).ok();
        let values: Vec<i64> = free.iter().map(|column| ledger.values()[*column]).collect();
        let mut local = vec![u32::MAX; program.rows.len()];
        let mut rows: Vec<u32> = Vec::new();
        for (row, _) in free.iter().flat_map(|column| ledger.rows_of(*column)) {
            if local[*row as usize] == u32::MAX {
                local[*row as usize] = rows.len() as u32;
                rows.push(*row);
            }
        }
        let of_row = |row: u32| {
            let (line, number) = (&program.rows[row as usize], row as usize);
            let per = i64::from(line.sense == Sense::AtMost);
            let over = ledger.activity()[number] - line.limit;
            Limit { over, weight: BROKEN, per }
        };
        let mut limits: Vec<Limit> = rows.iter().map(|row| of_row(*row)).collect();
        let mut costs: Vec<i64> = free.iter().map(|column| costs[*column]).collect();
        // Slacks that nothing follows from are prices of their rows.
        let mut is_folded = vec![false; free.len()];
        let mut follows: Vec<(u32, Follows)> = Vec::new();
        let mut number_of = vec![u32::MAX; program.derived.len()];
        for (number, (column, derived)) in program.derived.iter().enumerate() {
            let Some(node) = position(*column) else { continue };
            let follow = match derived {
                Derived::Slack { row, per } => {
                    let limit = &mut limits[local[*row] as usize];
                    limit.over += per * values[node];
                    limit.per = *per;
                    limit.weight = 0;
                    let is_alone = ledger.rows_of(*column).len() == 1 && ledger.derived_of(*column).is_empty();
                    is_folded[node] = true;
                    if is_alone {
                        limit.weight = std::mem::take(&mut costs[node]);
                        continue;
                    }
                    Follows::Slack(local[*row])
                }
                Derived::Largest(forms) => Follows::Largest(forms.iter().map(|form| form.value(ledger.values())).collect()),
                Derived::Any(columns) => Follows::Any(columns.iter().filter(|column| ledger.values()[**column] > 0).count() as i64),
            };
            number_of[number] = follows.len() as u32;
            follows.push((node as u32, follow));
        }
        for (limit, row) in limits.iter_mut().zip(&rows) {
            if limit.weight == BROKEN && limit.over < 0 {
                limit.over = -room(*row, -limit.over);
            }
        }
        for (node, _) in &follows {
            for (row, _) in ledger.rows_of(free[*node as usize]) {
                let limit = &mut limits[local[*row as usize] as usize];
                limit.weight = limit.weight.min(LATE);
            }
        }
        let rows_of = |node: usize| {
            let own = is_folded[node].then(|| own_row(program, free[node])).flatten();
            let local = &local;
            let others = ledger.rows_of(free[node]).iter().filter(move |(row, _)| own != Some(*row as usize));
            others.map(move |(row, factor)| (local[*row as usize], *factor))
        };
        let mut most: Vec<i64> = limits.iter().map(|limit| limit.over).collect();
        for (node, (row, factor)) in (0..free.len()).flat_map(|node| rows_of(node).map(move |term| (node, term))) {
            let entry = &program.columns[free[node]];
            let far = if factor > 0 { entry.upper } else { Some(entry.lower) };
            let rise = far.map_or(i64::MAX, |far| factor * (far - values[node]));
            most[row as usize] = most[row as usize].saturating_add(rise.max(0));
        }
        // What can never be beyond its limit, whatever the free columns are, is left out.
        let can_break = |row: u32| limits[row as usize].per == 0 || most[row as usize] > 0;
        let must_hold = |row: u32| limits[row as usize].weight == BROKEN;
        let guards: Vec<u32> =
            (0..free.len()).map(|node| rows_of(node).filter(|(row, _)| can_break(*row) && must_hold(*row)).count() as u32).collect();
        let terms = (0..free.len()).flat_map(|node| {
            let of =
                move |guard: bool| rows_of(node).filter(move |(row, _)| can_break(*row) && must_hold(*row) == guard).map(move |term| (node, term));
            of(true).chain(of(false))
        });
        let terms = Lists::new(free.len(), terms);
        let touched = terms.len() as u64;
        let feeds = feeds(program, &free, &number_of, &follows);
        let total = limits.iter().map(|limit| limit.weight * limit.units()).sum::<i64>()
            + costs.iter().zip(&values).map(|(cost, value)| cost * value).sum::<i64>();
        Self { free, values, costs, terms, guards, limits, feeds, follows, total, open: BinaryHeap::new(), undo: Vec::new(), touched }
    }
}

/// For each free column what follows from it: a position in `follows`, and of a largest the form and its coefficient.
fn feeds(program: &Program, free: &[usize], number_of: &[u32], follows: &[(u32, Follows)]) -> Lists<(u32, u32, i64)> {
    let position = |column: usize| free.binary_search(&column).ok();
    let mut pairs: Vec<(usize, (u32, u32, i64))> = Vec::new();
    for ((_, derived), to) in program.derived.iter().zip(number_of).filter(|(_, to)| **to != u32::MAX) {
        match derived {
            Derived::Slack { row, .. } => {
                let inputs = program.rows[*row].terms.iter().filter_map(|(column, _)| position(*column));
                let own = follows[*to as usize].0 as usize;
                pairs.extend(inputs.filter(|input| *input != own).map(|input| (input, (*to, 0, 0))));
            }
            Derived::Largest(forms) => {
                for (form, line) in forms.iter().enumerate() {
                    pairs.extend(line.terms.iter().filter_map(|(column, factor)| Some((position(*column)?, (*to, form as u32, *factor)))));
                }
            }
            Derived::Any(columns) => pairs.extend(columns.iter().filter_map(|column| Some((position(*column)?, (*to, 0, 1))))),
        }
    }
    Lists::new(free.len(), pairs.iter().copied())
}

/// The row a slack stands for.
fn own_row(program: &Program, column: usize) -> Option<usize> {
    let number = program.derived.binary_search_by_key(&column, |(derived, _)| *derived).ok()?;
    program.derived[number].1.row()
}
