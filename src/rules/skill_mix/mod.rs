//! Enough seniors, or enough people with a skill, among those on duty together.

mod audit;
mod formulation;

use crate::{
    diagnostic::{Diagnostic, Place},
    domain::{Enforce, Instance, Priority, Scope},
    rule_pages,
    rules::{Card, Group, Settings, unit_scope::only_units},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settings of an entry; what is asked stands at the posts (`mix`).
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SkillMix {
    /// Hard, or the penalty for each person missing.
    pub enforce: Enforce,
    /// Posts of which sites or units it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

impl Settings for SkillMix {
    const CARD: Card = Card { code: "skill_mix", group: Group::Demand, priority: Priority::Shortages, zh: "技能搭配", en: "skill mix", page: include_str!("rule.md") };

    fn check(&self, _instance: &Instance, place: &Place) -> Vec<Diagnostic> {
        only_units(&self.scope, place)
    }
}

rule_pages!(SkillMix);
