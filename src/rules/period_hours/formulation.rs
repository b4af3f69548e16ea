//! For each doctor and period, with `worked = Σ minutes × duty`:
//! `worked ≤ workdays × 8 h × fte + overtime`, counted in begun hours, and
//! `worked ≥ contract hours × workdays / 5` at `under_weight`.
//!
//! `workdays` are those of the calendar on which the doctor is employed and not absent.
//! `overtime` is `overtime_per_month × days / days of the month` for each month of the period,
//! counting the days on which the doctor is there and may be asked for overtime.
//!
//! Where hours are fixed: `worked ≤ most`, and `worked ≥ least` at `enforce`; of a month or quarter
//! cut by the horizon `least × its days / days of the whole`.

use super::{PeriodHours, WORKDAY};
use crate::{
    domain::{DayType, Doctor, Enforce, FactKind, Instance, Priority},
    planning::{Block, Plan, Tag},
};
use chrono::Datelike;
use good_lp::Expression;
use std::{collections::BTreeMap, ops::Range};

pub(super) fn formulate(rule: &PeriodHours, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for (d, doctor) in instance.doctors.iter().enumerate().filter(|(_, doctor)| instance.in_scope(&rule.scope, doctor)) {
        for window in instance.windows(rule.window) {
            let worked: Expression = window.clone().map(|day| plan.worked(d, day)).sum();
            let limits = Limits::new(rule, instance, doctor, window.clone());
            let tag = |side: &str| {
                Tag::new(Block::default().person(d)).with("d", &doctor.id).with("from", instance.horizon.date(window.start as i64)).with("side", side)
            };
            let most = rule.most.map_or(limits.most, |most| most.0);
            plan.require_per(&tag("over"), &worked.clone().leq(most as f64), rule.enforce, 60);
            if let Some(least) = rule.least {
                let days = window.len() as i64;
                let whole = rule.window.days(instance.horizon.date(window.start as i64)).map_or(days, i64::from);
                plan.require_per(&tag("under").aim(Priority::Obligations), &worked.geq((least.0 * days / whole) as f64), rule.enforce, 60);
            } else if rule.under_weight > 0 {
                plan.require_per(&tag("under").aim(Priority::Stability), &worked.geq(limits.least as f64), Enforce::Weight(rule.under_weight), 60);
            }
        }
    }
}

/// Minutes a doctor may and should work in a period.
struct Limits {
    most: i64,
    least: i64,
}

impl Limits {
    fn new(rule: &PeriodHours, instance: &Instance, doctor: &Doctor, days: Range<usize>) -> Self {
        let mut workdays = 0;
        let mut overtime_days: BTreeMap<(i32, u32, i64), i64> = BTreeMap::new();
        for date in days.map(|day| instance.horizon.date(day as i64)).filter(|date| doctor.is_available(*date)) {
            workdays += i64::from(instance.calendar.day_type(date) == DayType::Workday);
            if doctor.fact_on(date, FactKind::spares_nights).is_none() {
                *overtime_days.entry((date.year(), date.month(), i64::from(date.num_days_in_month()))).or_default() += 1;
            }
        }
        let overtime: i64 = overtime_days.iter().map(|((_, _, length), days)| rule.overtime_per_month.0 * days / length).sum();
        let statutory = WORKDAY.0 * workdays * i64::from(doctor.contract.fte) / 100;
        Self { most: statutory + overtime, least: doctor.contract.weekly_minutes() * workdays / 5 }
    }
}
