//! A stint holds what it is for: clinics, ward rounds, teaching.

mod audit;
mod formulation;

use crate::{
    domain::{DayType, Doctor, Enforce, Instance, Priority, Scope},
    rule_pages,
    rules::{Card, Group, Settings},
};
use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Workdays of a week that owes its content in full.
const WORKDAYS: u32 = 5;

/// Settings of an entry; what is owed stands at the programmes (`content`, `minima`).
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StintContent {
    /// Hard, or the penalty for each session missing.
    pub enforce: Enforce,
    /// Whose stints it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

/// Sessions owed in the week of this Monday: `per_week`, less in a week with holidays or leave.
fn owed(instance: &Instance, doctor: &Doctor, per_week: u32, monday: NaiveDate) -> u32 {
    let dates = (0..7).map(|day| monday + Days::new(day));
    let works = dates.filter(|date| instance.calendar.day_type(*date) == DayType::Workday && doctor.is_available(*date));
    per_week * (works.count() as u32).min(WORKDAYS) / WORKDAYS
}

impl Settings for StintContent {
    const CARD: Card = Card { code: "stint_content", group: Group::Stints, priority: Priority::Obligations, zh: "派驻内容", en: "stint content", page: include_str!("rule.md") };
}

rule_pages!(StintContent);
