//! Nights asked in a unit against what those who may do them can give, spacing counted.
//!
//! With `s` days from one night to the next, `k` days in a row hold at most `⌈k / s⌉` nights.

use super::{
    pool::{asked, doctors_of, named, posts_of},
    settings::Limits,
};
use crate::{
    diagnostic::{Diagnostic, Place, Text},
    domain::{Instance, Unit},
    text,
};
use std::ops::Range;

/// A stretch of days of a unit: nights asked, nights that can be given, and by how many doctors.
struct Nights {
    days: Range<usize>,
    asked: i64,
    given: i64,
    doctors: usize,
}

pub(super) fn check(instance: &Instance) -> Vec<Diagnostic> {
    let limits = Limits::of(instance);
    let mut warnings = Vec::new();
    for (position, unit) in instance.units.iter().enumerate() {
        let weeks = (0..instance.horizon.weeks).map(|week| week * 7..week * 7 + 7);
        let stretches = weeks.chain(std::iter::once(0..instance.horizon.days()));
        let all: Vec<Nights> = stretches.map(|days| look(instance, &limits, unit, days)).collect();
        let worst = all.iter().rev().max_by_key(|nights| nights.asked - nights.given).filter(|nights| nights.asked > nights.given);
        if let Some(nights) = worst {
            warnings.push(warn(instance, &limits, unit, nights, &Place::root().key("units").index(position)));
        }
    }
    warnings
}

fn look(instance: &Instance, limits: &Limits, unit: &Unit, days: Range<usize>) -> Nights {
    let posts: Vec<_> = posts_of(instance, &unit.id).into_iter().filter(|(_, shift)| shift.kind.is_night()).map(|(post, _)| post).collect();
    let asked = posts.iter().flat_map(|post| days.clone().map(|day| asked(instance, post, day))).sum();
    let (mut given, mut doctors) = (0, 0);
    for doctor in doctors_of(instance, &unit.id).into_iter().filter(|doctor| posts.iter().any(|post| doctor.fits(&post.who))) {
        let may = |day: &usize| limits.may_have_night(instance, doctor, instance.horizon.date(*day as i64));
        let free = days.clone().filter(may).count();
        given += free.div_ceil(limits.spacing(instance, doctor)) as i64;
        doctors += usize::from(free > 0);
    }
    Nights { days, asked, given, doctors }
}

fn warn(instance: &Instance, limits: &Limits, unit: &Unit, nights: &Nights, place: &Place) -> Diagnostic {
    let Nights { days, asked, given, doctors } = nights;
    let first = instance.horizon.date(days.start as i64);
    let spacing = doctors_of(instance, &unit.id).iter().map(|doctor| limits.spacing(instance, doctor)).max().unwrap_or(1);
    let (zh, en) = named(unit.name.as_ref(), unit.id.as_str());
    let stretch =
        if days.len() == 7 { text!("{first} 起的一周", "in the week from {first}") } else { text!("整个计划期", "over the whole horizon") };
    let (stretch_zh, stretch_en, Text { zh: rhythm_zh, en: rhythm_en }) = (stretch.zh, stretch.en, rhythm(spacing));
    Diagnostic::warning(
        "nights-short",
        place.clone(),
        text!(
            "{zh}：{stretch_zh}需要 {asked} 个夜班，可值夜班的 {doctors} 名医生最多值 {given} 个（{rhythm_zh}）",
            "{en}: its posts ask {asked} nights {stretch_en}, and {doctors} doctors may do at most {given} ({rhythm_en})"
        ),
        text!("错开休假、用派驻项目请人值夜班，或减少夜班岗位", "move leave, bring visitors who do nights by a programme, or ask for fewer nights"),
    )
}

fn rhythm(spacing: usize) -> Text {
    match spacing {
        1 => text!("每天最多一个", "one a day at most"),
        2 => text!("最多隔天一个", "every other day at most"),
        3 => text!("最多每三天一个", "every third day at most"),
        days => text!("最多每 {days} 天一个", "one in {days} days at most"),
    }
}
