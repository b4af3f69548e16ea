//! Patients find the same doctor on the same weekday, and a site the doctors it knows.

mod audit;
mod formulation;

use crate::{
    diagnostic::{Diagnostic, Place},
    domain::{DayType, Enforce, Instance, PostKind, Priority, Scope},
    rule_pages,
    rules::{Card, Group, Settings},
    text,
};
use chrono::{Datelike, NaiveDate, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settings of an entry; who knows a site stands in the history (`stints`).
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Continuity {
    /// Kinds of post that keep their weekday.
    #[serde(default = "clinics")]
    pub kinds: Vec<PostKind>,
    /// Hard, or the penalty for each weekday beyond the first on which a doctor has the same post.
    pub enforce: Enforce,
    /// Penalty for each stint down of a newcomer while a doctor who knows the site stays at home;
    /// 0: newcomers are not looked at.
    #[serde(default = "newcomer_weight")]
    #[schemars(range(max = 1_000_000))]
    pub newcomer_weight: u32,
    /// Whose duties and stints it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

fn clinics() -> Vec<PostKind> {
    vec![PostKind::Clinic]
}

fn newcomer_weight() -> u32 {
    20
}

/// The weekday a duty of this date is held against; a weekend day made up for has none of its own.
fn weekday(instance: &Instance, date: NaiveDate) -> Option<Weekday> {
    let weekday = date.weekday();
    let made_up = matches!(weekday, Weekday::Sat | Weekday::Sun) && instance.calendar.day_type(date) == DayType::Workday;
    (!made_up).then_some(weekday)
}

impl Settings for Continuity {
    const CARD: Card = Card { code: "continuity", group: Group::Stints, priority: Priority::Wishes, zh: "连续性", en: "continuity", page: include_str!("rule.md") };

    fn check(&self, _instance: &Instance, place: &Place) -> Vec<Diagnostic> {
        let twice = (1..self.kinds.len()).filter(|position| self.kinds[..*position].contains(&self.kinds[*position]));
        let mut wrong: Vec<Diagnostic> = twice
            .map(|position| {
                let what = text!("这类岗位写了两遍", "this kind of post is named twice");
                Diagnostic::error("senseless-setting", place.key("kinds").index(position), what, text!("删去一个", "leave one out"))
            })
            .collect();
        if self.kinds.is_empty() && self.newcomer_weight == 0 {
            let what = text!("既不看星期几，也不看新人", "it looks neither at weekdays nor at newcomers");
            let advice = text!("写上 kinds，或者 newcomer_weight", "name some `kinds`, or give a `newcomer_weight`");
            wrong.push(Diagnostic::error("empty-rule", place.clone(), what, advice));
        }
        wrong
    }
}

rule_pages!(Continuity);
