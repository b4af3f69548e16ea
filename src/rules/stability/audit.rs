//! Lays the new roster over the published one and names every cell that differs.

use super::Stability;
use crate::{
    diagnostic::Text,
    domain::{Called, Doctor, DoctorId, Duty, Instance, ProgrammeId, Roster, Stint},
    rules::{Finding, Measure, Settings},
    text,
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// For each doctor and week or day, what differs: lost and new.
type Cells<'a, T> = BTreeMap<(&'a DoctorId, NaiveDate), (Vec<&'a T>, Vec<&'a T>)>;

pub(super) fn audit(rule: &Stability, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let Some(published) = instance.published() else { return Vec::new() };
    let mut duties: Cells<'_, Duty> = Cells::new();
    let weeks = published.weeks(&instance.horizon);
    let is_known = |date: NaiveDate| weeks.contains(&instance.horizon.monday(instance.horizon.week(date)));
    let inside = |date: NaiveDate| instance.horizon.start <= date && date < instance.horizon.end() && is_known(date);
    let (old, new): (BTreeSet<&Duty>, BTreeSet<&Duty>) = (published.duties.iter().collect(), roster.duties.iter().collect());
    for duty in old.difference(&new).filter(|duty| inside(duty.date)) {
        duties.entry((&duty.doctor, duty.date)).or_default().0.push(duty);
    }
    for duty in new.difference(&old).filter(|duty| inside(duty.date)) {
        duties.entry((&duty.doctor, duty.date)).or_default().1.push(duty);
    }
    let mut findings = Vec::new();
    for ((id, date), (lost, new)) in &duties {
        let posts = |duties: &[&Duty]| Called::list(duties.iter().map(|duty| instance.post_called(&duty.post)));
        findings.extend(changed(rule, instance, id, *date, (&posts(lost), &posts(new)), lost.len() + new.len()));
    }
    for monday in instance.horizon.dates().step_by(7).filter(|monday| is_known(*monday)) {
        for doctor in &instance.doctors {
            findings.extend(week(rule, instance, doctor, monday, &published.stints, &roster.stints));
        }
    }
    findings
}

fn week(rule: &Stability, instance: &Instance, doctor: &Doctor, monday: NaiveDate, old: &[Stint], new: &[Stint]) -> Option<Finding> {
    let there = |stints: &[Stint]| -> Vec<ProgrammeId> {
            let mut on: Vec<_> = stints.iter().filter(|stint| stint.doctor == doctor.id && stint.covers(monday)).map(|s| s.programme.clone()).collect();
            on.sort();
            on.dedup();
            on
        };
        let (before, after) = (there(old), there(new));
        let less = |a: &[ProgrammeId], b: &[ProgrammeId]| a.iter().filter(|id| !b.contains(id)).cloned().collect::<Vec<_>>();
        let called = |all: &[ProgrammeId]| Called::list(all.iter().map(|id| instance.programme_called(id)));
        let (lost, gained) = (less(&before, &after), less(&after, &before));
        changed(rule, instance, &doctor.id, monday, (&called(&lost), &called(&gained)), lost.len() + gained.len())
}

fn changed(rule: &Stability, instance: &Instance, id: &DoctorId, date: NaiveDate, (lost, new): (&Called, &Called), changes: usize) -> Option<Finding> {
    let doctor = instance.doctor(id).filter(|doctor| instance.in_scope(&rule.scope, doctor)).filter(|_| changes > 0)?;
    let Text { zh, en } = match (lost.is_empty(), new.is_empty()) {
        (true, _) => text!("新增{new:#}", "{new} is new"),
        (_, true) => text!("取消{lost:#}", "{lost} is gone"),
        _ => text!("{lost:#}改为{new:#}", "{lost} becomes {new}"),
    };
    let text = text!("{id} 在 {date} 与已公布的不同：{zh}", "{id} on {date} is not as published: {en}");
    Some(Finding::new(&Stability::CARD, rule.price(instance, date), changes as i64, Measure::Changes, text).doctor(&doctor.id).date(date))
}
