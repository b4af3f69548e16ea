//! A contradiction in the terms of an instance: which entries, about whom, where and when.

use super::{
    filter::needs_always,
    solver::Solver,
    system::{Law, System},
};
use crate::{
    domain::{DoctorId, Instance, PostId, ProgrammeId, QuotaId, UnitId},
    planning::{CONFLICT, Mode, PIN, Plan},
    rules::Book,
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What an amount counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// People, duties, nights, days or weeks: what the rule counts.
    Counted,
    /// Begun hours.
    Hours,
    /// Items of a quota.
    Items,
}

/// One entry of the rule book in a contradiction, or what is fixed by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Code of the rule, or `pin`.
    pub rule: String,
    /// Position among the entries of the rule.
    pub entry: usize,
    /// Whom it concerns.
    pub doctors: Vec<DoctorId>,
    /// Units it concerns, where it concerns no single doctor.
    pub units: Vec<UnitId>,
    /// Posts it concerns.
    pub posts: Vec<PostId>,
    /// Programmes it concerns.
    pub programmes: Vec<ProgrammeId>,
    /// Quotas it concerns.
    pub quotas: Vec<QuotaId>,
    /// Days it concerns; of a whole week its Monday.
    pub dates: Vec<NaiveDate>,
    /// By how much it would have to give way if all others stand.
    pub amount: i64,
    /// What the amount counts.
    pub unit: Unit,
    /// Names of its rows.
    pub rows: Vec<String>,
}

impl Part {
    /// Whether it is what is fixed by hand.
    pub fn is_pin(&self) -> bool {
        self.rule == PIN
    }
}

/// Entries that cannot hold together. Without any one of their rows the others could, as far as
/// the solver's answers go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The entries.
    pub parts: Vec<Part>,
    /// Whether it takes, besides, that nobody is in two places at once.
    pub one_place_at_a_time: bool,
}

impl Conflict {
    pub(super) fn new(instance: &Instance, book: &Book, system: &System<'_>, named: &[usize], solver: &Solver<'_>) -> Self {
        let mut groups: BTreeMap<(&str, usize), Vec<usize>> = BTreeMap::new();
        for law in named {
            groups.entry((system.owner(*law), entry_of(system.laws[*law].name))).or_default().push(*law);
        }
        let per = sizes(instance, book, &groups.keys().map(|(rule, _)| *rule).collect());
        let always: Vec<usize> = (0..system.laws.len()).filter(|law| system.owner(*law) == CONFLICT).collect();
        let touched = super::solver::columns(system, named);
        let always: Vec<usize> =
            always.into_iter().filter(|law| system.laws[*law].terms.iter().any(|(column, _)| touched.contains(column))).collect();
        let part = |((rule, entry), laws): (&(&str, usize), &Vec<usize>)| {
            let others: Vec<usize> = named.iter().filter(|law| !laws.contains(law)).chain(&always).copied().collect();
            let broken = solver.least(system, &others, laws).ok().flatten().unwrap_or_default();
            let size = |law: usize| per.get(system.laws[law].name).copied().unwrap_or(1);
            let amount = broken.iter().map(|(law, amount)| amount.div_euclid(size(*law)) + i64::from(amount % size(*law) != 0)).sum();
            let unit = match laws.iter().map(|law| size(*law)).max() {
                Some(60) => Unit::Hours,
                Some(100) => Unit::Items,
                _ => Unit::Counted,
            };
            let rows: Vec<&Law<'_>> = laws.iter().map(|law| &system.laws[*law]).collect();
            Part { amount, unit, ..Part::of(instance, rule, *entry, &rows) }
        };
        Self { parts: groups.iter().map(part).collect(), one_place_at_a_time: needs_always(system, named, solver) }
    }

    /// What the rows are called, whatever the position of their entry: an edit may move it.
    pub(super) fn keys(&self) -> BTreeSet<(String, String)> {
        self.parts.iter().flat_map(|part| part.rows.iter().map(|row| key(&part.rule, row))).collect()
    }
}

/// A row by who wrote it and what distinguishes it.
pub(super) fn key(owner: &str, row: &str) -> (String, String) {
    (owner.to_owned(), row.split_once('[').map_or("", |(_, rest)| rest).to_owned())
}

/// The position of the entry that a row's name tells: `night_spacing.2[…]` is of the second.
fn entry_of(row: &str) -> usize {
    let writer = row.split('[').next().unwrap_or(row);
    writer.split_once('.').and_then(|(_, number)| number.parse::<usize>().ok()).map_or(0, |number| number.saturating_sub(1))
}

/// What a part of a row's name says.
fn word<'a>(row: &'a str, key: &str) -> Option<&'a str> {
    let (_, parts) = row.trim_end_matches(']').split_once('[')?;
    parts.split(',').find_map(|part| part.strip_prefix(key)?.strip_prefix('='))
}

/// Sizes of a unit of the penalty by row, where they are not one: the rules say so when they price a row.
fn sizes(instance: &Instance, book: &Book, rules: &BTreeSet<&str>) -> BTreeMap<String, i64> {
    let mut plan = Plan::new(instance, Mode::Elastic { price: 1 });
    for (number, rule) in book.entries.iter().filter(|(_, rule)| rules.contains(rule.card().code)) {
        plan.begin(rule.card().code, *number, rule.card().priority);
        rule.formulate(&mut plan);
    }
    let slack = |derived: &crate::milp::Derived| match derived {
        crate::milp::Derived::Slack { row, per } if *per != 1 => Some((plan.program.rows[*row].name.clone(), *per)),
        _ => None,
    };
    plan.program.derived.iter().filter_map(|(_, derived)| slack(derived)).collect()
}

impl Part {
    fn of(instance: &Instance, rule: &str, entry: usize, laws: &[&Law<'_>]) -> Self {
        let doctors: BTreeSet<DoctorId> = laws.iter().filter_map(|law| Some(instance.doctors.get(law.block.person? as usize)?.id.clone())).collect();
        let units =
            laws.iter().filter(|law| law.block.person.is_none()).filter_map(|law| Some(instance.units.get(law.block.unit? as usize)?.id.clone()));
        let units: BTreeSet<UnitId> = units.collect();
        let named = |key: &'static str| laws.iter().filter_map(move |law| word(law.name, key));
        let posts: BTreeSet<PostId> = ["post", "of", "night"]
            .into_iter()
            .flat_map(named)
            .filter(|id| instance.posts.iter().any(|post| post.id.as_str() == *id))
            .map(PostId::from)
            .collect();
        let programmes: BTreeSet<ProgrammeId> = named("programme").map(ProgrammeId::from).collect();
        let quotas: BTreeSet<QuotaId> = named("quota").map(QuotaId::from).collect();
        let first_day = |law: &Law<'_>| match (law.block.day, law.block.week) {
            (Some(day), _) => Some(instance.horizon.date(i64::from(day))),
            (None, week) => {
                let said = ["date", "from", "first"].into_iter().find_map(|key| word(law.name, key)?.parse().ok());
                said.or_else(|| Some(instance.horizon.monday(i64::from(week?))))
            }
        };
        let dates: BTreeSet<NaiveDate> =
            laws.iter().filter_map(|law| first_day(law)).chain(named("after").filter_map(|date| date.parse().ok())).collect();
        let mut rows: Vec<String> = laws.iter().map(|law| law.name.to_owned()).collect();
        rows.dedup();
        Self {
            rule: rule.to_owned(),
            entry,
            doctors: doctors.into_iter().collect(),
            units: units.into_iter().collect(),
            posts: posts.into_iter().collect(),
            programmes: programmes.into_iter().collect(),
            quotas: quotas.into_iter().collect(),
            dates: dates.into_iter().collect(),
            amount: 0,
            unit: Unit::Counted,
            rows,
        }
    }
}
