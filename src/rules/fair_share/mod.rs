//! Everybody bears a fair share of the nights, weekends, holidays, remote weeks and hours.

mod audit;
mod burden;
mod formulation;

pub use burden::Burden;

use crate::{
    domain::{Doctor, Enforce, Instance, Priority, Scope, UnitId},
    rule_pages,
    rules::{Card, Group, Settings},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settings of an entry.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FairShare {
    /// What is shared.
    #[serde(default)]
    pub of: Burden,
    /// Hard, or the penalty for each duty, begun hour or begun week above a doctor's own share.
    pub enforce: Enforce,
    /// Penalty for each duty, begun hour or begun week of the largest excess in a group, besides.
    #[serde(default = "largest_weight")]
    #[schemars(range(max = 1_000_000))]
    pub largest_weight: u32,
    /// From this age on nobody has a share of the nights; not said: age spares nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 18, max = 100))]
    pub age: Option<i32>,
    /// Whose shares it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

impl FairShare {
    /// Those who share the burden, group by group, each with part of a full post times the days on which
    /// a share falls on the doctor.
    pub fn peers<'a>(&self, instance: &'a Instance) -> Vec<Vec<(&'a Doctor, i64)>> {
        audit::peers(self, instance)
    }

    /// The units for which what a doctor does is done on stints of whole weeks: it is no part of a share at home.
    pub fn hosts<'a>(instance: &'a Instance, doctor: &Doctor) -> Vec<&'a UnitId> {
        audit::hosts(instance, doctor)
    }
}

fn largest_weight() -> u32 {
    10
}

impl Settings for FairShare {
    const CARD: Card = Card { code: "fair_share", group: Group::Fairness, priority: Priority::Fairness, zh: "公平分担", en: "fair share", page: include_str!("rule.md") };
}

rule_pages!(FairShare);
