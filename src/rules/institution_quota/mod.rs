//! Sites send and receive the person-weeks the assessment sheet asks of them.

mod audit;
mod formulation;

use crate::{
    diagnostic::{Diagnostic, Place},
    domain::{Enforce, Instance, InstitutionQuota, Mode, Priority, Programme, Scope},
    rule_pages,
    rules::{Card, Group, Settings, unit_scope::only_sites},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Half-days of a person-week: five days.
const HALF_DAYS: i64 = 10;

/// Settings of an entry; the person-weeks owed stand under `institutions`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InstitutionQuotas {
    /// Hard, or the penalty for each begun person-week missing.
    pub enforce: Enforce,
    /// Which sites it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

impl InstitutionQuotas {
    fn quotas<'a>(&self, instance: &'a Instance) -> impl Iterator<Item = &'a InstitutionQuota> {
        instance.institutions.iter().filter(|quota| self.scope.sites.is_empty() || self.scope.sites.contains(&quota.site))
    }
}

/// Half-days of a person-week that one week on a programme counts.
fn half_days_a_week(programme: &Programme) -> i64 {
    match programme.mode {
        Mode::Resident => HALF_DAYS,
        Mode::Sessional(days) => (i64::from(days) * 2).min(HALF_DAYS),
        Mode::HalfDays(half_days) => i64::from(half_days).min(HALF_DAYS),
    }
}

impl Settings for InstitutionQuotas {
    const CARD: Card =
        Card { code: "institution_quota", group: Group::Stints, priority: Priority::Obligations, zh: "派驻人周考核", en: "institution quota", page: include_str!("rule.md") };

    fn check(&self, _instance: &Instance, place: &Place) -> Vec<Diagnostic> {
        only_sites(&self.scope, place)
    }
}

rule_pages!(InstitutionQuotas);
