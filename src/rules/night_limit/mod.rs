//! So many nights in a period at most.

mod audit;
mod formulation;

use crate::{
    diagnostic::{Diagnostic, Place, Text},
    domain::{Enforce, Instance, Priority, Scope, ShiftKind, Window},
    rule_pages,
    rules::{Card, Group, Settings},
    text,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settings of an entry.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NightLimit {
    /// Most nights …
    #[schemars(range(max = 182))]
    pub max: u8,
    /// … in any so many consecutive days. Give this or `window`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 2, max = 182))]
    pub days: Option<u8>,
    /// … or in each calendar week, month or quarter, or the whole horizon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// Kinds of shifts that count like nights, besides nights and duties round the clock.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<ShiftKind>,
    /// Hard, or the penalty for each night too many.
    pub enforce: Enforce,
    /// Whom it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

impl NightLimit {
    /// Whether duties of this kind are counted.
    fn counts(&self, kind: ShiftKind) -> bool {
        kind.is_night() || self.also.contains(&kind)
    }
}

impl Settings for NightLimit {
    const CARD: Card = Card { code: "night_limit", group: Group::Hours, priority: Priority::Safety, zh: "夜班上限", en: "night limit", page: include_str!("rule.md") };

    fn looks_back(&self) -> u16 {
        u16::from(self.days.unwrap_or(7))
    }

    fn check(&self, _instance: &Instance, place: &Place) -> Vec<Diagnostic> {
        let mut wrong = Vec::new();
        let mut error = |code, place: Place, what: Text, advice: Text| wrong.push(Diagnostic::error(code, place, what, advice));
        let max = self.max;
        let advice = text!("`days` 和 `window` 写一个", "give one of `days` and `window`");
        match (self.days, self.window) {
            (None, None) => error("empty-rule", place.clone(), text!("没有写明多长时间里的上限", "it does not say in which period"), advice),
            (Some(_), Some(_)) => {
                let what = text!("`days` 和 `window` 不能同时写", "`days` and `window` exclude each other");
                error("senseless-setting", place.key("window"), what, advice);
            }
            (Some(days), None) if max >= days => {
                let what = text!("{days} 天里最多 {max} 个夜班，等于没有限制", "at most {max} nights in {days} days limit nothing");
                error("senseless-setting", place.key("max"), what, text!("`max` 要小于 `days`", "let `max` be less than `days`"));
            }
            _ => {}
        }
        for (position, kind) in self.also.iter().enumerate() {
            if kind.is_night() || self.also[..position].contains(kind) {
                let code = kind.code();
                let what = text!("{code} 已经算在内", "{code} counts anyway");
                error("senseless-setting", place.key("also").index(position), what, text!("删去它", "leave it out"));
            }
        }
        wrong
    }
}

rule_pages!(NightLimit);
