//! Entries of the rule book as an instance writes them: which rule, for whom, hard or weighted.
//! What the settings of a rule mean is the rule's own affair.

use super::{Doctor, DoctorId, SiteId, Title, UnitId, is_default};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _, ser::SerializeMap};
use std::{borrow::Cow, collections::BTreeMap};

/// Whether a rule must hold, or what breaking it costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Enforce {
    /// Must hold.
    Hard,
    /// Penalty for each unit by which it is broken (the rule's text says which unit).
    Weight(#[schemars(range(min = 0, max = 1_000_000))] u32),
}

impl Enforce {
    /// Penalty for a breach of a size; 0 for a hard rule, whose breach has no price.
    pub fn penalty(self, amount: i64) -> i64 {
        match self {
            Self::Hard => 0,
            Self::Weight(weight) => i64::from(weight) * amount,
        }
    }

    /// Whether the rule must hold.
    pub fn is_hard(self) -> bool {
        self == Self::Hard
    }
}

/// The order of objectives: what comes first is not given up for anything after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// Law and safety.
    Safety,
    /// Posts without their people.
    Shortages,
    /// Public-health work, stints, training: what was promised.
    Obligations,
    /// Burdens shared.
    Fairness,
    /// Wishes.
    Wishes,
    /// Changes of a published roster.
    Stability,
}

impl Priority {
    /// All of them, the most important first.
    pub const ALL: [Self; 6] = [Self::Safety, Self::Shortages, Self::Obligations, Self::Fairness, Self::Wishes, Self::Stability];

    /// The word files use for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Safety => "safety",
            Self::Shortages => "shortages",
            Self::Obligations => "obligations",
            Self::Fairness => "fairness",
            Self::Wishes => "wishes",
            Self::Stability => "stability",
        }
    }

    /// What people call it.
    pub fn name(self) -> super::Name {
        match self {
            Self::Safety => super::Name::both("法规与安全", "law and safety"),
            Self::Shortages => super::Name::both("岗位缺口", "shortages"),
            Self::Obligations => super::Name::both("约定任务", "obligations"),
            Self::Fairness => super::Name::both("公平", "fairness"),
            Self::Wishes => super::Name::both("意愿", "wishes"),
            Self::Stability => super::Name::both("稳定", "stability"),
        }
    }
}

/// Whom a rule entry is for; every condition given must hold. Nothing given: everyone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// Those at home at these sites, or things that belong to them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<SiteId>,
    /// Those at home in these units, or things that belong to them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<UnitId>,
    /// Doctors of these titles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<Title>,
    /// Doctors of these staff classes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<String>,
    /// These doctors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doctors: Vec<DoctorId>,
}

impl Scope {
    /// Whether a doctor at home at `site` is meant.
    pub fn covers(&self, doctor: &Doctor, site: &SiteId) -> bool {
        self.covers_unit(&doctor.home, site)
            && (self.titles.is_empty() || self.titles.contains(&doctor.title))
            && (self.classes.is_empty() || self.classes.contains(&doctor.contract.class))
            && (self.doctors.is_empty() || self.doctors.contains(&doctor.id))
    }

    /// Whether a unit of `site` is meant, as far as sites and units are named.
    pub fn covers_unit(&self, unit: &UnitId, site: &SiteId) -> bool {
        (self.sites.is_empty() || self.sites.contains(site)) && (self.units.is_empty() || self.units.contains(unit))
    }
}

/// One entry of the rule book: `- weekly_hours: { max: 60h, enforce: hard }`.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleEntry {
    /// Code of the rule.
    pub rule: String,
    /// Its settings, read by the rule itself.
    pub settings: serde_json::Value,
}

impl Serialize for RuleEntry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(&self.rule, &self.settings)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for RuleEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut map = BTreeMap::<String, serde_json::Value>::deserialize(deserializer)?;
        match (map.pop_first(), map.is_empty()) {
            (Some((rule, settings)), true) => Ok(Self { rule, settings }),
            _ => Err(D::Error::custom("a rule entry is one rule code with its settings")),
        }
    }
}

impl JsonSchema for RuleEntry {
    fn schema_name() -> Cow<'static, str> {
        "RuleEntry".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "minProperties": 1, "maxProperties": 1 })
    }
}

/// The rule book of an instance: a pack of defaults, and entries that stand beside or instead.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Rule pack the defaults come from; entries of a rule named below replace the pack's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack: Option<String>,
    /// Rules of the pack left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
    /// Entries.
    #[serde(default, skip_serializing_if = "is_default")]
    pub entries: Vec<RuleEntry>,
}
