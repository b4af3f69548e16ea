//! Primary-care doctors placed in hospital departments, week by week.

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
pub struct Up {
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

impl Up {
    fn heads(&self) -> HeadCount<'_> {
        HeadCount { direction: Direction::Up, enforce: self.enforce, target_weight: self.target_weight, scope: &self.scope }
    }
}

impl Settings for Up {
    const CARD: Card =
        Card { code: "up", group: Group::Stints, priority: Priority::Obligations, zh: "上挂人数", en: "up head-count", page: include_str!("rule.md") };

    fn check(&self, _instance: &Instance, place: &Place) -> Vec<Diagnostic> {
        only_units(&self.scope, place)
    }
}

rule_pages!(Up);
