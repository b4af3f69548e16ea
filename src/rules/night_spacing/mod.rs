//! So many days from one night to the next.

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
pub struct NightSpacing {
    /// Days from one night to the next at least: 3 is every third night.
    #[schemars(range(min = 2, max = 60))]
    pub days: u8,
    /// Hard, or the penalty for each day a night comes too early.
    pub enforce: Enforce,
    /// Whom it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

impl Settings for NightSpacing {
    const CARD: Card =
        Card { code: "night_spacing", group: Group::Hours, priority: Priority::Safety, zh: "夜班间隔", en: "night spacing", page: include_str!("rule.md") };

    fn looks_back(&self) -> u16 {
        u16::from(self.days.max(7))
    }
}

rule_pages!(NightSpacing);
