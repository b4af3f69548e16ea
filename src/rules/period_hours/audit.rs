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
            let may = rule.most.map_or(statutory + overtime, |most| most.0);
            let contract = workdays * doctor.contract.weekly_minutes() / 5;
            let whole = rule.window.days(*from).map_or(dates.len() as i64, i64::from);
            let due = rule.least.map_or(contract, |least| least.0 * dates.len() as i64 / whole);
            let id = &doctor.id;
            let mut charge = |minutes: i64, enforce: Enforce, aim: Priority, text| {
                let hours = (minutes + 59) / 60;
                findings.push(Finding::new(&PeriodHours::CARD, enforce, hours, Measure::Hours, text).aim(aim).doctor(id).date(*from));
            };
            let said = Minutes(worked);
            if worked > may {
                let (most, statutory, overtime) = (Minutes(may), Minutes(statutory), Minutes(overtime));
                let text = if rule.most.is_some() {
                    text!("{id} 在 {from} 至 {to} 共工作 {said:#}，最多 {most:#}", "{id} works {said} from {from} to {to}; {most} is the most")
                } else {
                    text!(
                        "{id} 在 {from} 至 {to} 共工作 {said:#}，超过法定 {statutory:#} 加可安排的加班 {overtime:#}",
                        "{id} works {said} from {from} to {to}, more than {statutory} statutory and {overtime} of overtime"
                    )
                };
                charge(worked - may, rule.enforce, Priority::Safety, text);
            }
            if worked < due && rule.least.is_some() {
                let least = Minutes(due);
                let text = text!("{id} 在 {from} 至 {to} 只工作 {said:#}，应至少 {least:#}", "{id} works only {said} from {from} to {to}; {least} are due");
                charge(due - worked, rule.enforce, Priority::Obligations, text);
            } else if worked < due && rule.under_weight > 0 {
                let due_in_all = Minutes(due);
                let text = text!(
                    "{id} 在 {from} 至 {to} 只工作 {said:#}，合同应为 {due_in_all:#}",
                    "{id} works only {said} from {from} to {to}; the contract says {due_in_all}"
                );
                charge(due - worked, Enforce::Weight(rule.under_weight), Priority::Stability, text);
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
