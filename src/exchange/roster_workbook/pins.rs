//! Changed cells as pins, so that the next solve leaves them as they were written.

use super::Change;
use crate::domain::{Doctor, DutyPin, Instance, Pins, Post, Roster};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Pins of the instance with the changed days added: what stands in a changed cell is fixed, and
/// every other post the doctor could take that day is ruled out. Older pins on these days go.
pub fn pins(instance: &Instance, edited: &Roster, changes: &[Change]) -> Pins {
    let days: BTreeSet<(&str, NaiveDate)> = changes.iter().map(|change| (change.doctor.as_str(), change.date)).collect();
    let mut pins = instance.pins.clone();
    pins.duties.retain(|pin| !days.contains(&(pin.doctor.as_str(), pin.date)));
    let mut taken: BTreeMap<(&str, NaiveDate), Vec<&Post>> = BTreeMap::new();
    for duty in edited.duties.iter().filter(|duty| days.contains(&(duty.doctor.as_str(), duty.date))) {
        taken.entry((duty.doctor.as_str(), duty.date)).or_default().extend(instance.post(&duty.post));
    }
    for (id, date) in days {
        let Some(doctor) = instance.doctor(&id.into()) else { continue };
        let on = taken.get(&(id, date)).map_or(&[][..], Vec::as_slice);
        for post in on {
            pins.duties.push(DutyPin { doctor: doctor.id.clone(), date, post: post.id.clone(), on: true });
        }
        let free = |post: &&Post| {
            instance.need_on(post, date).is_some()
                && comes(instance, doctor, post)
                && !on.iter().any(|taken| taken.id == post.id || overlap(instance, taken, post))
        };
        for post in instance.posts.iter().filter(free) {
            pins.duties.push(DutyPin { doctor: doctor.id.clone(), date, post: post.id.clone(), on: false });
        }
    }
    pins
}

/// Whether the doctor may come to the post at all: from home, by name, or on a stint.
fn comes(instance: &Instance, doctor: &Doctor, post: &Post) -> bool {
    let named = post.who.units.contains(&doctor.home) || post.who.doctors.contains(&doctor.id);
    let takes = instance.programmes.iter().any(|programme| programme.host == post.unit && programme.takes(doctor));
    let stints = instance.history.stints.iter().chain(&instance.pins.stints).filter(|stint| stint.doctor == doctor.id);
    let hosted = stints.filter_map(|stint| instance.programme(&stint.programme)).any(|programme| programme.host == post.unit);
    named || post.unit == doctor.home || takes || hosted
}

/// Posts that nobody takes on the same day anyway.
fn overlap(instance: &Instance, one: &Post, other: &Post) -> bool {
    let (Some(one), Some(other)) = (instance.shift(&one.shift), instance.shift(&other.shift)) else { return false };
    let ((a, b), (c, d)) = (one.span(), other.span());
    a < d && c < b
}
