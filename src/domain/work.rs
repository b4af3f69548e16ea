//! What has to be done: shifts, posts and quotas.

use super::{Clock, Cycle, DayToken, DoctorId, Minutes, Name, PostId, QuotaId, ShiftId, SiteId, SkillId, Title, UnitId, is_default};
use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a shift is counted as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ShiftKind {
    /// A half-day session.
    Session,
    /// A day shift.
    Day,
    /// An evening shift.
    Evening,
    /// A night shift.
    Night,
    /// A duty round the clock.
    Duty24,
    /// On call from home.
    Standby,
}

impl ShiftKind {
    /// Night work: a night shift or a duty round the clock.
    pub fn is_night(self) -> bool {
        matches!(self, Self::Night | Self::Duty24)
    }

    /// The word files use for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Day => "day",
            Self::Evening => "evening",
            Self::Night => "night",
            Self::Duty24 => "duty24",
            Self::Standby => "standby",
        }
    }

    /// What people call it.
    pub fn name(self) -> Name {
        match self {
            Self::Session => Name::both("半天班", "half-day session"),
            Self::Day => Name::both("白班", "day shift"),
            Self::Evening => Name::both("小夜班", "evening shift"),
            Self::Night => Name::both("夜班", "night shift"),
            Self::Duty24 => Name::both("24 小时值班", "24-hour duty"),
            Self::Standby => Name::both("听班", "standby"),
        }
    }
}

/// A time interval with hours counted (班次).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Shift {
    /// Unique id.
    pub id: ShiftId,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// One or two letters for the cell of a roster; the id's beginning if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 4))]
    pub mark: Option<String>,
    /// What it is counted as.
    pub kind: ShiftKind,
    /// When it begins.
    pub start: Clock,
    /// How long it lasts; it may cross midnight.
    pub length: Minutes,
    /// Working time counted for it; not said: its length.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Minutes>,
    /// How hard the time is in percent; a night that is mostly slept is below 100.
    #[serde(default = "super::sites::hundred", skip_serializing_if = "super::sites::is_hundred")]
    #[schemars(range(min = 0, max = 300), extend("default" = 100))]
    pub intensity: u32,
    /// Handover after the end; it is work and keeps the doctor on site.
    #[serde(default, skip_serializing_if = "is_default")]
    pub handover: Minutes,
    /// Rest owed afterwards.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rest_after: Minutes,
}

impl Shift {
    /// Working time of one duty in minutes, handover included.
    pub fn worked(&self) -> i64 {
        self.counted.unwrap_or(self.length).0 + self.handover.0
    }

    /// Begin and end in minutes after midnight of the day it begins, handover included.
    pub fn span(&self) -> (i64, i64) {
        (self.start.0, self.start.0 + self.length.0 + self.handover.0)
    }

    /// Half-days one duty takes of those a stint gives: one for a session, two for anything longer.
    pub fn half_days(&self) -> u32 {
        if self.kind == ShiftKind::Session { 1 } else { 2 }
    }
}

/// What a post is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PostKind {
    /// Bedside work.
    Ward,
    /// Out-patients.
    Clinic,
    /// Night cover.
    Night,
    /// Emergency room.
    Emergency,
    /// Teaching.
    Teaching,
    /// Joint consultation (会诊).
    JointConsultation,
    /// Public-health work (公卫).
    PublicHealth,
    /// Remote consultation.
    RemoteConsultation,
    /// Circuit to villages (巡回).
    Outreach,
    /// Administration.
    Admin,
}

impl PostKind {
    /// What people call it.
    pub fn name(self) -> Name {
        match self {
            Self::Ward => Name::both("病房", "ward work"),
            Self::Clinic => Name::both("门诊", "clinic"),
            Self::Night => Name::both("夜班", "night cover"),
            Self::Emergency => Name::both("急诊", "emergency"),
            Self::Teaching => Name::both("教学", "teaching"),
            Self::JointConsultation => Name::both("会诊", "joint consultation"),
            Self::PublicHealth => Name::both("公卫", "public-health work"),
            Self::RemoteConsultation => Name::both("远程会诊", "remote consultation"),
            Self::Outreach => Name::both("巡回", "outreach"),
            Self::Admin => Name::both("行政", "administration"),
        }
    }
}

/// How many are needed on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// Fewer is a shortage.
    #[schemars(range(max = 1000))]
    pub min: u32,
    /// Wished for; not said: `min`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 1000))]
    pub target: Option<u32>,
    /// More is a waste; not said: the target; `0`: the post is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 1000))]
    pub max: Option<u32>,
}

impl Need {
    /// Wished for.
    pub fn target(&self) -> u32 {
        self.target.unwrap_or(self.min)
    }

    /// Not more than this.
    pub fn max(&self) -> u32 {
        self.max.unwrap_or(self.target())
    }
}

impl Default for Need {
    fn default() -> Self {
        Self { min: 1, target: None, max: None }
    }
}

/// A need for certain days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NeedOn {
    /// Days it holds on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<DayToken>,
    /// Single dates it holds on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<super::DateText>")]
    pub dates: Vec<NaiveDate>,
    /// How many are needed then.
    pub need: Need,
}

/// Who may do something; every condition given must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Who {
    /// This title or a higher one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_at_least: Option<Title>,
    /// At least one of these skills.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills_any: Vec<SkillId>,
    /// All of these skills.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills_all: Vec<SkillId>,
    /// At home in one of these units.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<UnitId>,
    /// One of these doctors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doctors: Vec<DoctorId>,
}

/// A condition on the group on duty: at least so many of a title or with a skill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mix {
    /// How many.
    #[schemars(range(min = 1, max = 100))]
    pub at_least: u32,
    /// Of this title or a higher one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_at_least: Option<Title>,
    /// With this skill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill: Option<SkillId>,
}

/// Strength asked of all who are on a post together: heads that count by title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Strength {
    /// Percent of a doctor they add up to at least; 200 are two.
    #[schemars(range(min = 1, max = 100_000))]
    pub at_least: u32,
    /// Percent of a doctor by title; a title not named counts 100.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(extend("propertyNames" = { "$ref": "#/$defs/Title" }, "additionalProperties" = { "type": "integer", "minimum": 0, "maximum": 1000 }))]
    pub by_title: BTreeMap<Title, u32>,
}

impl Strength {
    /// Percent of a doctor somebody of a title counts.
    pub fn worth(&self, title: Title) -> u32 {
        self.by_title.get(&title).copied().unwrap_or(100)
    }
}

/// Something a doctor can be put on (岗位).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// Unique id.
    pub id: PostId,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// The unit that runs it.
    pub unit: UnitId,
    /// The shift it is worked on.
    pub shift: ShiftId,
    /// What it is.
    pub kind: PostKind,
    /// Days it is open.
    pub days: Vec<DayToken>,
    /// How many are needed on a day it is open; not said: one.
    #[serde(default)]
    pub need: Need,
    /// Other needs on certain days; the last entry that fits a date counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub need_on: Vec<NeedOn>,
    /// Who may do it. Without `units` or `doctors`: those at home in the unit and those who
    /// are on a stint there.
    #[serde(default, skip_serializing_if = "is_default")]
    pub who: Who,
    /// Conditions on all who are on duty in the unit during the same shift.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mix: Vec<Mix>,
    /// Strength of those on it, on each day it is open to anybody; not said: heads alone count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strength: Option<Strength>,
    /// This many may never be missing, whatever the weights (reserved appointment slots).
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(range(max = 1000))]
    pub floor: u32,
}

/// A post that produces output of a quota.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Producer {
    /// The post.
    pub post: PostId,
    /// Items one duty yields at the normal pace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 100_000))]
    pub items: Option<u32>,
    /// Or: working time one item takes at the normal pace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_per_item: Option<Minutes>,
}

/// The window a target is counted over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Window {
    /// Each calendar week.
    Week,
    /// Each calendar month, as far as it lies in the horizon.
    Month,
    /// Each calendar quarter, as far as it lies in the horizon.
    Quarter,
    /// The whole horizon.
    Horizon,
}

impl Window {
    /// Days of the whole month or quarter a date lies in. Weeks and the horizon are never cut.
    pub fn days(self, date: NaiveDate) -> Option<u32> {
        let quarter =
            |first: u32| (first..first + 3).filter_map(|month| date.with_day(1)?.with_month(month)).map(|month| u32::from(month.num_days_in_month()));
        match self {
            Self::Week | Self::Horizon => None,
            Self::Month => Some(u32::from(date.num_days_in_month())),
            Self::Quarter => Some(quarter(date.month0() / 3 * 3 + 1).sum()),
        }
    }
}

/// The people a quota can reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Eligible {
    /// How many there are.
    pub population: u32,
    /// How many were served before the horizon.
    #[serde(default, skip_serializing_if = "is_default")]
    pub done: u32,
    /// When all of them are to be served anew; not said: each of them once for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renews: Option<Cycle>,
}

impl Eligible {
    /// How many are left.
    pub fn remaining(&self) -> u32 {
        self.population.saturating_sub(self.done)
    }
}

/// Residents bound to one doctor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Panel {
    /// Whose residents they are.
    pub doctor: DoctorId,
    /// How many.
    #[schemars(range(min = 1, max = 100_000))]
    pub residents: u32,
    /// Who may serve them while the doctor is away.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deputies: Vec<DoctorId>,
}

/// Work that is counted over a window instead of per day (任务量).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// Unique id.
    pub id: QuotaId,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// The site that owes it.
    pub site: SiteId,
    /// Posts that produce it.
    pub produced_by: Vec<Producer>,
    /// Items due in each window.
    #[schemars(range(min = 1, max = 10_000_000))]
    pub target: u32,
    /// The window.
    pub window: Window,
    /// The people it can reach; not said: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eligible: Option<Eligible>,
    /// Residents bound to doctors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub panels: Vec<Panel>,
}
