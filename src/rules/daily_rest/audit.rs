//! Measures the rest before every duty against every duty before it, but for breaks within a day.

use super::DailyRest;
use crate::{
    domain::{Entry, Instance, Minutes, Roster, ShiftKind, Timesheet},
    rules::{Finding, Measure, Settings},
    text,
};

pub(super) fn audit(rule: &DailyRest, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (doctor, entries) in Timesheet::new(instance, roster).each() {
        if !instance.in_scope(&rule.scope, doctor) {
            continue;
        }
        let duties: Vec<&Entry<'_>> = entries.iter().filter(|entry| entry.shift.kind != ShiftKind::Standby).collect();
        for later in duties.iter().filter(|entry| !entry.is_past()) {
            for earlier in duties.iter().filter(|entry| entry.day < later.day || later.from - entry.to > rule.longest_break.0) {
                let travel = instance.travel_minutes(&earlier.post.unit, &later.post.unit);
                let rest = later.from - earlier.to - travel;
                if rest < rule.min.0 {
                    let (id, a, b, rest, min) = (&doctor.id, earlier.duty.date, later.duty.date, Minutes(rest), rule.min);
                    let (after, before) = (instance.post_called(&earlier.duty.post), instance.post_called(&later.duty.post));
                    let text = text!(
                        "{id} 上完 {a} 的{after:#}到 {b} 的{before:#}只休息 {rest:#}（路途除外），应至少 {min:#}",
                        "{id} rests {rest} (travel apart) from {after} of {a} to {before} of {b}; {min} are due"
                    );
                    let finding = Finding::new(&DailyRest::CARD, rule.enforce, 1, Measure::Duties, text);
                    findings.push(finding.doctor(id).post(&later.duty.post).date(b));
                }
            }
        }
    }
    findings
}
