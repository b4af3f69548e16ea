//! What happens to a roster after it was published.

use super::{DoctorId, PostId, ProgrammeId, SiteId, UnitId, is_default};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What happened, and when people are told of the changes (`shangxia repair --events`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Events {
    /// The day on which changes are announced: what lies before it stays as published. Not said:
    /// the first day of the first event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<super::DateText>")]
    pub announced: Option<NaiveDate>,
    /// What happened.
    #[schemars(length(min = 1))]
    pub events: Vec<Event>,
}

/// Something that happens to a roster.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A doctor is ill and has no duty. A stint that has begun by then goes on.
    Ill(Absence),
    /// A site, units or posts are closed.
    Closed(Closure),
    /// A stint ends early: its last week is the one of the day named.
    StintEnds(StintEnd),
    /// A doctor leaves the alliance, and stints with them.
    Leaves(Departure),
    /// A leave or another absence is called off for some days; nobody is put on duty by that alone.
    LeaveWithdrawn(Absence),
}

/// A doctor and days.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Absence {
    /// Who.
    pub doctor: DoctorId,
    /// First day.
    #[schemars(with = "super::DateText")]
    pub from: NaiveDate,
    /// Last day.
    #[schemars(with = "super::DateText")]
    pub to: NaiveDate,
}

/// Posts closed on days: all of a site, all of some units, or single ones.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Closure {
    /// Sites all of whose posts are closed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sites: Vec<SiteId>,
    /// Units all of whose posts are closed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub units: Vec<UnitId>,
    /// Posts that are closed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub posts: Vec<PostId>,
    /// First day.
    #[schemars(with = "super::DateText")]
    pub from: NaiveDate,
    /// Last day.
    #[schemars(with = "super::DateText")]
    pub to: NaiveDate,
}

/// A stint that ends before its time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StintEnd {
    /// Whose.
    pub doctor: DoctorId,
    /// On which programme.
    pub programme: ProgrammeId,
    /// Last day; stints are made of whole weeks, and the week of this day is the last.
    #[schemars(with = "super::DateText")]
    pub last: NaiveDate,
}

/// A doctor who leaves.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Departure {
    /// Who.
    pub doctor: DoctorId,
    /// Last day in the alliance.
    #[schemars(with = "super::DateText")]
    pub last: NaiveDate,
}

impl Event {
    /// The first day on which it changes something.
    pub fn first_day(&self) -> NaiveDate {
        match self {
            Self::Ill(absence) | Self::LeaveWithdrawn(absence) => absence.from,
            Self::Closed(closure) => closure.from,
            Self::StintEnds(end) => end.last + chrono::Days::new(1),
            Self::Leaves(departure) => departure.last + chrono::Days::new(1),
        }
    }

    /// The doctor it happens to, if it is one.
    pub fn doctor(&self) -> Option<&DoctorId> {
        match self {
            Self::Ill(absence) | Self::LeaveWithdrawn(absence) => Some(&absence.doctor),
            Self::StintEnds(end) => Some(&end.doctor),
            Self::Leaves(departure) => Some(&departure.doctor),
            Self::Closed(_) => None,
        }
    }
}

impl Events {
    /// The day on which changes are announced: as said, else the first day of the first event, and
    /// never before the horizon.
    pub fn announced(&self, horizon: &super::Horizon) -> NaiveDate {
        let first = self.events.iter().map(Event::first_day).min();
        self.announced.or(first).unwrap_or(horizon.start).max(horizon.start)
    }
}
