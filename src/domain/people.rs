//! Who works: doctors, their contracts and the dated facts of their lives.

use super::{
    DateSpan, DoctorId, Minutes, Name, SiteId, SkillId, UnitId, Who, is_default,
    sites::{hundred, is_hundred},
};
use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Professional title, lowest first (职称).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Title {
    /// Village doctor (乡村医生).
    Village,
    /// Resident (住院医师).
    Resident,
    /// Attending (主治医师).
    Attending,
    /// Associate chief (副主任医师).
    AssociateChief,
    /// Chief (主任医师).
    Chief,
}

/// Terms of employment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contract {
    /// Contracted hours of a full week.
    #[serde(default = "forty_hours")]
    pub weekly: Minutes,
    /// Part of a full post in percent.
    #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
    #[schemars(range(min = 1, max = 100), extend("default" = 100))]
    pub fte: u32,
    /// Staff class the rules may be scoped by, such as `staff` or `trainee`.
    #[serde(default = "staff")]
    pub class: String,
}

fn forty_hours() -> Minutes {
    Minutes::hours(40)
}

fn staff() -> String {
    "staff".to_owned()
}

impl Default for Contract {
    fn default() -> Self {
        Self { weekly: forty_hours(), fte: 100, class: staff() }
    }
}

impl Contract {
    /// Contracted minutes of a week, part-time counted.
    pub fn weekly_minutes(&self) -> i64 {
        self.weekly.0 * i64::from(self.fte) / 100
    }
}

/// What a dated fact says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// On leave: no duty.
    Leave,
    /// Studying elsewhere: no duty.
    Study,
    /// Ill: no duty.
    Sick,
    /// Pregnant, from the 7th month on: no night work, no overtime.
    Pregnancy,
    /// Nursing a child under one: no night work, no overtime.
    Nursing,
    /// In standardised residency training (规培).
    Residency,
    /// Committed to stay at the home unit: no stint.
    Commitment,
}

impl FactKind {
    /// Whether the doctor cannot work at all then.
    pub fn is_absence(self) -> bool {
        matches!(self, Self::Leave | Self::Study | Self::Sick)
    }

    /// Whether night work is forbidden then.
    pub fn spares_nights(self) -> bool {
        matches!(self, Self::Pregnancy | Self::Nursing)
    }
}

/// Something that holds for a doctor for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// What.
    pub kind: FactKind,
    /// First day.
    #[schemars(with = "super::DateText")]
    pub from: NaiveDate,
    /// Last day.
    #[schemars(with = "super::DateText")]
    pub to: NaiveDate,
}

impl Fact {
    /// Whether it holds on a date.
    pub fn holds(&self, date: NaiveDate) -> bool {
        self.from <= date && date <= self.to
    }
}

/// An application for a higher title that asks for service at the grass roots (基层服务).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Promotion {
    /// Date of the application.
    #[schemars(with = "super::DateText")]
    pub by: NaiveDate,
    /// Weeks of service asked for by then, those served before the horizon among them.
    #[serde(default = "year", skip_serializing_if = "is_year")]
    #[schemars(range(min = 1, max = 520), extend("default" = 52))]
    pub service_weeks: u32,
}

fn year() -> u32 {
    52
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands a reference
fn is_year(weeks: &u32) -> bool {
    *weeks == year()
}

/// One doctor, named by code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Doctor {
    /// Unique code, such as `D017`.
    pub id: DoctorId,
    /// The unit the doctor belongs to.
    pub home: UnitId,
    /// Professional title.
    pub title: Title,
    /// Skills with level (1 is the lowest).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(extend("propertyNames" = { "$ref": "#/$defs/SkillId" }, "additionalProperties" = { "type": "integer", "minimum": 1, "maximum": 9 }))]
    pub skills: BTreeMap<SkillId, u8>,
    /// Terms of employment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub contract: Contract,
    /// Birth date; the night exemption by age needs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<super::DateText>")]
    pub born: Option<NaiveDate>,
    /// Licensed to teach.
    #[serde(default, skip_serializing_if = "is_default")]
    pub teaches: bool,
    /// Does no nights, by agreement.
    #[serde(default, skip_serializing_if = "is_default")]
    pub no_nights: bool,
    /// Dated facts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// Longest daily way to a site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_commute: Option<Minutes>,
    /// Sites not wanted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sites_not_wanted: Vec<SiteId>,
    /// Residents the doctor is family doctor of.
    #[serde(default, skip_serializing_if = "is_default")]
    pub panel: u32,
    /// Pace at quota work in percent of the norm.
    #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
    #[schemars(range(min = 10, max = 300), extend("default" = 100))]
    pub pace: u32,
    /// The next application for a higher title; what is served already stands in the history.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promotion: Option<Promotion>,
    /// Waits for a place in an up programme since this date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<super::DateText>")]
    pub waiting_since: Option<NaiveDate>,
    /// When the doctor belongs to the alliance; not said: always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employed: Option<DateSpan>,
}

impl Doctor {
    /// A doctor of whom nothing else is said: full time, no skills, the usual pace.
    pub fn new(id: DoctorId, home: UnitId, title: Title) -> Self {
        Self {
            id,
            home,
            title,
            skills: BTreeMap::new(),
            contract: Contract::default(),
            born: None,
            teaches: false,
            no_nights: false,
            facts: Vec::new(),
            max_commute: None,
            sites_not_wanted: Vec::new(),
            panel: 0,
            pace: hundred(),
            promotion: None,
            waiting_since: None,
            employed: None,
        }
    }

    /// The fact of a kind that holds on a date.
    pub fn fact_on(&self, date: NaiveDate, wanted: impl Fn(FactKind) -> bool) -> Option<&Fact> {
        self.facts.iter().find(|fact| wanted(fact.kind) && fact.holds(date))
    }

    /// Whether the doctor is there at all on a date: employed and not on leave.
    pub fn is_available(&self, date: NaiveDate) -> bool {
        self.employed.as_ref().is_none_or(|span| span.contains(date)) && self.fact_on(date, FactKind::is_absence).is_none()
    }

    /// Whether the doctor could be on a stint on a date: there, and not committed to stay.
    pub fn may_leave(&self, date: NaiveDate) -> bool {
        self.is_available(date) && self.fact_on(date, |kind| kind == FactKind::Commitment).is_none()
    }

    /// Age in full years on a date.
    pub fn age_on(&self, date: NaiveDate) -> Option<i32> {
        let born = self.born?;
        let before = (date.month(), date.day()) < (born.month(), born.day());
        Some(date.year() - born.year() - i32::from(before))
    }

    /// Whether the doctor fits a description. Every condition given must hold.
    pub fn fits(&self, who: &Who) -> bool {
        who.title_at_least.is_none_or(|title| self.title >= title)
            && (who.skills_any.is_empty() || who.skills_any.iter().any(|s| self.skills.contains_key(s)))
            && who.skills_all.iter().all(|s| self.skills.contains_key(s))
            && (who.units.is_empty() || who.units.contains(&self.home))
            && (who.doctors.is_empty() || who.doctors.contains(&self.id))
    }

    /// Whether the doctor counts for a condition on the group.
    pub fn counts_for(&self, mix: &super::Mix) -> bool {
        mix.title_at_least.is_none_or(|title| self.title >= title) && mix.skill.as_ref().is_none_or(|skill| self.skills.contains_key(skill))
    }
}

/// What a doctor is called in a report: the code, and the title in words.
impl Title {
    /// The title in words.
    pub fn name(self) -> Name {
        match self {
            Self::Village => Name::both("乡村医生", "village doctor"),
            Self::Resident => Name::both("住院医师", "resident"),
            Self::Attending => Name::both("主治医师", "attending"),
            Self::AssociateChief => Name::both("副主任医师", "associate chief"),
            Self::Chief => Name::both("主任医师", "chief"),
        }
    }

    /// All titles, lowest first.
    pub const ALL: [Self; 5] = [Self::Village, Self::Resident, Self::Attending, Self::AssociateChief, Self::Chief];
}
