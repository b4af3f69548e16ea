//! Reads each stint as a diary: what was done in each of its weeks, and in all of them together.

use super::{StintContent, owed};
use crate::{
    domain::{Called, Doctor, Entry, Instance, PostKind, Programme, ProgrammeId, Roster, Timesheet},
    rules::{Finding, Measure, Settings},
    text,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

pub(super) fn audit(rule: &StintContent, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    let sheets = Timesheet::new(instance, roster);
    for (doctor, entries) in sheets.each().filter(|(doctor, _)| instance.in_scope(&rule.scope, doctor)) {
        let mut minima: BTreeMap<&ProgrammeId, Vec<(PostKind, u64)>> = BTreeMap::new();
        for stint in roster.stints_of(&doctor.id) {
            let Some(programme) = instance.programme(&stint.programme) else { continue };
            let weeks: Vec<NaiveDate> = instance.horizon.dates().step_by(7).filter(|monday| stint.covers(*monday)).collect();
            for monday in &weeks {
                findings.extend(in_week(rule, instance, (doctor, entries), programme, *monday));
            }
            let part = |sessions: u32| u64::from(sessions) * weeks.len() as u64 / stint.weeks as u64;
            let due = minima.entry(&programme.id).or_insert_with(|| programme.minima.iter().map(|minimum| (minimum.kind, 0)).collect());
            for (minimum, due) in programme.minima.iter().zip(due) {
                due.1 += part(minimum.sessions);
            }
        }
        for (id, due) in minima {
            let Some(programme) = instance.programme(id) else { continue };
            for (kind, due) in due {
                let done = entries.iter().filter(|entry| !entry.is_past() && counts(entry, programme, kind)).count() as u64;
                if done < due {
                    let (doctor, called, kind) = (&doctor.id, instance.programme_called(id), Called::from(kind.name()));
                    let text = text!(
                        "{doctor} 派驻（{called:#}）期间{kind:#}合计 {done} 次，合同应有 {due} 次",
                        "{doctor} on {called}: {done} sessions of {kind} in all, the contract asks for {due}"
                    );
                    let finding = Finding::new(&StintContent::CARD, rule.enforce, (due - done) as i64, Measure::Duties, text);
                    findings.push(finding.doctor(doctor).unit(&programme.host));
                }
            }
        }
    }
    findings
}

fn in_week(
    rule: &StintContent,
    instance: &Instance,
    (doctor, entries): (&Doctor, &[Entry<'_>]),
    programme: &Programme,
    monday: NaiveDate,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for content in &programme.content {
        let due = owed(instance, doctor, content.per_week, monday);
        let week = instance.horizon.week(monday);
        let this_week = entries.iter().filter(|entry| instance.horizon.week(entry.duty.date) == week);
        let done = this_week.filter(|entry| counts(entry, programme, content.kind)).count() as u32;
        if done < due {
            let (id, called, kind) = (&doctor.id, instance.programme_called(&programme.id), Called::from(content.kind.name()));
            let text = text!(
                "{id} 派驻（{called:#}），{monday} 起的一周{kind:#}只有 {done} 次，应有 {due} 次",
                "{id} on {called}, week of {monday}: {done} sessions of {kind}, {due} are owed"
            );
            let finding = Finding::new(&StintContent::CARD, rule.enforce, i64::from(due - done), Measure::Duties, text);
            findings.push(finding.doctor(id).unit(&programme.host).date(monday));
        }
    }
    findings
}

/// Whether a duty is of the kind, at the host.
fn counts(entry: &Entry<'_>, programme: &Programme, kind: PostKind) -> bool {
    entry.post.kind == kind && entry.post.unit == programme.host
}
