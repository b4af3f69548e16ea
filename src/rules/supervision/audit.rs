//! Puts everybody on duty into their team, learners on one side, and looks for a senior beside
//! each night of a learner.

use super::{Supervision, is_beside, is_senior};
use crate::{
    domain::{Doctor, Entry, Instance, Roster, ShiftId, Timesheet, UnitId},
    rules::{Finding, Measure, Settings},
    text,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Learners and teachers on duty together.
#[derive(Default)]
struct Team {
    learners: u32,
    teachers: u32,
}

pub(super) fn audit(rule: &Supervision, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let sheets = Timesheet::new(instance, roster);
    let all: Vec<(&Doctor, &Entry<'_>)> = sheets
        .each()
        .flat_map(|(doctor, entries)| entries.iter().map(move |entry| (doctor, entry)))
        .filter(|(_, entry)| instance.unit_in_scope(&rule.scope, &entry.post.unit))
        .collect();
    let mut teams: BTreeMap<(&UnitId, &ShiftId, NaiveDate), Team> = BTreeMap::new();
    let mut findings = Vec::new();
    for (doctor, entry) in all.iter().filter(|(_, entry)| !entry.is_past()) {
        let team = teams.entry((&entry.post.unit, &entry.post.shift, entry.duty.date)).or_default();
        if rule.is_learner(instance, doctor, entry.post) {
            team.learners += 1;
            if rule.nights_beside_senior && entry.is_night() && !all.iter().any(|other| stands_by(rule, instance, *other, entry)) {
                let (id, post, date) = (&doctor.id, instance.post_called(&entry.duty.post), entry.duty.date);
                let text = text!(
                    "{id} 在 {date} 的夜班（{post:#}）没有主治及以上医生同在",
                    "{id} on {post} on {date}: no attending or higher beside a learner's night"
                );
                let finding = Finding::new(&Supervision::CARD, rule.enforce, 1, Measure::Nights, text);
                findings.push(finding.doctor(id).unit(&entry.post.unit).post(&entry.duty.post).date(date));
            }
        } else if rule.is_teacher(doctor, entry.shift) {
            team.teachers += 1;
        }
    }
    for ((unit, shift, date), Team { learners, teachers }) in teams {
        let Some(ratio) = rule.ratio(instance, unit) else { continue };
        let most = ratio * teachers;
        if learners > most {
            let (there_in, then) = (instance.unit_called(unit), instance.shift_called(shift));
            let text = text!(
                "{there_in:#} {date} {then:#}有学员 {learners} 人、带教老师 {teachers} 人，每位老师至多带 {ratio} 人",
                "{there_in} on {date}, {then}: {learners} learners and {teachers} teachers, at most {ratio} learners for each"
            );
            let finding = Finding::new(&Supervision::CARD, rule.enforce, i64::from(learners - most), Measure::People, text);
            findings.push(finding.unit(unit).date(date));
        }
    }
    findings
}

/// Whether the other one is a senior beside this night.
fn stands_by(rule: &Supervision, instance: &Instance, (doctor, other): (&Doctor, &Entry<'_>), night: &Entry<'_>) -> bool {
    other.post.unit == night.post.unit
        && is_senior(doctor, other.shift)
        && !rule.is_learner(instance, doctor, other.post)
        && is_beside((other.shift, other.day), (night.shift, night.day))
}
