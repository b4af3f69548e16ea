//! What each peer may still bear in the horizon, and what was borne before.

use super::{super::FairShare, Group};
use crate::domain::{Doctor, DoctorId, Instance};
use std::collections::BTreeMap;

/// The share of a peer.
pub(super) struct Share<'a> {
    pub(super) doctor: &'a Doctor,
    pub(super) allowance: i64,
    pub(super) carried: i64,
}

pub(super) fn of<'a>(rule: &FairShare, instance: &Instance, group: &Group<'a>) -> Vec<Share<'a>> {
    let whole: i64 = group.peers.iter().map(|(_, weight)| weight).sum();
    let mut before: BTreeMap<&DoctorId, i64> = BTreeMap::new();
    for counts in &instance.history.counts {
        if group.peers.iter().any(|(doctor, _)| doctor.id == counts.doctor) {
            *before.entry(&counts.doctor).or_default() += rule.of.borne_before(counts);
        }
    }
    let counted = || group.peers.iter().filter(|(doctor, _)| before.contains_key(&doctor.id));
    let (all, parts): (i64, i64) = (before.values().sum(), counted().map(|(doctor, _)| i64::from(doctor.contract.fte)).sum());
    let allowance = |doctor: &Doctor, weight: i64| {
        let Some(own) = before.get(&doctor.id) else { return round_up(group.burden * weight, whole) };
        let behind = all * i64::from(doctor.contract.fte) - own * parts;
        round_up(group.burden * weight * parts + behind * whole, whole * parts).max(0)
    };
    let carried = |doctor: &Doctor| before.get(&doctor.id).copied().unwrap_or(0);
    let share = |(doctor, weight): &(&'a Doctor, i64)| Share { doctor, allowance: allowance(doctor, *weight), carried: carried(doctor) };
    group.peers.iter().map(share).collect()
}

/// Part of a full post times the days on which a doctor is there and not spared.
pub(super) fn presence(rule: &FairShare, instance: &Instance, doctor: &Doctor) -> i64 {
    let mut days = 0;
    for date in instance.horizon.dates() {
        if doctor.is_available(date) && !rule.of.is_spared(doctor, rule.age, date) {
            days += 1;
        }
    }
    days * i64::from(doctor.contract.fte)
}

pub(super) fn round_up(part: i64, whole: i64) -> i64 {
    -(-part).div_euclid(whole)
}
