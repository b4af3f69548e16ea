//! Days and weeks of the horizon with their names.

use crate::{
    diagnostic::Text,
    domain::{DayType, Instance, iso_week},
    report::words,
};
use chrono::{Datelike, NaiveDate, Weekday};

/// A day of the horizon.
#[derive(Clone, Debug)]
pub struct Day {
    /// Its date.
    pub date: NaiveDate,
    /// Workday, weekend or holiday.
    pub kind: DayType,
    /// The holiday it belongs to.
    pub holiday: Option<Text>,
    /// A statutory holiday proper, not a weekend moved beside one.
    pub statutory: bool,
}

impl Day {
    /// A Saturday or Sunday worked for a holiday (调休).
    pub fn is_made_up(&self) -> bool {
        self.kind == DayType::Workday && matches!(self.date.weekday(), Weekday::Sat | Weekday::Sun)
    }
}

/// A week of the horizon.
#[derive(Clone, Debug)]
pub struct Week {
    /// Its Monday.
    pub monday: NaiveDate,
    /// `2026-W02`.
    pub iso: String,
    /// Holidays in it, each once.
    pub holidays: Vec<Text>,
}

impl Week {
    /// Its Sunday.
    pub fn sunday(&self) -> NaiveDate {
        self.monday + chrono::Days::new(6)
    }
}

pub(super) fn days(instance: &Instance) -> Vec<Day> {
    let calendar = &instance.calendar;
    instance
        .horizon
        .dates()
        .map(|date| Day {
            date,
            kind: calendar.day_type(date),
            holiday: calendar.holiday_name(date).map(|name| words::of_name(&name)),
            statutory: calendar.is_statutory(date),
        })
        .collect()
}

pub(super) fn weeks(instance: &Instance) -> Vec<Week> {
    days(instance)
        .chunks(7)
        .map(|days| {
            let mut holidays: Vec<Text> = days.iter().filter_map(|day| day.holiday.clone()).collect();
            holidays.dedup();
            Week { monday: days[0].date, iso: iso_week(days[0].date), holidays }
        })
        .collect()
}
