//! Collects the dates on which each doctor works and goes through weekends and holidays.

use super::Weekend;
use crate::{
    domain::{DayType, Doctor, Instance, Roster, Timesheet},
    rules::{Finding, Measure, Settings},
    text,
};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::collections::BTreeSet;

pub(super) fn audit(rule: &Weekend, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (doctor, entries) in Timesheet::new(instance, roster).each().filter(|(doctor, _)| instance.in_scope(&rule.scope, doctor)) {
        let worked: BTreeSet<NaiveDate> = entries.iter().map(|entry| entry.duty.date).collect();
        let judge = Judge { rule, instance, doctor, worked };
        findings.extend(judge.weekends());
        findings.extend(judge.holidays());
        findings.extend(judge.halves());
    }
    findings
}

struct Judge<'a> {
    rule: &'a Weekend,
    instance: &'a Instance,
    doctor: &'a Doctor,
    worked: BTreeSet<NaiveDate>,
}

impl Judge<'_> {
    fn finding(&self, date: NaiveDate, amount: usize, measure: Measure, text: crate::diagnostic::Text) -> Finding {
        Finding::new(&Weekend::CARD, self.rule.enforce, amount as i64, measure, text).doctor(&self.doctor.id).date(date)
    }

    /// First Mondays and last Sundays of the periods that end in the horizon.
    fn periods(&self) -> Vec<(NaiveDate, NaiveDate)> {
        let horizon = self.instance.horizon;
        let sundays = horizon.dates().filter(|date| date.weekday() == Weekday::Sun);
        match self.rule.weeks {
            Some(weeks) => sundays.map(|sunday| (sunday + Days::new(1) - Days::new(u64::from(weeks) * 7), sunday)).collect(),
            None => sundays.last().map(|sunday| (horizon.start, sunday)).into_iter().collect(),
        }
    }

    fn is_workday(&self, date: NaiveDate) -> bool {
        self.instance.calendar.day_type(date) == DayType::Workday
    }

    /// Saturdays whose weekend is worked.
    fn worked_weekends(&self) -> BTreeSet<NaiveDate> {
        let days = self.worked.iter().filter(|date| !self.is_workday(**date));
        let saturday = |date: &NaiveDate| match date.weekday() {
            Weekday::Sat => Some(*date),
            Weekday::Sun => Some(*date - Days::new(1)),
            _ => None,
        };
        days.filter_map(saturday).collect()
    }

    /// How many dates of a period are beyond the limit; those before the start stand.
    fn beyond(&self, dates: &BTreeSet<NaiveDate>, (from, to): (NaiveDate, NaiveDate), most: u8) -> (usize, usize) {
        let within: Vec<_> = dates.range(from..=to).collect();
        let before = within.iter().filter(|date| ***date < self.instance.horizon.start).count();
        (within.len(), within.len().saturating_sub(before.max(usize::from(most))))
    }

    fn weekends(&self) -> Vec<Finding> {
        let Some(most) = self.rule.max_worked else { return Vec::new() };
        let (id, weekends) = (&self.doctor.id, self.worked_weekends());
        let breach = |(from, to)| {
            let (count, beyond) = self.beyond(&weekends, (from, to), most);
            let text = text!("{id} 在 {from} 至 {to} 有 {count} 个周末上班，最多 {most} 个", "{id} works {count} weekends from {from} to {to}; {most} is the most");
            (beyond > 0).then(|| self.finding(from, beyond, Measure::Weeks, text))
        };
        self.periods().into_iter().filter_map(breach).collect()
    }

    fn holidays(&self) -> Vec<Finding> {
        let Some(most) = self.rule.max_holidays else { return Vec::new() };
        let calendar = &self.instance.calendar;
        let counts = |date: NaiveDate| calendar.is_statutory(date) || !self.rule.statutory_only && calendar.holiday_name(date).is_some();
        let (id, holidays) = (&self.doctor.id, self.worked.iter().copied().filter(|date| counts(*date)).collect());
        let breach = |(from, to)| {
            let (count, beyond) = self.beyond(&holidays, (from, to), most);
            let text = text!("{id} 在 {from} 至 {to} 有 {count} 天节假日上班，最多 {most} 天", "{id} works on {count} holidays from {from} to {to}; {most} is the most");
            (beyond > 0).then(|| self.finding(from, beyond, Measure::Days, text))
        };
        self.periods().into_iter().filter_map(breach).collect()
    }

    fn halves(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for saturday in self.instance.horizon.dates().filter(|date| self.rule.complete && date.weekday() == Weekday::Sat) {
            let sunday = saturday + Days::new(1);
            let days = [saturday, sunday].map(|date| self.worked.contains(&date));
            if days[0] != days[1] && !self.is_workday(saturday) && !self.is_workday(sunday) {
                let (id, on, off) = if days[0] { (&self.doctor.id, saturday, sunday) } else { (&self.doctor.id, sunday, saturday) };
                let text = text!("{id} 这个周末只在 {on} 上班，{off} 不上", "{id} works on {on} of a weekend and not on {off}");
                findings.push(self.finding(saturday, 1, Measure::Weeks, text));
            }
        }
        findings
    }
}
