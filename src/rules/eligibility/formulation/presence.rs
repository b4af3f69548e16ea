//! The presence rows of a doctor. A duty is local where the doctor is at home in the unit or drawn
//! there by the post, else it is a visit; the rows of those are in [`super::visits`]. For local
//! duties, with `away` the resident stints hosted elsewhere: weighted, `duty + away ≤ 1`; hard,
//! `Σ duties that share a moment + away ≤ 1`.

use super::{super::Eligibility, visits};
use crate::{
    domain::{Doctor, Mode, Post, Programme, UnitId},
    planning::{Block, DutyColumn, Plan, Tag, cliques},
};
use good_lp::Expression;
use std::collections::{BTreeMap, BTreeSet};

/// Duties of a day by the unit they are at.
type ByUnit<'a> = BTreeMap<&'a UnitId, Vec<DutyColumn>>;

pub(super) fn formulate(rule: &Eligibility, plan: &mut Plan<'_>, d: usize) {
    let hosts: BTreeSet<&UnitId> = plan.stints_of(d).map(|stint| &plan.programme_of(stint).host).collect();
    for week in 0..plan.weeks() {
        let mut elsewhere: BTreeMap<&UnitId, Vec<(usize, Vec<DutyColumn>)>> = BTreeMap::new();
        for day in week * 7..(week + 1) * 7 {
            let (local, visiting) = duties_by_unit(rule, plan, &hosts, (d, day));
            for (unit, duties) in local {
                at_home(rule, plan, (d, day), unit, &duties);
            }
            for (unit, duties) in visiting {
                elsewhere.entry(unit).or_default().push((day, duties));
            }
        }
        for (unit, days) in elsewhere {
            visits::formulate(rule, plan, (d, week), unit, &days);
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
        // Where the home itself is a host, as in a stint fixed by hand, being there is no being away.
        let (kind, unit) = match (is_local(doctor, post), hosts.contains(&post.unit) || hosts.contains(&doctor.home)) {
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

pub(super) fn tag(plan: &Plan<'_>, d: usize, day: usize) -> Tag {
    let block = Block::default().person(d).day(day);
    Tag::new(block).with("d", &plan.instance.doctors[d].id).with("date", plan.instance.horizon.date(day as i64))
}

pub(super) fn clock(moment: i64) -> String {
    let minutes = moment.rem_euclid(24 * 60);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}
