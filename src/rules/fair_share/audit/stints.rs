//! Who lives at another unit for whole weeks has no share at home in that time: what is known of it
//! before, what a roster says, and what those who plan may expect.

use crate::domain::{Doctor, Instance, Mode, Roster, Stint, UnitId};
use chrono::NaiveDate;

fn takes_away(instance: &Instance, doctor: &Doctor, stint: &Stint) -> bool {
    match instance.programme(&stint.programme) {
        Some(programme) => stint.doctor == doctor.id && programme.host != doctor.home && matches!(programme.mode, Mode::Resident),
        None => false,
    }
}

/// The stints that began before the horizon.
pub(super) fn known<'a>(instance: &'a Instance, doctor: &Doctor) -> Vec<&'a Stint> {
    let mut known = Vec::new();
    for stint in &instance.history.stints {
        if takes_away(instance, doctor, stint) {
            known.push(stint);
        }
    }
    known
}

/// Whether what a doctor does for a unit is done on such a stint.
pub(in crate::rules::fair_share) fn is_host(instance: &Instance, doctor: &Doctor, unit: &UnitId) -> bool {
    for programme in &instance.programmes {
        if programme.host != *unit || programme.host == doctor.home || !matches!(programme.mode, Mode::Resident) {
            continue;
        }
        let has_skill = programme.needs.is_empty() || programme.needs.iter().any(|skill| doctor.skills.contains_key(skill));
        let asked = doctor.fits(&programme.who) && has_skill && (doctor.teaches || !programme.teaching);
        if asked || instance.history.stints.iter().any(|stint| stint.programme == programme.id && stint.doctor == doctor.id) {
            return true;
        }
    }
    false
}

/// Weeks of the horizon that began at home, and those of them which the roster spends elsewhere.
pub(super) fn weeks(instance: &Instance, roster: &Roster, doctor: &Doctor) -> (i64, i64) {
    let (mut all, mut elsewhere) = (0, 0);
    let known = known(instance, doctor);
    for monday in mondays(instance) {
        if known.iter().any(|stint| stint.covers(monday)) {
            continue;
        }
        all += 1;
        elsewhere += i64::from(roster.stints.iter().any(|stint| stint.covers(monday) && takes_away(instance, doctor, stint)));
    }
    (all, elsewhere)
}

/// Days elsewhere if those whom a programme takes were sent in equal parts, as many as it wishes for.
pub(super) fn expected(instance: &Instance, doctor: &Doctor) -> i64 {
    let mut days = 0;
    for programme in &instance.programmes {
        let taken = instance.doctors.iter().filter(|other| programme.takes(other));
        if !matches!(programme.mode, Mode::Resident) || !programme.takes(doctor) {
            continue;
        }
        let mut open = i64::from(programme.heads.target) * instance.horizon.weeks as i64;
        for stint in instance.history.stints.iter().filter(|stint| stint.programme == programme.id) {
            open -= mondays(instance).filter(|monday| stint.covers(*monday)).count() as i64;
        }
        days += (7 * open.max(0)).div_euclid(taken.count() as i64);
    }
    days
}

fn mondays(instance: &Instance) -> impl Iterator<Item = NaiveDate> {
    instance.horizon.dates().step_by(7)
}
