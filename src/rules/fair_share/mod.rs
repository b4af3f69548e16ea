//! Everybody in a unit bears a fair share of its nights, weekends or holidays.

mod audit;
mod formulation;

use crate::{
    diagnostic::Text,
    domain::{Counts, DayType, Doctor, Enforce, FactKind, Instance, Post, Priority, Scope, ShiftKind},
    rule_pages,
    rules::{Card, Group, Measure, Settings},
    text,
};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is shared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Burden {
    /// Nights and duties round the clock.
    #[default]
    Nights,
    /// Duties that begin on a weekend day, standby apart.
    Weekends,
    /// Duties that begin on a holiday, standby apart.
    Holidays,
}

/// Settings of an entry.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FairShare {
    /// What is shared.
    #[serde(default)]
    pub of: Burden,
    /// Hard, or the penalty for each duty above a doctor's own share.
    pub enforce: Enforce,
    /// Penalty for each duty of the largest excess in a unit, besides.
    #[serde(default = "largest_weight")]
    #[schemars(range(max = 1_000_000))]
    pub largest_weight: u32,
    /// From this age on nobody has a share of the nights; not said: age spares nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 18, max = 100))]
    pub age: Option<i32>,
    /// Whose shares it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

fn largest_weight() -> u32 {
    10
}

impl Burden {
    /// Whether a duty of this kind of shift that begins on a date is such a burden.
    fn is_borne_on(self, instance: &Instance, shift: ShiftKind, date: NaiveDate) -> bool {
        let on = |day: DayType| shift != ShiftKind::Standby && instance.calendar.day_type(date) == day;
        match self {
            Self::Nights => shift.is_night(),
            Self::Weekends => on(DayType::Weekend),
            Self::Holidays => on(DayType::Holiday),
        }
    }

    /// What it is called, counted.
    fn name(self) -> Text {
        match self {
            Self::Nights => text!("夜班", "nights"),
            Self::Weekends => text!("周末班", "weekend duties"),
            Self::Holidays => text!("节假日班", "holiday duties"),
        }
    }

    fn measure(self) -> Measure {
        match self {
            Self::Nights => Measure::Nights,
            Self::Weekends | Self::Holidays => Measure::Duties,
        }
    }

    /// What a doctor has borne before the horizon.
    fn borne_before(self, counts: &Counts) -> u32 {
        match self {
            Self::Nights => counts.nights,
            Self::Weekends => counts.weekends,
            Self::Holidays => counts.holidays,
        }
    }

    /// Whether a doctor may be given this post, which is such a burden.
    fn may_fall_on(self, doctor: &Doctor, post: &Post) -> bool {
        doctor.fits(&post.who) && (self != Self::Nights || !doctor.no_nights)
    }

    /// Whether a doctor has no share of it on a date.
    fn is_spared(self, doctor: &Doctor, age: Option<i32>, date: NaiveDate) -> bool {
        let old = age.is_some_and(|limit| doctor.age_on(date).is_some_and(|age| age >= limit));
        self == Self::Nights && (old || doctor.fact_on(date, FactKind::spares_nights).is_some())
    }
}

impl Settings for FairShare {
    const CARD: Card = Card { code: "fair_share", group: Group::Fairness, priority: Priority::Fairness, zh: "公平分担", en: "fair share", page: include_str!("rule.md") };
}

rule_pages!(FairShare);
