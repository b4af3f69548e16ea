//! The presence rows of a doctor. A duty is local where the doctor is at home in the unit or drawn
//! there by the post, else it is a visit. With `away` the resident stints hosted elsewhere:
//!
//! - local, weighted: `duty + away ≤ 1`; hard: `Σ duties that share a moment + away ≤ 1`;
//! - visit, for each host and week: `Σ days there ≤ Σ days a week of the programme × on programme`
//!   (7 for whole weeks), with `day ≥ Σ duties that share a moment`; hard, besides:
//!   `Σ duties that share a moment ≤ on programme`, which alone will do without sessional stints.

use super::super::Eligibility;
use crate::{
    domain::{Doctor, Mode, Post, Programme, UnitId},
    planning::{Block, DutyColumn, Plan, Tag, cliques},
};
use good_lp::{Expression, Variable};
use std::collections::{BTreeMap, BTreeSet};

/// Duties of a day by the unit they are at.
type ByUnit<'a> = BTreeMap<&'a UnitId, Vec<DutyColumn>>;

pub(super) fn formulate(rule: &Eligibility, plan: &mut Plan<'_>, d: usize) {
    let hosts: BTreeSet<&UnitId> = plan.stints_of(d).map(|stint| &plan.programme_of(stint).host).collect();
    for week in 0..plan.weeks() {
        let mut visits: BTreeMap<&UnitId, Vec<(usize, Vec<DutyColumn>)>> = BTreeMap::new();
        for day in week * 7..(week + 1) * 7 {
            let (local, visiting) = duties_by_unit(rule, plan, &hosts, (d, day));
            for (unit, duties) in local {
                at_home(rule, plan, (d, day), unit, &duties);
            }
            for (unit, duties) in visiting {
                visits.entry(unit).or_default().push((day, duties));
            }
        }
        for (unit, days) in visits {
            visiting(rule, plan, (d, week), unit, &days);
        }
    }
}

/// Local duties and visits of a day. Local duties whose `away` is the same stand together, under
/// the doctor's home. A hard rule has no use for duties that are fixed at 0 anyway.
fn duties_by_unit<'a>(rule: &Eligibility, plan: &Plan<'a>, hosts: &BTreeSet<&UnitId>, (d, day): (usize, usize)) -> (ByUnit<'a>, ByUnit<'a>) {
    let doctor = &plan.instance.doctors[d];
    let (mut local, mut visiting) = (ByUnit::new(), ByUnit::new());
    for duty in plan.duties_of(d, day) {
        let post = plan.post_of(duty);
        if rule.enforce.is_hard() && !doctor.fits(&post.who) {
            continue;
        }
        let (kind, unit) = match (is_local(doctor, post), hosts.contains(&post.unit)) {
            (true, false) => (&mut local, &doctor.home),
            (true, true) => (&mut local, &post.unit),
            (false, _) => (&mut visiting, &post.unit),
        };
        kind.entry(unit).or_default().push(duty.clone());
    }
    (local, visiting)
}

fn is_local(doctor: &Doctor, post: &Post) -> bool {
    doctor.home == post.unit || post.who.units.contains(&doctor.home) || post.who.doctors.contains(&doctor.id)
}

fn at_home(rule: &Eligibility, plan: &mut Plan<'_>, (d, day): (usize, usize), unit: &UnitId, duties: &[DutyColumn]) {
    let elsewhere = |programme: &Programme| programme.mode == Mode::Resident && programme.host != *unit;
    if !plan.stints_of(d).any(|stint| stint.covers(day / 7) && elsewhere(plan.programme_of(stint))) {
        return;
    }
    let away = plan.on_any(d, day / 7, elsewhere);
    if rule.enforce.is_hard() {
        for (moment, clique) in cliques(duties, i64::MIN) {
            let tag = tag(plan, d, day).with("unit", unit).with("at", clock(moment));
            plan.require(&tag, &(clique.iter().sum::<Expression>() + away.clone()).leq(1), rule.enforce);
        }
    } else {
        for duty in duties {
            let tag = tag(plan, d, day).with("post", &plan.post_of(duty).id).with("present", "home");
            plan.require(&tag, &(away.clone() + duty.on).leq(1), rule.enforce);
        }
    }
}

fn visiting(rule: &Eligibility, plan: &mut Plan<'_>, (d, week): (usize, usize), unit: &UnitId, days: &[(usize, Vec<DutyColumn>)]) {
    let there = |programme: &Programme| programme.host == *unit;
    if rule.enforce.is_hard() {
        let on = plan.on_any(d, week, there);
        for (day, duties) in days {
            for (moment, clique) in cliques(duties, i64::MIN) {
                let tag = tag(plan, d, *day).with("host", unit).with("at", clock(moment));
                plan.require(&tag, &clique.iter().sum::<Expression>().leq(on.clone()), rule.enforce);
            }
        }
        if !plan.instance.programmes.iter().any(|programme| there(programme) && programme.mode != Mode::Resident) {
            return;
        }
    }
    let place = plan.instance.units.iter().position(|known| known.id == *unit).unwrap_or(0);
    let mut used = Expression::default();
    for (day, duties) in days {
        let sets: Vec<Vec<Variable>> = cliques(duties, i64::MIN).into_iter().map(|(_, clique)| clique).collect();
        let mut tag = tag(plan, d, *day).with("host", unit);
        tag.block = tag.block.unit(place);
        used += plan.any_of("visit", &tag, &sets);
    }
    let mut given = Expression::default();
    for (p, programme) in plan.instance.programmes.iter().enumerate().filter(|(_, programme)| there(programme)) {
        let days = match programme.mode {
            Mode::Resident => 7,
            Mode::Sessional(days) => days,
        };
        given += f64::from(days) * plan.on_programme(d, p, week);
    }
    let tag = Tag::new(Block::default().person(d).week(week)).with("d", &plan.instance.doctors[d].id).with("host", unit);
    let tag = tag.with("week", plan.instance.horizon.monday(week as i64));
    plan.require(&tag, &used.leq(given), rule.enforce);
}

fn tag(plan: &Plan<'_>, d: usize, day: usize) -> Tag {
    let block = Block::default().person(d).day(day);
    Tag::new(block).with("d", &plan.instance.doctors[d].id).with("date", plan.instance.horizon.date(day as i64))
}

fn clock(moment: i64) -> String {
    let minutes = moment.rem_euclid(24 * 60);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}
