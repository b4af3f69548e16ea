//! Hours of rest between two duties, but for a short break within a day.

mod audit;
mod formulation;

use crate::{
    diagnostic::{Diagnostic, Place},
    domain::{Enforce, Instance, Minutes, Priority, Scope},
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
    /// Shortest rest from the end of a duty, handover included, to the next.
    pub min: Minutes,
    /// Two duties of one day with at most this between them are one day's work, and the time between is a break.
    #[serde(default = "lunch")]
    pub longest_break: Minutes,
    /// Hard, or the penalty for each two duties too close to each other.
    pub enforce: Enforce,
    /// Whom it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

fn lunch() -> Minutes {
    Minutes::hours(4)
}

impl Settings for DailyRest {
    const CARD: Card =
        Card { code: "daily_rest", group: Group::Hours, priority: Priority::Safety, zh: "每日休息", en: "daily rest", page: include_str!("rule.md") };

    fn check(&self, _instance: &Instance, place: &Place) -> Vec<Diagnostic> {
        let (min, pause) = (self.min, self.longest_break);
        let rest = (!(1..=Minutes::hours(24).0).contains(&min.0)).then(|| {
            Diagnostic::error(
                "senseless-setting",
                place.key("min"),
                text!("每日休息 {min} 没有意义", "a daily rest of {min} makes no sense"),
                text!("写大于 0、不超过 24h 的时长，通常 11h", "write more than 0 and at most 24h; 11h is usual"),
            )
        });
        let pause = (!(0..=min.0.max(0)).contains(&pause.0)).then(|| {
            Diagnostic::error(
                "senseless-setting",
                place.key("longest_break"),
                text!("班间休息 {pause} 长过每日休息 {min}", "a break of {pause} within a day is no shorter than the daily rest of {min}"),
                text!("写 0 到 min 之间的时长，通常 4h", "write a length from 0 to min; 4h is usual"),
            )
        });
        rest.into_iter().chain(pause).collect()
    }
}

rule_pages!(DailyRest);
