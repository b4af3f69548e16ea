//! In each week the published roster speaks of, for each doctor and day, over the duties that could be: `Σ not published + Σ (1 − published) ≤ 0`,
//! a breach counted in changes; before the announcement, in frozen weeks, and where the entry is hard, each duty is fixed as
//! published. The same for each doctor and week with the programmes the doctor is on.

use super::Stability;
use crate::{
    domain::{DoctorId, Enforce, PostId, ProgrammeId, PublishedRoster},
    planning::{Block, Plan, Tag},
};
use chrono::NaiveDate;
use good_lp::Expression;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn formulate(rule: &Stability, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    let Some(published) = instance.published() else { return };
    let mut duties: BTreeMap<(&DoctorId, NaiveDate), BTreeSet<&PostId>> = BTreeMap::new();
    for duty in &published.duties {
        duties.entry((&duty.doctor, duty.date)).or_default().insert(&duty.post);
    }
    let weeks: Vec<usize> = published.weeks(&instance.horizon).into_iter().filter_map(|monday| Some(instance.horizon.day_within(monday)? / 7)).collect();
    for (d, doctor) in instance.doctors.iter().enumerate().filter(|(_, doctor)| instance.in_scope(&rule.scope, doctor)) {
        for day in weeks.iter().flat_map(|week| week * 7..week * 7 + 7) {
            let date = instance.horizon.date(day as i64);
            let was = duties.remove(&(&doctor.id, date)).unwrap_or_default();
            let tag = Tag::new(Block::default().person(d).day(day)).with("d", &doctor.id).with("date", date);
            settle_day(plan, &tag, (d, day), &was, rule.price(instance, date));
        }
        for week in weeks.iter().copied() {
            let monday = instance.horizon.monday(week as i64);
            let was = programmes(published, &doctor.id, monday);
            let tag = Tag::new(Block::default().person(d).week(week).weekly()).with("d", &doctor.id).with("week", monday);
            settle_week(plan, &tag, (d, week), &was, rule.price(instance, monday));
        }
    }
}

/// Where a doctor was to be in a week, as published.
fn programmes<'a>(published: &'a PublishedRoster, doctor: &DoctorId, monday: NaiveDate) -> BTreeSet<&'a ProgrammeId> {
    published.stints.iter().filter(|stint| stint.doctor == *doctor && stint.covers(monday)).map(|stint| &stint.programme).collect()
}

fn settle_day(plan: &mut Plan<'_>, tag: &Tag, (d, day): (usize, usize), was: &BTreeSet<&PostId>, price: Enforce) {
    let possible: Vec<_> = plan.duties_of(d, day).map(|duty| (duty.on, &plan.post_of(duty).id)).collect();
    let lost = was.iter().filter(|post| possible.iter().all(|(_, known)| known != *post)).count();
    let changes: Expression = possible.iter().map(|(on, post)| if was.contains(post) { 1 - *on } else { Expression::from(*on) }).sum();
    if price.is_hard() {
        for (on, post) in possible {
            plan.settle(&tag.clone().with("post", post), on, was.contains(post), price);
        }
        plan.require(&tag.clone().with("level", "lost"), &Expression::from(lost as f64).leq(0), price);
    } else {
        plan.require(tag, &(changes + lost as f64).leq(0), price);
    }
}

fn settle_week(plan: &mut Plan<'_>, tag: &Tag, (d, week): (usize, usize), was: &BTreeSet<&ProgrammeId>, price: Enforce) {
    let mut changes = Expression::default();
    for (p, programme) in plan.instance.programmes.iter().enumerate() {
        let on = plan.on_programme(d, p, week);
        changes += if was.contains(&programme.id) { 1 - on } else { on };
    }
    plan.require(tag, &changes.leq(0), price);
}
