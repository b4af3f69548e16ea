//! Joins the duties of each timesheet to stretches and looks for the smallest sets that last too
//! long.

use super::ContinuousDuty;
use crate::{
    domain::{Called, Entry, Instance, Minutes, Roster, ShiftKind, Timesheet},
    rules::{Finding, Measure, Settings},
    text,
};

pub(super) fn audit(rule: &ContinuousDuty, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (doctor, entries) in Timesheet::new(instance, roster).each() {
        if !instance.in_scope(&rule.scope, doctor) {
            continue;
        }
        let duties: Vec<&Entry<'_>> = entries.iter().filter(|entry| entry.shift.kind != ShiftKind::Standby).collect();
        let stretches = too_long(rule, instance, &duties);
        let holds_another = |stretch: &Vec<usize>| {
            stretches.iter().any(|other| other.len() < stretch.len() && other.iter().all(|position| stretch.contains(position)))
        };
        for stretch in stretches.iter().filter(|stretch| !holds_another(stretch)) {
            let (first, last) = (duties[stretch[0]], duties[stretch[stretch.len() - 1]]);
            if last.is_past() {
                continue;
            }
            let (id, from, length, max) = (&doctor.id, first.duty.date, Minutes(length(first, last)), rule.max);
            let posts = Called::list(stretch.iter().map(|position| instance.post_called(&duties[*position].duty.post)));
            let text = text!(
                "{id} 自 {from} 起连续在岗 {length:#}（{posts:#}），最长 {max:#}",
                "{id} is on duty for {length} on end from {from} ({posts}); {max} is the most"
            );
            let finding = Finding::new(&ContinuousDuty::CARD, rule.enforce, 1, Measure::Duties, text);
            findings.push(finding.doctor(id).post(&last.duty.post).date(last.duty.date));
        }
    }
    findings
}

fn length(first: &Entry<'_>, last: &Entry<'_>) -> i64 {
    last.to - last.shift.handover.0 - first.from
}

/// Every series of duties joined by short breaks that lasts too long with its last duty only.
fn too_long(rule: &ContinuousDuty, instance: &Instance, duties: &[&Entry<'_>]) -> Vec<Vec<usize>> {
    let is_joined = |earlier: &Entry<'_>, later: &Entry<'_>| {
        let pause = later.from - earlier.to - instance.travel_minutes(&earlier.post.unit, &later.post.unit);
        pause >= 0 && pause < rule.break_shorter_than.0
    };
    let mut found = Vec::new();
    for first in 0..duties.len() {
        let mut growing = vec![vec![first]];
        while let Some(stretch) = growing.pop() {
            let last = stretch[stretch.len() - 1];
            if length(duties[first], duties[last]) > rule.max.0 {
                found.push(stretch);
                continue;
            }
            for next in (last + 1..duties.len()).filter(|next| is_joined(duties[last], duties[*next])) {
                growing.push([stretch.as_slice(), &[next]].concat());
            }
        }
    }
    found
}
