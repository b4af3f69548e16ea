//! Hours asked in a unit and week against the hours its doctors can give.
//!
//! Asked: the minimum of every post the unit bears, and the sessions its quotas need, spread over
//! the days their posts are open. Given: by contract, the contracted week as far as the doctor is
//! there; at most, the weekly ceiling of the rule book.

use super::{
    pool::{asked, doctors_of, named, posts_of},
    quotas::minutes_of_quotas,
    settings::Limits,
};
use crate::{
    diagnostic::{Diagnostic, Place, Text},
    domain::{Doctor, Instance, Minutes, Unit},
    text,
};

/// One week of a unit, in minutes.
struct Week {
    first: chrono::NaiveDate,
    asked: i64,
    contract: i64,
    ceiling: Option<i64>,
}

pub(super) fn check(instance: &Instance) -> Vec<Diagnostic> {
    let limits = Limits::of(instance);
    let mut warnings = Vec::new();
    for (position, unit) in instance.units.iter().enumerate() {
        let doctors = doctors_of(instance, &unit.id);
        let weeks: Vec<Week> = (0..instance.horizon.weeks).map(|week| look(instance, &limits, unit, &doctors, week)).collect();
        let place = Place::root().key("units").index(position);
        warnings.extend(above_ceiling(unit, &weeks, &place).or_else(|| above_contract(unit, &weeks, doctors.len(), &place)));
    }
    warnings
}

fn look(instance: &Instance, limits: &Limits, unit: &Unit, doctors: &[&Doctor], week: usize) -> Week {
    let days = week * 7..week * 7 + 7;
    let posts = posts_of(instance, &unit.id);
    let by_posts = |producing: bool| -> i64 {
        let counted = posts.iter().filter(|(post, _)| produces(instance, post) == producing);
        counted.flat_map(|(post, shift)| days.clone().map(|day| asked(instance, post, day) * shift.worked())).sum()
    };
    let (mut contract, mut ceiling) = (0, Some(0));
    for doctor in doctors {
        let there = days.clone().filter(|day| doctor.is_available(instance.horizon.date(*day as i64))).count() as i64;
        contract += doctor.contract.weekly_minutes() * there / 7;
        ceiling = ceiling.zip(limits.ceiling(instance, doctor)).map(|(sum, most)| sum + most.min(there * 24 * 60));
    }
    let asked = by_posts(false) + by_posts(true).max(minutes_of_quotas(instance, &unit.id, days));
    Week { first: instance.horizon.monday(week as i64), asked, contract, ceiling }
}

fn produces(instance: &Instance, post: &crate::domain::Post) -> bool {
    instance.quotas.iter().any(|quota| quota.produced_by.iter().any(|producer| producer.post == post.id))
}

fn above_ceiling(unit: &Unit, weeks: &[Week], place: &Place) -> Option<Diagnostic> {
    let excess = |week: &&Week| week.ceiling.map_or(0, |ceiling| week.asked - ceiling);
    let (number, all, worst) = worst(weeks, excess)?;
    let ((zh, en), first, over) = (named(unit.name.as_ref(), unit.id.as_str()), worst.first, Minutes(excess(&worst)));
    let (asked, most) = (Minutes(worst.asked), Minutes(worst.ceiling.unwrap_or_default()));
    Some(Diagnostic::warning(
        "hours-above-ceiling",
        place.clone(),
        text!(
            "{zh}：{all} 周里有 {number} 周，岗位需要的工时超过本科室医生最多能上的工时；最紧的是 {first} 起的一周：需要 {asked:#}，最多 {most:#}，至少有 {over:#} 无人上",
            "{en}: its posts ask more than its doctors may work in {number} of {all} weeks; worst in the week from {first}: {asked} asked, {most} possible, so at least {over} stay uncovered"
        ),
        advice(over),
    ))
}

fn above_contract(unit: &Unit, weeks: &[Week], doctors: usize, place: &Place) -> Option<Diagnostic> {
    let excess = |week: &&Week| week.asked - week.contract;
    let (number, all, worst) = worst(weeks, excess)?;
    let ((zh, en), first, over) = (named(unit.name.as_ref(), unit.id.as_str()), worst.first, Minutes(excess(&worst)));
    let (asked, contract) = (Minutes(worst.asked), Minutes(worst.contract));
    Some(Diagnostic::warning(
        "hours-above-contract",
        place.clone(),
        text!(
            "{zh}：{all} 周里有 {number} 周，岗位需要的工时超过合同工时；最多的是 {first} 起的一周：需要 {asked:#}，合同 {contract:#}，{doctors} 名医生要加班 {over:#}",
            "{en}: its posts ask more than the contracts hold in {number} of {all} weeks; most in the week from {first}: {asked} asked, {contract} by contract, so {over} of overtime for {doctors} doctors"
        ),
        advice(over),
    ))
}

/// Weeks with an excess, all weeks, and the first of those with the largest.
fn worst(weeks: &[Week], excess: impl Fn(&&Week) -> i64) -> Option<(usize, usize, &Week)> {
    let number = weeks.iter().filter(|week| excess(week) > 0).count();
    let worst = weeks.iter().rev().max_by_key(|week| excess(week)).filter(|week| excess(week) > 0)?;
    Some((number, weeks.len(), worst))
}

fn advice(over: Minutes) -> Text {
    let heads = (over.0 + Minutes::hours(40).0 - 1) / Minutes::hours(40).0;
    text!(
        "那一周约缺 {heads} 名医生（每人 40 小时）：减少 `need`、错开休假，或用派驻项目请人来（来的人没有计入）",
        "that week lacks about {heads} doctors of 40 hours: lower `need`, move leave, or bring visitors by a programme (none are counted here)"
    )
}
