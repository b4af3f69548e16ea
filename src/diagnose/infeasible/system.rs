//! What must hold, and nothing else: the hard rows and the fixings of a program as inequalities.
//!
//! A weighted row can always pay, so it never keeps a roster from being: it is left out. What is
//! left falls apart into many small pieces, each of which has a solution or has none; there is a
//! roster if and only if every piece has one.

use crate::milp::{Block, Program, Row, Sense};
use std::collections::{BTreeMap, BTreeSet};

/// An inequality `Σ terms ≤ limit` that must hold. An equation is two of them.
#[derive(Clone, Debug)]
pub(super) struct Law<'a> {
    /// Name of the row or the fixing.
    pub(super) name: &'a str,
    pub(super) terms: Vec<(usize, i64)>,
    pub(super) limit: i64,
    /// Position of who wrote it.
    pub(super) owner: usize,
    pub(super) block: Block,
}

/// Smallest and largest value of a column.
pub(super) type Bound = (i64, Option<i64>);

/// The laws of a program.
pub(super) struct System<'a> {
    pub(super) program: &'a Program,
    pub(super) laws: Vec<Law<'a>>,
    /// Bounds of the columns themselves.
    pub(super) bounds: Vec<Bound>,
}

impl<'a> System<'a> {
    pub(super) fn new(program: &'a Program) -> Self {
        let bounds: Vec<Bound> = program.columns.iter().map(|column| (column.lower, column.upper)).collect();
        let soft: BTreeSet<usize> = program.derived.iter().filter_map(|(_, derived)| derived.row()).collect();
        let hard = program.rows.iter().enumerate().filter(|(number, _)| !soft.contains(number));
        let mut laws: Vec<Law<'a>> = hard.flat_map(|(_, row)| inequalities(row)).collect();
        for fixing in &program.fixings {
            let block = program.columns[fixing.column].block;
            let law = |factor: i64| Law {
                name: &fixing.name,
                terms: vec![(fixing.column, factor)],
                limit: factor * fixing.value,
                owner: fixing.owner,
                block,
            };
            laws.extend([law(1), law(-1)]);
        }
        laws.retain(|law| most(law, &bounds).is_none_or(|most| most > law.limit));
        Self { program, laws, bounds }
    }

    /// Who wrote a law.
    pub(super) fn owner(&self, law: usize) -> &'a str {
        &self.program.owners[self.laws[law].owner]
    }

    /// Bounds with the laws of single columns among those given.
    pub(super) fn within(&self, laws: &[usize]) -> BTreeMap<usize, Bound> {
        let mut bounds: BTreeMap<usize, Bound> = BTreeMap::new();
        for law in laws.iter().map(|law| &self.laws[*law]) {
            for (column, _) in &law.terms {
                bounds.entry(*column).or_insert(self.bounds[*column]);
            }
            if let [(column, factor)] = law.terms[..] {
                tighten(bounds.entry(column).or_insert(self.bounds[column]), factor, law.limit);
            }
        }
        bounds
    }

    /// Sets of laws that no other law couples: columns that single laws fix couple nothing.
    pub(super) fn pieces(&self) -> Vec<Vec<usize>> {
        let mut bounds = self.bounds.clone();
        let mut singles: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, law) in self.laws.iter().enumerate() {
            if let [(column, factor)] = law.terms[..] {
                tighten(&mut bounds[column], factor, law.limit);
                singles.entry(column).or_default().push(number);
            }
        }
        let is_free = |column: usize| bounds[column].1 != Some(bounds[column].0);
        let mut root: Vec<usize> = (0..bounds.len()).collect();
        for law in &self.laws {
            let mut free = law.terms.iter().map(|(column, _)| *column).filter(|column| is_free(*column));
            let Some(first) = free.next() else { continue };
            for column in free {
                let (a, b) = (find(&mut root, first), find(&mut root, column));
                root[a.max(b)] = a.min(b);
            }
        }
        // A law without any free column is a piece of its own; so is a column that two laws fix differently.
        let mut pieces: BTreeMap<(bool, usize), BTreeSet<usize>> = BTreeMap::new();
        for (number, law) in self.laws.iter().enumerate() {
            let free = law.terms.iter().map(|(column, _)| *column).find(|column| is_free(*column));
            let key = match (free, &law.terms[..]) {
                (Some(column), _) => (true, find(&mut root, column)),
                (None, [(column, _)]) if bounds[*column].1.is_some_and(|upper| upper < bounds[*column].0) => (true, *column),
                (None, [_]) => continue,
                (None, _) => (false, number),
            };
            pieces.entry(key).or_default().insert(number);
        }
        for piece in pieces.values_mut() {
            let columns: BTreeSet<usize> = piece.iter().flat_map(|law| self.laws[*law].terms.iter().map(|(column, _)| *column)).collect();
            piece.extend(columns.iter().filter_map(|column| singles.get(column)).flatten());
        }
        pieces.into_values().map(|piece| piece.into_iter().collect()).collect()
    }
}

fn inequalities(row: &Row) -> Vec<Law<'_>> {
    let law = |factor: i64| Law {
        name: &row.name,
        terms: row.terms.iter().map(|(column, a)| (*column, factor * a)).collect(),
        limit: factor * row.limit,
        owner: row.owner,
        block: row.block,
    };
    if row.sense == Sense::Equal { vec![law(1), law(-1)] } else { vec![law(1)] }
}

/// The largest value of a law's left-hand side; none: no limit.
fn most(law: &Law<'_>, bounds: &[Bound]) -> Option<i64> {
    let term =
        |(column, factor): &(usize, i64)| if *factor > 0 { bounds[*column].1.map(|upper| factor * upper) } else { Some(factor * bounds[*column].0) };
    law.terms.iter().map(term).sum()
}

fn tighten((lower, upper): &mut Bound, factor: i64, limit: i64) {
    if factor > 0 {
        let most = limit.div_euclid(factor);
        *upper = Some(upper.map_or(most, |upper| upper.min(most)));
    } else {
        *lower = (*lower).max((-limit).div_euclid(-factor) + i64::from((-limit).rem_euclid(-factor) != 0));
    }
}

fn find(root: &mut [usize], mut column: usize) -> usize {
    while root[column] != column {
        root[column] = root[root[column]];
        column = root[column];
    }
    column
}
