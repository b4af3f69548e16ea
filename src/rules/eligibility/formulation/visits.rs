//! The rows of a doctor's visits to a host in a week:
//!
//! - `Σ days there ≤ Σ days a week of the programme × on programme` (7 for whole weeks and for
//!   half-days, which have a row of their own), with `day ≥ Σ duties that share a moment`;
//! - where a programme there gives half-days,
//!   `Σ half-days of the duty × duty ≤ Σ half-days × on programme + most × (1 − on one of them)`;
//! - hard, besides: `Σ duties that share a moment ≤ on programme`, which alone will do where all
//!   stints are of whole weeks, and `on another programme there` in place of `1 − on one of them`.

use super::{
    super::Eligibility,
    presence::{clock, tag},
};
use crate::{
    domain::{Mode, Programme, Shift, UnitId},
    planning::{Block, DutyColumn, Plan, Tag, cliques},
};
use good_lp::{Expression, Variable};

/// Days of a week on which somebody is there, each with the duties.
type Days = [(usize, Vec<DutyColumn>)];

pub(super) fn formulate(rule: &Eligibility, plan: &mut Plan<'_>, (d, week): (usize, usize), unit: &UnitId, days: &Days) {
    let modes = |meant: fn(Mode) -> bool| plan.instance.programmes.iter().any(|programme| programme.host == *unit && meant(programme.mode));
    let by_days = !rule.enforce.is_hard() || modes(|mode| matches!(mode, Mode::Sessional(_)));
    let by_half_days = modes(|mode| matches!(mode, Mode::HalfDays(_)));
    if rule.enforce.is_hard() {
        on_a_stint(rule, plan, (d, week), unit, days);
    }
    let place = plan.instance.units.iter().position(|known| known.id == *unit).unwrap_or(0);
    if by_days {
        whole_days(rule, plan, (d, week), (unit, place), days);
    }
    if by_half_days {
        half_days(rule, plan, (d, week), unit, days);
    }
}

fn on_a_stint(rule: &Eligibility, plan: &mut Plan<'_>, (d, week): (usize, usize), unit: &UnitId, days: &Days) {
    let on = plan.on_any(d, week, |programme| programme.host == *unit);
    for (day, duties) in days {
        for (moment, clique) in cliques(duties, i64::MIN) {
            let tag = tag(plan, d, *day).with("host", unit).with("at", clock(moment));
            plan.require(&tag, &clique.iter().sum::<Expression>().leq(on.clone()), rule.enforce);
        }
    }
}

fn whole_days(rule: &Eligibility, plan: &mut Plan<'_>, (d, week): (usize, usize), (unit, place): (&UnitId, usize), days: &Days) {
    let mut used = Expression::default();
    for (day, duties) in days {
        let sets: Vec<Vec<Variable>> = cliques(duties, i64::MIN).into_iter().map(|(_, clique)| clique).collect();
        let mut tag = tag(plan, d, *day).with("host", unit);
        tag.block = tag.block.unit(place);
        used += plan.any_of("visit", &tag, &sets);
    }
    let given = given(plan, (d, week), unit, |mode| match mode {
        Mode::Resident | Mode::HalfDays(_) => 7,
        Mode::Sessional(days) => days,
    });
    plan.require(&week_tag(plan, (d, week), unit), &used.leq(given), rule.enforce);
}

fn half_days(rule: &Eligibility, plan: &mut Plan<'_>, (d, week): (usize, usize), unit: &UnitId, days: &Days) {
    let size = |duty: &DutyColumn| f64::from(plan.instance.shift(&plan.post_of(duty).shift).map_or(0, Shift::half_days));
    let used: Expression = days.iter().flat_map(|(_, duties)| duties).map(|duty| size(duty) * duty.on).sum();
    // Each duty is in a clique, of which one at most is done.
    let most: usize = days.iter().map(|(_, duties)| 2 * cliques(duties, i64::MIN).len()).sum();
    let half = given(plan, (d, week), unit, |mode| if let Mode::HalfDays(half_days) = mode { half_days } else { 0 });
    let on = |halves: bool| plan.on_any(d, week, |programme| programme.host == *unit && matches!(programme.mode, Mode::HalfDays(_)) == halves);
    let others = if rule.enforce.is_hard() { on(false) } else { 1 - on(true) };
    let tag = week_tag(plan, (d, week), unit).with("level", "half_days");
    plan.require(&tag, &used.leq(half + most as f64 * others), rule.enforce);
}

fn given(plan: &Plan<'_>, (d, week): (usize, usize), unit: &UnitId, of: impl Fn(Mode) -> u32) -> Expression {
    let there = |programme: &Programme| programme.host == *unit;
    let programmes = plan.instance.programmes.iter().enumerate().filter(|(_, programme)| there(programme));
    programmes.map(|(p, programme)| f64::from(of(programme.mode)) * plan.on_programme(d, p, week)).sum()
}

fn week_tag(plan: &Plan<'_>, (d, week): (usize, usize), unit: &UnitId) -> Tag {
    let tag = Tag::new(Block::default().person(d).week(week)).with("d", &plan.instance.doctors[d].id).with("host", unit);
    tag.with("week", plan.instance.horizon.monday(week as i64))
}
