//! What each peer may still bear in the horizon, and what was borne before.

use super::{super::FairShare, Group};
use crate::domain::{Doctor, DoctorId, Instance, Stint};
use std::collections::BTreeMap;

/// The share of a peer.
pub(super) struct Share<'a> {
    pub(super) doctor: &'a Doctor,
    pub(super) allowance: i64,
    pub(super) carried: i64,
}

/// What a history holds of a peer: borne, and what would have been the share.
struct Before {
    own: i64,
    due: Due,
}

enum Due {
    /// Written down.
    Said(i64),
    /// By part of a full post, of what those bore of whom it is not written down.
    ByContract,
}

pub(super) fn of<'a>(rule: &FairShare, instance: &Instance, group: &Group<'a>) -> Vec<Share<'a>> {
    let whole = group.among;
    let mut before: BTreeMap<&DoctorId, Before> = BTreeMap::new();
    let (mut all, mut parts) = (0, 0);
    for (doctor, _) in &group.peers {
        let Some(counts) = instance.history.counts.iter().find(|counts| counts.doctor == doctor.id) else { continue };
        let own = rule.of.borne_before(counts);
        let due = rule.of.due_before(counts).map_or(Due::ByContract, Due::Said);
        if matches!(due, Due::ByContract) {
            all += own;
            parts += i64::from(doctor.contract.fte);
        }
        before.insert(&doctor.id, Before { own, due });
    }
    let allowance = |doctor: &Doctor, weight: i64| {
        let now = group.burden * weight;
        match before.get(&doctor.id) {
            None => round_up(now, whole),
            Some(Before { own, due: Due::Said(due) }) => round_up(now + (due - own) * whole, whole).max(0),
            Some(Before { own, due: Due::ByContract }) => {
                let behind = all * i64::from(doctor.contract.fte) - own * parts;
                round_up(now * parts + behind * whole, whole * parts).max(0)
            }
        }
    };
    let carried = |doctor: &Doctor| before.get(&doctor.id).map_or(0, |before| before.own);
    let share = |(doctor, weight): &(&'a Doctor, i64)| Share { doctor, allowance: allowance(doctor, *weight), carried: carried(doctor) };
    group.peers.iter().map(share).collect()
}

/// Part of a full post times the days on which a doctor is there, not away on these stints, and not spared.
pub(super) fn presence(rule: &FairShare, instance: &Instance, doctor: &Doctor, away: &[&Stint]) -> i64 {
    let mut days = 0;
    for date in instance.horizon.dates() {
        if doctor.is_available(date) && !away.iter().any(|stint| stint.covers(date)) && !rule.of.is_spared(doctor, rule.age, date) {
            days += 1;
        }
    }
    days * i64::from(doctor.contract.fte)
}

pub(super) fn round_up(part: i64, whole: i64) -> i64 {
    -(-part).div_euclid(whole)
}
