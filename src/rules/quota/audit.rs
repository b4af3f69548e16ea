//! Walks through the days of the horizon, adds up what each duty yields, and settles every window
//! with what is due in it.

use super::Quotas;
use crate::{
    domain::{Doctor, DoctorId, Enforce, Instance, Quota, Roster, Window},
    rules::{Finding, Measure, Settings},
    text,
};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// Days of the horizon that are settled together, and what was done on them.
#[derive(Default)]
struct Account {
    from: NaiveDate,
    days: i64,
    centi_items: i64,
}

pub(super) fn audit(rule: &Quotas, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let doctors: BTreeMap<&DoctorId, &Doctor> = instance.doctors.iter().map(|doctor| (&doctor.id, doctor)).collect();
    let mut findings = Vec::new();
    for quota in instance.quotas.iter().filter(|quota| rule.covers(instance, quota)) {
        let accounts = accounts(instance, quota, &done_by_date(instance, quota, roster, &doctors));
        let people = quota.eligible.map(|eligible| i64::from(eligible.population) - i64::from(eligible.done)).map(|people| people.max(0));
        let mut left = people;
        for account in &accounts {
            let due = left.map_or(i64::MAX, |left| left).min(part_of_target(quota, account));
            left = left.map(|left| left - due);
            let missing = (due * 100 - account.centi_items + 99).div_euclid(100);
            if missing > 0 {
                let (name, from, done) = (instance.quota_called(&quota.id), account.from, account.centi_items / 100);
                let text = text!(
                    "{name:#}自 {from} 起应完成 {due} 项，只完成 {done} 项，差 {missing} 项",
                    "{name} from {from}: {due} items due, {done} done, {missing} missing"
                );
                findings.push(Finding::new(&Quotas::CARD, rule.enforce, missing, Measure::Items, text).date(from));
            }
        }
        let done: i64 = accounts.iter().map(|account| account.centi_items).sum();
        if let Some(people) = people.filter(|people| done > people * 100) {
            let (name, items) = (instance.quota_called(&quota.id), (done + 99) / 100);
            let text = text!("{name:#}只剩 {people} 人，却排了 {items} 项", "{name}: {people} people are left and {items} items are planned");
            findings.push(Finding::new(&Quotas::CARD, Enforce::Hard, items - people, Measure::Items, text));
        }
    }
    findings
}

/// What was done on each date, in hundredths of an item.
fn done_by_date(instance: &Instance, quota: &Quota, roster: &Roster, doctors: &BTreeMap<&DoctorId, &Doctor>) -> BTreeMap<NaiveDate, i64> {
    let mut done = BTreeMap::new();
    for duty in &roster.duties {
        let Some(doctor) = doctors.get(&duty.doctor) else { continue };
        for producer in quota.produced_by.iter().filter(|producer| producer.post == duty.post) {
            *done.entry(duty.date).or_default() += instance.centi_items(doctor, producer);
        }
    }
    done
}

fn accounts(instance: &Instance, quota: &Quota, done: &BTreeMap<NaiveDate, i64>) -> Vec<Account> {
    let mut accounts: Vec<Account> = Vec::new();
    for date in instance.horizon.dates() {
        let begins = match quota.window {
            Window::Week => date.weekday() == chrono::Weekday::Mon,
            Window::Month => date.day() == 1,
            Window::Quarter => date.day() == 1 && matches!(date.month(), 1 | 4 | 7 | 10),
            Window::Horizon => false,
        };
        if begins || accounts.is_empty() {
            accounts.push(Account { from: date, ..Account::default() });
        }
        if let Some(account) = accounts.last_mut() {
            account.days += 1;
            account.centi_items += done.get(&date).copied().unwrap_or(0);
        }
    }
    accounts
}

/// A month or quarter cut by the horizon owes its part by days.
fn part_of_target(quota: &Quota, account: &Account) -> i64 {
    match quota.window {
        Window::Month => i64::from(quota.target) * account.days / i64::from(account.from.num_days_in_month()),
        Window::Quarter => i64::from(quota.target) * account.days / days_in_quarter(account.from),
        Window::Week | Window::Horizon => i64::from(quota.target),
    }
}

fn days_in_quarter(date: NaiveDate) -> i64 {
    match date.quarter() {
        1 if date.leap_year() => 91,
        1 => 90,
        2 => 91,
        _ => 92,
    }
}
