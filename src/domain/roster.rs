//! The answer: who is where when.

use super::{DoctorId, PostId, Priority, ProgrammeId, QuotaId, is_default};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fmt::Write as _};

/// Consecutive weeks of one doctor in one programme (派驻段).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stint {
    /// Who.
    pub doctor: DoctorId,
    /// In which programme.
    pub programme: ProgrammeId,
    /// Monday of the first week; it may lie before the horizon.
    #[schemars(with = "super::DateText")]
    pub first: NaiveDate,
    /// Weeks in all, those outside the horizon too.
    #[schemars(range(min = 1, max = 104))]
    pub weeks: usize,
}

impl Stint {
    /// Whether the stint covers the week of this Monday.
    pub fn covers(&self, monday: NaiveDate) -> bool {
        let days = monday.signed_duration_since(self.first).num_days();
        0 <= days && days < self.weeks as i64 * 7
    }
}

/// One doctor on one post on one day (值班、出诊).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// When it begins.
    #[schemars(with = "super::DateText")]
    pub date: NaiveDate,
    /// Where.
    pub post: PostId,
    /// Who.
    pub doctor: DoctorId,
}

/// Output of a quota in one window.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Output {
    /// Which quota.
    pub quota: QuotaId,
    /// First day of the window.
    #[schemars(with = "super::DateText")]
    pub from: NaiveDate,
    /// Items produced, in full items.
    pub items: u32,
    /// Items due.
    pub target: u32,
}

/// A post that has fewer doctors than its minimum.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Shortage {
    /// When.
    #[schemars(with = "super::DateText")]
    pub date: NaiveDate,
    /// Where.
    pub post: PostId,
    /// How many are missing.
    pub missing: u32,
}

/// Who serves the residents of a doctor who is away in a week.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Carried {
    /// Which quota.
    pub quota: QuotaId,
    /// Whose residents.
    pub panel_of: DoctorId,
    /// Monday of the week.
    #[schemars(with = "super::DateText")]
    pub week: NaiveDate,
    /// Who serves them; nobody: they wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<DoctorId>,
}

/// How a roster came to be and how good it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// Name of the alliance.
    pub alliance: String,
    /// SHA-256 of the instance in its canonical form.
    pub instance: String,
    /// Version of this program.
    pub program: String,
    /// The solver and its version; for an answer brought in from elsewhere, the file it came in.
    pub solver: String,
    /// Seed of the search.
    pub seed: u32,
    /// Time allowed in seconds; 0 for an answer brought in from elsewhere.
    pub time_limit_seconds: u64,
    /// Gap at which the search stops, in hundredths of a percent.
    pub gap_limit_basis_points: u32,
    /// Rule pack and version the roster was made for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack: Option<String>,
    /// How the search ended, in words: `optimal`, `gap`, `work`, `time`, `interrupted`,
    /// `imported`, `edited`, `repaired`.
    pub status: String,
    /// Sum of the penalties.
    pub penalty: i64,
    /// Penalty by place in the order of objectives.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub penalty_by_priority: BTreeMap<Priority, i64>,
    /// Penalty by rule.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub penalty_by_rule: BTreeMap<String, i64>,
    /// No roster has a smaller penalty than this, if one is proven.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<i64>,
    /// (penalty − bound) / penalty in hundredths of a percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap_basis_points: Option<u32>,
}

/// All stints and duties (排班表). Lists are sorted; the order means nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Roster {
    /// How it came to be; a roster made by hand has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
    /// Stints.
    #[serde(default, skip_serializing_if = "is_default")]
    pub stints: Vec<Stint>,
    /// Duties.
    #[serde(default)]
    pub duties: Vec<Duty>,
    /// Public-health output.
    #[serde(default, skip_serializing_if = "is_default")]
    pub outputs: Vec<Output>,
    /// What is short.
    #[serde(default, skip_serializing_if = "is_default")]
    pub shortages: Vec<Shortage>,
    /// Who carries whose panel.
    #[serde(default, skip_serializing_if = "is_default")]
    pub carried: Vec<Carried>,
}

/// A roster that people know already and that a new one stays close to (`published`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Published {
    /// A roster file, beside the instance unless the path is absolute. Reading the instance reads it.
    File(String),
    /// What stands in it.
    Read(PublishedRoster),
}

/// What was published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishedRoster {
    /// Stints.
    #[serde(default, skip_serializing_if = "is_default")]
    pub stints: Vec<Stint>,
    /// Duties.
    #[serde(default)]
    pub duties: Vec<Duty>,
}

impl PublishedRoster {
    /// Mondays of the weeks it has any duty in; of other weeks it says nothing.
    pub fn weeks(&self, horizon: &super::Horizon) -> std::collections::BTreeSet<NaiveDate> {
        self.duties.iter().map(|duty| horizon.monday(horizon.week(duty.date))).collect()
    }
}

impl From<Roster> for PublishedRoster {
    fn from(roster: Roster) -> Self {
        Self { stints: roster.stints, duties: roster.duties }
    }
}

impl Roster {
    /// Puts every list into its order.
    pub fn sort(&mut self) {
        self.stints.sort();
        self.duties.sort();
        self.outputs.sort();
        self.shortages.sort();
        self.carried.sort();
    }

    /// Twelve letters that tell rosters apart by who is where when: the beginning of the SHA-256 of
    /// stints and duties, in whatever order they stand.
    pub fn fingerprint(&self) -> String {
        let mut lines: Vec<String> = self.stints.iter().map(|stint| format!("{stint:?}")).collect();
        lines.extend(self.duties.iter().map(|duty| format!("{duty:?}")));
        lines.sort();
        Sha256::digest(lines.join("\n").as_bytes()).iter().take(6).fold(String::with_capacity(12), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    /// Duties of one doctor, in the order of the list.
    pub fn duties_of<'a>(&'a self, doctor: &'a DoctorId) -> impl Iterator<Item = &'a Duty> {
        self.duties.iter().filter(move |duty| duty.doctor == *doctor)
    }

    /// Stints of one doctor.
    pub fn stints_of<'a>(&'a self, doctor: &'a DoctorId) -> impl Iterator<Item = &'a Stint> {
        self.stints.iter().filter(move |stint| stint.doctor == *doctor)
    }
}
