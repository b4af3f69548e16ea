//! What the rule book says about hours and nights.
//!
//! The settings are read as data, a few keys of them: these checks are about the numbers of the
//! book, not about how a rule counts, and stay right where a rule gains keys or is left out. An
//! entry that cannot be read says nothing here; the book itself reports it.

use crate::{
    domain::{Doctor, Instance, Minutes, RuleEntry, Scope},
    rules::Pack,
};
use chrono::NaiveDate;
use serde::{Deserialize, de::DeserializeOwned};

#[derive(Deserialize)]
struct Scoped<T> {
    #[serde(default, rename = "for")]
    scope: Scope,
    #[serde(flatten)]
    settings: T,
}

#[derive(Deserialize)]
struct Ceiling {
    max: Minutes,
    /// An average leaves a single week open.
    #[serde(default)]
    average_over: Option<u32>,
}

#[derive(Deserialize)]
struct Spacing {
    days: u8,
}

#[derive(Deserialize)]
struct Exemption {
    #[serde(default)]
    age: Option<u8>,
}

/// The entries about hours and nights that hold for an instance.
pub(super) struct Limits {
    ceilings: Vec<Scoped<Ceiling>>,
    spacings: Vec<Scoped<Spacing>>,
    exemptions: Vec<Scoped<Exemption>>,
}

impl Limits {
    pub(super) fn of(instance: &Instance) -> Self {
        let pack = instance.rules.pack.as_deref().and_then(Pack::named);
        let pack: Vec<RuleEntry> = pack.map(|pack| pack.rules().cloned().collect()).unwrap_or_default();
        Self {
            ceilings: entries(instance, &pack, "weekly_hours"),
            spacings: entries(instance, &pack, "night_spacing"),
            exemptions: entries(instance, &pack, "night_exemption"),
        }
    }

    /// Most minutes a doctor may work in a week; none if no rule says so.
    pub(super) fn ceiling(&self, instance: &Instance, doctor: &Doctor) -> Option<i64> {
        let weekly = |ceiling: &&Ceiling| ceiling.average_over.is_none_or(|weeks| weeks <= 1);
        for_doctor(&self.ceilings, instance, doctor).filter(weekly).map(|ceiling| ceiling.max.0).min()
    }

    /// Days from one night of a doctor to the next at least.
    pub(super) fn spacing(&self, instance: &Instance, doctor: &Doctor) -> usize {
        for_doctor(&self.spacings, instance, doctor).map(|spacing| usize::from(spacing.days)).max().unwrap_or(1).max(1)
    }

    /// Whether a doctor is there on a date and may be given a night.
    pub(super) fn may_have_night(&self, instance: &Instance, doctor: &Doctor, date: NaiveDate) -> bool {
        let spared = |exemption: &Exemption| {
            let old = exemption.age.is_some_and(|age| doctor.age_on(date).is_some_and(|is| is >= i32::from(age)));
            old || doctor.fact_on(date, crate::domain::FactKind::spares_nights).is_some()
        };
        doctor.is_available(date) && !doctor.no_nights && !for_doctor(&self.exemptions, instance, doctor).any(spared)
    }
}

fn for_doctor<'a, T>(entries: &'a [Scoped<T>], instance: &'a Instance, doctor: &'a Doctor) -> impl Iterator<Item = &'a T> {
    entries.iter().filter(|entry| instance.in_scope(&entry.scope, doctor)).map(|entry| &entry.settings)
}

/// Entries of a rule: the instance's own, else those of its pack.
fn entries<T: DeserializeOwned>(instance: &Instance, pack: &[RuleEntry], rule: &str) -> Vec<Scoped<T>> {
    let own = &instance.rules.entries;
    let without = instance.rules.without.iter().any(|left_out| left_out == rule);
    let named = own.iter().any(|entry| entry.rule == rule);
    let from: &[RuleEntry] = if named || without { own } else { pack };
    let mine = from.iter().filter(|entry| entry.rule == rule);
    mine.filter_map(|entry| serde_json::from_value(entry.settings.clone()).ok()).collect()
}
