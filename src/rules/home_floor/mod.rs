//! A unit that sends doctors out keeps enough of them, and enough seniors.

mod audit;
mod formulation;

use crate::{
    diagnostic::{Diagnostic, Place},
    domain::{Enforce, Instance, Priority, Scope, Title, is_default},
    rule_pages,
    rules::{Card, Group, Settings, unit_scope::only_units},
    text,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Seniors who stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Seniors {
    /// How many stay.
    #[schemars(range(min = 1, max = 1000))]
    pub at_least: u32,
    /// Of this title or a higher one.
    pub title: Title,
}

/// Settings of an entry.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HomeFloor {
    /// Doctors who stay, in percent of those of the unit, rounded up.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(range(max = 100))]
    pub percent: u32,
    /// Doctors who stay; the larger of both counts.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(range(max = 1000))]
    pub people: u32,
    /// Seniors among them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seniors: Option<Seniors>,
    /// Hard, or the penalty for each doctor and week missing.
    pub enforce: Enforce,
    /// Units of which sites, or which units, it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

impl Settings for HomeFloor {
    const CARD: Card = Card { code: "home_floor", group: Group::Stints, priority: Priority::Shortages, zh: "科室留守", en: "home floor", page: include_str!("rule.md") };

    fn check(&self, _instance: &Instance, place: &Place) -> Vec<Diagnostic> {
        let mut wrong = only_units(&self.scope, place);
        if (self.percent, self.people, self.seniors) == (0, 0, None) {
            wrong.push(Diagnostic::error(
                "empty-rule",
                place.clone(),
                text!("没有写明留守多少人", "it does not say how many stay"),
                text!("写上 percent、people 或 seniors", "give `percent`, `people` or `seniors`"),
            ));
        }
        wrong
    }
}

rule_pages!(HomeFloor);
