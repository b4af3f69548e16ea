//! Keeps the ledger of service of each doctor who is to be promoted, and calls the list of those
//! who wait whenever a place has been given away.

use super::{DAYS, ServiceCredit};
use crate::{
    domain::{Direction, Doctor, Enforce, Instance, Roster, Stint},
    rules::{Finding, Measure, Settings},
    text,
};
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

pub(super) fn audit(rule: &ServiceCredit, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for doctor in instance.doctors.iter().filter(|doctor| instance.in_scope(&rule.scope, doctor)) {
        findings.extend(ledger(rule, instance, roster, doctor));
        if rule.passed_over_weight > 0 {
            findings.extend(passed_over(rule, instance, roster, doctor));
        }
    }
    findings
}

/// Mondays of the horizon in the weeks of a stint.
fn weeks<'a>(instance: &Instance, stint: &'a Stint) -> impl Iterator<Item = NaiveDate> + use<'a> {
    instance.horizon.dates().step_by(7).filter(|monday| stint.covers(*monday))
}

fn ledger(rule: &ServiceCredit, instance: &Instance, roster: &Roster, doctor: &Doctor) -> Option<Finding> {
    let promotion = doctor.promotion?;
    let by = promotion.by;
    if !instance.programmes.iter().any(|programme| programme.kind == Direction::Down && programme.takes(doctor)) {
        return None;
    }
    let is_over = |monday: &NaiveDate| *monday + Days::new(7) <= by;
    let whole = instance.horizon.start.iter_weeks().take_while(is_over).count() as i64;
    let ours = instance.horizon.dates().step_by(7).filter(is_over).count() as i64;
    let before: u32 = instance.history.counts.iter().filter(|counts| counts.doctor == doctor.id).map(|counts| counts.credit_days).sum();
    let missing = DAYS * i64::from(promotion.service_weeks) - i64::from(before);
    if missing <= 0 || ours == 0 {
        return None;
    }
    let share = -(-missing * ours).div_euclid(whole);
    let owed = share.min(DAYS * ours);
    let mut served = 0;
    for stint in roster.stints_of(&doctor.id) {
        let Some(programme) = instance.programme(&stint.programme).filter(|programme| programme.kind == Direction::Down) else { continue };
        served += weeks(instance, stint).filter(is_over).count() as i64 * rule.worth(instance, programme);
    }
    let behind = owed * rule.day() - served;
    (behind > 0).then(|| {
        let (id, weeks) = (&doctor.id, (behind + DAYS * rule.day() - 1) / (DAYS * rule.day()));
        let served = served as f64 / rule.day() as f64;
        let text = text!(
            "{id} 将于 {by} 申报晋升，还差基层服务 {missing} 天，本期应完成 {owed} 天，只排了 {served} 天",
            "{id} applies for promotion on {by} and lacks {missing} days of service; {owed} are due in this plan, {served} are in it"
        );
        Finding::new(&ServiceCredit::CARD, rule.enforce, weeks, Measure::Weeks, text).doctor(id)
    })
}

fn passed_over(rule: &ServiceCredit, instance: &Instance, roster: &Roster, doctor: &Doctor) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(since) = doctor.waiting_since else { return findings };
    let is_up = |stint: &&Stint| instance.programme(&stint.programme).is_some_and(|programme| programme.kind == Direction::Up);
    if roster.stints_of(&doctor.id).filter(is_up).any(|stint| weeks(instance, stint).next().is_some()) || !could_go(instance, doctor) {
        return findings;
    }
    for programme in instance.programmes.iter().filter(|programme| programme.kind == Direction::Up && programme.takes(doctor)) {
        let mut given: BTreeSet<&str> = BTreeSet::new();
        for stint in roster.stints.iter().filter(|stint| stint.programme == programme.id) {
            let is_new = instance.horizon.day_within(stint.first).is_some()
                && !instance.history.stints.contains(stint)
                && !instance.pins.stints.contains(stint);
            let Some(other) = instance.doctor(&stint.doctor).filter(|_| is_new) else { continue };
            if other.waiting_since.is_none_or(|later| since < later) {
                given.insert(other.id.as_str());
            }
        }
        if !given.is_empty() {
            let (id, name, given) = (&doctor.id, instance.programme_called(&programme.id), given.into_iter().collect::<Vec<_>>().join(", "));
            let text = text!(
                "{id} 自 {since} 起等待上挂，没有排上，{name:#}却派了等得更短的 {given}",
                "{id} has waited for a place since {since} and has none, yet on {name} there are {given}, who have waited less"
            );
            let price = Enforce::Weight(rule.passed_over_weight);
            findings.push(Finding::new(&ServiceCredit::CARD, price, 1, Measure::People, text).doctor(id).unit(&programme.host));
        }
    }
    findings
}

/// Whether some week of the plan has no day on which the doctor is absent or bound to stay.
fn could_go(instance: &Instance, doctor: &Doctor) -> bool {
    let dates: Vec<NaiveDate> = instance.horizon.dates().collect();
    dates.chunks(7).any(|week| week.iter().all(|date| doctor.may_leave(*date)))
}
