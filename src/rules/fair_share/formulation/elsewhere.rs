//! Whole weeks that a doctor lives at another unit and has no share in what home asks for: on a stint
//! that began before, one that is still to be decided, and what may be expected of these:
//! `Σ over programmes ⌊7 × (target × weeks − weeks begun before) / doctors it takes⌋` days.

use crate::{
    domain::{Doctor, Instance, Mode, Programme, UnitId},
    planning::Plan,
};
use chrono::NaiveDate;
use good_lp::Expression;

fn is_elsewhere(programme: &Programme, doctor: &Doctor) -> bool {
    programme.mode == Mode::Resident && programme.host != doctor.home
}

/// Whether a stint of whole weeks elsewhere, which began before the horizon, still goes on.
pub(super) fn is_lent(instance: &Instance, doctor: &Doctor, date: NaiveDate) -> bool {
    let elsewhere = |id| instance.programme(id).is_some_and(|programme| is_elsewhere(programme, doctor));
    instance.history.stints.iter().any(|stint| stint.doctor == doctor.id && stint.covers(date) && elsewhere(&stint.programme))
}

/// The units for which a doctor works on such stints.
pub(super) fn hosts<'a>(instance: &'a Instance, doctor: &Doctor) -> Vec<&'a UnitId> {
    let on = |programme: &Programme| instance.history.stints.iter().any(|stint| stint.doctor == doctor.id && stint.programme == programme.id);
    let elsewhere = instance.programmes.iter().filter(|programme| is_elsewhere(programme, doctor));
    elsewhere.filter(|programme| programme.takes(doctor) || on(programme)).map(|programme| &programme.host).collect()
}

/// The whole weeks elsewhere that are still to be decided, and of how many weeks; none if there are no such.
pub(super) fn weeks(plan: &Plan<'_>, d: usize) -> Option<(Expression, i64)> {
    let (instance, doctor) = (plan.instance, &plan.instance.doctors[d]);
    let at_home = |week: &usize| !is_lent(instance, doctor, instance.horizon.monday(*week as i64));
    let weeks: Vec<usize> = (0..plan.weeks()).filter(at_home).collect();
    let open = |week: &usize| plan.stints_of(d).any(|stint| stint.covers(*week) && is_elsewhere(plan.programme_of(stint), doctor));
    let elsewhere: Vec<Expression> = weeks.iter().filter(|week| open(week)).map(|week| plan.away(d, *week)).collect();
    (!elsewhere.is_empty()).then(|| (elsewhere.into_iter().sum(), weeks.len() as i64))
}

/// Days elsewhere that may be expected of each doctor whom a programme takes, by programme.
pub(super) fn expectations(instance: &Instance) -> Vec<(&Programme, i64)> {
    let resident = instance.programmes.iter().filter(|programme| programme.mode == Mode::Resident);
    let days = |programme: &Programme| {
        let begun = instance.history.stints.iter().filter(|stint| stint.programme == programme.id);
        let mondays = (0..instance.horizon.weeks).map(|week| instance.horizon.monday(week as i64));
        let begun: usize = begun.map(|stint| mondays.clone().filter(|monday| stint.covers(*monday)).count()).sum();
        let open = (programme.heads.target as usize * instance.horizon.weeks).saturating_sub(begun);
        let taken = instance.doctors.iter().filter(|doctor| programme.takes(doctor)).count();
        7 * open as i64 / taken.max(1) as i64
    };
    resident.map(|programme| (programme, days(programme))).collect()
}

/// What may be expected of a doctor.
pub(super) fn expected(expectations: &[(&Programme, i64)], doctor: &Doctor) -> i64 {
    expectations.iter().filter(|(programme, _)| programme.takes(doctor)).map(|(_, days)| days).sum()
}
