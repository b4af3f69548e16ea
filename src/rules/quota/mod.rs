//! Public-health work against its targets, and never more of it than there are people to reach.

mod audit;
mod formulation;

use crate::{
    diagnostic::{Diagnostic, Place},
    domain::{Enforce, Instance, Priority, Quota, Scope},
    rule_pages,
    rules::{Card, Group, Settings, unit_scope::only_units},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settings of an entry; targets and people stand under `quotas`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quotas {
    /// Hard, or the penalty for each begun item missing.
    pub enforce: Enforce,
    /// Quotas of which sites, or produced in which units, it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

impl Quotas {
    /// Whether the entry is for a quota.
    fn covers(&self, instance: &Instance, quota: &Quota) -> bool {
        let mut units = quota.produced_by.iter().filter_map(|producer| Some(&instance.post(&producer.post)?.unit));
        (self.scope.sites.is_empty() || self.scope.sites.contains(&quota.site))
            && (self.scope.units.is_empty() || units.any(|unit| self.scope.units.contains(unit)))
    }
}

impl Settings for Quotas {
    const CARD: Card = Card { code: "quota", group: Group::Demand, priority: Priority::Obligations, zh: "任务量", en: "quota", page: include_str!("rule.md") };

    fn check(&self, _instance: &Instance, place: &Place) -> Vec<Diagnostic> {
        only_units(&self.scope, place)
    }
}

rule_pages!(Quotas);
