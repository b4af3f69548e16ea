//! For each doctor, with `works` 1 on a day on which a duty begins, `weekend` 1 if one begins on
//! either day of a weekend, and `past` what was worked before the start in windows that began
//! before it:
//! - each window: `Σ weekend + past ≤ max(max_worked, past)`,
//! - each window: `Σ works on holidays + past ≤ max(max_holidays, past)`,
//! - each weekend of two days off: `works on Saturday = works on Sunday`.

use super::Weekend;
use crate::{
    domain::{DayType, Doctor, Instance},
    planning::{Block, Plan, Tag, cliques},
};
use chrono::{Datelike, NaiveDate, Weekday};
use good_lp::Expression;
use std::{collections::BTreeSet, ops::Range};

pub(super) fn formulate(rule: &Weekend, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    let horizon = plan.weeks() as i64;
    let windows: Vec<Range<i64>> = match rule.weeks.map(i64::from) {
        Some(weeks) => (1..=horizon).map(|end| end - weeks..end).collect(),
        None => std::iter::once(0..horizon).collect(),
    };
    for (d, doctor) in instance.doctors.iter().enumerate().filter(|(_, doctor)| instance.in_scope(&rule.scope, doctor)) {
        let mut weeks = Weeks { rule, d, windows: &windows, plan };
        if let Some(most) = rule.max_worked {
            let worked: Vec<Expression> = (0..weeks.plan.weeks()).map(|week| weeks.weekend(week)).collect();
            let past: BTreeSet<i64> = past(instance, doctor, is_weekend).map(|day| day.div_euclid(7)).collect();
            weeks.limit("weekends", &worked, &past.into_iter().collect::<Vec<_>>(), most);
        }
        if let Some(most) = rule.max_holidays {
            let worked: Vec<Expression> = (0..weeks.plan.weeks()).map(|week| weeks.holidays(week)).collect();
            let past: BTreeSet<i64> = past(instance, doctor, |instance, date| is_holiday(rule, instance, date)).collect();
            weeks.limit("holidays", &worked, &past.into_iter().map(|day| day.div_euclid(7)).collect::<Vec<_>>(), most);
        }
        if rule.complete {
            for week in 0..weeks.plan.weeks() {
                weeks.both_or_none(week);
            }
        }
    }
}

fn is_weekend(instance: &Instance, date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && instance.calendar.day_type(date) != DayType::Workday
}

fn is_holiday(rule: &Weekend, instance: &Instance, date: NaiveDate) -> bool {
    if rule.statutory_only { instance.calendar.is_statutory(date) } else { instance.calendar.day_type(date) == DayType::Holiday }
}

/// Days before the start on which the doctor worked, as far as they count; a day may come twice.
fn past<'a>(instance: &'a Instance, doctor: &'a Doctor, counts: impl Fn(&Instance, NaiveDate) -> bool) -> impl Iterator<Item = i64> {
    let duties = instance.history.duties.iter().filter(|duty| duty.doctor == doctor.id && duty.date < instance.horizon.start);
    duties.filter(move |duty| counts(instance, duty.date)).map(|duty| instance.horizon.day(duty.date))
}

/// The weeks of one doctor.
struct Weeks<'p, 'a> {
    rule: &'p Weekend,
    d: usize,
    windows: &'p [Range<i64>],
    plan: &'p mut Plan<'a>,
}

impl Weeks<'_, '_> {
    fn tag(&self, of: &str, week: i64) -> Tag {
        let block = Block::default().person(self.d).week(week.max(0) as usize);
        let instance = self.plan.instance;
        Tag::new(block).with("d", &instance.doctors[self.d].id).with(of, instance.horizon.monday(week))
    }

    fn date(&self, day: usize) -> NaiveDate {
        self.plan.instance.horizon.date(day as i64)
    }

    /// 1 if a duty begins on either day.
    fn weekend(&mut self, week: usize) -> Expression {
        let days = [week * 7 + 5, week * 7 + 6].into_iter().filter(|day| is_weekend(self.plan.instance, self.date(*day)));
        let duties: Vec<_> = days.flat_map(|day| self.plan.duties_of(self.d, day).cloned()).collect();
        let cliques: Vec<_> = cliques(&duties, i64::MIN).into_iter().map(|(_, clique)| clique).collect();
        let tag = self.tag("week", week as i64);
        self.plan.any_of("worked", &tag, &cliques)
    }

    fn holidays(&mut self, week: usize) -> Expression {
        let days: Vec<usize> = (week * 7..week * 7 + 7).filter(|day| is_holiday(self.rule, self.plan.instance, self.date(*day))).collect();
        days.into_iter().map(|day| self.plan.works(self.d, day)).sum()
    }

    /// `worked` by week of the horizon; `past` the week of each that was worked before it.
    fn limit(&mut self, of: &str, worked: &[Expression], past: &[i64], most: u8) {
        for window in self.windows {
            let before = past.iter().filter(|week| window.contains(week)).count() as i64;
            let sum: Expression = worked[window.start.max(0) as usize..window.end as usize].iter().cloned().sum();
            let tag = self.tag(of, window.start);
            self.plan.require(&tag, &sum.leq((i64::from(most) - before).max(0) as f64), self.rule.enforce);
        }
    }

    fn both_or_none(&mut self, week: usize) {
        let days = [week * 7 + 5, week * 7 + 6];
        if days.iter().all(|day| is_weekend(self.plan.instance, self.date(*day))) {
            let [saturday, sunday] = days.map(|day| self.plan.works(self.d, day));
            let tag = self.tag("complete", week as i64);
            self.plan.require(&tag, &saturday.eq(sunday), self.rule.enforce);
        }
    }
}
