//! What the posts of a unit ask of its doctors, and what a timesheet holds of it.

use super::{super::FairShare, Group, shares::{presence, round_up}, stints};
use crate::domain::{Doctor, Entry, Instance, Post, Unit};
use chrono::NaiveDate;

pub(super) fn groups<'a>(rule: &FairShare, instance: &'a Instance) -> Vec<Group<'a>> {
    let outlooks = stints::outlooks(instance);
    instance.units.iter().map(|unit| group(rule, instance, unit, &outlooks)).collect()
}

fn group<'a>(rule: &FairShare, instance: &'a Instance, unit: &'a Unit, outlooks: &[stints::Outlook<'_>]) -> Group<'a> {
    let borne = |post: &Post, date: NaiveDate| instance.shift(&post.shift).is_some_and(|shift| rule.of.is_borne_on(instance, post, shift.kind, date));
    let is_open = |post: &Post, date: NaiveDate| instance.need_on(post, date).is_some();
    let is_burden = |post: &&Post| instance.horizon.dates().any(|date| is_open(post, date) && borne(post, date));
    let posts: Vec<&Post> = instance.posts.iter().filter(|post| post.unit == unit.id).filter(is_burden).collect();
    let (mut peers, mut expected) = (Vec::new(), 0);
    for doctor in instance.doctors.iter().filter(|doctor| doctor.home == unit.id && instance.in_scope(&rule.scope, doctor)) {
        let weight = presence(rule, instance, doctor, &stints::known(instance, doctor));
        if weight > 0 && posts.iter().any(|post| rule.of.may_fall_on(doctor, post)) {
            peers.push((doctor, weight));
            expected += (weight - i64::from(doctor.contract.fte) * stints::expected(outlooks, doctor)).max(0);
        }
    }
    let mut burden = 0;
    for post in posts.iter().copied().filter(|post| peers.iter().any(|(doctor, _)| rule.of.may_fall_on(doctor, post))) {
        let minutes = instance.shift(&post.shift).map_or(0, |shift| shift.counted.unwrap_or(shift.length).0 + shift.handover.0);
        let mut heads = 0;
        for date in instance.horizon.dates().filter(|date| borne(post, *date)) {
            heads += instance.need_on(post, date).map_or(0, |need| i64::from(need.min));
        }
        burden += if rule.of.is_time() { (heads * minutes).max(due_on(instance, post)) } else { heads };
    }
    let among = if expected > 0 { expected } else { peers.iter().map(|(_, weight)| weight).sum() };
    Group { unit: Some(unit), peers, burden, among }
}

/// Minutes that it takes on a post to do what the quotas ask for whose first post it is.
fn due_on(instance: &Instance, post: &Post) -> i64 {
    let Some(shift) = instance.shift(&post.shift) else { return 0 };
    let (paid, used) = (shift.worked(), shift.counted.unwrap_or(shift.length).0);
    let mut minutes = 0;
    for quota in &instance.quotas {
        let Some(producer) = quota.produced_by.first().filter(|producer| producer.post == post.id) else { continue };
        let due = instance.due(quota).into_iter().fold(0, |due, (_, items)| due + i64::from(items));
        minutes += match (producer.items, producer.time_per_item) {
            (Some(items), _) => round_up(due * paid, i64::from(items)),
            (None, Some(time)) if used > 0 => round_up(due * time.0 * paid, used),
            _ => 0,
        };
    }
    minutes
}

/// What a doctor bears, but for what is done for the hosts of stints of whole weeks.
pub(super) fn borne(rule: &FairShare, instance: &Instance, doctor: &Doctor, entries: &[Entry<'_>]) -> i64 {
    let hosts = stints::hosts(instance, doctor);
    let now = entries.iter().filter(|entry| !entry.is_past() && !hosts.contains(&&entry.post.unit));
    let borne = now.filter(|entry| rule.of.is_borne_on(instance, entry.post, entry.shift.kind, entry.duty.date));
    borne.map(|entry| if rule.of.is_time() { entry.worked() } else { 1 }).sum()
}
