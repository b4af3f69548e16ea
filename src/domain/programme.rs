//! Streams of stints: down (下沉), up (上挂) and training (轮转).

use super::{Doctor, Name, PostKind, ProgrammeId, SiteId, SkillId, Title, UnitId, Who, is_default};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Direction of a programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From a hospital to a primary-care site (下沉).
    Down,
    /// From primary care to a hospital department (上挂).
    Up,
    /// A training rotation (轮转).
    Training,
}

/// How long stints last and how often they come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StintTerms {
    /// Fewest weeks.
    #[schemars(range(min = 1, max = 52))]
    pub min_weeks: usize,
    /// Most weeks.
    #[schemars(range(min = 1, max = 52))]
    pub max_weeks: usize,
    /// Most stints of one doctor in the horizon.
    #[serde(default = "one")]
    #[schemars(range(min = 1, max = 26))]
    pub per_doctor: usize,
    /// Fewest weeks between two stints of one doctor.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(range(max = 52))]
    pub gap_weeks: usize,
}

fn one() -> usize {
    1
}

/// How many are on the programme in each week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Heads {
    /// Fewer breaks the agreement.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(range(max = 1000))]
    pub min: u32,
    /// Wished for.
    #[schemars(range(max = 1000))]
    pub target: u32,
    /// More is refused.
    #[schemars(range(max = 1000))]
    pub max: u32,
}

/// How the weeks of a stint are spent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Whole weeks at the host.
    #[default]
    Resident,
    /// So many days a week at the host, the rest at home.
    Sessional(#[schemars(range(min = 1, max = 6))] u32),
    /// So many half-days a week at the host, the rest at home. A duty on a half-day session takes
    /// one, any other duty takes two.
    HalfDays(#[schemars(range(min = 1, max = 12))] u32),
}

/// Sessions of a kind a week within a stint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Kind of post.
    pub kind: PostKind,
    /// Sessions a week at least.
    #[schemars(range(min = 1, max = 14))]
    pub per_week: u32,
}

/// What a visitor is worth to the unit in percent of a colleague at home.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BackfillWeights {
    /// By title; a title not named counts 100.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(extend("propertyNames" = { "$ref": "#/$defs/Title" }))]
    pub by_title: BTreeMap<Title, u32>,
    /// By week of stay, the first week first; later weeks count like the last one named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_week: Vec<u32>,
}

impl BackfillWeights {
    /// Worth in percent of a visitor in a week of the stay (0 is the first).
    pub fn percent(&self, title: Title, week_of_stay: usize) -> i64 {
        let by_title = self.by_title.get(&title).copied().unwrap_or(100);
        let by_week = self.by_week.get(week_of_stay).or(self.by_week.last()).copied().unwrap_or(100);
        i64::from(by_title) * i64::from(by_week) / 100
    }
}

/// Service a contract asks for over a whole stint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContractMinimum {
    /// Kind of post.
    pub kind: PostKind,
    /// Sessions over the stint at least.
    pub sessions: u32,
}

/// A stream of stints (派驻项目).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Unique id.
    pub id: ProgrammeId,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// Direction.
    pub kind: Direction,
    /// The unit that receives.
    pub host: UnitId,
    /// Who may go.
    pub who: Who,
    /// How long stints last and how often they come.
    pub stint: StintTerms,
    /// How many are on it in each week.
    pub heads: Heads,
    /// How the weeks are spent.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(extend("default" = "resident"))]
    pub mode: Mode,
    /// What a week of the stint holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub content: Vec<Content>,
    /// Learners one teacher may have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 20))]
    pub learners_per_teacher: Option<u32>,
    /// What a visitor is worth to the host.
    #[serde(default, skip_serializing_if = "is_default")]
    pub backfill: BackfillWeights,
    /// Service owed over the whole stint.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub minima: Vec<ContractMinimum>,
    /// Skills the host needs; who has none of them is not sent. Empty: anyone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<SkillId>,
    /// Whether who goes must be licensed to teach.
    #[serde(default, skip_serializing_if = "is_default")]
    pub teaching: bool,
}

impl Programme {
    /// Whether it takes the doctor: among those who may go, with what the host needs.
    pub fn takes(&self, doctor: &Doctor) -> bool {
        doctor.home != self.host
            && doctor.fits(&self.who)
            && (self.needs.is_empty() || self.needs.iter().any(|skill| doctor.skills.contains_key(skill)))
            && (doctor.teaches || !self.teaching)
    }
}

/// Person-weeks a site owes for the assessment sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InstitutionQuota {
    /// The site.
    pub site: SiteId,
    /// Person-weeks sent down (下沉).
    #[serde(default, skip_serializing_if = "is_default")]
    pub sent: u32,
    /// Person-weeks received for further training (上挂).
    #[serde(default, skip_serializing_if = "is_default")]
    pub received: u32,
}
