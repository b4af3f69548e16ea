//! For each doctor and each window of `days` consecutive days:
//! `Σ night + nights before the start ≤ max(1, nights before the start)`.
//!
//! A night that follows another after `gap` days shares `days − gap` windows with it, so that the
//! slacks of all windows add up to the days missing between each night and the next. For that sum
//! the windows that run past the end count too; hard, they say nothing new.

use super::NightSpacing;
use crate::{

    planning::{Block, Plan, Tag},
};
use good_lp::Expression;

pub(super) fn formulate(rule: &NightSpacing, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    let (days, end) = (i64::from(rule.days), plan.days() as i64);
    let last = if rule.enforce.is_hard() { end - days } else { end - 1 };
    for (d, doctor) in instance.doctors.iter().enumerate().filter(|(_, doctor)| instance.in_scope(&rule.scope, doctor)) {
        let past: Vec<i64> = instance
            .history
            .duties
            .iter()
            .filter(|duty| duty.doctor == doctor.id && duty.date < instance.horizon.start)
            .filter(|duty| instance.shift_of(&duty.post).is_some_and(|shift| shift.kind.is_night()))
            .map(|duty| instance.horizon.day(duty.date))
            .collect();
        for first in 1 - days..=last {
            let window = first..first + days;
            let before = past.iter().filter(|day| window.contains(day)).count() as i64;
            let nights: Expression = (first.max(0)..window.end.min(end)).map(|day| plan.nights(d, day as usize)).sum();
            let tag = Tag::new(Block::default().person(d).week(first.max(0) as usize / 7))
                .with("d", &doctor.id)
                .with("from", instance.horizon.date(first));
            plan.require(&tag, &nights.leq((1 - before).max(0) as f64), rule.enforce);
        }
    }
}
