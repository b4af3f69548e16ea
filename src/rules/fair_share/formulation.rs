//! For each doctor of a peer group: `Σ borne ≤ allowance`, and for the group
//! `largest ≥ Σ borne − allowance` at a price of its own, where the allowance is a constant:
//! `max(0, ⌈places × weight / Σ expected + due − own carried⌉)` with `weight = part × days` and
//! `expected = part × (days − days expected elsewhere)`. What was due before is what the history
//! says, or else `carried by all × part / Σ part` over those of whom it does not say it; nothing is
//! carried over for a doctor without a running count.
//!
//! Who may leave the unit for whole weeks owes less for each: `⌈allowance × (weeks − Σ elsewhere) /
//! weeks⌉`, in the row `weeks × Σ borne + allowance × Σ elsewhere ≤ weeks × allowance + weeks − 1`,
//! counted in begun `weeks`.
//!
//! Hours are counted in minutes and remote weeks in percent of a week; a breach is counted in
//! begun units, and `largest ≥ begun units` of each.

mod elsewhere;
mod remote;
mod unit;

use super::{Burden, FairShare};
use crate::{
    domain::{Doctor, Instance, Programme},
    planning::{Block, Plan, Tag},
};
use chrono::NaiveDate;
use good_lp::Expression;

/// Those who share a burden.
struct Group {
    /// Where their rows belong.
    block: Block,
    /// What their largest excess is called by.
    name: (&'static str, String),
    peers: Vec<Peer>,
    /// How much of it there is to share, and among what: the weights, less what is expected elsewhere.
    places: i64,
    among: i64,
}

/// A doctor of the group: position, part of a full post in percent, that times days, as it is and
/// as far as the doctor is expected at home, and what the history says was borne, and was due, if it
/// says anything.
struct Peer {
    doctor: usize,
    part: i64,
    weight: i64,
    expected: i64,
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
        let elsewhere = if rule.of == Burden::RemoteWeeks { None } else { elsewhere::weeks(plan, peer.doctor) };
        let (begun, least) = if let Some((elsewhere, of)) = elsewhere.filter(|_| allowance > 0) {
            let row = of as f64 * borne.sum + allowance as f64 * elsewhere;
            (plan.require_per(&tag, &row.leq((of * allowance + of - 1) as f64), rule.enforce, per * of), 0)
        } else {
            let begun = plan.require_per(&tag, &borne.sum.clone().leq(allowance as f64), rule.enforce, per);
            // Where each duty is a unit, the sum says in one row what it would say through the slack.
            if per == 1 && borne.most > allowance {
                excesses.push(borne.sum - allowance as f64);
                most = most.max(borne.most - allowance);
                continue;
            }
            (begun, allowance)
        };
        if borne.most > least {
            excesses.extend(begun.map(Expression::from));
            most = most.max((borne.most - least + per - 1) / per);
        }
    }
    if rule.largest_weight > 0 && !rule.enforce.is_hard() && !excesses.is_empty() {
        let tag = Tag::new(group.block).with(group.name.0, &group.name.1);
        let largest = plan.largest("largest", &tag, &excesses, most);
        plan.charge(largest, i64::from(rule.largest_weight));
    }
}

impl Group {
    fn new(block: Block, name: (&'static str, String), peers: Vec<Peer>, places: i64) -> Self {
        let sum = |of: fn(&Peer) -> i64| peers.iter().map(of).sum::<i64>();
        let among = Some(sum(|peer| peer.expected)).filter(|among| *among > 0).unwrap_or_else(|| sum(|peer| peer.weight));
        Self { block, name, peers, places, among }
    }

    fn allowance(&self, peer: &Peer) -> i64 {
        let weights = self.among;
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
    fn new(rule: &FairShare, instance: &Instance, position: usize, expected: &[(&Programme, i64)]) -> Option<Self> {
        let doctor: &Doctor = &instance.doctors[position];
        let there = |date: &NaiveDate| {
            let lent = rule.of != Burden::RemoteWeeks && elsewhere::is_lent(instance, doctor, *date);
            doctor.is_available(*date) && !rule.of.is_spared(doctor, rule.age, *date) && !lent
        };
        let days = instance.horizon.dates().filter(there).count() as i64;
        let expected = days - elsewhere::expected(expected, doctor).min(days);
        let part = i64::from(doctor.contract.fte);
        let weight = part * days;
        let counts = instance.history.counts.iter().find(|counts| counts.doctor == doctor.id);
        let (carried, due) = (counts.map(|counts| rule.of.borne_before(counts)), counts.and_then(|counts| rule.of.due_before(counts)));
        (weight > 0).then_some(Self { doctor: position, part, weight, expected: part * expected, carried, due })
    }
}
