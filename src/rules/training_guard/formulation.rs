//! For each doctor while in training:
//! - `stint = 0` for each stint down or up that is not in progress and touches the training;
//!   weighted, `Σ weeks touched × stint ≤ 0`;
//! - for each protected half-day, `duty = 0` for each duty that overlaps it; weighted,
//!   `any of these duties ≤ 0`: however many there are, the half-day is lost once;
//! - for each minimum, `Σ duty of the kind begun while in training ≥ ⌊per_month × days / 30⌋`.

use super::{TrainingGuard, is_in_training, is_outside_training, is_teaching};
use crate::{
    domain::{FactKind, PostKind, Stint},
    planning::{Block, DutyColumn, Plan, StintColumn, Tag, cliques},
};
use good_lp::Expression;

const DAY: i64 = 24 * 60;

pub(super) fn formulate(rule: &TrainingGuard, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for (d, doctor) in instance.doctors.iter().enumerate().filter(|(_, doctor)| instance.in_scope(&rule.scope, doctor)) {
        if doctor.facts.iter().any(|fact| fact.kind == FactKind::Residency) {
            stints(rule, plan, d);
            half_days(rule, plan, d);
            minima(rule, plan, d);
        }
    }
}

fn stints(rule: &TrainingGuard, plan: &mut Plan<'_>, d: usize) {
    let instance = plan.instance;
    let doctor = &instance.doctors[d];
    let weeks_touched = |stint: &StintColumn| {
        let weeks = stint.first.max(0)..stint.first + stint.weeks as i64;
        weeks.filter(|week| (week * 7..week * 7 + 7).any(|day| is_in_training(doctor, instance.horizon.date(day)))).count()
    };
    let in_progress = |stint: &StintColumn| {
        let programme = instance.programmes[stint.programme].id.clone();
        let written = Stint { doctor: doctor.id.clone(), programme, first: instance.horizon.monday(stint.first), weeks: stint.weeks };
        instance.history.stints.contains(&written)
    };
    let outside = plan.stints_of(d).filter(|stint| is_outside_training(plan.programme_of(stint)) && !in_progress(stint));
    let disturbing: Vec<(StintColumn, usize)> = outside.map(|stint| (stint.clone(), weeks_touched(stint))).filter(|(_, weeks)| *weeks > 0).collect();
    let tag = Tag::new(Block::default().person(d).weekly()).with("d", &doctor.id);
    if rule.enforce.is_hard() {
        for (stint, _) in disturbing {
            let tag = tag.clone().with("programme", &plan.programme_of(&stint).id);
            let tag = tag.with("first", instance.horizon.monday(stint.first)).with("weeks", stint.weeks);
            plan.forbid(&tag, stint.taken, rule.enforce);
        }
    } else {
        let weeks: Expression = disturbing.iter().map(|(stint, weeks)| *weeks as f64 * stint.taken).sum();
        plan.require(&tag.with("weeks", "all"), &weeks.leq(0), rule.enforce);
    }
}

fn half_days(rule: &TrainingGuard, plan: &mut Plan<'_>, d: usize) {
    let instance = plan.instance;
    for day in 0..plan.days() {
        let date = instance.horizon.date(day as i64);
        if !is_in_training(&instance.doctors[d], date) {
            continue;
        }
        for time in rule.protected_on(instance, date) {
            let midnight = day as i64 * DAY;
            let disturbs =
                |duty: &&DutyColumn| duty.from < midnight + time.to.0 && midnight + time.from.0 < duty.to && !is_teaching(plan.post_of(duty));
            // No shift and its handover reach further than the day after the next.
            let near = (day.saturating_sub(2)..=day).flat_map(|near| plan.duties_of(d, near));
            let duties: Vec<DutyColumn> = near.filter(disturbs).cloned().collect();
            let tag = Tag::new(Block::default().person(d).day(day)).with("d", &instance.doctors[d].id).with("date", date).with("from", time.from);
            if rule.enforce.is_hard() {
                for duty in duties {
                    let begins = instance.horizon.date(duty.day as i64);
                    let tag = tag.clone().with("post", &plan.post_of(&duty).id).with("begun", begins);
                    plan.forbid(&tag, duty.on, rule.enforce);
                }
            } else {
                let cliques: Vec<_> = cliques(&duties, i64::MIN).into_iter().map(|(_, clique)| clique).collect();
                let lost = plan.any_of("lost", &tag, &cliques);
                plan.require(&tag, &lost.leq(0), rule.enforce);
            }
        }
    }
}

fn minima(rule: &TrainingGuard, plan: &mut Plan<'_>, d: usize) {
    let instance = plan.instance;
    let doctor = &instance.doctors[d];
    let trained: Vec<usize> = (0..plan.days()).filter(|day| is_in_training(doctor, instance.horizon.date(*day as i64))).collect();
    let present = trained.iter().filter(|day| doctor.is_available(instance.horizon.date(**day as i64))).count();
    for minimum in &rule.minima {
        let owed = minimum.per_month as usize * present / 30;
        let duties = trained.iter().flat_map(|day| plan.duties_of(d, *day)).filter(|duty| plan.post_of(duty).kind == minimum.kind);
        let done: Expression = duties.map(|duty| duty.on).sum();
        let tag = Tag::new(Block::default().person(d)).with("d", &doctor.id).with("minimum", key(minimum.kind));
        plan.require(&tag, &done.geq(owed as f64), rule.enforce);
    }
}

/// The kind as files write it.
fn key(kind: PostKind) -> String {
    serde_json::to_value(kind).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
