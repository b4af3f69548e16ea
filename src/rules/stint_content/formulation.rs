//! For each doctor, programme with content, week and kind:
//! `Σ duty of the kind at the host that week ≥ owed × on programme`. For each contract minimum:
//! `Σ duty of the kind at the host ≥ Σ part owed × stint`, a stint owing
//! `sessions × weeks in the horizon / weeks`, rounded down.

use super::{StintContent, owed};
use crate::{
    domain::{PostKind, Programme},
    planning::{Block, Plan, Tag},
};
use good_lp::Expression;
use std::ops::Range;

pub(super) fn formulate(rule: &StintContent, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for (d, doctor) in instance.doctors.iter().enumerate().filter(|(_, doctor)| instance.in_scope(&rule.scope, doctor)) {
        for (p, programme) in instance.programmes.iter().enumerate() {
            if !plan.stints_of(d).any(|stint| stint.programme == p) {
                continue;
            }
            for week in 0..plan.weeks() {
                let monday = instance.horizon.monday(week as i64);
                for content in &programme.content {
                    let due = f64::from(owed(instance, doctor, content.per_week, monday)) * plan.on_programme(d, p, week);
                    let done = sessions(plan, d, programme, content.kind, week * 7..week * 7 + 7);
                    let tag = Tag::new(Block::default().person(d).week(week)).with("d", &doctor.id).with("programme", &programme.id);
                    let tag = tag.with("week", monday).with("kind", key(content.kind));
                    plan.require(&tag, &(due - done).leq(0), rule.enforce);
                }
            }
            for minimum in &programme.minima {
                let weeks = plan.weeks();
                let part = |stint: &crate::planning::StintColumn| {
                    let inside = (0..weeks).filter(|week| stint.covers(*week)).count();
                    (u64::from(minimum.sessions) * inside as u64 / stint.weeks as u64) as f64
                };
                let due: Expression = plan.stints_of(d).filter(|stint| stint.programme == p).map(|stint| part(stint) * stint.taken).sum();
                let done = sessions(plan, d, programme, minimum.kind, 0..plan.days());
                let tag = Tag::new(Block::default().person(d)).with("d", &doctor.id).with("programme", &programme.id);
                plan.require(&tag.with("minimum", key(minimum.kind)), &(due - done).leq(0), rule.enforce);
            }
        }
    }
}

fn sessions(plan: &Plan<'_>, d: usize, programme: &Programme, kind: PostKind, days: Range<usize>) -> Expression {
    let counts = |post: &crate::domain::Post| post.kind == kind && post.unit == programme.host;
    days.flat_map(|day| plan.duties_of(d, day)).filter(|duty| counts(plan.post_of(duty))).map(|duty| duty.on).sum()
}

/// The kind as files write it.
fn key(kind: PostKind) -> String {
    serde_json::to_value(kind).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
