//! Shifts and kinds of shifts that may not follow each other, and runs of one kind.

mod audit;
mod formulation;

use crate::{
    diagnostic::{Diagnostic, Place, Text},
    domain::{Enforce, Instance, Priority, Scope, ShiftId, ShiftKind},
    rule_pages,
    rules::{Card, Group, Settings},
    text,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One kind of shift after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Succession {
    /// After a duty of this kind …
    pub from: ShiftKind,
    /// … none of this kind on the next day.
    pub to: ShiftKind,
    /// Nor later on the same day.
    #[serde(default, skip_serializing_if = "crate::domain::is_default")]
    pub same_day: bool,
}

/// Some shifts of the shift table after one of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShiftSuccession {
    /// After a duty on this shift …
    pub from: ShiftId,
    /// … none on these on the next day.
    pub to: Vec<ShiftId>,
}

/// Days in a row with a duty of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShiftRun {
    /// The kind.
    pub kind: ShiftKind,
    /// Once begun, at least so many days in a row; not said: a single day may stand alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 2, max = 14))]
    pub min: Option<u8>,
    /// At most so many days in a row; not said: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 28))]
    pub max: Option<u8>,
}

/// Settings of an entry.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShiftSequence {
    /// What may not follow what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forbid: Vec<Succession>,
    /// The same by the shifts of the shift table, where kinds are too coarse.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forbid_shifts: Vec<ShiftSuccession>,
    /// How long runs of one kind are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub runs: Vec<ShiftRun>,
    /// Hard, or the penalty for each duty after another that it may not follow and for each day
    /// by which a run is too long or too short.
    pub enforce: Enforce,
    /// Whom it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

impl Settings for ShiftSequence {
    const CARD: Card =
        Card { code: "shift_sequence", group: Group::Hours, priority: Priority::Safety, zh: "班次顺序", en: "shift sequence", page: include_str!("rule.md") };

    fn looks_back(&self) -> u16 {
        let run = |run: &ShiftRun| run.min.max(run.max).map_or(7, u16::from);
        self.runs.iter().map(run).max().unwrap_or(7) + 1
    }

    fn check(&self, _instance: &Instance, place: &Place) -> Vec<Diagnostic> {
        let mut wrong = Vec::new();
        if self.forbid.is_empty() && self.forbid_shifts.is_empty() && self.runs.is_empty() {
            let what = text!("没有写明什么班次顺序", "it does not say which sequence of shifts");
            wrong.push(Diagnostic::error("empty-rule", place.clone(), what, text!("写上 forbid、forbid_shifts 或 runs", "give `forbid`, `forbid_shifts` or `runs`")));
        }
        let mut senseless = |place: Place, what: Text, advice: Text| wrong.push(Diagnostic::error("senseless-setting", place, what, advice));
        for (position, pair) in self.forbid.iter().enumerate() {
            let (from, to) = (pair.from.code(), pair.to.code());
            if self.forbid[..position].iter().any(|other| (other.from, other.to) == (pair.from, pair.to)) {
                let what = text!("{from} 之后不接 {to} 写了两遍", "{to} after {from} is forbidden twice");
                senseless(place.key("forbid").index(position), what, text!("留一遍", "leave one"));
            }
        }
        for (position, after) in self.forbid_shifts.iter().enumerate() {
            let (here, from) = (place.key("forbid_shifts").index(position), &after.from);
            if after.to.is_empty() {
                let what = text!("没有写明 {from} 之后不接什么", "it does not say what may not follow {from}");
                senseless(here.key("to"), what, text!("写上班次", "name the shifts"));
            }
            if self.forbid_shifts[..position].iter().any(|other| other.from == *from) {
                let what = text!("{from} 之后不接什么写了两遍", "what may not follow {from} is said twice");
                senseless(here, what, text!("合成一条", "join them into one"));
            }
        }
        for (position, run) in self.runs.iter().enumerate() {
            let (here, kind) = (place.key("runs").index(position), run.kind.code());
            if self.runs[..position].iter().any(|other| other.kind == run.kind) {
                let what = text!("{kind} 的连续天数写了两遍", "runs of {kind} are said twice");
                senseless(here.clone(), what, text!("合成一条", "join them into one"));
            }
            match (run.min, run.max) {
                (None, None) => {
                    let what = text!("没有写明 {kind} 连续几天", "it does not say how long runs of {kind} are");
                    senseless(here, what, text!("写上 min 或 max", "give `min` or `max`"));
                }
                (Some(min), Some(max)) if min > max => {
                    let what = text!("至少 {min} 天、最多 {max} 天，自相矛盾", "at least {min} and at most {max} days contradict each other");
                    senseless(here.key("min"), what, text!("`min` 不能大于 `max`", "let `min` be at most `max`"));
                }
                _ => {}
            }
        }
        wrong
    }
}

rule_pages!(ShiftSequence);
