//! The planning horizon: whole weeks from a Monday on.

use chrono::{Datelike, Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The weeks to plan. Days and weeks of the horizon are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Horizon {
    /// The Monday the plan starts on.
    #[schemars(with = "super::DateText")]
    pub start: NaiveDate,
    /// Number of weeks, 13 for a quarter, 52 for a year.
    #[schemars(range(min = 1, max = 52))]
    pub weeks: usize,
}

impl Horizon {
    /// Number of days.
    pub fn days(&self) -> usize {
        self.weeks * 7
    }

    /// The date of a day; `day` may lie outside the horizon (negative: before it).
    pub fn date(&self, day: i64) -> NaiveDate {
        let shift = Days::new(day.unsigned_abs());
        let moved = if day < 0 { self.start.checked_sub_days(shift) } else { self.start.checked_add_days(shift) };
        moved.unwrap_or(self.start)
    }

    /// The day of a date counted from the start; negative before the horizon.
    pub fn day(&self, date: NaiveDate) -> i64 {
        date.signed_duration_since(self.start).num_days()
    }

    /// The day of a date, if it lies in the horizon.
    pub fn day_within(&self, date: NaiveDate) -> Option<usize> {
        usize::try_from(self.day(date)).ok().filter(|day| *day < self.days())
    }

    /// The first Monday after the horizon.
    pub fn end(&self) -> NaiveDate {
        self.date(self.days() as i64)
    }

    /// The week of a date counted from the start; negative before the horizon.
    pub fn week(&self, date: NaiveDate) -> i64 {
        self.day(date).div_euclid(7)
    }

    /// The Monday of a week.
    pub fn monday(&self, week: i64) -> NaiveDate {
        self.date(week * 7)
    }

    /// All dates in order.
    pub fn dates(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let horizon = *self;
        (0..horizon.days() as i64).map(move |day| horizon.date(day))
    }
}

/// `2026-W02`: the ISO week a date lies in.
pub fn iso_week(date: NaiveDate) -> String {
    let week = date.iso_week();
    format!("{}-W{:02}", week.year(), week.week())
}
