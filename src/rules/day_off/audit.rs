//! Marks the days on which a duty begins and reads the calendar day by day.

use super::DayOff;
use crate::{
    domain::{Doctor, Instance, Roster, Timesheet},
    rules::{Finding, Measure, Settings},
    text,
};
use std::collections::BTreeSet;

pub(super) fn audit(rule: &DayOff, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (doctor, entries) in Timesheet::new(instance, roster).each() {
        if instance.in_scope(&rule.scope, doctor) {
            let worked: BTreeSet<i64> = entries.iter().map(|entry| entry.day).collect();
            let judge = Judge { rule, instance, doctor, worked };
            findings.extend(judge.too_few_off());
            findings.extend(judge.runs_of_work());
            findings.extend(judge.short_runs_of_work());
            findings.extend(judge.runs_off());
        }
    }
    findings
}

struct Judge<'a> {
    rule: &'a DayOff,
    instance: &'a Instance,
    doctor: &'a Doctor,
    worked: BTreeSet<i64>,
}

impl Judge<'_> {
    fn finding(&self, day: i64, amount: i64, text: crate::diagnostic::Text) -> Finding {
        Finding::new(&DayOff::CARD, self.rule.enforce, amount, Measure::Days, text)
            .doctor(&self.doctor.id)
            .date(self.instance.horizon.date(day))
    }

    /// Windows that lie in the horizon or began before it.
    fn too_few_off(&self) -> Vec<Finding> {
        let (length, wanted) = (i64::from(self.rule.in_days), i64::from(self.rule.at_least));
        let mut findings = Vec::new();
        for last in 0..self.instance.horizon.days() as i64 {
            let first = last - length + 1;
            let off = (first..=last).filter(|day| !self.worked.contains(day)).count() as i64;
            let still_possible = (first..=last).filter(|day| *day >= 0 || !self.worked.contains(day)).count() as i64;
            let missing = wanted.min(still_possible) - off;
            if missing > 0 {
                let (id, from, to) = (&self.doctor.id, self.instance.horizon.date(first), self.instance.horizon.date(last));
                let text = text!(
                    "{id} 在 {from} 至 {to} 只休息 {off} 天，应至少 {wanted} 天",
                    "{id} has {off} days off from {from} to {to}; {wanted} are due"
                );
                findings.push(self.finding(first, missing, text));
            }
        }
        findings
    }

    /// First and last days of the runs of working days.
    fn runs(&self) -> impl Iterator<Item = (i64, i64)> {
        let end = self.instance.horizon.days() as i64;
        let begins = self.worked.iter().copied().filter(|day| !self.worked.contains(&(day - 1)));
        begins.map(move |first| (first, (first..end).take_while(|day| self.worked.contains(day)).last().unwrap_or(first)))
    }

    fn runs_of_work(&self) -> Vec<Finding> {
        let Some(most) = self.rule.max_run.map(i64::from) else { return Vec::new() };
        let mut findings = Vec::new();
        for (first, last) in self.runs() {
            let beyond = (first + most..=last).filter(|day| *day >= 0).count() as i64;
            if beyond > 0 {
                let (id, from, length) = (&self.doctor.id, self.instance.horizon.date(first), last - first + 1);
                let text = text!(
                    "{id} 自 {from} 起连续工作 {length} 天，最多 {most} 天",
                    "{id} works {length} days running from {from}; {most} is the most"
                );
                findings.push(self.finding(first, beyond, text));
            }
        }
        findings
    }

    /// Runs that begin on the first day anything is known of, or reach the last day, may be parts
    /// of longer ones.
    fn short_runs_of_work(&self) -> Vec<Finding> {
        let Some(least) = self.rule.min_run.map(i64::from) else { return Vec::new() };
        let known = self.worked.first().copied().unwrap_or(0).min(0);
        let end = self.instance.horizon.days() as i64;
        let mut findings = Vec::new();
        for (first, last) in self.runs().filter(|(first, last)| *first > known && (-1..end - 1).contains(last)) {
            let length = last - first + 1;
            if length < least {
                let (id, from) = (&self.doctor.id, self.instance.horizon.date(first));
                let text = text!(
                    "{id} 自 {from} 起只连续工作 {length} 天，应至少 {least} 天",
                    "{id} works only {length} days running from {from}; {least} are due"
                );
                findings.push(self.finding(first, least - length, text));
            }
        }
        findings
    }

    fn runs_off(&self) -> Vec<Finding> {
        let Some(least) = self.rule.min_off_run.map(i64::from) else { return Vec::new() };
        let mut findings = Vec::new();
        for (before, after) in self.worked.iter().zip(self.worked.iter().skip(1)) {
            let off = after - before - 1;
            if 0 < off && off < least && *after >= 0 {
                let (id, from) = (&self.doctor.id, self.instance.horizon.date(before + 1));
                let text = text!(
                    "{id} 自 {from} 起只连休 {off} 天，应至少 {least} 天",
                    "{id} has {off} days off running from {from}; {least} are due"
                );
                findings.push(self.finding(before + 1, least - off, text));
            }
        }
        findings
    }
}
