//! An alternative on the scale: what it breaks, or what it costs whom.

use super::{Options, substitutes::newly_broken};
use crate::{
    audit::{Verdict, audit_with},
    diagnose::infeasible::{Conflict, contradiction},
    diagnostic::Text,
    domain::{DoctorId, Instance, Roster},
    engine::{Interrupt, Silent},
    rules::{Book, Finding},
    solve::{self, Area, Focus, around},
};
use std::collections::{BTreeMap, BTreeSet};

/// An alternative as data: the instance that forces it, and the roster with this one change.
pub(super) struct Forced {
    pub(super) what: Text,
    pub(super) instance: Instance,
    pub(super) direct: Roster,
}

/// An alternative that was weighed.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// What is forced.
    pub what: Text,
    /// Hard rules that it breaks if nothing else changes.
    pub broken: Vec<Finding>,
    /// What comes of it if what is around it may change.
    pub outcome: Outcome,
}

/// What comes of an alternative.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// There is a roster with it.
    Costs {
        /// What it changes in the penalty.
        penalty: i64,
        /// The change by rule and doctor, the largest first.
        differences: Vec<Difference>,
        /// Duties and stints of others that change.
        changes: usize,
        /// The roster.
        roster: Box<Roster>,
    },
    /// No roster allows it: these entries stand against it.
    Impossible(Conflict),
    /// None was found within the limits.
    Unknown,
}

/// A change of the penalty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Code of the rule.
    pub rule: &'static str,
    /// Whom it concerns, if anybody alone.
    pub doctor: Option<DoctorId>,
    /// Penalty more; less if negative.
    pub penalty: i64,
}

/// What alternatives are weighed against.
pub(super) struct Scale<'a> {
    book: &'a Book,
    instance: &'a Instance,
    roster: &'a Roster,
    verdict: &'a Verdict,
    options: &'a Options,
    interrupt: &'a Interrupt,
    focus: Focus,
    /// The best of the same neighbourhood without any alternative.
    best: Roster,
    best_verdict: Verdict,
}

impl<'a> Scale<'a> {
    pub(super) fn new(
        book: &'a Book,
        instance: &'a Instance,
        roster: &'a Roster,
        verdict: &'a Verdict,
        area: &Area,
        options: &'a Options,
        interrupt: &'a Interrupt,
    ) -> Self {
        let focus = Focus { areas: vec![area.clone()], short: i64::MAX };
        let mut scale = Self { book, instance, roster, verdict, options, interrupt, focus, best: roster.clone(), best_verdict: verdict.clone() };
        if let Some(best) = scale.solve(instance) {
            let judged = audit_with(book, instance, &best);
            if judged.hard().next().is_none() && judged.penalty() < verdict.penalty() {
                (scale.best, scale.best_verdict) = (best, judged);
            }
        }
        scale
    }

    fn solve(&self, instance: &Instance) -> Option<Roster> {
        let how = solve::Options {
            time_limit: self.options.time_limit,
            deterministic: self.options.deterministic,
            seed: self.options.seed,
            ..solve::Options::default()
        };
        let found = around(instance, self.roster, &self.focus, &how, self.interrupt, &Silent).ok()?.roster;
        Some(Roster { provenance: None, shortages: Vec::new(), outputs: Vec::new(), ..found })
    }

    pub(super) fn weigh(&self, forced: Forced) -> Alternative {
        let broken = newly_broken(&audit_with(self.book, self.instance, &forced.direct), self.verdict);
        let time = (!self.options.deterministic).then_some(self.options.time_limit);
        let outcome = self.solve(&forced.instance).and_then(|roster| self.cost(roster));
        let outcome = outcome.unwrap_or_else(|| {
            let conflict = contradiction(&forced.instance, time, self.options.seed, self.interrupt);
            conflict.map_or(Outcome::Unknown, Outcome::Impossible)
        });
        Alternative { what: forced.what, broken, outcome }
    }

    /// What a roster costs; none where it breaks what must hold.
    fn cost(&self, roster: Roster) -> Option<Outcome> {
        let verdict = audit_with(self.book, self.instance, &roster);
        if !newly_broken(&verdict, self.verdict).is_empty() {
            return None;
        }
        let mut sums: BTreeMap<(&'static str, Option<DoctorId>), i64> = BTreeMap::new();
        for (verdict, sign) in [(&verdict, 1), (&self.best_verdict, -1)] {
            for finding in &verdict.findings {
                *sums.entry((finding.rule, finding.doctor.clone())).or_default() += sign * finding.penalty;
            }
        }
        let changed = sums.into_iter().filter(|(_, penalty)| *penalty != 0);
        let mut differences: Vec<Difference> = changed.map(|((rule, doctor), penalty)| Difference { rule, doctor, penalty }).collect();
        differences.sort_by_key(|one| (-one.penalty.abs(), one.rule, one.doctor.clone()));
        let duties = |roster: &Roster| roster.duties.iter().cloned().collect::<BTreeSet<_>>();
        let stints = |roster: &Roster| roster.stints.iter().cloned().collect::<BTreeSet<_>>();
        let changes = duties(&roster).difference(&duties(&self.best)).count() + stints(&roster).difference(&stints(&self.best)).count();
        Some(Outcome::Costs { penalty: verdict.penalty() - self.best_verdict.penalty(), differences, changes, roster: Box::new(roster) })
    }
}
