//! Nobody is put on duty while on leave, and nobody is sent away who is bound to stay.

mod audit;
mod formulation;

use crate::{
    domain::{Clock, Enforce, Priority, Scope},
    rule_pages,
    rules::{Card, Group, Settings},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settings of an entry.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Availability {
    /// Hard, or the penalty for each duty or stint that may not be.
    pub enforce: Enforce,
    /// By when a duty that began before a day of absence must be over on it.
    #[serde(default = "morning")]
    pub clear_by: Clock,
    /// Most days of absence in a week of a stint.
    #[serde(default = "four")]
    #[schemars(range(max = 7))]
    pub absent_days: u32,
    /// Whom it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

fn morning() -> Clock {
    Clock(10 * 60)
}

fn four() -> u32 {
    4
}

impl Settings for Availability {
    const CARD: Card = Card { code: "availability", group: Group::Hours, priority: Priority::Safety, zh: "可用性", en: "availability", page: include_str!("rule.md") };
}

rule_pages!(Availability);
