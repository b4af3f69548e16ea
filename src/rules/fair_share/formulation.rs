//! For each doctor of a peer group: `Σ borne ≤ allowance`, and for the group
//! `largest ≥ Σ borne − allowance` at a price of its own, where the allowance is a constant:
//! `max(0, ⌈places × weight / Σ weight + due − own carried⌉)` with `weight = part × days`. What was
//! due before is what the history says, or else `carried by all × part / Σ part` over those of whom
//! it does not say it; nothing is carried over for a doctor without a running count.
//!
//! Hours are counted in minutes and remote weeks in percent of a week; a breach is counted in
//! begun units, and `largest ≥ begun units` of each.

mod remote;
mod unit;

use super::{Burden, FairShare};
use crate::{
    domain::{Doctor, Instance},
    planning::{Block, Plan, Tag},
};
use good_lp::Expression;

/// Those who share a burden.
struct Group {
    /// Where their rows belong.
    block: Block,
    /// What their largest excess is called by.
    name: (&'static str, String),
    peers: Vec<Peer>,
    /// How much of it there is to share.
    places: i64,
}

/// A doctor of the group: position, part of a full post in percent, that times days, and what
/// the history says was borne, and was due, if it says anything.
struct Peer {
    doctor: usize,
    part: i64,
    weight: i64,
    carried: Option<i64>,
    due: Option<i64>,
}

/// What a doctor bears: as the decisions say, and at most.
#[derive(Default)]
struct Borne {
    sum: Expression,
    most: i64,
}

pub(super) fn formulate(rule: &FairShare, plan: &mut Plan<'_>) {
    let groups = if rule.of == Burden::RemoteWeeks { vec![remote::group(rule, plan)] } else { unit::groups(rule, plan.instance) };
    for group in &groups {
        share(rule, plan, group);
    }
}

fn share(rule: &FairShare, plan: &mut Plan<'_>, group: &Group) {
    let per = rule.of.per();
    let (mut excesses, mut most) = (Vec::new(), 0);
    for peer in &group.peers {
        let allowance = group.allowance(peer);
        let borne = if rule.of == Burden::RemoteWeeks { remote::borne(plan, peer.doctor) } else { unit::borne(rule, plan, peer.doctor) };
        let tag = Tag::new(group.block.person(peer.doctor)).with("d", &plan.instance.doctors[peer.doctor].id);
        let begun = plan.require_per(&tag, &borne.sum.clone().leq(allowance as f64), rule.enforce, per);
        if borne.most > allowance {
            // Where each duty is a unit, the sum says in one row what it would say through the slack.
            excesses.extend(if per == 1 { Some(borne.sum - allowance as f64) } else { begun.map(Expression::from) });
            most = most.max((borne.most - allowance + per - 1) / per);
        }
    }
    if rule.largest_weight > 0 && !rule.enforce.is_hard() && !excesses.is_empty() {
        let tag = Tag::new(group.block).with(group.name.0, &group.name.1);
        let largest = plan.largest("largest", &tag, &excesses, most);
        plan.charge(largest, i64::from(rule.largest_weight));
    }
}

impl Group {
    fn allowance(&self, peer: &Peer) -> i64 {
        let weights: i64 = self.peers.iter().map(|peer| peer.weight).sum();
        let undivided = || self.peers.iter().filter(|peer| peer.due.is_none());
        let carried: i64 = undivided().filter_map(|peer| peer.carried).sum();
        let parts: i64 = undivided().filter(|peer| peer.carried.is_some()).map(|peer| peer.part).sum();
        // Both fractions over the common denominator `weights × parts`.
        let (owed, over) = match (peer.carried, peer.due) {
            (Some(own), Some(due)) => (self.places * peer.weight + (due - own) * weights, weights),
            (Some(own), None) => (self.places * peer.weight * parts + (carried * peer.part - own * parts) * weights, weights * parts),
            (None, _) => (self.places * peer.weight, weights),
        };
        (owed + over - 1).div_euclid(over).max(0)
    }
}

impl Peer {
    /// A doctor as a peer; none if there is no day to bear a share on.
    fn new(rule: &FairShare, instance: &Instance, position: usize) -> Option<Self> {
        let doctor: &Doctor = &instance.doctors[position];
        let there = instance.horizon.dates().filter(|date| doctor.is_available(*date) && !rule.of.is_spared(doctor, rule.age, *date));
        let part = i64::from(doctor.contract.fte);
        let weight = part * there.count() as i64;
        let counts = instance.history.counts.iter().find(|counts| counts.doctor == doctor.id);
        let (carried, due) = (counts.map(|counts| rule.of.borne_before(counts)), counts.and_then(|counts| rule.of.due_before(counts)));
        (weight > 0).then_some(Self { doctor: position, part, weight, carried, due })
    }
}
