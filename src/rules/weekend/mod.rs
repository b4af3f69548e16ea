//! Weekends and holidays worked.

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
pub struct Weekend {
    /// In any so many consecutive weeks; not said: in the whole horizon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 52))]
    pub weeks: Option<u8>,
    /// Most weekends worked; not said: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 52))]
    pub max_worked: Option<u8>,
    /// Who works on one day of a weekend works on the other too.
    #[serde(default, skip_serializing_if = "crate::domain::is_default")]
    pub complete: bool,
    /// Most holidays worked; not said: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 60))]
    pub max_holidays: Option<u8>,
    /// Count only statutory holidays proper, not the days off beside them.
    #[serde(default, skip_serializing_if = "crate::domain::is_default")]
    pub statutory_only: bool,
    /// Hard, or the penalty for each weekend or holiday too many and each weekend worked by half.
    pub enforce: Enforce,
    /// Whom it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

impl Settings for Weekend {
    const CARD: Card =
        Card { code: "weekend", group: Group::Hours, priority: Priority::Fairness, zh: "周末与节假日", en: "weekends and holidays", page: include_str!("rule.md") };

    fn looks_back(&self) -> u16 {
        7 * u16::from(self.weeks.unwrap_or(1))
    }

    fn check(&self, _instance: &Instance, place: &Place) -> Vec<Diagnostic> {
        let mut wrong = Vec::new();
        if self.max_worked.is_none() && self.max_holidays.is_none() && !self.complete {
            wrong.push(Diagnostic::error(
                "empty-rule",
                place.clone(),
                text!("没有写明周末或节假日怎么限制", "it does not say what is asked of weekends or holidays"),
                text!("写上 max_worked、complete 或 max_holidays", "give `max_worked`, `complete` or `max_holidays`"),
            ));
        }
        if let (Some(weeks), Some(max)) = (self.weeks, self.max_worked)
            && max >= weeks
        {
            wrong.push(Diagnostic::error(
                "senseless-setting",
                place.key("max_worked"),
                text!("{weeks} 周里最多 {max} 个周末，等于没有限制", "at most {max} weekends in {weeks} weeks limit nothing"),
                text!("`max_worked` 要小于 `weeks`", "let `max_worked` be less than `weeks`"),
            ));
        }
        if self.statutory_only && self.max_holidays.is_none() {
            wrong.push(Diagnostic::error(
                "senseless-setting",
                place.key("statutory_only"),
                text!("没有写 `max_holidays`，`statutory_only` 不起作用", "`statutory_only` means nothing without `max_holidays`"),
                text!("写上 `max_holidays`，或删去它", "give `max_holidays`, or leave it out"),
            ));
        }
        wrong
    }
}

rule_pages!(Weekend);
