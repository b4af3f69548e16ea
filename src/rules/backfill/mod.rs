//! What a unit sends out is filled up again, in part, by those who come.

mod audit;
mod formulation;

use crate::{
    diagnostic::{Diagnostic, Place},
    domain::{Enforce, Instance, Priority, Scope},
    rule_pages,
    rules::{Card, Group, Settings, unit_scope::only_units},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settings of an entry.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Backfill {
    /// Strength that stays, in percent of all doctors of the unit.
    #[schemars(range(max = 100))]
    pub floor_percent: u32,
    /// Most doctors a unit may send more than it receives; not said: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 1000))]
    pub net_outflow: Option<u32>,
    /// Hard, or the penalty for each percent of a doctor missing in a week.
    pub enforce: Enforce,
    /// Units of which sites, or which units, it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

impl Settings for Backfill {
    const CARD: Card = Card { code: "backfill", group: Group::Stints, priority: Priority::Obligations, zh: "回填", en: "backfill", page: include_str!("rule.md") };

    fn check(&self, _instance: &Instance, place: &Place) -> Vec<Diagnostic> {
        only_units(&self.scope, place)
    }
}

rule_pages!(Backfill);
