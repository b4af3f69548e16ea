//! Hours of rest between the duties of one day and those of a later one.

mod audit;
mod formulation;

use crate::{
    diagnostic::{Diagnostic, Place},
    domain::{Enforce, Instance, Minutes, Scope},
    rule_pages,
    rules::{Card, Group, Settings},
    text,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settings of an entry.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DailyRest {
    /// Shortest rest from the end of a duty, handover included, to the next that begins on a later day.
    pub min: Minutes,
    /// Hard, or the penalty for each two duties too close to each other.
    pub enforce: Enforce,
    /// Whom it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

impl Settings for DailyRest {
    const CARD: Card =
        Card { code: "daily_rest", group: Group::Hours, zh: "每日休息", en: "daily rest", page: include_str!("rule.md") };

    fn check(&self, _instance: &Instance, place: &Place) -> Vec<Diagnostic> {
        let min = self.min;
        if (1..=Minutes::hours(24).0).contains(&min.0) {
            return Vec::new();
        }
        vec![Diagnostic::error(
            "senseless-setting",
            place.key("min"),
            text!("每日休息 {min} 没有意义", "a daily rest of {min} makes no sense"),
            text!("写大于 0、不超过 24h 的时长，通常 11h", "write more than 0 and at most 24h; 11h is usual"),
        )]
    }
}

rule_pages!(DailyRest);
