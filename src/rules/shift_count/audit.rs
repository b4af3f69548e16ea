//! Goes through the dates of each period and counts duties, and days on which the doctor is there.

use super::ShiftCount;
use crate::{
    domain::{Doctor, Instance, Mode, Roster, Timesheet, Window},
    rules::{Finding, Measure, Settings},
    text,
};
use chrono::{Datelike, Days, NaiveDate};
use std::collections::BTreeMap;

pub(super) fn audit(rule: &ShiftCount, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    let periods = periods(rule, instance);
    for (doctor, entries) in Timesheet::new(instance, roster).each().filter(|(doctor, _)| instance.in_scope(&rule.scope, doctor)) {
        let counted: Vec<_> = entries.iter().filter(|entry| !entry.is_past() && rule.counts(entry.post, entry.shift)).collect();
        for dates in periods.values() {
            let (Some(from), Some(to)) = (dates.first(), dates.last()) else { continue };
            let count = counted.iter().filter(|entry| dates.contains(&entry.duty.date)).count() as i64;
            let id = &doctor.id;
            let mut breach = |amount, text| {
                findings.push(Finding::new(&ShiftCount::CARD, rule.enforce, amount, Measure::Duties, text).doctor(id).date(*from));
            };
            if let Some(max) = rule.max.map(i64::from).filter(|max| count > *max) {
                let text = text!("{id} 在 {from} 至 {to} 有 {count} 个班，最多 {max} 个", "{id} has {count} duties from {from} to {to}; {max} is the most");
                breach(count - max, text);
            }
            let there = dates.iter().filter(|date| is_there(instance, roster, doctor, **date)).count() as i64;
            let due = rule.min.map_or(0, i64::from) * there / length(rule.window, dates);
            if count < due {
                let text = text!("{id} 在 {from} 至 {to} 只有 {count} 个班，应至少 {due} 个", "{id} has only {count} duties from {from} to {to}; {due} are due");
                breach(due - count, text);
            }
        }
    }
    findings
}

/// The dates of the horizon by the period they lie in.
fn periods(rule: &ShiftCount, instance: &Instance) -> BTreeMap<NaiveDate, Vec<NaiveDate>> {
    let mut periods: BTreeMap<NaiveDate, Vec<NaiveDate>> = BTreeMap::new();
    for date in instance.horizon.dates() {
        let begin = match rule.window {
            Window::Week => date - Days::new(u64::from(date.weekday().num_days_from_monday())),
            Window::Month => date - Days::new(u64::from(date.day0())),
            Window::Quarter => first_of_quarter(date),
            Window::Horizon => instance.horizon.start,
        };
        periods.entry(begin).or_default().push(date);
    }
    periods
}

fn first_of_quarter(date: NaiveDate) -> NaiveDate {
    date.with_day(1).and_then(|first| first.with_month0(date.month0() / 3 * 3)).unwrap_or(date)
}

/// Days of a full period.
fn length(window: Window, dates: &[NaiveDate]) -> i64 {
    match (window, dates.first()) {
        (Window::Month, Some(date)) => i64::from(date.num_days_in_month()),
        (Window::Quarter, Some(date)) => {
            let first = first_of_quarter(*date);
            first_of_quarter(first + Days::new(100)).signed_duration_since(first).num_days()
        }
        _ => dates.len() as i64,
    }
}

/// Employed, not absent, and not on a stint with whole weeks elsewhere.
fn is_there(instance: &Instance, roster: &Roster, doctor: &Doctor, date: NaiveDate) -> bool {
    let is_resident = |id| instance.programme(id).is_some_and(|programme| programme.mode == Mode::Resident);
    let monday = date - Days::new(u64::from(date.weekday().num_days_from_monday()));
    doctor.is_available(date) && !roster.stints_of(&doctor.id).any(|stint| stint.covers(monday) && is_resident(&stint.programme))
}
