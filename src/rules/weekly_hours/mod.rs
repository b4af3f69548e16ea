//! At most so many working hours in a week, or in the average of some weeks.

mod audit;
mod formulation;

use crate::{
    domain::{Enforce, Minutes, Priority, Scope},
    rule_pages,
    rules::{Card, Group, Settings},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which weeks are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WeekWindow {
    /// Calendar weeks, Monday to Sunday.
    Calendar,
    /// Any 7 consecutive days, those before the start counted in.
    #[default]
    Rolling,
}

/// Settings of an entry.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WeeklyHours {
    /// Longest working time of a week.
    pub max: Minutes,
    /// Which weeks are looked at.
    #[serde(default)]
    pub window: WeekWindow,
    /// Weeks the average is taken over; a horizon that is shorter is averaged as a whole.
    #[serde(default = "one")]
    #[schemars(range(min = 1, max = 53))]
    pub average_over: u32,
    /// Hard, or the penalty for each begun hour too many in the weeks together.
    pub enforce: Enforce,
    /// Whom it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

fn one() -> u32 {
    1
}

impl Settings for WeeklyHours {
    const CARD: Card = Card {
        code: "weekly_hours",
        group: Group::Hours, priority: Priority::Safety,
        zh: "每周工时",
        en: "weekly hours",
        page: include_str!("rule.md"),
    };

    fn looks_back(&self) -> u16 {
        let weeks = if self.window == WeekWindow::Rolling { self.average_over } else { 1 };
        7 * weeks as u16
    }
}

rule_pages!(WeeklyHours);
