//! Residency training is not disturbed.

mod audit;
mod formulation;

use crate::{
    diagnostic::{Diagnostic, Place, Text},
    domain::{Clock, DayToken, Direction, Doctor, Enforce, FactKind, Instance, Post, PostKind, Priority, Programme, Scope},
    rule_pages,
    rules::{Card, Group, Settings},
    text,
};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Half-days kept free for teaching.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProtectedTime {
    /// On which days.
    pub days: Vec<DayToken>,
    /// When teaching begins.
    pub from: Clock,
    /// When it ends, on the same day.
    pub to: Clock,
}

/// Duties of a kind that training asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrainingMinimum {
    /// Kind of post.
    pub kind: PostKind,
    /// Duties in 30 days at least.
    #[schemars(range(min = 1, max = 31))]
    pub per_month: u32,
}

/// Settings of an entry; who is in training, and when, is a dated fact of the doctor.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrainingGuard {
    /// Half-days on which nothing but teaching is worked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub protected: Vec<ProtectedTime>,
    /// Duties each doctor in training reaches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub minima: Vec<TrainingMinimum>,
    /// Hard, or the penalty for each week of a stint down or up, each protected half-day worked and
    /// each duty missing.
    pub enforce: Enforce,
    /// Whom it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

impl TrainingGuard {
    /// The half-days kept free on a date.
    fn protected_on(&self, instance: &Instance, date: NaiveDate) -> impl Iterator<Item = &ProtectedTime> {
        self.protected.iter().filter(move |time| instance.any_day(&time.days, date))
    }
}

/// Whether the doctor is in residency training on a date.
fn is_in_training(doctor: &Doctor, date: NaiveDate) -> bool {
    doctor.fact_on(date, |kind| kind == FactKind::Residency).is_some()
}

/// Whether stints on the programme take a doctor out of training.
fn is_outside_training(programme: &Programme) -> bool {
    programme.kind != Direction::Training
}

/// Whether a duty on the post may be worked in protected time.
fn is_teaching(post: &Post) -> bool {
    post.kind == PostKind::Teaching
}

impl Settings for TrainingGuard {
    const CARD: Card =
        Card { code: "training_guard", group: Group::Stints, priority: Priority::Safety, zh: "规培保护", en: "training guard", page: include_str!("rule.md") };

    fn check(&self, instance: &Instance, place: &Place) -> Vec<Diagnostic> {
        let mut wrong = Vec::new();
        let mut error = |code, place: Place, what: Text, advice: Text| wrong.push(Diagnostic::error(code, place, what, advice));
        for (position, time) in self.protected.iter().enumerate() {
            let (here, from, to) = (place.key("protected").index(position), time.from, time.to);
            if time.days.is_empty() {
                let what = text!("没有写明是哪些天", "it does not say on which days");
                error("empty-rule", here.key("days"), what, text!("写上 days", "name some `days`"));
            }
            if from >= to {
                let what = text!("{to} 不在 {from} 之后", "{to} is not after {from}");
                error("senseless-setting", here.key("to"), what, text!("to 要晚于 from", "let `to` be later than `from`"));
            }
            let overlaps = |other: &&ProtectedTime| other.from < to && from < other.to;
            let both = |date: &NaiveDate| self.protected[..position].iter().filter(overlaps).any(|other| instance.any_day(&other.days, *date));
            if let Some(date) = instance.horizon.dates().filter(|date| instance.any_day(&time.days, *date)).find(both) {
                let what = text!("{date} 的这段时间已经保护", "this time of {date} is protected already");
                error("senseless-setting", here, what, text!("合成一条，或改时间", "join the two, or change the times"));
            }
        }
        for (position, minimum) in self.minima.iter().enumerate() {
            if self.minima[..position].iter().any(|other| other.kind == minimum.kind) {
                let what = text!("同一类岗位写了两个最低数", "there are two minima for this kind of post");
                error("senseless-setting", place.key("minima").index(position).key("kind"), what, text!("留一个", "leave one"));
            }
        }
        wrong
    }
}

rule_pages!(TrainingGuard);
