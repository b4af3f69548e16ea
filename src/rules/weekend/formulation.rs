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
        None => vec![0..horizon],
    };
    for (d, doctor) in instance.doctors.iter().enumerate().filter(|(_, doctor)| instance.in_scope(&rule.scope, doctor)) {
        if let Some(most) = rule.max_worked {
            let worked: Vec<Expression> = (0..plan.weeks()).map(|week| weekend(plan, d, week)).collect();
            let past: BTreeSet<i64> = past(instance, doctor, is_weekend).map(|day| day.div_euclid(7)).collect();
            limit(rule, plan, d, "weekends", &windows, &worked, &past.into_iter().collect::<Vec<_>>(), i64::from(most));
        }
        if let Some(most) = rule.max_holidays {
            let counts = |instance: &Instance, date: NaiveDate| is_holiday(rule, instance, date);
            let on = |plan: &mut Plan<'_>, day: usize| {
                if counts(instance, instance.horizon.date(day as i64)) { plan.works(d, day) } else { Expression::default() }
            };
            let worked: Vec<Expression> =
                (0..plan.weeks()).map(|week| (week * 7..week * 7 + 7).map(|day| on(plan, day)).sum::<Expression>()).collect();
            let past: BTreeSet<i64> = past(instance, doctor, counts).collect();
            let weeks: Vec<i64> = past.into_iter().map(|day| day.div_euclid(7)).collect();
            limit(rule, plan, d, "holidays", &windows, &worked, &weeks, i64::from(most));
        }
        if rule.complete {
            for week in 0..plan.weeks() {
                both_or_none(rule, plan, d, week);
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

fn tag(plan: &Plan<'_>, d: usize, of: &str, week: i64) -> Tag {
    let block = Block::default().person(d).week(week.max(0) as usize);
    Tag::new(block).with("d", &plan.instance.doctors[d].id).with(of, plan.instance.horizon.monday(week))
}

/// 1 if a duty begins on either day.
fn weekend(plan: &mut Plan<'_>, d: usize, week: usize) -> Expression {
    let days = [week * 7 + 5, week * 7 + 6].into_iter().filter(|day| is_weekend(plan.instance, plan.instance.horizon.date(*day as i64)));
    let duties: Vec<_> = days.flat_map(|day| plan.duties_of(d, day).cloned()).collect();
    let cliques: Vec<_> = cliques(&duties, i64::MIN).into_iter().map(|(_, clique)| clique).collect();
    plan.any_of("worked", &tag(plan, d, "week", week as i64), &cliques)
}

#[allow(clippy::too_many_arguments)] // one row for each window, and all that stands in it
fn limit(rule: &Weekend, plan: &mut Plan<'_>, d: usize, of: &str, windows: &[Range<i64>], worked: &[Expression], past: &[i64], most: i64) {
    for window in windows {
        let before = past.iter().filter(|week| rule.weeks.is_some() && window.contains(week)).count() as i64;
        let sum: Expression = worked[window.start.max(0) as usize..window.end as usize].iter().cloned().sum();
        plan.require(&tag(plan, d, of, window.start), &sum.leq((most - before).max(0) as f64), rule.enforce);
    }
}

fn both_or_none(rule: &Weekend, plan: &mut Plan<'_>, d: usize, week: usize) {
    let days = [week * 7 + 5, week * 7 + 6];
    if days.iter().all(|day| is_weekend(plan.instance, plan.instance.horizon.date(*day as i64))) {
        let [saturday, sunday] = days.map(|day| plan.works(d, day));
        plan.require(&tag(plan, d, "complete", week as i64), &saturday.eq(sunday), rule.enforce);
    }
}
