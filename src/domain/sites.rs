//! Where work is done: sites, the roads between them, and their units.

use super::{DateSpan, Minutes, Name, SiteId, UnitId, is_default};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Level of care of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Community or township centre (基层).
    Primary,
    /// Level-two hospital.
    Secondary,
    /// Level-three hospital.
    Tertiary,
}

/// A hospital, campus, community centre or township centre (成员单位).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Unique id.
    pub id: SiteId,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// Level of care.
    pub tier: Tier,
    /// Beds.
    #[serde(default, skip_serializing_if = "is_default")]
    pub beds: u32,
    /// Residents served.
    #[serde(default, skip_serializing_if = "is_default")]
    pub population: u32,
    /// Remoteness coefficient in percent; 100 is the town itself.
    #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
    #[schemars(range(min = 1, max = 1000), extend("default" = 100))]
    pub remoteness: u32,
    /// How many sessions fit at once; not said: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 1000))]
    pub rooms: Option<u32>,
    /// Days the site is open; empty: every day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<super::DayToken>,
    /// When the agreement with the alliance holds; not said: always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<DateSpan>,
}

/// Travel between two sites, the same in both directions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Travel {
    /// One end.
    pub from: SiteId,
    /// The other end.
    pub to: SiteId,
    /// Door to door.
    pub time: Minutes,
}

/// A department or team of a site (科室、团队); doctors are at home in one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Unique id.
    pub id: UnitId,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// The site it belongs to.
    pub site: SiteId,
    /// Its specialty, such as `emergency`; a skill of the same name makes a doctor a specialist of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub specialty: Option<super::SkillId>,
}

pub(super) fn hundred() -> u32 {
    100
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands a reference
pub(super) fn is_hundred(percent: &u32) -> bool {
    *percent == 100
}
