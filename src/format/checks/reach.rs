//! Who could come to a post or a programme at all, whatever the rules say about when.

use crate::domain::{Doctor, DoctorId, Instance, Post, UnitId, Who};
use std::collections::{BTreeMap, BTreeSet};

/// Who can come where.
pub(super) struct Reach<'a> {
    instance: &'a Instance,
    /// Units a doctor may visit on a stint, planned, fixed or in progress.
    visits: BTreeMap<&'a DoctorId, BTreeSet<&'a UnitId>>,
}

impl<'a> Reach<'a> {
    pub fn new(instance: &'a Instance) -> Self {
        let mut visits: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for programme in &instance.programmes {
            for doctor in instance.doctors.iter().filter(|doctor| programme.takes(doctor)) {
                visits.entry(&doctor.id).or_default().insert(&programme.host);
            }
        }
        for stint in instance.history.stints.iter().chain(&instance.pins.stints) {
            if let Some(programme) = instance.programme(&stint.programme) {
                visits.entry(&stint.doctor).or_default().insert(&programme.host);
            }
        }
        Self { instance, visits }
    }

    /// Those at home in the unit, named by the post, or sent there.
    pub fn near(&self, post: &'a Post) -> impl Iterator<Item = &'a Doctor> + '_ {
        let who = &post.who;
        let anyone = who.units.is_empty() && who.doctors.is_empty();
        self.instance.doctors.iter().filter(move |doctor| {
            who.units.contains(&doctor.home)
                || who.doctors.contains(&doctor.id)
                || (anyone && doctor.home == post.unit)
                || self.visits.get(&doctor.id).is_some_and(|units| units.contains(&post.unit))
        })
    }
}

/// Whether title and skills are those asked for.
pub(super) fn is_able(doctor: &Doctor, who: &Who) -> bool {
    doctor.fits(&Who { units: vec![], doctors: vec![], ..who.clone() })
}
