//! Residents on a training rotation, week by week.

mod audit;
mod formulation;

use crate::{
    diagnostic::{Diagnostic, Place},
    domain::{Direction, Enforce, Instance, Priority, Scope},
    rule_pages,
    rules::{Card, Group, Settings, head_count::HeadCount, unit_scope::only_units},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settings of an entry.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Training {
    /// Hard, or the penalty for each doctor and week missing below the minimum.
    pub enforce: Enforce,
    /// Penalty for each doctor and week missing below a target that is above the minimum.
    #[serde(default = "target_weight")]
    #[schemars(range(max = 1_000_000))]
    pub target_weight: u32,
    /// Programmes with a host at which sites or units it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

fn target_weight() -> u32 {
    100
}

impl Training {
    fn heads(&self) -> HeadCount<'_> {
        HeadCount { direction: Direction::Training, enforce: self.enforce, target_weight: self.target_weight, scope: &self.scope }
    }
}

impl Settings for Training {
    const CARD: Card =
        Card { code: "training", group: Group::Stints, priority: Priority::Obligations, zh: "轮转人数", en: "training head-count", page: include_str!("rule.md") };

    fn check(&self, _instance: &Instance, place: &Place) -> Vec<Diagnostic> {
        only_units(&self.scope, place)
    }
}

rule_pages!(Training);
