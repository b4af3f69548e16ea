//! For each doctor and window, with `nights` before the start in windows of `days` that began
//! before it: `Σ night + nights ≤ max(max, nights)`.

use super::NightLimit;
use crate::{
    domain::{Doctor, Instance},
    planning::{Block, Plan, Tag},
};
use good_lp::{Expression, Variable};
use std::ops::Range;

pub(super) fn formulate(rule: &NightLimit, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    let windows = windows(rule, instance);
    for (d, doctor) in instance.doctors.iter().enumerate().filter(|(_, doctor)| instance.in_scope(&rule.scope, doctor)) {
        let past = past(rule, instance, doctor);
        for window in &windows {
            let before = past.iter().filter(|day| window.contains(day)).count() as i64;
            let first = window.start.max(0);
            let nights: Expression = (first..window.end).flat_map(|day| nights(rule, plan, d, day as usize)).sum();
            let tag = Tag::new(Block::default().person(d).week(first as usize / 7))
                .with("d", &doctor.id)
                .with("from", instance.horizon.date(window.start));
            plan.require(&tag, &nights.leq((i64::from(rule.max) - before).max(0) as f64), rule.enforce);
        }
    }
}

/// The windows that end in the horizon, by day; those of `days` may have begun before it.
fn windows(rule: &NightLimit, instance: &Instance) -> Vec<Range<i64>> {
    let of_days = rule.days.map(i64::from).map(|days| (1..=instance.horizon.days() as i64).map(move |end| end - days..end));
    let fixed = rule.window.map(|window| instance.windows(window).into_iter().map(|window| window.start as i64..window.end as i64));
    of_days.into_iter().flatten().chain(fixed.into_iter().flatten()).collect()
}

fn past(rule: &NightLimit, instance: &Instance, doctor: &Doctor) -> Vec<i64> {
    let duties = instance.history.duties.iter().filter(|duty| duty.doctor == doctor.id && duty.date < instance.horizon.start);
    let nights = duties.filter(|duty| instance.shift_of(&duty.post).is_some_and(|shift| rule.counts(shift.kind)));
    nights.map(|duty| instance.horizon.day(duty.date)).collect()
}

fn nights(rule: &NightLimit, plan: &Plan<'_>, d: usize, day: usize) -> Vec<Variable> {
    let counts = |shift: &crate::domain::Shift| rule.counts(shift.kind);
    plan.duties_of(d, day).filter(|duty| plan.instance.shift(&plan.post_of(duty).shift).is_some_and(counts)).map(|duty| duty.on).collect()
}
