//! The longest stretch on duty.

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
pub struct ContinuousDuty {
    /// Longest stretch on duty, the handover at its end not counted.
    pub max: Minutes,
    /// A break shorter than this, travel not counted, ends no stretch.
    #[serde(default = "two_hours")]
    pub break_shorter_than: Minutes,
    /// Hard, or the penalty for each set of duties that together last too long.
    pub enforce: Enforce,
    /// Whom it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

fn two_hours() -> Minutes {
    Minutes::hours(2)
}

impl Settings for ContinuousDuty {
    const CARD: Card =
        Card { code: "continuous_duty", group: Group::Hours, priority: Priority::Safety, zh: "连续在岗", en: "continuous duty", page: include_str!("rule.md") };

    fn check(&self, _instance: &Instance, place: &Place) -> Vec<Diagnostic> {
        let senseless = |key: &str, value: Minutes, zh: &str, en: &str| {
            Diagnostic::error(
                "senseless-setting",
                place.key(key),
                text!("`{key}` 写成 {value} 没有意义", "`{key}` of {value} makes no sense"),
                text!("{zh}", "{en}"),
            )
        };
        let max = (self.max.0 <= 0).then(|| senseless("max", self.max, "写大于 0 的时长，通常 24h", "write more than 0; 24h is usual"));
        let sensible = 1..=Minutes::hours(12).0;
        let pause = (!sensible.contains(&self.break_shorter_than.0)).then(|| {
            let advice = ("写大于 0、不超过 12h 的时长，如 2h", "write more than 0 and at most 12h, such as 2h");
            senseless("break_shorter_than", self.break_shorter_than, advice.0, advice.1)
        });
        max.into_iter().chain(pause).collect()
    }
}

rule_pages!(ContinuousDuty);
