//! Who is put on a post or sent on a stint may do it, and is there.

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
pub struct Eligibility {
    /// Hard, or the penalty for each stint, duty or day that may not be.
    pub enforce: Enforce,
    /// Whose stints and duties it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

impl Settings for Eligibility {
    const CARD: Card = Card { code: "eligibility", group: Group::Stints, priority: Priority::Safety, zh: "人员资格", en: "eligibility", page: include_str!("rule.md") };
}

rule_pages!(Eligibility);
