//! How often people are to be served.

use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A stretch of the calendar year, as long as which people are served once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cycle {
    /// With each calendar quarter.
    Quarter,
    /// In January and in July.
    HalfYear,
    /// In January.
    Year,
}

impl Cycle {
    /// The number of the cycle a date lies in; the same for all dates of one cycle.
    pub fn of(self, date: NaiveDate) -> i64 {
        let months = match self {
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::Year => 12,
        };
        (i64::from(date.year()) * 12 + i64::from(date.month0())).div_euclid(months)
    }
}
