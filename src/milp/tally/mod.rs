//! An account of some free columns around a solution, made for millions of small changes: a row's slack is a price of
//! the row, what follows from nothing else is nowhere looked up, and all of it lies close together.

mod opening;

use super::{Ledger, lists::Lists};
use std::{cmp::Reverse, collections::BinaryHeap};

/// Penalty of one unit by which a row that must hold is broken: more than any roster costs.
const BROKEN: i64 = 1 << 42;
/// The same where something that follows stands in the row: it may hold once that is known.
const LATE: i64 = 1 << 30;

/// By how much a row is beyond its limit, and what that costs.
#[derive(Clone, Copy)]
struct Limit {
    over: i64,
    /// Penalty of a unit.
    weight: i64,
    /// Size of a unit; 0: the row is an equality.
    per: i64,
}

impl Limit {
    fn units(self) -> i64 {
        match self.per {
            0 => self.over.abs(),
            1 => self.over.max(0),
            per => (self.over.max(0) + per - 1) / per,
        }
    }
}

/// How the value of a free column follows from others.
enum Follows {
    /// Units of a row.
    Slack(u32),
    /// The largest of some forms, which have these values.
    Largest(Vec<i64>),
    /// Whether any of its inputs is 1: so many are.
    Any(i64),
}

/// One assignment of the free columns with all that follows from it.
pub struct Tally {
    free: Vec<usize>,
    values: Vec<i64>,
    costs: Vec<i64>,
    /// Rows each stands in, with its coefficients: those that must hold first.
    terms: Lists<(u32, i64)>,
    /// So many rows of each must hold.
    guards: Vec<u32>,
    limits: Vec<Limit>,
    /// What follows from each: a position in `follows`, and of a largest the form and its coefficient.
    feeds: Lists<(u32, u32, i64)>,
    /// By rising position in [`Program::derived`]; with the position among the free columns.
    follows: Vec<(u32, Follows)>,
    total: i64,
    open: BinaryHeap<Reverse<u32>>,
    undo: Vec<(u32, i64)>,
    touched: u64,
}

impl Tally {
    /// The free columns.
    pub fn free(&self) -> &[usize] {
        &self.free
    }

    /// The value of the column at a position among the free ones.
    pub fn value(&self, position: usize) -> i64 {
        self.values[position]
    }

    /// Penalty of what the free columns take part in, a broken row as more than any roster costs.
    pub fn total(&self) -> i64 {
        self.total
    }

    /// How often a row has been counted: once for each column in it to open the account.
    pub fn touched(&self) -> u64 {
        self.touched
    }

    /// Takes over new values of free columns, by position, where the total is at most `most` then. Gives whether it did, and
    /// leaves everything as it was if not. They are taken in order: one that rises may not break a row that none before it mends.
    pub fn change(&mut self, changes: &[(u32, i64)], most: i64) -> bool {
        if self.breaks(changes) {
            return false;
        }
        self.undo.clear();
        for (node, value) in changes {
            self.set(*node, *value, true);
        }
        while let Some(Reverse(number)) = self.open.pop() {
            while self.open.peek() == Some(&Reverse(number)) {
                self.open.pop();
            }
            let (node, follows) = &self.follows[number as usize];
            let value = match follows {
                Follows::Slack(row) => self.limits[*row as usize].units(),
                Follows::Largest(forms) => forms.iter().copied().max().unwrap_or(0).max(0),
                Follows::Any(count) => i64::from(*count > 0),
            };
            if value != self.values[*node as usize] {
                self.set(*node, value, true);
            }
        }
        if self.total > most {
            self.take_back();
            return false;
        }
        true
    }

    /// Whether one that rises breaks more rows that must hold than it mends, after what comes before it. Most changes fail here, before
    /// anything has been written.
    fn breaks(&mut self, changes: &[(u32, i64)]) -> bool {
        for (number, (node, value)) in changes.iter().enumerate() {
            let change = value - self.values[*node as usize];
            if change <= 0 {
                continue;
            }
            let guards = &self.terms.of(*node as usize)[..self.guards[*node as usize] as usize];
            self.touched += guards.len() as u64;
            let mut worse = 0;
            for (row, factor) in guards {
                let limit = self.limits[*row as usize];
                if limit.per == 0 || limit.over.max(limit.over + factor * change) > 0 {
                    let earlier = changes[..number].iter().map(|(node, value)| (value - self.values[*node as usize]) * self.factor(*node, *row));
                    let now = Limit { over: limit.over + earlier.sum::<i64>(), ..limit };
                    worse += Limit { over: now.over + factor * change, ..now }.units() - now.units();
                }
            }
            if worse > 0 {
                return true;
            }
        }
        false
    }

    /// The coefficient of a column in a row that must hold.
    fn factor(&self, node: u32, row: u32) -> i64 {
        let guards = &self.terms.of(node as usize)[..self.guards[node as usize] as usize];
        guards.iter().find(|(other, _)| *other == row).map_or(0, |(_, factor)| *factor)
    }

    fn take_back(&mut self) {
        self.open.clear();
        while let Some((node, value)) = self.undo.pop() {
            self.set(node, value, false);
        }
    }

    fn set(&mut self, node: u32, value: i64, is_new: bool) {
        let place = node as usize;
        let old = self.values[place];
        let change = value - old;
        if change == 0 {
            return;
        }
        self.values[place] = value;
        self.total += self.costs[place] * change;
        let terms = self.terms.of(place);
        self.touched += terms.len() as u64;
        for (row, factor) in terms {
            let limit = &mut self.limits[*row as usize];
            let before = limit.units();
            limit.over += factor * change;
            self.total += (limit.units() - before) * limit.weight;
        }
        for (to, form, factor) in self.feeds.of(place) {
            match &mut self.follows[*to as usize].1 {
                Follows::Slack(_) => {}
                Follows::Largest(forms) => forms[*form as usize] += factor * change,
                Follows::Any(count) => *count += i64::from(value > 0) - i64::from(old > 0),
            }
            if is_new {
                self.open.push(Reverse(*to));
            }
        }
        if is_new {
            self.undo.push((node, old));
        }
    }

    /// The columns of the program that have another value than in the solution, but for slacks that are prices here.
    pub fn changes(&self, ledger: &Ledger<'_>) -> Vec<(usize, i64)> {
        let all = self.free.iter().zip(&self.values).map(|(column, value)| (*column, *value));
        all.filter(|(column, value)| ledger.values()[*column] != *value).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::milp::{Block, Column, Derived, Program, Row, Sense, ledger::tests::program};
    use proptest::prelude::*;

    fn whole(program: &Program, ledger: &Ledger<'_>) -> Tally {
        Tally::new(program, ledger, &program.costs(), (0..program.columns.len()).collect(), &|_, room| room)
    }

    proptest! {
        /// Against the ledger: what a change costs, and that one refused leaves nothing behind.
        #[test]
        fn it_counts_what_the_running_account_of_the_whole_counts(
            factors in proptest::collection::vec(-3_i64..=3, 10),
            limits in proptest::collection::vec(-3_i64..=3, 2),
            per in 1_i64..=3,
            begin in proptest::collection::vec(0_i64..=1, 5),
            steps in proptest::collection::vec((0_u32..5, 0_i64..=1, 0_u32..5, 0_i64..=1, any::<bool>()), 1..8),
        ) {
            let mut program = program(&factors, &limits, per);
            program.fixings.clear();
            let all: Vec<i64> = begin.iter().copied().chain([0; 3]).collect();
            let mut ledger = Ledger::new(&program, &all);
            let mut tally = whole(&program, &ledger);
            for (one, value, other, another, is_free) in steps {
                let ((broken, penalty), before) = (ledger.rank(), tally.total());
                let changes = if one == other { vec![(one, value)] } else { vec![(one, value), (other, another)] };
                let is_taken = tally.change(&changes, if is_free { i64::MAX } else { before });
                prop_assert!(is_free || tally.total() <= before);
                prop_assert!(is_taken || tally.total() == before);
                let fresh = Ledger::new(&program, &all.iter().enumerate().map(|(column, value)| {
                    tally.changes(&Ledger::new(&program, &all)).iter().find(|(changed, _)| *changed == column).map_or(*value, |(_, value)| *value)
                }).collect::<Vec<_>>());
                prop_assert_eq!(whole(&program, &fresh).total(), tally.total());
                if is_taken && broken == 0 && fresh.rank().0 == 0 {
                    prop_assert_eq!(fresh.rank().1 - penalty, tally.total() - before);
                } else if is_taken && !is_free {
                    prop_assert!(broken > 0 || fresh.rank().0 == 0, "a row that held is broken");
                }
                ledger = fresh;
            }
        }
    }

    /// Four duties of which three may be had.
    fn three_of_four() -> Program {
        let mut program = Program::default();
        let owner = program.owner("rule");
        (0..4).for_each(|number| _ = program.binary(format!("duty[{number}]"), Block::default()));
        let terms = (0..4).map(|column| (column, 1)).collect();
        program.row(Row { name: "most".to_owned(), terms, sense: Sense::AtMost, limit: 3, block: Block::default(), owner });
        program
    }

    #[test]
    fn two_accounts_that_share_what_room_a_row_leaves_never_break_it_together() {
        let program = three_of_four();
        let mut ledger = Ledger::new(&program, &[0; 4]);
        let taken: Vec<Vec<(usize, i64)>> = [0, 1]
            .into_iter()
            .map(|number| {
                let free = vec![2 * number, 2 * number + 1];
                let mut tally = Tally::new(&program, &ledger, &program.costs(), free, &|_, room| (room + 1 - number as i64) / 2);
                tally.change(&[(0, 1)], i64::MAX);
                tally.change(&[(1, 1)], i64::MAX);
                tally.changes(&ledger)
            })
            .collect();
        assert_eq!(taken, [vec![(0, 1), (1, 1)], vec![(2, 1)]]);
        assert!(taken.iter().all(|changes| ledger.admit(changes)));
        assert!(!ledger.admit(&[(3, 1)]));
        assert_eq!(ledger.values(), [1, 1, 1, 0]);
    }

    #[test]
    fn a_row_that_nothing_free_can_break_is_not_counted_and_one_that_a_share_makes_narrow_is() {
        let mut program = three_of_four();
        program.rows[0].limit = 4;
        let ledger = Ledger::new(&program, &[0; 4]);
        let touched = |room: i64| {
            let mut tally = Tally::new(&program, &ledger, &program.costs(), vec![0, 1], &|_, _| room);
            let opened = tally.touched();
            (opened, tally.change(&[(0, 1)], i64::MAX), tally.change(&[(1, 1)], i64::MAX))
        };
        assert_eq!(touched(4), (0, true, true));
        assert_eq!(touched(2), (0, true, true));
        assert_eq!(touched(1), (2, true, false));
    }

    #[test]
    fn what_fell_before_makes_room_and_what_fell_where_it_was_wanted_takes_it() {
        let mut program = three_of_four();
        // The first or the last has to come.
        let terms = vec![(0, -1), (3, -1)];
        program.row(Row { name: "least".to_owned(), terms, sense: Sense::AtMost, limit: -1, block: Block::default(), owner: 0 });
        let ledger = Ledger::new(&program, &[1, 1, 1, 0]);
        let mut tally = whole(&program, &ledger);
        assert!(!tally.change(&[(1, 0), (0, 0)], tally.total()), "nobody is there");
        assert!(!tally.change(&[(3, 1)], tally.total()), "four are there");
        assert!(tally.changes(&ledger).is_empty());
        assert!(tally.change(&[(0, 0), (3, 1)], tally.total()));
        assert!(tally.change(&[(1, 0), (0, 1)], tally.total()));
        assert_eq!(tally.changes(&ledger), [(1, 0), (3, 1)]);
    }

    #[test]
    fn a_row_may_break_until_what_follows_is_known() {
        let mut program = three_of_four();
        let column = Column { name: "any".to_owned(), lower: 0, upper: Some(1), integer: false, block: Block::default() };
        program.derive(column, Derived::Any(vec![0, 1]));
        program.row(Row { name: "seen".to_owned(), terms: vec![(0, 1), (4, -1)], sense: Sense::AtMost, limit: 0, block: Block::default(), owner: 0 });
        let ledger = Ledger::new(&program, &[0; 5]);
        let mut tally = whole(&program, &ledger);
        assert!(tally.change(&[(0, 1)], tally.total()));
        assert_eq!(tally.changes(&ledger), [(0, 1), (4, 1)]);
    }

    #[test]
    fn what_rises_may_use_the_room_of_what_fell_before_it() {
        let program = three_of_four();
        let ledger = Ledger::new(&program, &[1, 1, 1, 0]);
        let mut tally = whole(&program, &ledger);
        assert!(!tally.change(&[(3, 1), (0, 0)], i64::MAX), "broken in between");
        assert!(tally.changes(&ledger).is_empty());
        assert!(tally.change(&[(0, 0), (3, 1)], i64::MAX));
        assert_eq!(tally.changes(&ledger), [(0, 0), (3, 1)]);
    }
}
