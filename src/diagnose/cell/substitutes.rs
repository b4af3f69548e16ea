//! Who else could take a place, ranked: each is written into the roster and the auditor is asked.

use super::question::may_come;
use crate::{
    audit::{Verdict, audit_with},
    domain::{DoctorId, Duty, Instance, PostId, Roster, Stint},
    rules::{Book, Finding},
};
use chrono::{Days, NaiveDate};

/// A place in a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A duty that somebody has.
    Duty(Duty),
    /// A stint that somebody is on.
    Stint(Stint),
    /// A duty that nobody has.
    Missing {
        /// Where.
        post: PostId,
        /// When.
        date: NaiveDate,
    },
}

/// Somebody who could take a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substitute {
    /// Who.
    pub doctor: DoctorId,
    /// Which place.
    pub place: Place,
    /// Hard rules that it breaks if nothing else changes; none: it is allowed.
    pub broken: Vec<Finding>,
    /// What it changes in the penalty if nothing else changes.
    pub penalty: i64,
}

/// All who come near the places, those who are allowed to first, then the cheapest.
pub(super) fn substitutes(book: &Book, instance: &Instance, roster: &Roster, verdict: &Verdict, places: &[Place]) -> Vec<Substitute> {
    let mut all = Vec::new();
    for place in places {
        for doctor in instance.doctors.iter().filter(|doctor| comes(instance, roster, place, &doctor.id)) {
            let taken = place.taken_by(instance, roster, &doctor.id);
            let after = audit_with(book, instance, &taken);
            all.push(Substitute {
                doctor: doctor.id.clone(),
                place: place.clone(),
                broken: newly_broken(&after, verdict),
                penalty: after.penalty() - verdict.penalty(),
            });
        }
    }
    all.sort_by_key(|one| (one.broken.len(), one.penalty, one.doctor.clone()));
    all
}

/// Hard findings of one verdict that another has not.
pub(super) fn newly_broken(after: &Verdict, before: &Verdict) -> Vec<Finding> {
    let is_new = |finding: &&Finding| before.hard().all(|known| known != *finding);
    after.hard().filter(is_new).cloned().collect()
}

fn comes(instance: &Instance, roster: &Roster, place: &Place, id: &DoctorId) -> bool {
    let Some(doctor) = instance.doctor(id) else { return false };
    match place {
        Place::Duty(Duty { doctor: holder, post, date }) => {
            holder != id && instance.post(post).is_some_and(|post| may_come(roster, instance, doctor, post, *date))
        }
        Place::Missing { post, date } => {
            let has_it = roster.duties.iter().any(|duty| (&duty.doctor, &duty.post, duty.date) == (id, post, *date));
            !has_it && instance.post(post).is_some_and(|post| may_come(roster, instance, doctor, post, *date))
        }
        Place::Stint(stint) => stint.doctor != *id && instance.programme(&stint.programme).is_some_and(|programme| programme.takes(doctor)),
    }
}

impl Place {
    /// The roster in which somebody else has the place; with a stint go its duties at the host, and the newcomer's own of
    /// that time are left.
    fn taken_by(&self, instance: &Instance, roster: &Roster, id: &DoctorId) -> Roster {
        let mut taken = roster.clone();
        match self {
            Self::Duty(duty) => taken.duties.iter_mut().filter(|known| *known == duty).for_each(|known| known.doctor = id.clone()),
            Self::Missing { post, date } => taken.duties.push(Duty { date: *date, post: post.clone(), doctor: id.clone() }),
            Self::Stint(stint) => {
                let last = stint.first + Days::new(stint.weeks as u64 * 7 - 1);
                let host = instance.programme(&stint.programme).map(|programme| &programme.host);
                taken.duties.retain(|duty| duty.doctor != *id || duty.date < stint.first || last < duty.date);
                for duty in taken.duties.iter_mut().filter(|duty| duty.doctor == stint.doctor && stint.first <= duty.date && duty.date <= last) {
                    if instance.post(&duty.post).map(|post| &post.unit) == host {
                        duty.doctor = id.clone();
                    }
                }
                taken.stints.iter_mut().filter(|known| *known == stint).for_each(|known| known.doctor = id.clone());
            }
        }
        taken.sort();
        taken
    }
}
