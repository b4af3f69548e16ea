//! Lists the dates of each doctor's nights and counts them from one date to another.

use super::NightLimit;
use crate::{
    domain::{Instance, Roster, Timesheet, Window},
    rules::{Finding, Measure, Settings},
    text,
};
use chrono::{Datelike, Days, NaiveDate};

pub(super) fn audit(rule: &NightLimit, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let spans = spans(rule, instance);
    let mut findings = Vec::new();
    for (doctor, entries) in Timesheet::new(instance, roster).each() {
        if !instance.in_scope(&rule.scope, doctor) {
            continue;
        }
        let nights: Vec<_> = entries.iter().filter(|entry| rule.counts(entry.shift.kind)).collect();
        for (from, to) in &spans {
            let within: Vec<_> = nights.iter().filter(|night| *from <= night.duty.date && night.duty.date <= *to).collect();
            let before = within.iter().filter(|night| night.is_past()).count();
            let (count, most) = (within.len(), usize::from(rule.max));
            // Nights before the start stand, also where they are too many.
            let excess = count.saturating_sub(most.max(before));
            if excess > 0 {
                let id = &doctor.id;
                let text = text!(
                    "{id} 在 {from} 至 {to} 有 {count} 个夜班，最多 {most} 个",
                    "{id} has {count} nights from {from} to {to}; {most} is the most"
                );
                findings.push(Finding::new(&NightLimit::CARD, rule.enforce, excess as i64, Measure::Nights, text).doctor(id).date(*from));
            }
        }
    }
    findings
}

/// First and last days of the periods.
fn spans(rule: &NightLimit, instance: &Instance) -> Vec<(NaiveDate, NaiveDate)> {
    let dates: Vec<NaiveDate> = instance.horizon.dates().collect();
    if let Some(days) = rule.days {
        return dates.iter().map(|to| (*to - Days::new(u64::from(days) - 1), *to)).collect();
    }
    let together = |a: &NaiveDate, b: &NaiveDate| match rule.window {
        Some(Window::Week) => a.iso_week() == b.iso_week(),
        Some(Window::Month) => a.month() == b.month(),
        Some(Window::Quarter) => a.quarter() == b.quarter(),
        Some(Window::Horizon) | None => true,
    };
    dates.chunk_by(together).filter_map(|part| Some((*part.first()?, *part.last()?))).collect()
}
