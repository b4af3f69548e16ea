//! Targets of public-health work against the people left and against what the posts yield.

use super::pool::{able, named, posts_of};
use crate::{
    diagnostic::{Diagnostic, Place},
    domain::{Instance, Post, Producer, Quota, UnitId, Window},
    text,
};
use std::ops::Range;

pub(super) fn check(instance: &Instance) -> Vec<Diagnostic> {
    let mut warnings = Vec::new();
    for (position, quota) in instance.quotas.iter().enumerate() {
        let place = Place::root().key("quotas").index(position).key("target");
        warnings.extend(above_people(instance, quota, &place));
        warnings.extend(above_posts(instance, quota, &place));
    }
    warnings
}

fn above_people(instance: &Instance, quota: &Quota, place: &Place) -> Option<Diagnostic> {
    let left = i64::from(quota.eligible?.remaining());
    let asked = instance.asked(quota);
    let (all, number, target) = (asked.iter().map(|(_, items)| i64::from(*items)).sum::<i64>(), asked.len(), quota.target);
    if all <= left {
        return None;
    }
    let (zh, en) = named(quota.name.as_ref(), quota.id.as_str());
    let tenths = left * 10 * number as i64 / all;
    let (whole, part) = (tenths / 10, tenths % 10);
    let enough = left / number as i64;
    let (cause, advice) = match quota.window {
        Window::Week => (
            text!(
                "{zh}：每周 {target} 项，{number} 周共 {all} 项，但只剩 {left} 人：只够 {whole}.{part} 周",
                "{en}: {target} a week for {number} weeks are {all}, but only {left} are left: {whole}.{part} weeks' worth"
            ),
            text!("目标改为每周不超过 {enough} 项，或核对人数", "lower the target to {enough} a week at most, or check the number of people"),
        ),
        Window::Month => (
            text!(
                "{zh}：每月 {target} 项，计划期内共 {all} 项，但只剩 {left} 人",
                "{en}: {target} a month are {all} in this horizon, but only {left} are left"
            ),
            text!("降低每月的目标，或核对人数", "lower the target of a month, or check the number of people"),
        ),
        Window::Quarter => (
            text!(
                "{zh}：每季度 {target} 项，计划期内共 {all} 项，但只剩 {left} 人",
                "{en}: {target} a quarter are {all} in this horizon, but only {left} are left"
            ),
            text!("降低每季度的目标，或核对人数", "lower the target of a quarter, or check the number of people"),
        ),
        Window::Horizon => (
            text!("{zh}：计划期内要完成 {all} 项，但只剩 {left} 人", "{en}: {all} are due in this horizon, but only {left} are left"),
            text!("目标改为不超过 {left} 项，或核对人数", "lower the target to {left} at most, or check the number of people"),
        ),
    };
    Some(Diagnostic::warning("quota-above-people", place.clone(), cause, advice))
}

fn above_posts(instance: &Instance, quota: &Quota, place: &Place) -> Option<Diagnostic> {
    let due: Vec<(Range<usize>, i64)> = instance.due(quota).into_iter().map(|(window, items)| (window, i64::from(items))).collect();
    let missing: Vec<(&Range<usize>, i64, i64)> =
        due.iter().map(|(window, items)| (window, *items, most(instance, quota, window))).filter(|(_, items, most)| items > most).collect();
    let (window, items, most) = *missing.iter().rev().max_by_key(|(_, items, most)| items - most)?;
    let (first, short, number, all) = (instance.horizon.date(window.start as i64), items - most, missing.len(), due.len());
    let (zh, en) = named(quota.name.as_ref(), quota.id.as_str());
    let cause = match quota.window {
        Window::Horizon => text!(
            "{zh}：计划期内要完成 {items} 项，岗位最多完成 {most} 项，少 {short} 项",
            "{en}: the posts yield at most {most} of the {items} due in this horizon, {short} too few"
        ),
        Window::Quarter => text!(
            "{zh}：{first} 起的一季度要完成 {items} 项，岗位最多完成 {most} 项，少 {short} 项；{all} 个季度里有 {number} 个如此",
            "{en}: the posts yield at most {most} of the {items} due in the quarter from {first}, {short} too few; so it is in {number} of {all} windows"
        ),
        Window::Month => text!(
            "{zh}：{first} 起的一月要完成 {items} 项，岗位最多完成 {most} 项，少 {short} 项；{all} 个月里有 {number} 个月如此",
            "{en}: the posts yield at most {most} of the {items} due in the month from {first}, {short} too few; so it is in {number} of {all} windows"
        ),
        Window::Week => text!(
            "{zh}：{first} 起的一周要完成 {items} 项，岗位最多完成 {most} 项，少 {short} 项；{all} 周里有 {number} 周如此",
            "{en}: the posts yield at most {most} of the {items} due in the week from {first}, {short} too few; so it is in {number} of {all} windows"
        ),
    };
    let advice = text!(
        "提高这些岗位的人数上限或开放天数、降低目标，或放宽计量的窗口",
        "raise the maximum of these posts or open them on more days, lower the target, or count it over a longer window"
    );
    Some(Diagnostic::warning("quota-above-posts", place.clone(), cause, advice))
}

/// Full items the posts of a quota yield at most, the fastest who can come on every place.
fn most(instance: &Instance, quota: &Quota, window: &Range<usize>) -> i64 {
    let each = producers(instance, quota).map(|(producer, post)| {
        let places = |day| instance.need_on(post, instance.horizon.date(day as i64)).map_or(0, |need| i64::from(need.max()));
        let best = able(instance, post).iter().map(|doctor| instance.centi_items(doctor, producer)).max().unwrap_or(0);
        window.clone().map(places).sum::<i64>() * best
    });
    each.sum::<i64>() / 100
}

fn producers<'a>(instance: &'a Instance, quota: &'a Quota) -> impl Iterator<Item = (&'a Producer, &'a Post)> {
    quota.produced_by.iter().filter_map(|producer| Some((producer, instance.post(&producer.post)?)))
}

/// Minutes the quotas that a unit produces alone take in some days: all items due in the horizon
/// at the normal pace, spread over the days the posts are open. Quotas that share a post are done
/// in the same sessions: the largest counts.
pub(super) fn minutes_of_quotas(instance: &Instance, unit: &UnitId, days: Range<usize>) -> i64 {
    let mine = posts_of(instance, unit);
    let mut minutes = std::collections::BTreeMap::new();
    for quota in &instance.quotas {
        let [(producer, post)] = producers(instance, quota).collect::<Vec<_>>()[..] else { continue };
        let Some((_, shift)) = mine.iter().find(|(known, _)| known.id == post.id) else { continue };
        let is_open = |day: &usize| instance.need_on(post, instance.horizon.date(*day as i64)).is_some();
        let per_duty = match (producer.items, producer.time_per_item) {
            (Some(items), _) => i64::from(items) * 100,
            (None, Some(time)) if time.0 > 0 => shift.counted.unwrap_or(shift.length).0 * 100 / time.0,
            _ => continue,
        };
        let open = (0..instance.horizon.days()).filter(is_open).count() as i64;
        let items: i64 = instance.due(quota).iter().map(|(_, items)| i64::from(*items)).sum();
        let whole = items * 100 * shift.worked() / per_duty.max(1);
        let share = whole * days.clone().filter(is_open).count() as i64 / open.max(1);
        let most = minutes.entry(&post.id).or_insert(0);
        *most = share.max(*most);
    }
    minutes.values().sum()
}
