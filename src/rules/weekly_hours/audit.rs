//! Adds up the minutes of every doctor's days, history included, and looks at each window.

use super::{WeekWindow, WeeklyHours};
use crate::{
    domain::{Instance, Minutes, Roster, Timesheet},
    rules::{Finding, Measure, Settings},
    text,
};
use std::collections::BTreeMap;

pub(super) fn audit(rule: &WeeklyHours, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (doctor, entries) in Timesheet::new(instance, roster).each() {
        if !instance.in_scope(&rule.scope, doctor) {
            continue;
        }
        let mut minutes: BTreeMap<i64, i64> = BTreeMap::new();
        for entry in entries {
            *minutes.entry(entry.day).or_default() += entry.worked();
        }
        let weeks = i64::from(rule.average_over).min(instance.horizon.weeks as i64);
        let last = instance.horizon.days() as i64 - 7 * weeks;
        for first in 1 - 7 * weeks..=last {
            if rule.window == WeekWindow::Calendar && (first < 0 || first % 7 != 0) {
                continue;
            }
            let worked: i64 = minutes.range(first..first + 7 * weeks).map(|(_, m)| m).sum();
            let excess = worked - weeks * rule.max.0;
            if excess > 0 {
                let (from, to) = (instance.horizon.date(first), instance.horizon.date(first + 7 * weeks - 1));
                let (id, worked, max) = (&doctor.id, Minutes(worked), Minutes(weeks * rule.max.0));
                let text = text!(
                    "{id} 在 {from} 至 {to} 共工作 {worked:#}，超过上限 {max:#}",
                    "{id} works {worked} from {from} to {to}, more than {max}"
                );
                let hours = (excess + 59) / 60;
                findings.push(Finding::new(&WeeklyHours::CARD, rule.enforce, hours, Measure::Hours, text).doctor(id).date(from));
            }
        }
    }
    findings
}
