//! Every post has as many doctors as it needs.

mod audit;
mod formulation;

use crate::{
    domain::{Enforce, Priority, Scope},
    rule_pages,
    rules::{Card, Group, Settings},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settings of an entry.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// Hard, or the penalty for each doctor missing below the minimum.
    pub enforce: Enforce,
    /// Penalty for each doctor missing below a target that is above the minimum.
    #[serde(default = "target_weight")]
    #[schemars(range(max = 1_000_000))]
    pub target_weight: u32,
    /// Penalty for each doctor above the maximum.
    #[serde(default = "over_weight")]
    #[schemars(range(max = 1_000_000))]
    pub over_weight: u32,
    /// Penalty for each begun doctor missing from the strength a post asks for.
    #[serde(default = "strength_weight")]
    #[schemars(range(max = 1_000_000))]
    pub strength_weight: u32,
    /// Posts of which sites or units it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

fn target_weight() -> u32 {
    50
}

fn over_weight() -> u32 {
    200
}

fn strength_weight() -> u32 {
    100
}

impl Settings for Coverage {
    const CARD: Card =
        Card { code: "coverage", group: Group::Demand, priority: Priority::Shortages, zh: "岗位覆盖", en: "coverage", page: include_str!("rule.md") };
}

rule_pages!(Coverage);
