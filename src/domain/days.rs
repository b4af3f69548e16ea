//! Words for days and spans of dates.

use super::DayType;
use chrono::{Datelike, NaiveDate, Weekday};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A word that means certain days. A weekday's name means that day unless it is a holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DayToken {
    /// Every day.
    Daily,
    /// Days worked by the calendar, made-up weekend days among them.
    Workday,
    /// Saturdays and Sundays that are neither holidays nor made up for.
    Weekend,
    /// Days off by the holiday notice.
    Holiday,
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

impl DayToken {
    /// Whether the word means this date.
    pub fn means(self, date: NaiveDate, day_type: DayType) -> bool {
        let weekday = |day: Weekday| date.weekday() == day && day_type != DayType::Holiday;
        match self {
            Self::Daily => true,
            Self::Workday => day_type == DayType::Workday,
            Self::Weekend => day_type == DayType::Weekend,
            Self::Holiday => day_type == DayType::Holiday,
            Self::Mon => weekday(Weekday::Mon),
            Self::Tue => weekday(Weekday::Tue),
            Self::Wed => weekday(Weekday::Wed),
            Self::Thu => weekday(Weekday::Thu),
            Self::Fri => weekday(Weekday::Fri),
            Self::Sat => weekday(Weekday::Sat),
            Self::Sun => weekday(Weekday::Sun),
        }
    }
}

/// A span of dates, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DateSpan {
    /// First day.
    #[schemars(with = "DateText")]
    pub from: NaiveDate,
    /// Last day.
    #[schemars(with = "DateText")]
    pub to: NaiveDate,
}

impl DateSpan {
    /// Whether a date lies in it.
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.from <= date && date <= self.to
    }
}

/// How a date stands in the JSON Schema: `2026-01-05`.
pub struct DateText;

impl JsonSchema for DateText {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date", "pattern": "^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$", "description": "A date: `2026-01-05`." })
    }
}
