//! Reads each doctor's timesheet duty by duty for what follows what, and day by day for runs.

use super::{ShiftRun, ShiftSequence};
use crate::{
    domain::{Doctor, Entry, Instance, Roster, Timesheet},
    rules::{Finding, Measure, Settings},
    text,
};
use std::collections::BTreeSet;

pub(super) fn audit(rule: &ShiftSequence, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (doctor, entries) in Timesheet::new(instance, roster).each().filter(|(doctor, _)| instance.in_scope(&rule.scope, doctor)) {
        findings.extend(successions(rule, instance, doctor, entries));
        for run in &rule.runs {
            findings.extend(runs(rule, *run, instance, doctor, entries));
        }
    }
    findings
}

fn successions(rule: &ShiftSequence, instance: &Instance, doctor: &Doctor, entries: &[Entry<'_>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (position, earlier) in entries.iter().enumerate() {
        for later in entries[position + 1..].iter().filter(|later| !later.is_past()) {
            let pair = rule.forbid.iter().find(|pair| pair.from == earlier.shift.kind && pair.to == later.shift.kind);
            let named = rule.forbid_shifts.iter().any(|after| after.from == earlier.shift.id && after.to.contains(&later.shift.id));
            let next_day = later.day == earlier.day + 1;
            let same_day = later.day == earlier.day && later.from > earlier.from;
            if next_day && named || pair.is_some_and(|pair| next_day || pair.same_day && same_day) {
                let (id, a, b) = (&doctor.id, earlier.duty.date, later.duty.date);
                let (before, after) = (instance.post_called(&earlier.duty.post), instance.post_called(&later.duty.post));
                let (from, to) = (earlier.shift.kind.name(), later.shift.kind.name());
                let (from_zh, from_en, to_zh, to_en) = (from.zh(), from.en(), to.zh(), to.en());
                let text = text!(
                    "{id} 在 {a} 的{from_zh}（{before:#}）之后，{b} 又上{to_zh}（{after:#}）",
                    "{id} follows a {from_en} on {a} ({before}) by a {to_en} on {b} ({after})"
                );
                let finding = Finding::new(&ShiftSequence::CARD, rule.enforce, 1, Measure::Duties, text);
                findings.push(finding.doctor(id).post(&later.duty.post).date(b));
            }
        }
    }
    findings
}

fn runs(rule: &ShiftSequence, run: ShiftRun, instance: &Instance, doctor: &Doctor, entries: &[Entry<'_>]) -> Vec<Finding> {
    let worked: BTreeSet<i64> = entries.iter().filter(|entry| entry.shift.kind == run.kind).map(|entry| entry.day).collect();
    let end = instance.horizon.days() as i64;
    let name = run.kind.name();
    let (id, zh, en) = (&doctor.id, name.zh(), name.en());
    let mut findings = Vec::new();
    for first in worked.iter().copied().filter(|day| !worked.contains(&(day - 1))) {
        let mut after = first;
        while worked.contains(&after) {
            after += 1;
        }
        let (from, length) = (instance.horizon.date(first), after - first);
        let mut breach = |days: i64, text| {
            let finding = Finding::new(&ShiftSequence::CARD, rule.enforce, days, Measure::Days, text);
            findings.push(finding.doctor(id).date(from));
        };
        let most = run.max.map_or(i64::MAX, i64::from);
        let beyond = length.saturating_sub(most).min(after);
        if beyond > 0 {
            let text = text!("{id} 自 {from} 起连续 {length} 天上{zh}，最多 {most} 天", "{id} has {length} days of {en} running from {from}; {most} is the most");
            breach(beyond, text);
        }
        let least = run.min.map_or(1, i64::from);
        let is_cut = after < 0 || after >= end || !doctor.is_available(instance.horizon.date(after));
        if length < least && !is_cut {
            let text = text!("{id} 自 {from} 起只连续 {length} 天上{zh}，应至少 {least} 天", "{id} has only {length} days of {en} running from {from}; {least} are due");
            breach(least - length, text);
        }
    }
    findings
}
