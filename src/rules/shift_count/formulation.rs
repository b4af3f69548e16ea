//! For each doctor and window of `days` days, a month or quarter whole, with `present` the days of the window
//! on which the doctor is employed and not absent, and `away` 1 in a week spent elsewhere:
//! - `Σ duty ≤ max`,
//! - `Σ duty ≥ ⌊min × (present − Σ present in the week × away) / days⌋`, which is linear in whole
//!   numbers: `days × Σ duty + min × Σ present in the week × away ≥ min × present − (days − 1)`.
//!
//! Where the doctor cannot be away, or is so for the whole window or not at all, the minimum is a
//! constant `due` and the row `Σ duty + due × away ≥ due`.

use super::ShiftCount;
use crate::{
    domain::{Doctor, Instance, Mode, Window},
    planning::{Block, Plan, Tag},
};
use good_lp::Expression;
use std::{collections::BTreeMap, ops::Range};

pub(super) fn formulate(rule: &ShiftCount, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    let windows = instance.windows(rule.window);
    for (d, doctor) in instance.doctors.iter().enumerate().filter(|(_, doctor)| instance.in_scope(&rule.scope, doctor)) {
        for window in &windows {
            let from = instance.horizon.date(window.start as i64);
            let tag = |side| Tag::new(Block::default().person(d).week(window.start / 7)).with("d", &doctor.id).with("from", from).with("side", side);
            let duties = counted(rule, plan, d, window.clone());
            if let Some(max) = rule.max {
                plan.require(&tag("over"), &duties.clone().leq(f64::from(max)), rule.enforce);
            }
            if let Some(min) = rule.min {
                let days = whole(rule.window, instance, window);
                at_least(rule, plan, d, &tag("under"), duties, i64::from(min), (&present(instance, doctor, window.clone()), days));
            }
        }
    }
}

fn counted(rule: &ShiftCount, plan: &Plan<'_>, d: usize, days: Range<usize>) -> Expression {
    let duties = days.flat_map(|day| plan.duties_of(d, day)).filter(|duty| {
        let post = plan.post_of(duty);
        plan.instance.shift(&post.shift).is_some_and(|shift| rule.counts(post, shift))
    });
    duties.map(|duty| duty.on).sum()
}

fn whole(window: Window, instance: &Instance, days: &Range<usize>) -> i64 {
    window.days(instance.horizon.date(days.start as i64)).map_or(days.len() as i64, i64::from)
}

/// Days on which the doctor is there, by week.
fn present(instance: &Instance, doctor: &Doctor, days: Range<usize>) -> BTreeMap<usize, i64> {
    let mut weeks = BTreeMap::new();
    for day in days.filter(|day| doctor.is_available(instance.horizon.date(*day as i64))) {
        *weeks.entry(day / 7).or_default() += 1;
    }
    weeks
}

fn at_least(rule: &ShiftCount, plan: &mut Plan<'_>, d: usize, tag: &Tag, duties: Expression, min: i64, (weeks, days): (&BTreeMap<usize, i64>, i64)) {
    let total: i64 = weeks.values().sum();
    let may_leave = plan.stints_of(d).any(|stint| plan.programme_of(stint).mode == Mode::Resident);
    if weeks.len() <= 1 || !may_leave {
        let due = min * total / days;
        let away: Expression = weeks.keys().filter(|_| may_leave).map(|week| plan.away(d, *week)).sum();
        plan.require(tag, &(duties + away * due as f64).geq(due as f64), rule.enforce);
    } else {
        let away: Expression = weeks.iter().map(|(week, present)| plan.away(d, *week) * (min * present) as f64).sum();
        plan.require_per(tag, &(duties * days as f64 + away).geq((min * total - days + 1) as f64), rule.enforce, days);
    }
}
