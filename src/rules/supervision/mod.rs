//! Learners work beside those who teach them.

mod audit;
mod formulation;

use crate::{
    diagnostic::{Diagnostic, Place},
    domain::{Direction, Doctor, Enforce, Instance, Post, Priority, Scope, Shift, ShiftKind, Title, UnitId, is_default},
    rule_pages,
    rules::{Card, Group, Settings, unit_scope::only_units},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settings of an entry.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Supervision {
    /// Learners one teacher may have where no programme of the unit says; not said: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 20))]
    pub learners_per_teacher: Option<u32>,
    /// Lowest title of a teacher; who teaches is licensed to, besides.
    #[serde(default = "attending")]
    pub teacher_title: Title,
    /// Titles that learn at home too; visitors on an up or training stint learn anyway.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub learners: Vec<Title>,
    /// Whether a learner's night needs an attending or higher beside it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub nights_beside_senior: bool,
    /// Hard, or the penalty for each learner too many, and for each night of a learner alone.
    pub enforce: Enforce,
    /// Units of which sites, or which units, it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

fn attending() -> Title {
    Title::Attending
}

impl Supervision {
    /// Learners one teacher of the unit may have: the strictest of its programmes, else the entry's.
    fn ratio(&self, instance: &Instance, unit: &UnitId) -> Option<u32> {
        let hosted = instance.programmes.iter().filter(|programme| programme.host == *unit && programme.kind != Direction::Down);
        hosted.filter_map(|programme| programme.learners_per_teacher).min().or(self.learners_per_teacher)
    }

    /// Whether the doctor learns on the post. A visitor is at the unit on a stint only, so the
    /// duty tells the stint: to learn, unless it is one of those the unit receives as help.
    fn is_learner(&self, instance: &Instance, doctor: &Doctor, post: &Post) -> bool {
        let belongs = doctor.home == post.unit || post.who.units.contains(&doctor.home) || post.who.doctors.contains(&doctor.id);
        let helps = || instance.programmes.iter().any(|p| p.kind == Direction::Down && p.host == post.unit && doctor.fits(&p.who));
        self.learners.contains(&doctor.title) || (!belongs && !helps())
    }

    /// Whether the doctor, no learner on this shift, can teach on it: not from home.
    fn is_teacher(&self, doctor: &Doctor, shift: &Shift) -> bool {
        doctor.teaches && doctor.title >= self.teacher_title && shift.kind != ShiftKind::Standby
    }
}

/// Whether the doctor, no learner on this shift, is a senior on site.
fn is_senior(doctor: &Doctor, shift: &Shift) -> bool {
    doctor.title >= Title::Attending && shift.kind != ShiftKind::Standby
}

/// Whether a shift that begins on one day is worked beside half of a night at least, handover
/// aside.
fn is_beside((shift, day): (&Shift, i64), (night, night_day): (&Shift, i64)) -> bool {
    let from = (day * 24 * 60 + shift.start.0).max(night_day * 24 * 60 + night.start.0);
    let to = (day * 24 * 60 + shift.start.0 + shift.length.0).min(night_day * 24 * 60 + night.start.0 + night.length.0);
    2 * (to - from) >= night.length.0
}

impl Settings for Supervision {
    const CARD: Card = Card { code: "supervision", group: Group::Stints, priority: Priority::Safety, zh: "带教比例", en: "supervision", page: include_str!("rule.md") };

    fn check(&self, _instance: &Instance, place: &Place) -> Vec<Diagnostic> {
        only_units(&self.scope, place)
    }
}

rule_pages!(Supervision);
