//! Works out each peer's share on the calendar and counts the timesheets against it.

use super::FairShare;
use crate::{
    diagnostic::Text,
    domain::{Doctor, DoctorId, Enforce, Instance, Post, Roster, Timesheet, Unit},
    rules::{Finding, Settings},
    text,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

pub(super) fn audit(rule: &FairShare, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let sheets = Timesheet::new(instance, roster);
    let mut findings = Vec::new();
    for unit in &instance.units {
        let mut largest: Option<(i64, &Doctor)> = None;
        for (doctor, allowance, carried) in allowances(rule, instance, unit) {
            let entries = sheets.of(&doctor.id).iter().filter(|entry| !entry.is_past());
            let borne = entries.filter(|entry| rule.of.is_borne_on(instance, entry.shift.kind, entry.duty.date)).count() as i64;
            let excess = borne - allowance;
            if excess > 0 {
                let (id, Text { zh, en }) = (&doctor.id, rule.of.name());
                let text = text!(
                    "{id} 上 {borne} 个{zh}，超过应分担的 {allowance} 个（此前已上 {carried} 个）",
                    "{id} has {borne} {en}, above a share of {allowance} ({carried} before the start)"
                );
                findings.push(Finding::new(&FairShare::CARD, rule.enforce, excess, rule.of.measure(), text).doctor(id).unit(&unit.id));
                if largest.is_none_or(|(known, _)| excess > known) {
                    largest = Some((excess, doctor));
                }
            }
        }
        if let Some((excess, doctor)) = largest.filter(|_| rule.largest_weight > 0 && !rule.enforce.is_hard()) {
            let (unit, id) = (&unit.id, &doctor.id);
            let Text { zh, en } = rule.of.name();
            let text = text!("{unit} 分担最不均的是 {id}，多 {excess} 个{zh}", "in {unit} {id} is furthest above the share, by {excess} {en}");
            let price = Enforce::Weight(rule.largest_weight);
            findings.push(Finding::new(&FairShare::CARD, price, excess, rule.of.measure(), text).doctor(id).unit(unit));
        }
    }
    findings
}

/// Each peer of a unit with what may still be borne in the horizon and what was borne before.
fn allowances<'a>(rule: &FairShare, instance: &'a Instance, unit: &Unit) -> Vec<(&'a Doctor, i64, i64)> {
    let borne = |post: &Post, date: NaiveDate| instance.shift(&post.shift).is_some_and(|shift| rule.of.is_borne_on(instance, shift.kind, date));
    let is_open = |post: &Post, date: NaiveDate| instance.need_on(post, date).is_some();
    let is_burden = |post: &&Post| instance.horizon.dates().any(|date| is_open(post, date) && borne(post, date));
    let posts = || instance.posts.iter().filter(|post| post.unit == unit.id).filter(is_burden);
    let mut presence = Vec::new();
    for doctor in instance.doctors.iter().filter(|doctor| doctor.home == unit.id && instance.in_scope(&rule.scope, doctor)) {
        let mut days = 0;
        for date in instance.horizon.dates() {
            if doctor.is_available(date) && !rule.of.is_spared(doctor, rule.age, date) {
                days += 1;
            }
        }
        if days > 0 && posts().any(|post| rule.of.may_fall_on(doctor, post)) {
            presence.push((doctor, days * i64::from(doctor.contract.fte)));
        }
    }
    let mut burden = 0;
    for post in posts().filter(|post| presence.iter().any(|(doctor, _)| rule.of.may_fall_on(doctor, post))) {
        for date in instance.horizon.dates().filter(|date| borne(post, *date)) {
            burden += instance.need_on(post, date).map_or(0, |need| i64::from(need.min));
        }
    }
    let whole: i64 = presence.iter().map(|(_, weight)| weight).sum();
    let mut before: BTreeMap<&DoctorId, i64> = BTreeMap::new();
    for counts in &instance.history.counts {
        if presence.iter().any(|(doctor, _)| doctor.id == counts.doctor) {
            *before.entry(&counts.doctor).or_default() += i64::from(rule.of.borne_before(counts));
        }
    }
    let counted = || presence.iter().filter(|(doctor, _)| before.contains_key(&doctor.id));
    let (all, parts): (i64, i64) = (before.values().sum(), counted().map(|(doctor, _)| i64::from(doctor.contract.fte)).sum());
    let allowance = |doctor: &Doctor, weight: i64| {
        let Some(own) = before.get(&doctor.id) else { return round_up(burden * weight, whole) };
        let behind = all * i64::from(doctor.contract.fte) - own * parts;
        round_up(burden * weight * parts + behind * whole, whole * parts).max(0)
    };
    let known = |doctor: &Doctor| before.get(&doctor.id).copied().unwrap_or(0);
    presence.iter().map(|(doctor, weight)| (*doctor, allowance(doctor, *weight), known(doctor))).collect()
}

fn round_up(part: i64, whole: i64) -> i64 {
    -(-part).div_euclid(whole)
}
