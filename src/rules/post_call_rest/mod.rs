//! Rest after nights and after shifts that ask for it.

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
pub struct PostCallRest {
    /// Shortest rest after a night or a duty round the clock, from the end of its handover.
    pub rest: Minutes,
    /// Hard, or the penalty for each duty that begins within the rest after another.
    pub enforce: Enforce,
    /// Whom it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

impl Settings for PostCallRest {
    const CARD: Card =
        Card { code: "post_call_rest", group: Group::Hours, priority: Priority::Safety, zh: "夜班后休息", en: "post-call rest", page: include_str!("rule.md") };

    fn check(&self, _instance: &Instance, place: &Place) -> Vec<Diagnostic> {
        let rest = self.rest;
        if (1..=Minutes::hours(168).0).contains(&rest.0) {
            return Vec::new();
        }
        vec![Diagnostic::error(
            "senseless-setting",
            place.key("rest"),
            text!("夜班后休息 {rest} 没有意义", "a rest of {rest} after a night makes no sense"),
            text!("写大于 0、不超过一周的时长，如 23h", "write more than 0 and at most a week, such as 23h"),
        )]
    }
}

rule_pages!(PostCallRest);
