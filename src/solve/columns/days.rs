//! The days of a program whose weekly decisions are held: there people's horizons are apart from each other
//! also where the weekly decisions couple them.

use super::Horizons;
use crate::{
    milp::{Ledger, Level, Portion, Program},
    solve::parts::Split,
};
use std::{collections::BTreeMap, sync::Arc};

impl<'a> Horizons<'a> {
    /// People's horizons around a solution, its weekly decisions held; none where there are none, or where they overlap
    /// all the same.
    pub(in crate::solve) fn of_days(program: &'a Program, ledger: &Ledger<'_>) -> Option<Self> {
        Self::held(program, ledger, None)
    }

    /// Holds the weekly decisions of a solution in place of those it held. Whoever these leave as they were is not
    /// looked at anew.
    pub(in crate::solve) fn follow(&mut self, ledger: &Ledger<'_>) {
        if self.weeks.iter().any(|(column, value)| ledger.values()[*column] != *value)
            && let Some(next) = Self::held(self.program, ledger, Some(self))
        {
            *self = next;
        }
    }

    fn held(program: &'a Program, ledger: &Ledger<'_>, before: Option<&Self>) -> Option<Self> {
        let mut bounds = program.bounds();
        let mut weeks = Vec::new();
        for (column, bound) in bounds.iter_mut().enumerate() {
            let value = ledger.values()[column];
            if program.columns[column].block.level == Level::Weekly && *bound != (value, Some(value)) {
                *bound = (value, Some(value));
                weeks.push((column, value));
            }
        }
        if weeks.is_empty() {
            return None;
        }
        let portion = Portion::new(program, &bounds).ok()?;
        let mut split = Split::new(program, &portion);
        let mut remembered = vec![Vec::new(); split.parts.len()];
        if let Some(before) = before {
            let first = |portion: &Portion, columns: &[usize]| columns.first().map(|column| portion.free[*column]);
            let known: BTreeMap<Option<usize>, usize> =
                before.split.parts.iter().enumerate().map(|(number, part)| (first(&before.portion, &part.columns), number)).collect();
            for (part, remembered) in split.parts.iter_mut().zip(&mut remembered) {
                let Some(number) = known.get(&first(&portion, &part.columns)) else { continue };
                let old = &before.split.parts[*number];
                let is_same = |(new, old): (&usize, &usize)| portion.free[*new] == before.portion.free[*old];
                if part.is_like(old) && part.columns.iter().zip(&old.columns).all(is_same) {
                    part.follow(old);
                    remembered.clone_from(&before.remembered[*number]);
                }
            }
        }
        let prices = before.map(|before| before.prices.clone());
        let horizons = Self::new(program, &Arc::new(portion), &Arc::new(split))?;
        Some(Self { weeks, remembered, prices: prices.unwrap_or_else(|| horizons.prices.clone()), ..horizons })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        engine::Interrupt,
        milp::{Block, Charge, Column, Derived, Row, Sense},
        solve::columns::Effort,
    };
    use std::collections::BTreeSet;

    const PEOPLE: usize = 3;
    const DAYS: usize = 4;

    /// One of the first two goes away for the week; whoever is at home may be on duty on three of four days, at
    /// different prices, and two are wanted each day.
    fn program() -> Program {
        let mut program = Program::default();
        let owner = program.owner("rule");
        let row = |terms, sense, limit, block| Row { name: "row".to_owned(), terms, sense, limit, block, owner };
        for person in 0..PEOPLE {
            program.binary(format!("away[{person}]"), Block::default().person(person).week(0).weekly());
        }
        program.row(row(vec![(0, 1), (1, 1)], Sense::Equal, 1, Block::default().week(0).weekly()));
        program.row(row(vec![(2, 1)], Sense::AtMost, 0, Block::default().person(2).week(0).weekly()));
        let duty = |person: usize, day: usize| PEOPLE + person * DAYS + day;
        for (person, day) in (0..PEOPLE).flat_map(|person| (0..DAYS).map(move |day| (person, day))) {
            let block = Block::default().person(person).unit(0).day(day);
            program.binary(format!("duty[{person},{day}]"), block);
            program.charges.push(Charge { column: duty(person, day), weight: [1, 5, 2, 7, 3][(2 * person + day) % 5], owner, rank: 1 });
            program.row(row(vec![(person, 1), (duty(person, day), 1)], Sense::AtMost, 1, block));
        }
        for person in 0..PEOPLE {
            program.row(row((0..DAYS).map(|day| (duty(person, day), 1)).collect(), Sense::AtMost, 3, Block::default().person(person)));
        }
        for day in 0..DAYS {
            let block = Block::default().unit(0).day(day);
            let (number, short) = (program.rows.len(), program.columns.len());
            program.derive(
                Column { name: format!("short[{day}]"), lower: 0, upper: None, integer: true, block },
                Derived::Slack { row: number, per: 1 },
            );
            let terms = (0..PEOPLE).map(|person| (duty(person, day), -1)).chain([(short, -1)]);
            program.row(row(terms.collect(), Sense::AtMost, -2, block));
            program.charges.push(Charge { column: short, weight: 100, owner, rank: 0 });
        }
        program
    }

    /// Somebody is away and nobody on duty.
    fn idle(program: &Program, away: usize) -> Vec<i64> {
        (0..program.columns.len()).map(|column| i64::from(column == away)).collect()
    }

    /// The best there is while somebody is away: by trying everything.
    fn best(program: &Program, away: usize) -> i64 {
        let values = |mask: u32| {
            let mut values = idle(program, away);
            (0..PEOPLE * DAYS).for_each(|duty| values[PEOPLE + duty] = i64::from(mask >> duty & 1 == 1));
            program.evaluate(&values)
        };
        (0..1 << (PEOPLE * DAYS)).map(values).filter(|one| one.broken.is_empty()).map(|one| one.total()).min().expect("nobody on duty is allowed")
    }

    #[test]
    fn horizons_follow_the_weekly_decisions_and_are_the_same_for_whom_these_did_not_change() {
        let program = program();
        let whole = Portion::new(&program, &program.bounds()).unwrap();
        assert!(!Split::new(&program, &whole).is_apart(), "the weekly decisions couple people");
        let everybody: BTreeSet<u32> = (0..PEOPLE as u32).collect();
        let effort = Effort { work: u64::MAX, deadline: None, seed: 1, is_anew: false };
        let mut horizons = Horizons::of_days(&program, &Ledger::new(&program, &idle(&program, 0))).expect("they are apart now");
        assert_ne!(best(&program, 0), best(&program, 1));
        for away in [0, 1, 0] {
            let mut ledger = Ledger::new(&program, &idle(&program, away));
            let before = horizons.split.parts.iter().map(|part| part.walk().is_some()).collect::<Vec<_>>();
            horizons.follow(&ledger);
            assert_eq!(before.len(), horizons.split.parts.len());
            for _ in 0..3 {
                let found = horizons.solve(&ledger, &everybody, &effort, &Interrupt::default()).expect("horizons can be walked");
                ledger.improve(&found.changes);
                horizons.remember(found.used);
                assert!(!found.prices.is_empty());
                horizons.learn(found.prices);
            }
            assert_eq!(ledger.rank(), (0, best(&program, away)), "away: {away}");
        }
        let remembered = |horizons: &Horizons<'_>, person: u32| horizons.remembered[horizons.of[&person][0]].clone();
        let third = remembered(&horizons, 2);
        horizons.follow(&Ledger::new(&program, &idle(&program, 1)));
        assert_eq!(remembered(&horizons, 2), third, "nothing changed for the third");
        assert!(!third.is_empty() && remembered(&horizons, 0).is_empty(), "the first is at home now");
    }

    #[test]
    fn where_no_week_is_decided_there_is_nothing_to_hold() {
        let mut program = program();
        program.columns.iter_mut().for_each(|column| column.block.level = Level::Daily);
        assert!(Horizons::of_days(&program, &Ledger::new(&program, &idle(&program, 0))).is_none());
    }
}
