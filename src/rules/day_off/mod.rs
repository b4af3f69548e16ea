//! Days off: so many in any so many days, runs of work neither too long nor too short, runs of
//! rest not too short.

mod audit;
mod formulation;

use crate::{
    diagnostic::{Diagnostic, Place},
    domain::{Enforce, Instance, Priority, Scope},
    rule_pages,
    rules::{Card, Group, Settings},
    text,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settings of an entry.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DayOff {
    /// In any so many consecutive days …
    #[serde(default = "seven")]
    #[schemars(range(min = 2, max = 56))]
    pub in_days: u8,
    /// … at least so many days off; 0: none are asked for.
    #[serde(default = "one")]
    #[schemars(range(min = 0, max = 55))]
    pub at_least: u8,
    /// Longest run of working days; not said: no limit beside the days off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 56))]
    pub max_run: Option<u8>,
    /// Shortest run of working days between two days off; not said: a single day may stand alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 2, max = 14))]
    pub min_run: Option<u8>,
    /// Shortest run of days off between two working days; not said: a single day may stand alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 2, max = 14))]
    pub min_off_run: Option<u8>,
    /// Hard, or the penalty for each day too few or too many.
    pub enforce: Enforce,
    /// Whom it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

fn seven() -> u8 {
    7
}

fn one() -> u8 {
    1
}

impl Settings for DayOff {
    const CARD: Card = Card { code: "day_off", group: Group::Hours, priority: Priority::Safety, zh: "休息日", en: "days off", page: include_str!("rule.md") };

    fn looks_back(&self) -> u16 {
        let runs = [self.max_run, self.min_run, self.min_off_run].into_iter().flatten();
        u16::from(runs.fold(self.in_days.max(7), u8::max)) + 1
    }

    fn check(&self, _instance: &Instance, place: &Place) -> Vec<Diagnostic> {
        let (at_least, in_days) = (self.at_least, self.in_days);
        let mut wrong = Vec::new();
        if at_least >= in_days {
            wrong.push(Diagnostic::error(
                "senseless-setting",
                place.key("at_least"),
                text!("{in_days} 天里休息 {at_least} 天，就没有工作日了", "{at_least} days off in {in_days} leave no day to work"),
                text!("`at_least` 要小于 `in_days`", "let `at_least` be less than `in_days`"),
            ));
        }
        if at_least == 0 && self.max_run.is_none() && self.min_run.is_none() && self.min_off_run.is_none() {
            wrong.push(Diagnostic::error(
                "empty-rule",
                place.clone(),
                text!("没有写明休息日或连续天数怎么限制", "it does not say what is asked of days off or of runs"),
                text!("写上 at_least、max_run、min_run 或 min_off_run", "give `at_least`, `max_run`, `min_run` or `min_off_run`"),
            ));
        }
        let by_days_off = (at_least > 0).then(|| in_days.saturating_sub(at_least));
        let longest = self.max_run.into_iter().chain(by_days_off).min();
        if let (Some(shortest), Some(longest)) = (self.min_run, longest)
            && shortest > longest
        {
            wrong.push(Diagnostic::error(
                "senseless-setting",
                place.key("min_run"),
                text!("至少连续工作 {shortest} 天、最多 {longest} 天，自相矛盾", "runs of at least {shortest} and at most {longest} working days contradict each other"),
                text!("`min_run` 不能大于最长的连续工作天数", "let `min_run` be at most the longest run"),
            ));
        }
        wrong
    }
}

rule_pages!(DayOff);
