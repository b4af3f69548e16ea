//! Working time of a period against the statutory hours and the contract, or against fixed hours.

mod audit;
mod formulation;

use crate::{
    diagnostic::{Diagnostic, Place},
    domain::{Enforce, Instance, Minutes, Priority, Scope, Window},
    rule_pages,
    rules::{Card, Group, Settings},
    text,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Statutory hours of a workday (劳动法 art. 36).
const WORKDAY: Minutes = Minutes::hours(8);

/// Settings of an entry.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PeriodHours {
    /// The period that is counted together.
    #[serde(default = "horizon")]
    pub window: Window,
    /// Overtime that may be planned in a calendar month.
    #[serde(default = "overtime_per_month")]
    pub overtime_per_month: Minutes,
    /// Fixed hours that may not be exceeded, in place of the statutory ones and overtime.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<Minutes>,
    /// Fixed hours that must be reached, at `enforce`, in place of those of the contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<Minutes>,
    /// Hard, or the penalty for each begun hour too many, or too few of fixed ones.
    pub enforce: Enforce,
    /// Penalty for each begun hour below the contract; 0: idle hours cost nothing.
    #[serde(default = "under_weight")]
    #[schemars(range(max = 1_000_000))]
    pub under_weight: u32,
    /// Whom it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

fn horizon() -> Window {
    Window::Horizon
}

fn overtime_per_month() -> Minutes {
    Minutes::hours(36)
}

fn under_weight() -> u32 {
    1
}

impl Settings for PeriodHours {
    const CARD: Card =
        Card { code: "period_hours", group: Group::Hours, priority: Priority::Safety, zh: "周期工时", en: "period hours", page: include_str!("rule.md") };

    fn check(&self, _instance: &Instance, place: &Place) -> Vec<Diagnostic> {
        let mut odd = Vec::new();
        let overtime = self.overtime_per_month;
        if overtime > Minutes::hours(36) {
            odd.push(Diagnostic::warning(
                "overtime-above-law",
                place.key("overtime_per_month"),
                text!("每月加班 {overtime} 超过法定的 36h", "{overtime} of overtime a month are above the statutory 36h"),
                text!("劳动法第四十一条：每月不得超过 36 小时", "Labour Law art. 41: at most 36 hours a month"),
            ));
        }
        if let (Some(least), Some(most)) = (self.least, self.most)
            && least > most
        {
            odd.push(Diagnostic::error(
                "senseless-setting",
                place.key("least"),
                text!("至少 {least}、最多 {most}，自相矛盾", "at least {least} and at most {most} contradict each other"),
                text!("`least` 不能大于 `most`", "let `least` be at most `most`"),
            ));
        }
        odd
    }
}

rule_pages!(PeriodHours);
