//! For each doctor and post of the kinds watched: `Σ weekday − 1 ≤ 0`, with
//! `weekday ≥ duty` for each date on that weekday.
//!
//! For each down programme, with `idle ≥ 1 − Σ own stints on it` for each doctor it could take who
//! knows the site, and for each newcomer and first week: `Σ stints that begin then + idle − 1 ≤ 0`.
//! A newcomer begins one stint at most in a week, so the row is broken by 1 exactly when there is
//! one and somebody who knows the site has none.

use super::{Continuity, weekday};
use crate::{
    domain::{Direction, Enforce, Instance, Programme, SiteId, UnitId},
    planning::{Block, Plan, Tag},
};
use chrono::Datelike;
use good_lp::{Expression, Variable};
use std::collections::{BTreeMap};

pub(super) fn formulate(rule: &Continuity, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for (p, _) in instance.posts.iter().enumerate().filter(|(_, post)| rule.kinds.contains(&post.kind)) {
        weekdays(rule, plan, p);
    }
    for (p, programme) in instance.programmes.iter().enumerate() {
        if programme.kind == Direction::Down && rule.newcomer_weight > 0 {
            newcomers(rule, plan, p, programme);
        }
    }
}

fn weekdays(rule: &Continuity, plan: &mut Plan<'_>, p: usize) {
    let instance = plan.instance;
    let mut duties: BTreeMap<usize, BTreeMap<u32, Vec<Vec<Variable>>>> = BTreeMap::new();
    for day in 0..plan.days() {
        let Some(weekday) = weekday(instance, instance.horizon.date(day as i64)) else { continue };
        for duty in plan.duties_on(p, day) {
            let of_doctor = duties.entry(duty.doctor).or_default();
            of_doctor.entry(weekday.num_days_from_monday()).or_default().push(vec![duty.on]);
        }
    }
    for (d, by_weekday) in duties {
        let doctor = &instance.doctors[d];
        if by_weekday.len() < 2 || !instance.in_scope(&rule.scope, doctor) {
            continue;
        }
        let tag = Tag::new(Block::default().person(d)).with("d", &doctor.id).with("post", &instance.posts[p].id);
        let mut used = Expression::default();
        for (number, dates) in by_weekday {
            // The horizon begins on a Monday.
            let name = instance.horizon.date(i64::from(number)).weekday();
            used += plan.any_of("used", &tag.clone().with("weekday", name), &dates);
        }
        plan.require(&tag, &used.leq(1), rule.enforce);
    }
}

fn newcomers(rule: &Continuity, plan: &mut Plan<'_>, p: usize, programme: &Programme) {
    let instance = plan.instance;
    let Some(site) = instance.site_of(&programme.host).map(|site| &site.id) else { return };
    let been_there = |d: &usize| {
        let past = instance.history.stints.iter().filter(|stint| stint.doctor == instance.doctors[*d].id);
        past.filter_map(|stint| instance.programme(&stint.programme)).any(|programme| is_at(instance, &programme.host, site))
    };
    let could_go = |d: &usize| programme.takes(&instance.doctors[*d]) && has_free_week(plan, *d);
    let all = 0..instance.doctors.len();
    let known: Vec<usize> = all.clone().filter(been_there).filter(could_go).collect();
    let stays: Vec<Expression> = known.iter().map(|d| 1 - begun(plan, *d, p, |_| true)).collect();
    let new = |d: &usize| {
        let doctor = &instance.doctors[*d];
        !been_there(d) && !is_at(instance, &doctor.home, site) && instance.in_scope(&rule.scope, doctor)
    };
    let newcomers: Vec<usize> = all.filter(new).filter(|d| plan.stints_of(*d).any(|stint| stint.programme == p)).collect();
    if newcomers.is_empty() || stays.is_empty() {
        return;
    }
    let tag = Tag::new(Block::default().weekly()).with("programme", &programme.id);
    let idle = plan.largest("idle", &tag, &stays, 1);
    for d in newcomers {
        for week in 0..plan.weeks() {
            let begins = begun(plan, d, p, |first| first == week as i64);
            let mut tag = tag.clone().with("d", &instance.doctors[d].id).with("first", instance.horizon.monday(week as i64));
            tag.block = tag.block.person(d).week(week);
            plan.require(&tag, &(begins + idle).leq(1), Enforce::Weight(rule.newcomer_weight));
        }
    }
}

/// Stints of a doctor on a programme that begin in a week meant.
fn begun(plan: &Plan<'_>, d: usize, p: usize, meant: impl Fn(i64) -> bool) -> Expression {
    plan.stints_of(d).filter(|stint| stint.programme == p && meant(stint.first)).map(|stint| stint.taken).sum()
}

fn is_at(instance: &Instance, unit: &UnitId, site: &SiteId) -> bool {
    instance.unit(unit).is_some_and(|unit| unit.site == *site)
}

fn has_free_week(plan: &Plan<'_>, d: usize) -> bool {
    let is_free = |day: usize| plan.instance.doctors[d].may_leave(plan.instance.horizon.date(day as i64));
    (0..plan.weeks()).any(|week| (week * 7..week * 7 + 7).all(is_free))
}
