//! Edits of an instance that may open a way out of a contradiction: data that a caller can apply.

use super::entries;
use crate::domain::{Doctor, DoctorId, Fact, Instance, Need, NeedOn, PostId, ProgrammeId, QuotaId, UnitId};
use chrono::NaiveDate;
use serde_json::Value;

/// For whom an entry of the rule book is changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum For {
    /// Everyone it is for.
    All,
    /// These doctors; for the others it stays as it is.
    Doctors(Vec<DoctorId>),
    /// These units; for the others it stays as it is.
    Units(Vec<UnitId>),
}

/// An edit of an instance.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// An entry of the rule book gets a weight instead of being hard.
    Soften {
        /// Code of the rule.
        rule: String,
        /// Position among the entries of that rule.
        entry: usize,
        /// For whom.
        who: For,
        /// Penalty for each unit.
        weight: u32,
    },
    /// An entry of the rule book gets another number.
    Number {
        /// Code of the rule.
        rule: String,
        /// Position among the entries of that rule.
        entry: usize,
        /// The setting.
        key: String,
        /// As it is.
        from: Value,
        /// As it becomes.
        to: Value,
        /// For whom.
        who: For,
    },
    /// A duty is no longer fixed by hand.
    UnpinDuty {
        /// Whose.
        doctor: DoctorId,
        /// When.
        date: NaiveDate,
        /// Where.
        post: PostId,
        /// What the pin said: on duty, or not.
        on: bool,
    },
    /// A stint is no longer fixed by hand.
    UnpinStint {
        /// Whose.
        doctor: DoctorId,
        /// On which programme.
        programme: ProgrammeId,
        /// Its first Monday.
        first: NaiveDate,
    },
    /// A dated fact (leave, study, …) is taken back.
    CancelFact {
        /// Whose.
        doctor: DoctorId,
        /// Which.
        fact: Fact,
    },
    /// A wish is withdrawn.
    Withdraw {
        /// Whose.
        doctor: DoctorId,
        /// For which day.
        date: NaiveDate,
    },
    /// A post needs fewer doctors on a date; none: it may stay empty.
    Need {
        /// Which post.
        post: PostId,
        /// When.
        date: NaiveDate,
        /// As it is.
        from: u32,
        /// As it becomes.
        to: u32,
    },
    /// Fewer may be missing never (`floor`) at a post.
    Floor {
        /// Which post.
        post: PostId,
        /// As it is.
        from: u32,
        /// As it becomes.
        to: u32,
    },
    /// Fewer heads are owed on a programme.
    Heads {
        /// Which programme.
        programme: ProgrammeId,
        /// As it is.
        from: u32,
        /// As it becomes.
        to: u32,
    },
    /// Fewer items are due for a quota.
    Target {
        /// Which quota.
        quota: QuotaId,
        /// As it is.
        from: u32,
        /// As it becomes.
        to: u32,
    },
    /// One more doctor.
    Hire {
        /// Who.
        doctor: Box<Doctor>,
    },
}

impl Edit {
    /// The instance after it. What an edit speaks of and the instance has not, it leaves alone.
    #[must_use]
    pub fn apply(&self, instance: &Instance) -> Instance {
        let mut edited = instance.clone();
        match self {
            Self::Soften { rule, entry, who, weight } => {
                entries::change(&mut edited, rule, *entry, who, "enforce", &serde_json::json!({ "weight": weight }));
            }
            Self::Number { rule, entry, key, to, who, .. } => entries::change(&mut edited, rule, *entry, who, key, to),
            Self::UnpinDuty { doctor, date, post, .. } => {
                edited.pins.duties.retain(|pin| (&pin.doctor, pin.date, &pin.post) != (doctor, *date, post));
            }
            Self::UnpinStint { doctor, programme, first } => {
                edited.pins.stints.retain(|pin| (&pin.doctor, &pin.programme, pin.first) != (doctor, programme, *first));
            }
            Self::CancelFact { doctor, fact } => {
                edited.doctors.iter_mut().filter(|one| one.id == *doctor).for_each(|one| one.facts.retain(|known| known != fact));
            }
            Self::Withdraw { doctor, date } => edited.requests.retain(|wish| (&wish.doctor, wish.date) != (doctor, *date)),
            Self::Need { post, date, to, .. } => lower_need(&mut edited, post, *date, *to),
            Self::Floor { post, to, .. } => edited.posts.iter_mut().filter(|one| one.id == *post).for_each(|one| one.floor = *to),
            Self::Heads { programme, to, .. } => {
                edited.programmes.iter_mut().filter(|one| one.id == *programme).for_each(|one| one.heads.min = *to);
            }
            Self::Target { quota, to, .. } => edited.quotas.iter_mut().filter(|one| one.id == *quota).for_each(|one| one.target = *to),
            Self::Hire { doctor } => edited.doctors.push(doctor.as_ref().clone()),
        }
        edited
    }

    /// How much it takes from people and patients, to rank ways out by: the smaller, the cheaper. A number for a few
    /// people comes before a weight, a weight before a post that stays empty or a leave that is taken back, and
    /// another doctor last.
    pub fn price(&self, instance: &Instance) -> i64 {
        let heads = |who: &For| match who {
            For::All => instance.doctors.len() as i64,
            For::Doctors(doctors) => doctors.len() as i64,
            For::Units(units) => instance.doctors.iter().filter(|doctor| units.contains(&doctor.home)).count().max(1) as i64,
        };
        match self {
            Self::UnpinDuty { .. } | Self::Withdraw { .. } => 20,
            Self::UnpinStint { .. } => 40,
            Self::Number { from, to, who, .. } => 20 + 10 * entries::steps(from, to) + 5 * heads(who),
            Self::Soften { who, .. } => 50 + 10 * heads(who),
            Self::Need { from, to, .. } => 50 * i64::from(from.saturating_sub(*to)),
            Self::Floor { from, to, .. } => 80 * i64::from(from.saturating_sub(*to)),
            Self::Heads { from, to, .. } => 60 * i64::from(from.saturating_sub(*to)),
            Self::Target { from, to, .. } => 30 + 100 * i64::from(from.saturating_sub(*to)) / i64::from((*from).max(1)),
            Self::CancelFact { fact, .. } => 45 + 10 * ((fact.to - fact.from).num_days() + 1),
            Self::Hire { .. } => 500,
        }
    }
}

fn lower_need(instance: &mut Instance, post: &PostId, date: NaiveDate, to: u32) {
    let known = instance.post(post).and_then(|post| instance.need_on(post, date));
    let Some(known) = known else { return };
    let need = Need { min: to, target: Some(known.target().max(to)), max: Some(known.max().max(to)) };
    instance.posts.iter_mut().filter(|one| one.id == *post).for_each(|one| one.need_on.push(NeedOn { days: Vec::new(), dates: vec![date], need }));
}
