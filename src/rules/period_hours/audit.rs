//! Adds up each doctor's minutes by period and compares them with the calendar.

use super::{PeriodHours, WORKDAY};
use crate::{
    domain::{DayType, Doctor, Enforce, FactKind, Instance, Minutes, Priority, Roster, Timesheet},
    rules::{Finding, Measure, Settings},
    text,
};
use chrono::{Datelike, NaiveDate};

pub(super) fn audit(rule: &PeriodHours, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (doctor, entries) in Timesheet::new(instance, roster).each() {
        if !instance.in_scope(&rule.scope, doctor) {
            continue;
        }
        for window in instance.windows(rule.window) {
            let dates: Vec<NaiveDate> = window.map(|day| instance.horizon.date(day as i64)).collect();
            let (Some(from), Some(to)) = (dates.first(), dates.last()) else { continue };
            let worked: i64 = entries.iter().filter(|entry| dates.contains(&entry.duty.date)).map(crate::domain::Entry::worked).sum();
            let there: Vec<NaiveDate> = dates.iter().copied().filter(|date| doctor.is_available(*date)).collect();
            let workdays = there.iter().filter(|date| instance.calendar.day_type(**date) == DayType::Workday).count() as i64;
            let statutory = workdays * WORKDAY.0 * i64::from(doctor.contract.fte) / 100;
            let overtime = overtime(rule, doctor, &there);
            let due = workdays * doctor.contract.weekly_minutes() / 5;
            let id = &doctor.id;
            let mut charge = |minutes: i64, enforce: Enforce, aim: Priority, text| {
                let hours = (minutes + 59) / 60;
                findings.push(Finding::new(&PeriodHours::CARD, enforce, hours, Measure::Hours, text).aim(aim).doctor(id).date(*from));
            };
            if worked > statutory + overtime {
                let (worked, statutory, overtime) = (Minutes(worked), Minutes(statutory), Minutes(overtime));
                let text = text!(
                    "{id} 在 {from} 至 {to} 共工作 {worked}，超过法定 {statutory} 加可安排的加班 {overtime}",
                    "{id} works {worked} from {from} to {to}, more than {statutory} statutory and {overtime} of overtime"
                );
                charge(worked.0 - statutory.0 - overtime.0, rule.enforce, Priority::Safety, text);
            }
            if worked < due && rule.under_weight > 0 {
                let (worked, due) = (Minutes(worked), Minutes(due));
                let text = text!(
                    "{id} 在 {from} 至 {to} 只工作 {worked}，合同应为 {due}",
                    "{id} works only {worked} from {from} to {to}; the contract says {due}"
                );
                charge(due.0 - worked.0, Enforce::Weight(rule.under_weight), Priority::Stability, text);
            }
        }
    }
    findings
}

/// Overtime minutes that may be planned on the days a doctor is there: each month its share.
fn overtime(rule: &PeriodHours, doctor: &Doctor, there: &[NaiveDate]) -> i64 {
    let may: Vec<NaiveDate> = there.iter().copied().filter(|date| !doctor.facts.iter().any(|f| forbids_overtime(f.kind) && f.holds(*date))).collect();
    may.chunk_by(|a, b| (a.year(), a.month()) == (b.year(), b.month()))
        .map(|month| rule.overtime_per_month.0 * month.len() as i64 / i64::from(month[0].num_days_in_month()))
        .sum()
}

/// Those whom the law spares nights it spares overtime too.
fn forbids_overtime(kind: FactKind) -> bool {
    matches!(kind, FactKind::Pregnancy | FactKind::Nursing)
}
