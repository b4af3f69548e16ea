//! Doctors, their contracts and the dated facts of their lives.

use super::Checks;
use crate::{
    diagnostic::{Place, Text},
    domain::{Doctor, Minutes},
    text,
};
use itertools::Itertools;

/// Hours of a week.
const WHOLE_WEEK: Minutes = Minutes::hours(168);
/// Nobody younger works as a doctor, and few who are older.
const AGES: std::ops::RangeInclusive<i32> = 18..=85;

pub(super) fn check(on: &mut Checks<'_>) {
    let instance = on.instance;
    for (i, doctor) in instance.doctors.iter().enumerate() {
        let place = Place::root().key("doctors").index(i);
        if doctor.contract.weekly > WHOLE_WEEK {
            let weekly = doctor.contract.weekly;
            let cause = text!("一周没有 {weekly}", "a week has fewer hours than {weekly}");
            on.error("contract-hours", place.key("contract").key("weekly"), cause, text!("通常是 40h", "40h is usual"));
        }
        birth(on, &place.key("born"), doctor);
        presence(on, &place, doctor);
        facts(on, &place.key("facts"), doctor);
        career(on, &place, doctor);
        let home = instance.unit(&doctor.home).map(|unit| &unit.site);
        for (j, site) in doctor.sites_not_wanted.iter().enumerate().filter(|(_, site)| Some(*site) == home) {
            let cause = text!("{site} 就是本人所在单位", "{site} is the doctor's own site");
            let advice = text!("从 sites_not_wanted 中删除", "remove it from `sites_not_wanted`");
            on.warn("home-not-wanted", place.key("sites_not_wanted").index(j), cause, advice);
        }
    }
}

fn birth(on: &mut Checks<'_>, place: &Place, doctor: &Doctor) {
    if !on.whole(&["horizon"]) {
        return;
    }
    let start = on.instance.horizon.start;
    let (Some(born), Some(age)) = (doctor.born, doctor.age_on(start)) else { return };
    if born >= start {
        let cause = text!("出生日期 {born} 在计划期开始之后", "born on {born}, after the start of the horizon");
        on.error("birth-date", place.clone(), cause, text!("检查年份", "look at the year"));
    } else if !AGES.contains(&age) {
        let cause = text!("按出生日期，{start} 时 {age} 岁", "by this date of birth the age on {start} is {age}");
        on.warn("birth-date", place.clone(), cause, text!("检查年份", "look at the year"));
    }
}

fn presence(on: &mut Checks<'_>, place: &Place, doctor: &Doctor) {
    let Some(span) = doctor.employed else { return };
    if on.date_span(&place.key("employed"), span) && on.whole(&["horizon"]) {
        let horizon = on.instance.horizon;
        if span.to < horizon.start || horizon.end() <= span.from {
            let cause = text!("{0} 在整个计划期内都不在职", "{0} does not belong to the alliance on any day of the horizon", doctor.id);
            let advice = text!("检查日期，或删除这位医生", "look at the dates, or remove the doctor");
            on.warn("never-employed", place.key("employed"), cause, advice);
        }
    }
}

/// An application that is over asks for nothing, and nobody waits since a day to come.
fn career(on: &mut Checks<'_>, place: &Place, doctor: &Doctor) {
    if !on.whole(&["horizon"]) {
        return;
    }
    let start = on.instance.horizon.start;
    if let Some(by) = doctor.promotion.map(|promotion| promotion.by).filter(|by| *by <= start) {
        let cause =
            text!("申报日期 {by} 不在计划期开始（{start}）之后，不起作用", "{by} is not after the start of the horizon, {start}, and has no effect");
        let advice = text!("改成下一次申报的日期，或删除 promotion", "give the date of the next application, or remove `promotion`");
        on.warn("promotion-over", place.key("promotion").key("by"), cause, advice);
    }
    if let Some(since) = doctor.waiting_since.filter(|since| *since > start) {
        let cause = text!("{since} 在计划期开始（{start}）之后", "{since} is after the start of the horizon, {start}");
        on.warn("waiting-later", place.key("waiting_since"), cause, text!("检查年份", "look at the year"));
    }
}

/// Facts of one kind that overlap say one thing twice; two kinds of absence at once are odd.
fn facts(on: &mut Checks<'_>, place: &Place, doctor: &Doctor) {
    let sound = doctor.facts.iter().enumerate().filter(|(j, fact)| on.span(&place.index(*j), fact.from, fact.to)).collect_vec();
    for [(first, earlier), (j, later)] in sound.into_iter().array_combinations() {
        let overlap = earlier.from <= later.to && later.from <= earlier.to;
        let alike = earlier.kind == later.kind || (earlier.kind.is_absence() && later.kind.is_absence());
        if overlap && alike {
            let Text { zh: there_zh, en: there_en } = (on.called)(&place.index(first));
            let (from, to) = (earlier.from.max(later.from), earlier.to.min(later.to));
            let cause = text!("{from} 到 {to} 与{there_zh}的一项重叠", "{from} to {to} overlaps with what is {there_en}");
            on.warn("overlapping-facts", place.index(j), cause, text!("合并成一项，或改日期", "make it one entry, or change the dates"));
        }
    }
}
