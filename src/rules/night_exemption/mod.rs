//! No nights for those whom law or agreement spares.

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
pub struct NightExemption {
    /// From this age on nobody does nights; not said: age spares nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 18, max = 100))]
    pub age: Option<u8>,
    /// Hard, or the penalty for each night.
    pub enforce: Enforce,
    /// Whom it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

impl Settings for NightExemption {
    const CARD: Card =
        Card { code: "night_exemption", group: Group::Hours, priority: Priority::Safety, zh: "免夜班", en: "night exemption", page: include_str!("rule.md") };
}

rule_pages!(NightExemption);
