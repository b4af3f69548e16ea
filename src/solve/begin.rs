//! The daily decisions where nothing is known of them yet: of a first roster, or around weekly decisions that have changed.
//! In windows over everybody where HiGHS is quick with them, by annealing where they hold too much for it.

use super::{
    annealing::{self, Course},
    budget::Budget,
    improve::{Depth, Improver},
    neighbourhood::Neighbourhood,
    sweep,
};
use crate::milp::Ledger;
use std::collections::BTreeSet;

/// Relative gap of the windows.
const GAP: f64 = 0.05;

/// Decides the days, those of `touched` where only some are open, until the budget of it is spent or `done` says so; gives
/// what it said last.
pub(super) fn begin<'a>(
    improver: &Improver<'a>,
    ledger: &mut Ledger<'a>,
    touched: Option<&BTreeSet<u32>>,
    budget: &mut Budget<'_>,
    done: &mut dyn FnMut(&Ledger<'_>, &Budget<'_>) -> bool,
) -> bool {
    let terrain = improver.terrain;
    if sweep::is_too_much(terrain, sweep::FIRST) && annealing::is_for(terrain) {
        let course = if touched.is_some() { Course::AROUND } else { Course::FROM_NOTHING };
        return annealing::anneal(improver, ledger, course, budget, done);
    }
    let is_touched = |window: &Neighbourhood| match (touched, window.daily.days.clone()) {
        (Some(touched), Some(days)) => touched.range(days).next().is_some(),
        _ => true,
    };
    let groups = sweep::rolling(terrain, sweep::FIRST).into_iter().map(|group| group.into_iter().filter(is_touched).collect::<Vec<_>>());
    let groups: Vec<Vec<Neighbourhood>> = groups.filter(|group| !group.is_empty()).collect();
    improver.round(ledger, &groups, Depth::shallow(GAP, sweep::FEW, budget), budget, done)
}
