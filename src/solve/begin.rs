//! The daily decisions where nothing is known of them yet: of a first roster, or under weekly decisions that have changed.
//! By annealing where a roster is wanted soon and much comes after it, or where windows hold too much for HiGHS; otherwise in
//! windows over everybody. Annealing has a roster of 40 doctors after 5 s instead of 15 to 20, and windows go on as well
//! from it: 17,826, 19,295 and 28,897 after 60 s, where windows from the beginning on gave 18,936, 22,510 and 28,930.

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
/// what it said last. `is_quick` asks for any roster soon,
/// whatever was decided before.
pub(super) fn begin<'a>(
    improver: &Improver<'a>,
    ledger: &mut Ledger<'a>,
    touched: Option<&BTreeSet<u32>>,
    is_quick: bool,
    budget: &mut Budget<'_>,
    done: &mut dyn FnMut(&Ledger<'_>, &Budget<'_>) -> bool,
) -> bool {
    let terrain = improver.terrain;
    if (is_quick || sweep::is_too_much(terrain, sweep::FIRST)) && annealing::is_for(terrain) {
        let is_around = touched.is_some() && !is_quick;
        let course = if is_around { Course::around(budget) } else { Course::from_nothing(terrain, budget, is_quick) };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        engine::Interrupt,
        milp::{Block, Charge, Program, Row, Sense},
        solve::{side_by_side::Workers, terrain::Terrain},
    };
    use std::time::Duration;

    /// How often `done` was asked, and the days of the duties, where so many people are there for one duty a day for two weeks.
    fn asked(people: usize, touched: Option<&BTreeSet<u32>>, is_quick: bool) -> (u32, Vec<usize>) {
        let mut program = Program::default();
        let owner = program.owner("coverage");
        for (person, day) in itertools::iproduct!(0..people, 0..14) {
            program.binary(format!("duty[{person},{day}]"), Block::default().person(person).unit(0).day(day).kind(0));
            program.charges.push(Charge { column: person * 14 + day, weight: 1, owner, rank: 0 });
        }
        for day in 0..14 {
            let terms = (0..people).map(|person| (person * 14 + day, -1)).collect();
            program.row(Row { name: format!("cover[{day}]"), terms, sense: Sense::AtMost, limit: -1, block: Block::default().day(day), owner });
        }
        let terrain = Terrain::new(&program);
        let interrupt = Interrupt::default();
        let mut budget = Budget::new(Duration::from_millis(500), false, &interrupt);
        let mut ledger = Ledger::new(&program, &vec![0; program.columns.len()]);
        let improver = Improver { terrain: &terrain, seed: 0, workers: Workers::new(2) };
        let mut asked = 0;
        begin(&improver, &mut ledger, touched, is_quick, &mut budget, &mut |_, _| {
            asked += 1;
            false
        });
        let mut days: Vec<usize> = (0..people * 14).filter(|column| ledger.values()[*column] > 0).map(|column| column % 14).collect();
        days.sort_unstable();
        (asked, days)
    }

    #[test]
    fn few_decisions_are_made_in_windows_and_many_or_quick_ones_by_annealing() {
        let all: Vec<usize> = (0..14).collect();
        assert_eq!(asked(20, None, false), (3, all.clone()));
        assert_eq!(asked(20, None, true), (annealing::STEPS, all.clone()));
        assert_eq!(asked(400, None, false), (annealing::STEPS, all));
    }

    #[test]
    fn only_windows_with_an_open_day_are_made() {
        let days = |touched| asked(20, Some(&touched), false).1;
        let near = days([12].into());
        assert!(near.contains(&12) && !near.contains(&2), "{near:?}");
        assert!(days(BTreeSet::new()).is_empty());
    }
}
