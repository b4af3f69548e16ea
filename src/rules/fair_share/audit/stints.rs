//! Who lives at another unit for whole weeks has no share at home in that time: what is known of it
//! before, what a roster says, and what those who plan may expect.

use crate::domain::{Doctor, Instance, Mode, Programme, Roster, Stint, UnitId};
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

/// The units for which what a doctor does is done on such stints.
pub(in crate::rules::fair_share) fn hosts<'a>(instance: &'a Instance, doctor: &Doctor) -> Vec<&'a UnitId> {
    let mut hosts = Vec::new();
    for programme in &instance.programmes {
        if programme.host == doctor.home || !matches!(programme.mode, Mode::Resident) {
            continue;
        }
        let has_skill = programme.needs.is_empty() || programme.needs.iter().any(|skill| doctor.skills.contains_key(skill));
        let asked = doctor.fits(&programme.who) && has_skill && (doctor.teaches || !programme.teaching);
        if asked || instance.history.stints.iter().any(|stint| stint.programme == programme.id && stint.doctor == doctor.id) {
            hosts.push(&programme.host);
        }
    }
    hosts
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

/// What a programme takes of the days of each doctor, if all it may be given to were sent in equal
/// parts, as many as it wishes for.
pub(super) struct Outlook<'a> {
    programme: &'a Programme,
    days: i64,
}

pub(super) fn outlooks(instance: &Instance) -> Vec<Outlook<'_>> {
    let mut outlooks = Vec::new();
    for programme in &instance.programmes {
        let taken = instance.doctors.iter().filter(|doctor| programme.takes(doctor)).count() as i64;
        if taken == 0 || !matches!(programme.mode, Mode::Resident) {
            continue;
        }
        let mut open = i64::from(programme.heads.target) * instance.horizon.weeks as i64;
        for stint in instance.history.stints.iter().filter(|stint| stint.programme == programme.id) {
            open -= mondays(instance).filter(|monday| stint.covers(*monday)).count() as i64;
        }
        outlooks.push(Outlook { programme, days: (7 * open.max(0)).div_euclid(taken) });
    }
    outlooks
}

/// Days that a doctor may be expected elsewhere.
pub(super) fn expected(outlooks: &[Outlook<'_>], doctor: &Doctor) -> i64 {
    let mut days = 0;
    for outlook in outlooks {
        if outlook.programme.takes(doctor) {
            days += outlook.days;
        }
    }
    days
}

fn mondays(instance: &Instance) -> impl Iterator<Item = NaiveDate> {
    instance.horizon.dates().step_by(7)
}
