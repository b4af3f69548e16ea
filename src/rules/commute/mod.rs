//! Nobody spends the day on the road.

mod audit;
mod formulation;

use crate::{
    domain::{Doctor, Enforce, Minutes, Priority, Scope},
    rule_pages,
    rules::{Card, Group, Settings},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settings of an entry; roads stand under `travel`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Commute {
    /// Longest way between the sites of two duties of one day; not said: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_between: Option<Minutes>,
    /// Longest way from the home site to that of a duty, for doctors who do not say (`max_commute`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_from_home: Option<Minutes>,
    /// Hard, or the penalty for each pair of duties too far apart and each duty too far from home.
    pub enforce: Enforce,
    /// Whom it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

impl Commute {
    /// Longest way of the doctor from the home site.
    fn most_from_home(&self, doctor: &Doctor) -> Option<i64> {
        doctor.max_commute.or(self.max_from_home).map(|way| way.0)
    }
}

impl Settings for Commute {
    const CARD: Card = Card { code: "commute", group: Group::Hours, priority: Priority::Wishes, zh: "通勤", en: "commute", page: include_str!("rule.md") };
}

rule_pages!(Commute);
