//! For each unit and week, over the doctors who could be there (present on 4 days or more and not on
//! a stint in progress or fixed by hand): `Σ away ≤ could be there − floor`, or `≤ 0` where they are fewer than the
//! floor; and the same over the seniors among them.

use super::HomeFloor;
use crate::{
    domain::{Doctor, Instance, Mode, Stint},
    planning::{Block, Plan, Tag},
};
use chrono::NaiveDate;
use good_lp::Expression;

pub(super) fn formulate(rule: &HomeFloor, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for (u, unit) in instance.units.iter().enumerate().filter(|(_, unit)| instance.unit_in_scope(&rule.scope, &unit.id)) {
        let home: Vec<usize> = (0..instance.doctors.len()).filter(|d| instance.doctors[*d].home == unit.id).collect();
        for week in 0..plan.weeks() {
            let doctor = |d: usize| &instance.doctors[d];
            let employed = |d: usize| on_most_days(instance, week, |date| doctor(d).employed.is_none_or(|span| span.contains(date)));
            let available = |d: usize| on_most_days(instance, week, |date| doctor(d).is_available(date));
            let staff = home.iter().filter(|d| employed(**d)).count() as u32;
            let could: Vec<usize> = home.iter().copied().filter(|d| available(*d) && !is_committed(instance, doctor(*d), week)).collect();
            let tag = Tag::new(Block::default().unit(u).week(week).weekly()).with("unit", &unit.id).with("week", instance.horizon.monday(week as i64));
            keep(rule, plan, &tag, week, &could, rule.people.max((rule.percent * staff).div_ceil(100)));
            if let Some(seniors) = rule.seniors {
                let could: Vec<usize> = could.into_iter().filter(|d| doctor(*d).title >= seniors.title).collect();
                keep(rule, plan, &tag.with("level", "seniors"), week, &could, seniors.at_least);
            }
        }
    }
}

fn keep(rule: &HomeFloor, plan: &mut Plan<'_>, tag: &Tag, week: usize, could: &[usize], floor: u32) {
    let away: Expression = could.iter().map(|d| plan.away(*d, week)).sum();
    plan.require(tag, &away.leq((could.len() as f64 - f64::from(floor)).max(0.0)), rule.enforce);
}

/// On four days of the week or more.
fn on_most_days(instance: &Instance, week: usize, holds: impl Fn(NaiveDate) -> bool) -> bool {
    (week * 7..(week + 1) * 7).filter(|day| holds(instance.horizon.date(*day as i64))).count() >= 4
}

fn is_committed(instance: &Instance, doctor: &Doctor, week: usize) -> bool {
    let monday = instance.horizon.monday(week as i64);
    let resident = |stint: &Stint| instance.programme(&stint.programme).is_some_and(|programme| programme.mode == Mode::Resident);
    instance.history.stints.iter().chain(&instance.pins.stints).any(|stint| stint.doctor == doctor.id && stint.covers(monday) && resident(stint))
}
