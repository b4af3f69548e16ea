//! For each unit and week, in percent of a doctor, over its staff of the week:
//! `100 · (staff − Σ away) + Σ worth × visiting ≥ floor · staff`, written as what is lost,
//! `100 · Σ away − Σ worth × visiting ≤ (100 − floor) · staff`; and, where a limit is given,
//! `100 · Σ away − 100 · Σ visiting ≤ 100 · net outflow`.
//!
//! The worth of a visitor changes with the week of stay until it is settled:
//! `worth × visiting = settled × on programme + Σ (worth − settled) × stint` over the stints in
//! their first weeks, so that a row does not repeat every stint that covers the week.

use super::Backfill;
use crate::{
    domain::{Doctor, Instance, Mode, Programme},
    planning::{Block, Plan, Tag},
};
use good_lp::Expression;
use std::collections::BTreeMap;

pub(super) fn formulate(rule: &Backfill, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    let mut fresh = unsettled(plan);
    for (u, unit) in instance.units.iter().enumerate().filter(|(_, unit)| instance.unit_in_scope(&rule.scope, &unit.id)) {
        let home: Vec<usize> = (0..instance.doctors.len()).filter(|d| instance.doctors[*d].home == unit.id).collect();
        let hosted: Vec<usize> = (0..instance.programmes.len()).filter(|p| instance.programmes[*p].host == unit.id).collect();
        for week in 0..plan.weeks() {
            let staff: Vec<usize> = home.iter().copied().filter(|d| is_employed(instance, &instance.doctors[*d], week)).collect();
            let sent: Expression = staff.iter().map(|d| 100.0 * plan.away(*d, week)).sum();
            let (mut worth, mut received) = (fresh.remove(&(u, week)).unwrap_or_default(), Expression::default());
            for p in hosted.iter().filter(|p| instance.programmes[**p].mode == Mode::Resident) {
                for (d, doctor) in instance.doctors.iter().enumerate() {
                    let on = plan.on_programme(d, *p, week);
                    worth += settled(&instance.programmes[*p], doctor) as f64 * on.clone();
                    received += 100.0 * on;
                }
            }
            let tag = Tag::new(Block::default().unit(u).week(week).weekly()).with("unit", &unit.id).with("week", instance.horizon.monday(week as i64));
            let may_go = (100 - i64::from(rule.floor_percent)) * staff.len() as i64;
            plan.require(&tag, &(sent.clone() - worth).leq(may_go as f64), rule.enforce);
            if let Some(most) = rule.net_outflow {
                plan.require(&tag.with("level", "outflow"), &(sent - received).leq(100.0 * f64::from(most)), rule.enforce);
            }
        }
    }
}

/// `Σ (worth − settled) × stint` by host and week.
fn unsettled(plan: &Plan<'_>) -> BTreeMap<(usize, usize), Expression> {
    let instance = plan.instance;
    let mut fresh: BTreeMap<(usize, usize), Expression> = BTreeMap::new();
    for stint in plan.stints().iter().filter(|stint| plan.programme_of(stint).mode == Mode::Resident) {
        let (programme, doctor) = (plan.programme_of(stint), &instance.doctors[stint.doctor]);
        let Some(host) = instance.units.iter().position(|unit| unit.id == programme.host) else { continue };
        for stay in 0..programme.backfill.by_week.len().min(stint.weeks) {
            let Some(week) = usize::try_from(stint.first + stay as i64).ok().filter(|week| *week < plan.weeks()) else { continue };
            let more = programme.backfill.percent(doctor.title, stay) - settled(programme, doctor);
            if more != 0 {
                *fresh.entry((host, week)).or_default() += more as f64 * stint.taken;
            }
        }
    }
    fresh
}

fn settled(programme: &Programme, doctor: &Doctor) -> i64 {
    programme.backfill.percent(doctor.title, usize::MAX)
}

/// On four days of the week or more.
fn is_employed(instance: &Instance, doctor: &Doctor, week: usize) -> bool {
    let employed = |day: usize| doctor.employed.is_none_or(|span| span.contains(instance.horizon.date(day as i64)));
    (week * 7..(week + 1) * 7).filter(|day| employed(*day)).count() >= 4
}
