//! Stints have the length, number and distance agreed, and those in progress go on.

mod audit;
mod formulation;

use crate::{
    domain::{Enforce, Priority, Scope},
    rule_pages,
    rules::{Card, Group, Settings},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settings of an entry; the lengths themselves stand in the programmes.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StintLength {
    /// Hard, or the penalty for each week or stint that breaks the terms.
    pub enforce: Enforce,
    /// Whose stints it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

impl Settings for StintLength {
    const CARD: Card = Card { code: "stint_length", group: Group::Stints, priority: Priority::Obligations, zh: "派驻时长", en: "stint length", page: include_str!("rule.md") };
}

rule_pages!(StintLength);
