//! What is asked of the next weeks: people already reached, needs of single dates, the day changes
//! were announced.

use crate::{
    diagnostic::Text,
    domain::{Horizon, Instance, Quota, Roster},
    text,
};
use chrono::NaiveDate;

/// Carries quotas, posts and rules into the next horizon and says what was dropped.
pub(super) fn carry_on(next: &mut Instance, instance: &Instance, roster: &Roster) -> Vec<Text> {
    let mut renewed = Vec::new();
    for (quota, before) in next.quotas.iter_mut().zip(&instance.quotas) {
        let Some(eligible) = &mut quota.eligible else { continue };
        let anew = eligible.renews.is_some_and(|cycle| cycle.of(middle(&next.horizon)) != cycle.of(middle(&instance.horizon)));
        let reached = u64::from(eligible.done) + output(instance, roster, before);
        eligible.done = if anew { 0 } else { reached.min(u64::from(eligible.population)) as u32 };
        if anew {
            renewed.push(quota.id.to_string());
        }
    }
    let mut notes = Vec::new();
    if !renewed.is_empty() {
        let ids = renewed.join(", ");
        notes.push(text!("新的周期开始，服务人数从零算起：{ids}", "a new cycle begins, nobody is served yet: {ids}"));
    }
    notes.extend(single_dates(next));
    for entry in next.rules.entries.iter_mut().filter(|entry| entry.rule == "stability") {
        if let Some(settings) = entry.settings.as_object_mut() {
            settings.shift_remove("announced");
        }
    }
    notes
}

/// The day that tells which quarter or year a horizon belongs to: whole weeks seldom begin with one.
fn middle(horizon: &Horizon) -> NaiveDate {
    horizon.date(horizon.days() as i64 / 2)
}

/// Full items the duties of a roster yield, window by window as they are stated.
fn output(instance: &Instance, roster: &Roster, quota: &Quota) -> u64 {
    let mut items = 0;
    for window in instance.windows(quota.window) {
        let mut centi = 0;
        for duty in &roster.duties {
            let inside = instance.horizon.day_within(duty.date).is_some_and(|day| window.contains(&day));
            let producer = quota.produced_by.iter().find(|producer| producer.post == duty.post);
            if let (true, Some(producer), Some(doctor)) = (inside, producer, instance.doctor(&duty.doctor)) {
                centi += instance.centi_items(doctor, producer);
            }
        }
        items += centi / 100;
    }
    items.max(0) as u64
}

/// Needs of dates that are over are dropped, and entries that say nothing without them.
fn single_dates(next: &mut Instance) -> Option<Text> {
    let (mut dropped, start) = (0, next.horizon.start);
    for post in &mut next.posts {
        for need in &mut post.need_on {
            let before = need.dates.len();
            need.dates.retain(|date| *date >= start);
            dropped += before - need.dates.len();
        }
        post.need_on.retain(|need| !need.days.is_empty() || !need.dates.is_empty());
    }
    (dropped > 0).then(|| text!("岗位 need_on 中 {dropped} 个已过的日期已删", "{dropped} dates of `need_on` are over and left out"))
}
