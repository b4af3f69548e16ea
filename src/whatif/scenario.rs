//! A scenario as its file writes it: a few keys, each a change to an instance.

use super::RuleChange;
use crate::domain::{
    Doctor, DoctorId, Heads, InstitutionQuota, Name, Post, Programme, ProgrammeId, Quota, QuotaId, Shift, Site, SiteId, SkillId, Title, Travel, Unit,
    UnitId,
};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Scenarios over one instance.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scenarios {
    /// Seed of sick leave and leavers.
    #[serde(default)]
    pub seed: u32,
    /// The scenarios; the instance as it stands, `base`, is always compared too.
    #[schemars(length(min = 1, max = 200))]
    pub scenarios: Vec<Scenario>,
}

/// One value, or a list that makes a scenario of each.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Several<T> {
    /// One value.
    One(T),
    /// A sweep.
    Each(#[schemars(length(min = 1, max = 50))] Vec<T>),
}

/// Until which age doctors have nights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum NightAge {
    /// From this age on nobody has any.
    From(#[schemars(range(min = 18, max = 100))] u32),
    /// No age spares anybody.
    Word(NoAge),
}

/// The word for no age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoAge {
    /// Age spares nobody.
    Never,
}

/// A change to an instance, by name. Keys are applied in the order of this list.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Unique id; it names files, so it is of letters, digits, `-`, `_` and `.`.
    #[schemars(length(min = 1, max = 40))]
    pub id: String,
    /// What people call it; not said: the id.
    #[serde(default)]
    pub name: Option<Name>,
    /// Scenarios above whose changes come first.
    #[serde(default)]
    pub also: Vec<String>,
    /// Things that are new: a site with its units, posts, doctors and so on.
    #[serde(default)]
    pub add: Additions,
    /// Doctors who are new.
    #[serde(default)]
    pub add_doctors: Vec<NewDoctors>,
    /// Doctors who are gone.
    #[serde(default)]
    pub lose: Vec<Lost>,
    /// Most hours a week: the settings of `weekly_hours`.
    #[serde(default)]
    pub cap: Option<Several<WeekHours>>,
    /// From which age on doctors have no nights.
    #[serde(default)]
    pub nights_end_at: Option<Several<NightAge>>,
    /// Whether a day off follows a duty: `post_call_rest` on or off.
    #[serde(default)]
    pub day_off_after_duty: Option<bool>,
    /// Targets of all quotas in percent of what they are.
    #[serde(default)]
    pub quota_percent: Option<Several<Percent>>,
    /// Targets of single quotas.
    #[serde(default)]
    pub quotas: Vec<QuotaChange>,
    /// Programmes with other terms.
    #[serde(default)]
    pub programmes: Vec<ProgrammeChange>,
    /// Agreements that end.
    #[serde(default)]
    pub agreements_end: Vec<AgreementEnd>,
    /// Units whose doctors do the public-health work of all of them.
    #[serde(default)]
    pub pool_public_health: Vec<UnitId>,
    /// Rules on or off, or with other settings.
    #[serde(default)]
    pub rules: Vec<RuleChange>,
    /// Sick leave, drawn by the seed.
    #[serde(default)]
    pub sick_leave: Option<SickLeave>,
    /// People who leave, drawn by the seed.
    #[serde(default)]
    pub leavers: Option<Leavers>,
}

/// Hours of a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct WeekHours(#[schemars(range(min = 1, max = 168))] pub u32);

/// Percent of what is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Percent(#[schemars(range(min = 1, max = 1000))] pub u32);

/// A number of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct People(#[schemars(range(min = 1, max = 200))] pub u32);

/// Things that are new, as an instance writes them.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Additions {
    /// Sites.
    #[serde(default)]
    pub sites: Vec<Site>,
    /// Travel.
    #[serde(default)]
    pub travel: Vec<Travel>,
    /// Units.
    #[serde(default)]
    pub units: Vec<Unit>,
    /// Shifts.
    #[serde(default)]
    pub shifts: Vec<Shift>,
    /// Posts.
    #[serde(default)]
    pub posts: Vec<Post>,
    /// Quotas.
    #[serde(default)]
    pub quotas: Vec<Quota>,
    /// Doctors with a code of their own.
    #[serde(default)]
    pub doctors: Vec<Doctor>,
    /// Programmes.
    #[serde(default)]
    pub programmes: Vec<Programme>,
    /// Person-weeks owed.
    #[serde(default)]
    pub institutions: Vec<InstitutionQuota>,
}

/// Doctors who are new; they get the codes `N001`, `N002` and so on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDoctors {
    /// How many; not said: one.
    #[serde(default)]
    pub number: Option<Several<People>>,
    /// The unit they belong to.
    pub home: UnitId,
    /// Professional title.
    pub title: Title,
    /// Skills with level.
    #[serde(default)]
    #[schemars(extend("propertyNames" = { "$ref": "#/$defs/SkillId" }, "additionalProperties" = { "type": "integer", "minimum": 1, "maximum": 9 }))]
    pub skills: BTreeMap<SkillId, u8>,
    /// Part of a full post in percent; not said: 100.
    #[serde(default)]
    #[schemars(range(min = 1, max = 100))]
    pub fte: Option<u32>,
    /// Licensed to teach.
    #[serde(default)]
    pub teaches: bool,
    /// Do no nights.
    #[serde(default)]
    pub no_nights: bool,
}

/// Doctors who are gone: one by code, or some of a unit. Of several who fit, those go whom the
/// fewest programmes, pins, panels and stints name, and of these the last of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lost {
    /// This doctor.
    #[serde(default)]
    pub doctor: Option<DoctorId>,
    /// Or: doctors at home here.
    #[serde(default)]
    pub home: Option<UnitId>,
    /// Of this title; not said: of any.
    #[serde(default)]
    pub title: Option<Title>,
    /// With this skill; not said: with any.
    #[serde(default)]
    pub skill: Option<SkillId>,
    /// How many; not said: one.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub number: Option<u32>,
}

/// Another target of a quota.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuotaChange {
    /// Which.
    pub quota: QuotaId,
    /// In percent of what it is.
    #[serde(default)]
    #[schemars(range(min = 1, max = 1000))]
    pub percent: Option<u32>,
    /// Or: items in each window.
    #[serde(default)]
    #[schemars(range(min = 1, max = 10_000_000))]
    pub target: Option<u32>,
}

/// Other terms of a programme.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeChange {
    /// Which.
    pub programme: ProgrammeId,
    /// Fewest weeks of a stint.
    #[serde(default)]
    #[schemars(range(min = 1, max = 52))]
    pub min_weeks: Option<usize>,
    /// Most weeks of a stint.
    #[serde(default)]
    #[schemars(range(min = 1, max = 52))]
    pub max_weeks: Option<usize>,
    /// How many are on it in each week.
    #[serde(default)]
    pub heads: Option<Heads>,
}

/// The end of an agreement with a site.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementEnd {
    /// Which site.
    pub site: SiteId,
    /// The last day it holds.
    #[schemars(with = "crate::domain::DateText")]
    pub on: NaiveDate,
}

/// Sick leave that nobody knows of yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SickLeave {
    /// How many of a hundred doctors fall ill once in the horizon.
    #[schemars(range(min = 1, max = 100))]
    pub percent: u32,
    /// For how many days.
    #[schemars(range(min = 1, max = 180))]
    pub days: u32,
}

/// People who leave in the course of the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Leavers {
    /// How many of a hundred doctors leave on some day of the horizon.
    #[schemars(range(min = 1, max = 100))]
    pub percent: u32,
}
