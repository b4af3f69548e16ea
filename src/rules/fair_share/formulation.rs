//! For each doctor of a unit's peer group: `Σ borne ≤ allowance`, and for the group
//! `largest ≥ Σ borne − allowance` at a price of its own, where the allowance is a constant:
//! `max(0, ⌈places × weight / Σ weight + carried by all × part / Σ part − own carried⌉)` with
//! `weight = part × days`; nothing is carried over for a doctor without a running count.

use super::FairShare;
use crate::{
    domain::{Doctor, Instance, Post, UnitId},
    planning::{Block, Plan, Tag},
};
use chrono::NaiveDate;
use good_lp::{Expression, Variable};

/// A doctor of the group: position, part of a full post in percent, that times days, and what
/// the history says was borne, if it says anything.
struct Peer {
    doctor: usize,
    part: i64,
    weight: i64,
    carried: Option<i64>,
}

pub(super) fn formulate(rule: &FairShare, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for (u, unit) in instance.units.iter().enumerate() {
        let (peers, posts) = group(rule, instance, &unit.id);
        let places: i64 = posts
            .iter()
            .flat_map(|post| borne_dates(rule, instance, post).filter_map(|date| instance.need_on(post, date)))
            .map(|need| i64::from(need.min))
            .sum();
        let weights: i64 = peers.iter().map(|peer| peer.weight).sum();
        let carried: i64 = peers.iter().filter_map(|peer| peer.carried).sum();
        let parts: i64 = peers.iter().filter(|peer| peer.carried.is_some()).map(|peer| peer.part).sum();
        let mut excesses = Vec::new();
        let mut most = 0;
        for peer in &peers {
            // Both fractions over the common denominator `weights × parts`.
            let (owed, over) = match peer.carried {
                Some(own) => (places * peer.weight * parts + (carried * peer.part - own * parts) * weights, weights * parts),
                None => (places * peer.weight, weights),
            };
            let allowance = (owed + over - 1).div_euclid(over).max(0);
            let borne = burdens(rule, plan, peer.doctor);
            let possible = borne.len() as i64;
            let sum: Expression = borne.into_iter().sum();
            let tag = Tag::new(Block::default().person(peer.doctor).unit(u)).with("d", &instance.doctors[peer.doctor].id);
            plan.require(&tag, &sum.clone().leq(allowance as f64), rule.enforce);
            if possible > allowance {
                excesses.push(sum - allowance as f64);
                most = most.max(possible - allowance);
            }
        }
        if rule.largest_weight > 0 && !rule.enforce.is_hard() && !excesses.is_empty() {
            let tag = Tag::new(Block::default().unit(u)).with("unit", &unit.id);
            let largest = plan.largest("largest", &tag, &excesses, most);
            plan.charge(largest, i64::from(rule.largest_weight));
        }
    }
}

/// The peers of a unit and the posts of it whose burden they share.
fn group<'a>(rule: &FairShare, instance: &'a Instance, unit: &UnitId) -> (Vec<Peer>, Vec<&'a Post>) {
    let is_burden = |post: &&Post| borne_dates(rule, instance, post).any(|date| instance.need_on(post, date).is_some());
    let burdens: Vec<&Post> = instance.posts.iter().filter(|post| post.unit == *unit).filter(is_burden).collect();
    let mut peers = Vec::new();
    for (d, doctor) in instance.doctors.iter().enumerate().filter(|(_, doctor)| doctor.home == *unit && instance.in_scope(&rule.scope, doctor)) {
        let weight = weight(rule, instance, doctor);
        if weight > 0 && burdens.iter().any(|post| rule.of.may_fall_on(doctor, post)) {
            let counts = instance.history.counts.iter().filter(|counts| counts.doctor == doctor.id);
            let carried = counts.map(|counts| i64::from(rule.of.borne_before(counts))).reduce(|a, b| a + b);
            peers.push(Peer { doctor: d, part: i64::from(doctor.contract.fte), weight, carried });
        }
    }
    let shared = |post: &&Post| peers.iter().any(|peer| rule.of.may_fall_on(&instance.doctors[peer.doctor], post));
    let posts = burdens.into_iter().filter(shared).collect();
    (peers, posts)
}

/// The dates on which a duty on a post would be such a burden.
fn borne_dates<'a>(rule: &FairShare, instance: &'a Instance, post: &Post) -> impl Iterator<Item = NaiveDate> + use<'a> {
    let (of, kind) = (rule.of, instance.shift(&post.shift).map(|shift| shift.kind));
    instance.horizon.dates().filter(move |date| kind.is_some_and(|kind| of.is_borne_on(instance, kind, *date)))
}

fn weight(rule: &FairShare, instance: &Instance, doctor: &Doctor) -> i64 {
    let there = |date: &NaiveDate| doctor.is_available(*date) && !rule.of.is_spared(doctor, rule.age, *date);
    i64::from(doctor.contract.fte) * instance.horizon.dates().filter(there).count() as i64
}

fn burdens(rule: &FairShare, plan: &Plan<'_>, doctor: usize) -> Vec<Variable> {
    let of_doctor = (0..plan.days()).flat_map(|day| plan.duties_of(doctor, day));
    let is_burden = |duty: &&crate::planning::DutyColumn| {
        let shift = plan.instance.shift(&plan.post_of(duty).shift);
        shift.is_some_and(|shift| rule.of.is_borne_on(plan.instance, shift.kind, plan.instance.horizon.date(duty.day as i64)))
    };
    of_doctor.filter(is_burden).map(|duty| duty.on).collect()
}
