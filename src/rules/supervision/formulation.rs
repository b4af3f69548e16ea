//! For each unit, day and shift: `Σ duty of learners ≤ k · Σ duty of teachers` over the posts of
//! the unit on that shift. For each possible night of a learner, where asked:
//! `night ≤ Σ duty of seniors of the unit beside it`, over all its shifts.

use super::{Supervision, is_beside, is_senior};
use crate::{
    domain::{Post, Shift, Unit},
    planning::{Block, DutyColumn, Plan, Tag},
};
use good_lp::Expression;

pub(super) fn formulate(rule: &Supervision, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for (u, unit) in instance.units.iter().enumerate().filter(|(_, unit)| instance.unit_in_scope(&rule.scope, &unit.id)) {
        let posts: Vec<(usize, &Post, &Shift)> = instance
            .posts
            .iter()
            .enumerate()
            .filter(|(_, post)| post.unit == unit.id)
            .filter_map(|(p, post)| Some((p, post, instance.shift(&post.shift)?)))
            .collect();
        for day in 0..plan.days() {
            for shift in &instance.shifts {
                learners_per_teacher(rule, plan, (u, unit), &posts, shift, day);
            }
            if rule.nights_beside_senior {
                beside_senior(rule, plan, u, &posts, day);
            }
        }
    }
}

fn learners_per_teacher(rule: &Supervision, plan: &mut Plan<'_>, (u, unit): (usize, &Unit), posts: &[(usize, &Post, &Shift)], shift: &Shift, day: usize) {
    let instance = plan.instance;
    let Some(ratio) = rule.ratio(instance, &unit.id) else { return };
    let mut too_many = Expression::default();
    for (p, post, _) in posts.iter().filter(|(_, post, _)| post.shift == shift.id) {
        for duty in plan.duties_on(*p, day) {
            let doctor = &instance.doctors[duty.doctor];
            if rule.is_learner(instance, doctor, post) {
                too_many += duty.on;
            } else if rule.is_teacher(doctor, shift) {
                too_many -= f64::from(ratio) * duty.on;
            }
        }
    }
    let tag = Tag::new(Block::default().unit(u).day(day)).with("unit", &unit.id).with("shift", &shift.id);
    plan.require(&tag.with("date", instance.horizon.date(day as i64)), &too_many.leq(0), rule.enforce);
}

fn beside_senior(rule: &Supervision, plan: &mut Plan<'_>, u: usize, posts: &[(usize, &Post, &Shift)], day: usize) {
    let instance = plan.instance;
    for (p, night_post, night) in posts.iter().filter(|(_, _, shift)| shift.kind.is_night()) {
        let learners: Vec<DutyColumn> =
            plan.duties_on(*p, day).filter(|duty| rule.is_learner(instance, &instance.doctors[duty.doctor], night_post)).cloned().collect();
        if learners.is_empty() || has_past_senior(rule, plan, posts, (night, day)) {
            continue;
        }
        let mut seniors = Expression::default();
        for (p, post, shift) in posts {
            for near in (day.saturating_sub(2)..=day + 1).filter(|near| *near < plan.days()) {
                if is_beside((shift, near as i64), (night, day as i64)) {
                    let counts = |duty: &&DutyColumn| {
                        let doctor = &instance.doctors[duty.doctor];
                        is_senior(doctor, shift) && !rule.is_learner(instance, doctor, post)
                    };
                    seniors += plan.duties_on(*p, near).filter(counts).map(|duty| duty.on).sum::<Expression>();
                }
            }
        }
        for learner in learners {
            let tag = Tag::new(Block::default().unit(u).day(day))
                .with("night", &night_post.id)
                .with("date", instance.horizon.date(day as i64))
                .with("d", &instance.doctors[learner.doctor].id);
            plan.require(&tag, &(Expression::from(learner.on) - seniors.clone()).leq(0), rule.enforce);
        }
    }
}

/// Whether a senior of the history is still there.
fn has_past_senior(rule: &Supervision, plan: &Plan<'_>, posts: &[(usize, &Post, &Shift)], (night, day): (&Shift, usize)) -> bool {
    let instance = plan.instance;
    instance.history.duties.iter().filter(|duty| duty.date < instance.horizon.start).any(|duty| {
        let place = posts.iter().find(|(_, post, _)| post.id == duty.post);
        place.zip(instance.doctor(&duty.doctor)).is_some_and(|((_, post, shift), doctor)| {
            is_senior(doctor, shift)
                && !rule.is_learner(instance, doctor, post)
                && is_beside((shift, instance.horizon.day(duty.date)), (night, day as i64))
        })
    })
}
