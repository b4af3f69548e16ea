//! From a set of laws that cannot hold together to a small one.
//!
//! Where they cannot hold even in fractions, entries that it does not take are left out, and then
//! the laws that have no price in the linear program in which each may be broken. Else:
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
    let mut named = narrow(system, &always, open.clone(), solver)?;
    // Laws of one entry may have been taken where those of another, named anyway, do as well.
    while let Some(fewer) = with_fewer_entries(system, &always, &open, &named, solver) {
        named = narrow(system, &always, fewer, solver)?;
    }
    // Of laws that do as well, such as windows of days that overlap, those that come last: they begin
    // where it begins to hurt.
    let alike = alike(system, &open, &named);
    let last = without_halves(alike, &|rest| solver.ask(system, &with_near(system, &always, rest)) == Answer::Never, solver);
    if last.len() <= named.len() {
        named = last;
    }
    solver.is_never(system, &with_near(system, &always, &named)).then_some(named)
}

fn narrow(system: &System<'_>, always: &[usize], open: Vec<usize>, solver: &Solver<'_>) -> Option<Vec<usize>> {
    let whole = |rest: &[usize]| solver.ask(system, &with_near(system, always, rest)) == Answer::Never;
    let fractions = |rest: &[usize]| solver.is_never_in_fractions(system, &with_near(system, always, rest));
    let mut named = if fractions(&open) {
        let named = without_blocks(entries(system, &open), open, &fractions);
        let priced = solver.priced(system, &near(system, always, &named), &named);
        let named = if fractions(&priced) { priced } else { named };
        let named = without_blocks(blocks(system, &named), named, &fractions);
        without_halves(named, &fractions, solver)
    } else {
        let named = elastic(system, always, &open, solver)?;
        without_blocks(entries(system, &named), named, &whole)
    };
    // Whole blocks first: a block is gone with one question.
    named = without_blocks(blocks(system, &named), named, &whole);
    Some(without_halves(named, &whole, solver))
}

/// All laws given of the entries named but one, if they cannot hold together in fractions.
fn with_fewer_entries(system: &System<'_>, always: &[usize], open: &[usize], named: &[usize], solver: &Solver<'_>) -> Option<Vec<usize>> {
    let writers: BTreeSet<&str> = named.iter().map(|law| writer(system, *law)).collect();
    let but = |left: &&str| -> Vec<usize> {
        let is_kept = |law: &&usize| writer(system, **law) != *left && writers.contains(writer(system, **law));
        open.iter().filter(is_kept).copied().collect()
    };
    let mut fewer = writers.iter().filter(|_| writers.len() > 1 && !solver.is_over()).map(but);
    fewer.find(|rest| solver.is_never_in_fractions(system, &with_near(system, always, rest)))
}

/// Whether laws still cannot hold together.
type StillNever<'a> = dyn Fn(&[usize]) -> bool + 'a;

/// Leaves out every block without which the rest still cannot hold.
fn without_blocks(blocks: Vec<BTreeSet<usize>>, mut named: Vec<usize>, still_never: &StillNever<'_>) -> Vec<usize> {
    for block in blocks {
        let rest: Vec<usize> = named.iter().copied().filter(|law| !block.contains(law)).collect();
        if !rest.is_empty() && rest.len() < named.len() && still_never(&rest) {
            named = rest;
        }
    }
    named
}

/// Leaves out runs of laws, half of them at first, single ones in the end.
fn without_halves(mut named: Vec<usize>, still_never: &StillNever<'_>, solver: &Solver<'_>) -> Vec<usize> {
    let mut size = named.len().div_ceil(2).max(1);
    loop {
        let mut position = 0;
        while position < named.len() && !solver.is_over() {
            let rest: Vec<usize> = named[..position].iter().chain(&named[(position + size).min(named.len())..]).copied().collect();
            if !rest.is_empty() && still_never(&rest) {
                named = rest;
            } else {
                position += size;
            }
        }
        if size == 1 {
            return named;
        }
        size = size.div_ceil(2).min(named.len().max(1));
    }
}

/// Whether what always holds is needed to see that laws cannot hold together.
pub(super) fn needs_always(system: &System<'_>, named: &[usize], solver: &Solver<'_>) -> bool {
    solver.ask(system, named) != Answer::Never
}

fn with_near(system: &System<'_>, always: &[usize], rest: &[usize]) -> Vec<usize> {
    near(system, always, rest).into_iter().chain(rest.iter().copied()).collect()
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

/// All laws given that are of a writer, and about a person and unit, of those named.
fn alike(system: &System<'_>, open: &[usize], named: &[usize]) -> Vec<usize> {
    let about = |law: &usize| -> Writer<'_> { (writer(system, *law), system.laws[*law].block.person, system.laws[*law].block.unit) };
    let writers: BTreeSet<Writer<'_>> = named.iter().map(about).collect();
    open.iter().filter(|law| writers.contains(&about(law))).copied().collect()
}

/// Who wrote a law, about which person and unit.
type Writer<'a> = (&'a str, Option<u32>, Option<u32>);

/// The laws in blocks of one entry each.
fn entries(system: &System<'_>, named: &[usize]) -> Vec<BTreeSet<usize>> {
    let mut writers: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for law in named {
        writers.entry(writer(system, *law)).or_default().insert(*law);
    }
    writers.into_values().collect()
}

/// The laws in blocks: of one writer, about one person or unit. The largest first.
fn blocks(system: &System<'_>, named: &[usize]) -> Vec<BTreeSet<usize>> {
    let mut blocks: BTreeMap<Writer<'_>, BTreeSet<usize>> = BTreeMap::new();
    for law in named {
        let block = system.laws[*law].block;
        blocks.entry((writer(system, *law), block.person, block.unit)).or_default().insert(*law);
    }
    let mut blocks: Vec<BTreeSet<usize>> = blocks.into_values().collect();
    blocks.sort_by_key(|block| std::cmp::Reverse(block.len()));
    blocks
}

/// The first word of a law's name: its rule and, where the rule has several, its entry.
fn writer<'a>(system: &System<'a>, law: usize) -> &'a str {
    let name = system.laws[law].name;
    name.split('[').next().unwrap_or(name)
}
