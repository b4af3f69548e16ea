//! The residents of a doctor who is gone are served by a deputy: one radish, one hole.

mod audit;
mod formulation;

use crate::{
    domain::{Doctor, Enforce, Priority, Scope},
    rule_pages,
    rules::{Card, Group, Settings},
};
use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settings of an entry; residents and deputies stand under `panels` of a quota.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Panels {
    /// Days absent in a week from which the residents need a deputy.
    #[serde(default = "four")]
    #[schemars(range(min = 1, max = 7))]
    pub absent_days: u32,
    /// Panels of one quota a deputy may carry in the same week.
    #[serde(default = "one")]
    #[schemars(range(min = 1, max = 20))]
    pub at_once: u32,
    /// Hard, or the penalty for each begun hundred of residents that wait for a week.
    pub enforce: Enforce,
    /// Penalty for each time a panel changes hands.
    #[serde(default = "one")]
    #[schemars(range(max = 1_000_000))]
    pub handover_weight: u32,
    /// Whose residents it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

fn four() -> u32 {
    4
}

fn one() -> u32 {
    1
}

impl Panels {
    /// Whether a doctor is absent for so much of a week that others must step in.
    fn is_absent(&self, doctor: &Doctor, monday: NaiveDate) -> bool {
        (0..7).filter(|day| !doctor.is_available(monday + Days::new(*day))).count() >= self.absent_days as usize
    }
}

/// Residents as the penalty counts them: in begun hundreds.
fn hundreds(residents: u32) -> i64 {
    i64::from(residents.div_ceil(100))
}

impl Settings for Panels {
    const CARD: Card = Card { code: "panel", group: Group::Demand, priority: Priority::Obligations, zh: "签约居民代管", en: "panel", page: include_str!("rule.md") };
}

rule_pages!(Panels);
