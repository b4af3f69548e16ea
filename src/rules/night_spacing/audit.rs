//! Goes from each night to the next, those before the start included, and counts the days.

use super::NightSpacing;
use crate::{
    domain::{Instance, Roster, Timesheet},
    rules::{Finding, Measure, Settings},
    text,
};

pub(super) fn audit(rule: &NightSpacing, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (doctor, entries) in Timesheet::new(instance, roster).each() {
        if !instance.in_scope(&rule.scope, doctor) {
            continue;
        }
        let nights: Vec<_> = entries.iter().filter(|entry| entry.is_night()).collect();
        for pair in nights.windows(2) {
            let (earlier, later) = (pair[0], pair[1]);
            let (gap, wanted) = (later.day - earlier.day, i64::from(rule.days));
            if gap < wanted && !later.is_past() {
                let (id, a, b) = (&doctor.id, earlier.duty.date, later.duty.date);
                let text = text!(
                    "{id} 在 {a} 上夜班，{gap} 天后（{b}）又上夜班，至少应隔 {wanted} 天",
                    "{id} is on a night on {a} and {gap} days later, on {b}, again; {wanted} are wanted"
                );
                let finding = Finding::new(&NightSpacing::CARD, rule.enforce, wanted - gap, Measure::Days, text);
                findings.push(finding.doctor(id).post(&later.duty.post).date(b));
            }
        }
    }
    findings
}
