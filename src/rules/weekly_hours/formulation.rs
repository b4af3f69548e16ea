//! For each doctor and window of `weeks × 7` days:
//! `Σ worked × duty + worked before the start ≤ max × weeks`.

use super::{WeekWindow, WeeklyHours};
use crate::{
    domain::iso_week,
    planning::{Block, Plan, Tag},
};
use good_lp::Expression;

pub(super) fn formulate(rule: &WeeklyHours, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    let days = plan.days() as i64;
    let weeks = i64::from(rule.average_over).min(instance.horizon.weeks as i64);
    let length = weeks * 7;
    let firsts: Vec<i64> = match rule.window {
        WeekWindow::Calendar => (0..=days - length).step_by(7).collect(),
        WeekWindow::Rolling => (1 - length..=days - length).collect(),
    };
    for (d, doctor) in instance.doctors.iter().enumerate().filter(|(_, doctor)| instance.in_scope(&rule.scope, doctor)) {
        for first in &firsts {
            let past: i64 = instance
                .history
                .duties
                .iter()
                .filter(|duty| duty.doctor == doctor.id && duty.date < instance.horizon.start)
                .filter(|duty| (*first..*first + length).contains(&instance.horizon.day(duty.date)))
                .filter_map(|duty| instance.shift_of(&duty.post))
                .map(crate::domain::Shift::worked)
                .sum();
            let within = (*first).max(0) as usize..(first + length) as usize;
            let worked: Expression = within.clone().map(|day| plan.worked(d, day)).sum();
            let monday = instance.horizon.date(*first);
            let tag = Tag::new(Block::default().person(d).week(within.start / 7)).with("d", &doctor.id);
            let tag = match rule.window {
                WeekWindow::Calendar => tag.with("week", iso_week(monday)),
                WeekWindow::Rolling => tag.with("from", monday),
            };
            plan.require_per(&tag, &(worked + past as f64).leq((rule.max.0 * weeks) as f64), rule.enforce, 60);
        }
    }
}
