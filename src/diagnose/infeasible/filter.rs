//! From a set of laws that cannot hold together to a small one.
//!
//! 1. An elastic filter: every law may be broken at a price; those that the cheapest solution
//!    breaks are enforced from then on, until what is enforced cannot hold. It names a few laws out
//!    of thousands in about as many runs as the contradiction has laws.
//! 2. A deletion filter over blocks of what is enforced (whoever wrote them, whose, where), then
//!    over single laws: a block without which the rest still cannot hold is left out.
//!
//! What always holds (nobody is in two places at once) stays in from the beginning: it is nobody's
//! choice. The set that is left is irreducible as far as the solver's answers go: without any one
//! of its laws the rest holds.

use super::{
    solver::{Answer, Solver, columns},
    system::System,
};
use crate::planning::CONFLICT;
use std::collections::{BTreeMap, BTreeSet};

/// Laws enforced at most before the filter gives up.
const MOST: usize = 4_000;

/// A small set of the laws given that cannot hold together, with what always holds; none if the
/// solver found no contradiction within its limits.
pub(super) fn filter(system: &System<'_>, laws: &[usize], solver: &Solver<'_>) -> Option<Vec<usize>> {
    let (always, open): (Vec<usize>, Vec<usize>) = laws.iter().copied().partition(|law| system.owner(*law) == CONFLICT);
    let mut named = elastic(system, &always, &open, solver)?;
    let always = near(system, &always, &named);
    let mut size = named.len().div_ceil(2).max(1);
    // Whole blocks first: a block is gone with one question.
    for block in blocks(system, &named) {
        let rest: Vec<usize> = named.iter().copied().filter(|law| !block.contains(law)).collect();
        if !rest.is_empty() && still_never(system, &always, &rest, solver) {
            named = rest;
        }
    }
    loop {
        let mut position = 0;
        while position < named.len() && !solver.is_over() {
            let rest: Vec<usize> = named[..position].iter().chain(&named[(position + size).min(named.len())..]).copied().collect();
            if !rest.is_empty() && still_never(system, &always, &rest, solver) {
                named = rest;
            } else {
                position += size;
            }
        }
        if size == 1 {
            break;
        }
        size = size.div_ceil(2).min(named.len().max(1));
    }
    let all: Vec<usize> = named.iter().chain(&always).copied().collect();
    solver.is_never(system, &all).then_some(named)
}

/// Whether what always holds is needed to see that laws cannot hold together.
pub(super) fn needs_always(system: &System<'_>, named: &[usize], solver: &Solver<'_>) -> bool {
    solver.ask(system, named) != Answer::Never
}

fn still_never(system: &System<'_>, always: &[usize], rest: &[usize], solver: &Solver<'_>) -> bool {
    let all: Vec<usize> = near(system, always, rest).into_iter().chain(rest.iter().copied()).collect();
    solver.ask(system, &all) == Answer::Never
}

/// What always holds, as far as it touches the columns of the laws named.
fn near(system: &System<'_>, always: &[usize], named: &[usize]) -> Vec<usize> {
    let touched = columns(system, named);
    let touches = |law: &&usize| system.laws[**law].terms.iter().any(|(column, _)| touched.contains(column));
    always.iter().filter(touches).copied().collect()
}

fn elastic(system: &System<'_>, always: &[usize], open: &[usize], solver: &Solver<'_>) -> Option<Vec<usize>> {
    let mut named: BTreeSet<usize> = BTreeSet::new();
    loop {
        let enforced: Vec<usize> = always.iter().chain(&named).copied().collect();
        let others: Vec<usize> = open.iter().copied().filter(|law| !named.contains(law)).collect();
        match solver.least(system, &enforced, &others) {
            Ok(None) => return Some(named.into_iter().collect()),
            Ok(Some(broken)) if !broken.is_empty() && named.len() < MOST && !solver.is_over() => named.extend(broken.into_iter().map(|(law, _)| law)),
            _ => return None,
        }
    }
}

/// Who wrote a law, about which person and unit.
type Writer<'a> = (&'a str, Option<u32>, Option<u32>);

/// The laws in blocks: of one writer, about one person or unit. The largest first.
fn blocks(system: &System<'_>, named: &[usize]) -> Vec<BTreeSet<usize>> {
    let mut blocks: BTreeMap<Writer<'_>, BTreeSet<usize>> = BTreeMap::new();
    for law in named {
        let row = &system.laws[*law];
        let writer = row.name.split('[').next().unwrap_or(row.name);
        blocks.entry((writer, row.block.person, row.block.unit)).or_default().insert(*law);
    }
    let mut blocks: Vec<BTreeSet<usize>> = blocks.into_values().collect();
    blocks.sort_by_key(|block| std::cmp::Reverse(block.len()));
    blocks
}
