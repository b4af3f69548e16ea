//! The doctors of a unit, who share what its posts ask for. With `worked` the minutes of a duty
//! for burdens of time, and 1 for the others: `places = Σ minimum need × worked` and
//! `borne = Σ worked × duty`, over the duties that are such a burden. A burden of time that a quota
//! asks of a post counts where it is more: `⌈items due × worked / items of a duty⌉`.

use super::{
    super::FairShare,
    {Borne, Group, Peer, elsewhere::{expectations, hosts}},
};
use crate::{
    domain::{Instance, Post, Programme, Shift, Unit},
    planning::{Block, DutyColumn, Plan},
};
use chrono::NaiveDate;

pub(super) fn groups(rule: &FairShare, instance: &Instance) -> Vec<Group> {
    let expected = expectations(instance);
    instance.units.iter().enumerate().map(|(u, unit)| group(rule, instance, unit, &expected, Block::default().unit(u))).collect()
}

fn group(rule: &FairShare, instance: &Instance, unit: &Unit, expected: &[(&Programme, i64)], block: Block) -> Group {
    let is_burden = |post: &&Post| borne_dates(rule, instance, post).any(|date| instance.need_on(post, date).is_some());
    let burdens: Vec<&Post> = instance.posts.iter().filter(|post| post.unit == unit.id).filter(is_burden).collect();
    let able = |d: &usize| burdens.iter().any(|post| rule.of.may_fall_on(&instance.doctors[*d], post));
    let at_home = |d: &usize| instance.doctors[*d].home == unit.id && instance.in_scope(&rule.scope, &instance.doctors[*d]);
    let peers: Vec<Peer> =
        (0..instance.doctors.len()).filter(at_home).filter(able).filter_map(|d| Peer::new(rule, instance, d, expected)).collect();
    let shared = |post: &&&Post| peers.iter().any(|peer| rule.of.may_fall_on(&instance.doctors[peer.doctor], post));
    let places = burdens.iter().filter(shared).map(|post| {
        let worked = instance.shift(&post.shift).map_or(0, |shift| amount(rule, shift));
        let needs = borne_dates(rule, instance, post).filter_map(|date| instance.need_on(post, date));
        let least = needs.map(|need| i64::from(need.min) * worked).sum::<i64>();
        if rule.of.is_time() { least.max(asked_by_quotas(instance, post, worked)) } else { least }
    });
    let places = places.sum();
    Group::new(block, ("unit", unit.id.to_string()), peers, places)
}

/// Minutes of work that quotas ask of the post, which is the first of those that produce them.
fn asked_by_quotas(instance: &Instance, post: &Post, worked: i64) -> i64 {
    let made_here = instance.quotas.iter().filter_map(|quota| Some((quota, quota.produced_by.first().filter(|producer| producer.post == post.id)?)));
    let minutes = made_here.map(|(quota, producer)| {
        let due: i64 = instance.due(quota).iter().map(|(_, due)| i64::from(*due)).sum();
        let counted = instance.shift(&post.shift).map_or(0, |shift| shift.counted.unwrap_or(shift.length).0);
        // `items` a duty, or `counted / time per item` of them.
        let (items, per) = producer.items.map_or((counted, producer.time_per_item.map_or(0, |time| time.0)), |items| (i64::from(items), 1));
        if items > 0 { (due * worked * per + items - 1) / items } else { 0 }
    });
    minutes.sum()
}

fn amount(rule: &FairShare, shift: &Shift) -> i64 {
    if rule.of.is_time() { shift.worked() } else { 1 }
}

/// The dates on which a duty on a post would be such a burden.
fn borne_dates<'a>(rule: &FairShare, instance: &'a Instance, post: &'a Post) -> impl Iterator<Item = NaiveDate> + use<'a> {
    let (of, kind) = (rule.of, instance.shift(&post.shift).map(|shift| shift.kind));
    instance.horizon.dates().filter(move |date| kind.is_some_and(|kind| of.is_borne_on(instance, post, kind, *date)))
}

/// Duties for the hosts of stints of whole weeks are not part of the share.
pub(super) fn borne(rule: &FairShare, plan: &Plan<'_>, doctor: usize) -> Borne {
    let instance = plan.instance;
    let hosts = hosts(instance, &instance.doctors[doctor]);
    let is_burden = |duty: &&DutyColumn| {
        let post = plan.post_of(duty);
        let date = instance.horizon.date(duty.day as i64);
        !hosts.contains(&&post.unit) && instance.shift(&post.shift).is_some_and(|shift| rule.of.is_borne_on(instance, post, shift.kind, date))
    };
    let mut borne = Borne::default();
    for duty in (0..plan.days()).flat_map(|day| plan.duties_of(doctor, day)).filter(is_burden) {
        let worked = if rule.of.is_time() { duty.worked } else { 1 };
        borne.sum += worked as f64 * duty.on;
        borne.most += worked;
    }
    borne
}
