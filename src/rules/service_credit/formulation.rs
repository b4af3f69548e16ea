//! For each doctor with an application ahead whom a down programme takes, in days of five to a
//! week and over the weeks that end before the application:
//! `Σ worth of a week × on programme ≥ owed`, where `owed` is a constant:
//! `min(5 × weeks counted, ⌈days missing × weeks counted / weeks until the application⌉)`.
//!
//! For each up programme and doctor who waits: `passing − Σ own stints up ≤ passed over`, with
//! `passing ≥ on programme by a new stint` for each who has waited less and each week. Own stints
//! stand as they are, since a column for them would be pushed up, not down. By rising time of
//! waiting each `passing` takes over the one before, so that every doctor stands in it once.

use super::{DAYS, ServiceCredit};
use crate::{
    domain::{Direction, Doctor, Enforce, Stint},
    planning::{Block, Plan, StintColumn, Tag},
};
use chrono::NaiveDate;
use good_lp::Expression;
use std::{cmp::Reverse, collections::BTreeMap};

pub(super) fn formulate(rule: &ServiceCredit, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for (d, doctor) in instance.doctors.iter().enumerate().filter(|(_, doctor)| instance.in_scope(&rule.scope, doctor)) {
        credit(rule, plan, d, doctor);
    }
    for (p, programme) in instance.programmes.iter().enumerate() {
        if programme.kind == Direction::Up && rule.passed_over_weight > 0 {
            waiting(rule, plan, p);
        }
    }
}

fn credit(rule: &ServiceCredit, plan: &mut Plan<'_>, d: usize, doctor: &Doctor) {
    let instance = plan.instance;
    let down = || instance.programmes.iter().enumerate().filter(|(_, programme)| programme.kind == Direction::Down);
    let Some(promotion) = doctor.promotion.filter(|_| down().any(|(_, programme)| programme.takes(doctor))) else { return };
    let until = instance.horizon.day(promotion.by).div_euclid(7);
    let counted = until.min(plan.weeks() as i64);
    if counted <= 0 {
        return;
    }
    let counts = instance.history.counts.iter().filter(|counts| counts.doctor == doctor.id);
    let served: i64 = counts.map(|counts| i64::from(counts.credit_days)).sum();
    let missing = (DAYS * i64::from(promotion.service_weeks) - served).max(0);
    let owed = ((missing * counted + until - 1) / until).min(DAYS * counted);
    let mut done = Expression::default();
    for (p, programme) in down() {
        for week in 0..counted as usize {
            done += rule.worth(instance, programme) as f64 * plan.on_programme(d, p, week);
        }
    }
    let tag = Tag::new(Block::default().person(d).weekly()).with("d", &doctor.id);
    plan.require_per(&tag, &done.geq((owed * rule.day()) as f64), rule.enforce, DAYS * rule.day());
}

fn waiting(rule: &ServiceCredit, plan: &mut Plan<'_>, p: usize) {
    let instance = plan.instance;
    let programme = &instance.programmes[p];
    // Who does not wait comes first, who has waited longest last.
    let mut by_waiting: BTreeMap<Option<Reverse<NaiveDate>>, Vec<usize>> = BTreeMap::new();
    for (d, doctor) in instance.doctors.iter().enumerate() {
        by_waiting.entry(doctor.waiting_since.map(Reverse)).or_default().push(d);
    }
    let mut passing: Vec<Expression> = Vec::new();
    for (since, doctors) in by_waiting {
        let could = |d: &&usize| programme.takes(&instance.doctors[**d]) && has_free_week(plan, **d);
        let waiting: Vec<usize> =
            doctors.iter().filter(|d| instance.in_scope(&rule.scope, &instance.doctors[**d])).filter(could).copied().collect();
        if let Some(Reverse(since)) = since.filter(|_| !waiting.is_empty() && !passing.is_empty()) {
            let tag = Tag::new(Block::default().weekly()).with("programme", &programme.id).with("since", since);
            let any = Expression::from(plan.largest("passing", &tag, &passing, 1));
            for d in waiting {
                let own: Expression = plan.stints_of(d).filter(|stint| plan.programme_of(stint).kind == Direction::Up).map(|stint| stint.taken).sum();
                let mut tag = tag.clone().with("d", &instance.doctors[d].id);
                tag.block = tag.block.person(d);
                plan.require(&tag, &(any.clone() - own).leq(0), Enforce::Weight(rule.passed_over_weight));
            }
            passing = vec![any];
        }
        passing.extend(doctors.iter().flat_map(|d| (0..plan.weeks()).filter_map(|week| new_stint(plan, *d, p, week))));
    }
}

/// 1 if the doctor is on the programme in a week by a stint that is neither in progress nor pinned.
fn new_stint(plan: &Plan<'_>, d: usize, p: usize, week: usize) -> Option<Expression> {
    let covering = plan.stints_of(d).filter(|stint| stint.programme == p && stint.covers(week));
    let (written, open): (Vec<&StintColumn>, Vec<&StintColumn>) = covering.partition(|stint| is_written(plan, stint));
    let written: Expression = written.into_iter().map(|stint| stint.taken).sum();
    (!open.is_empty()).then(|| plan.on_programme(d, p, week) - written)
}

fn is_written(plan: &Plan<'_>, stint: &StintColumn) -> bool {
    let instance = plan.instance;
    let (doctor, programme) = (instance.doctors[stint.doctor].id.clone(), plan.programme_of(stint).id.clone());
    let stint = Stint { doctor, programme, first: instance.horizon.monday(stint.first), weeks: stint.weeks };
    instance.history.stints.contains(&stint) || instance.pins.stints.contains(&stint)
}

/// Whether there is a week in which the doctor is neither absent nor committed to stay.
fn has_free_week(plan: &Plan<'_>, d: usize) -> bool {
    let (doctor, horizon) = (&plan.instance.doctors[d], plan.instance.horizon);
    (0..plan.weeks()).any(|week| (week * 7..week * 7 + 7).all(|day| doctor.may_leave(horizon.date(day as i64))))
}
