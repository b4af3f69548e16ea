//! Goes through the days of each doctor in training: where the doctor is, what is worked in the
//! time kept free, and how much of what training asks for was done.

use super::{TrainingGuard, is_in_training, is_outside_training, is_teaching};
use crate::{
    diagnostic::Text,
    domain::{Called, Doctor, Entry, Instance, Roster, Timesheet},
    rules::{Finding, Measure, Settings},
    text,
};
use chrono::{Days, NaiveDate};

pub(super) fn audit(rule: &TrainingGuard, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    let sheets = Timesheet::new(instance, roster);
    for (doctor, entries) in sheets.each().filter(|(doctor, _)| instance.in_scope(&rule.scope, doctor)) {
        let entries: Vec<&Entry<'_>> = entries.iter().filter(|entry| !entry.is_past()).collect();
        let days: Vec<NaiveDate> = instance.horizon.dates().filter(|date| is_in_training(doctor, *date)).collect();
        findings.extend(stints(rule, instance, roster, doctor));
        findings.extend(half_days(rule, instance, doctor, &entries, &days));
        findings.extend(minima(rule, doctor, &entries, &days));
    }
    findings
}

fn finding(rule: &TrainingGuard, doctor: &Doctor, amount: i64, measure: Measure, text: Text) -> Finding {
    Finding::new(&TrainingGuard::CARD, rule.enforce, amount, measure, text).doctor(&doctor.id)
}

fn stints(rule: &TrainingGuard, instance: &Instance, roster: &Roster, doctor: &Doctor) -> Vec<Finding> {
    let mut findings = Vec::new();
    for stint in roster.stints_of(&doctor.id).filter(|stint| !instance.history.stints.contains(stint)) {
        let Some(programme) = instance.programme(&stint.programme).filter(|programme| is_outside_training(programme)) else { continue };
        let mondays = (0..stint.weeks as u64).map(|week| stint.first + Days::new(week * 7)).filter(|monday| *monday >= instance.horizon.start);
        let touched: Vec<NaiveDate> = mondays.filter(|monday| monday.iter_days().take(7).any(|date| is_in_training(doctor, date))).collect();
        if let Some(first) = touched.first() {
            let (id, name, weeks) = (&doctor.id, instance.programme_called(&programme.id), touched.len());
            let text = text!(
                "{id} 正在规培，却派驻（{name:#}），自 {first} 起占用规培 {weeks} 周",
                "{id} is in residency training and on {name} for {weeks} weeks of it, from {first}"
            );
            findings.push(finding(rule, doctor, weeks as i64, Measure::Weeks, text).unit(&programme.host).date(*first));
        }
    }
    findings
}

fn half_days(rule: &TrainingGuard, instance: &Instance, doctor: &Doctor, entries: &[&Entry<'_>], days: &[NaiveDate]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for date in days {
        let midnight = instance.horizon.day(*date) * 24 * 60;
        for time in rule.protected_on(instance, *date) {
            let (begins, ends) = (midnight + time.from.0, midnight + time.to.0);
            let meets = |entry: &&&Entry<'_>| !is_teaching(entry.post) && entry.to > begins && entry.from < ends;
            let in_the_way = Called::list(entries.iter().filter(meets).map(|entry| instance.post_called(&entry.duty.post)));
            if !in_the_way.is_empty() {
                let (id, from, to, posts) = (&doctor.id, time.from, time.to, in_the_way);
                let text = text!(
                    "{id} 在规培，{date} {from}—{to} 应留给教学，却排了{posts:#}",
                    "{id} is in residency training: {from} to {to} on {date} is kept for teaching, yet there is {posts}"
                );
                findings.push(finding(rule, doctor, 1, Measure::Duties, text).date(*date));
            }
        }
    }
    findings
}

fn minima(rule: &TrainingGuard, doctor: &Doctor, entries: &[&Entry<'_>], days: &[NaiveDate]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let there = days.iter().filter(|date| doctor.is_available(**date)).count() as u64;
    for minimum in &rule.minima {
        let due = u64::from(minimum.per_month) * there / 30;
        let done = entries.iter().filter(|entry| entry.post.kind == minimum.kind && days.contains(&entry.duty.date)).count() as u64;
        if done < due {
            let id = &doctor.id;
            let kind = Called::from(minimum.kind.name());
            let text = text!(
                "{id} 规培期间{kind:#}只有 {done} 个班，在培 {there} 天应有 {due} 个",
                "{id} has {done} duties of {kind} in residency training; {due} are owed for {there} days"
            );
            findings.push(finding(rule, doctor, (due - done) as i64, Measure::Duties, text));
        }
    }
    findings
}
