//! What people ask for and what is fixed by hand.

use super::{DoctorId, PostId, ShiftKind, is_default};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Want {
    /// To be free.
    Off,
    /// To work.
    On,
}

/// A day or shift wanted or not wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// Who asks.
    pub doctor: DoctorId,
    /// The day; each day of a longer wish is a request of its own.
    #[schemars(with = "super::DateText")]
    pub date: NaiveDate,
    /// Off or on.
    pub want: Want,
    /// Only this post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<PostId>,
    /// Only shifts of this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shift: Option<ShiftKind>,
    /// How much it matters: it multiplies the weight of the rule.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    #[schemars(range(min = 1, max = 100), extend("default" = 1))]
    pub weight: u32,
    /// Why, in the doctor's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

fn one() -> u32 {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands a reference
fn is_one(weight: &u32) -> bool {
    *weight == 1
}

/// Decisions fixed by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pins {
    /// Duties that stand, or must not be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duties: Vec<DutyPin>,
    /// Stints that stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stints: Vec<super::Stint>,
    /// Mondays of weeks in which the published roster may not change.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<super::DateText>")]
    pub frozen_weeks: Vec<NaiveDate>,
}

/// A duty fixed by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DutyPin {
    /// Who.
    pub doctor: DoctorId,
    /// When.
    #[schemars(with = "super::DateText")]
    pub date: NaiveDate,
    /// Where.
    pub post: PostId,
    /// `false` forbids the duty.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    #[schemars(extend("default" = true))]
    pub on: bool,
}

fn yes() -> bool {
    true
}

#[allow(clippy::trivially_copy_pass_by_ref)] // the shape serde asks for
fn is_yes(on: &bool) -> bool {
    *on
}

/// What was before the horizon.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct History {
    /// Duties of the last weeks before the start.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duties: Vec<super::Duty>,
    /// Running counts for fairness across quarters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counts: Vec<Counts>,
    /// Stints that began before the start: those that go on, and those that are over, which tell who has been where.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stints: Vec<super::Stint>,
}

/// Running counts of one doctor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Whose.
    pub doctor: DoctorId,
    /// Nights and duties round the clock.
    #[serde(default, skip_serializing_if = "is_default")]
    pub nights: u32,
    /// Duties that began on a weekend day, standby apart; a morning and an afternoon are two.
    #[serde(default, skip_serializing_if = "is_default")]
    pub weekends: u32,
    /// Duties that began on a holiday, standby apart; a morning and an afternoon are two.
    #[serde(default, skip_serializing_if = "is_default")]
    pub holidays: u32,
    /// Hours worked.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hours: u32,
    /// Hours worked on posts of public-health work.
    #[serde(default, skip_serializing_if = "is_default")]
    pub public_health_hours: u32,
    /// Weeks on stints at remote sites, as plain weeks: the remoteness is not counted in.
    #[serde(default, skip_serializing_if = "is_default")]
    pub remote_weeks: u32,
    /// Days of service credited for promotion, five to a week.
    #[serde(default, skip_serializing_if = "is_default")]
    pub credit_days: u32,
    /// Nights that would have been the doctor's share; not said: by part of a full post, of those of the peers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nights_due: Option<u32>,
    /// The same of duties on weekend days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekends_due: Option<u32>,
    /// The same of duties on holidays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holidays_due: Option<u32>,
    /// The same of hours worked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_due: Option<u32>,
    /// The same of hours worked on posts of public-health work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_health_hours_due: Option<u32>,
    /// The same of weeks on stints at remote sites.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remote_weeks_due: Option<u32>,
}

impl Counts {
    /// Of a doctor of whom nothing was counted yet.
    pub fn none(doctor: DoctorId) -> Self {
        Self {
            doctor,
            nights: 0,
            weekends: 0,
            holidays: 0,
            hours: 0,
            public_health_hours: 0,
            remote_weeks: 0,
            credit_days: 0,
            nights_due: None,
            weekends_due: None,
            holidays_due: None,
            hours_due: None,
            public_health_hours_due: None,
            remote_weeks_due: None,
        }
    }
}
