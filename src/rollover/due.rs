//! What would have been everybody's share: of what the peers of a rule `fair_share` bore, by
//! contract and by the days on which a share fell on them. Who was away, spared the nights or not
//! there yet had less of a share or none, and so has nothing to make up for later; and what was done
//! for others on a stint of whole weeks was due there.

use super::counts::{Borne, nearest};
use crate::{
    domain::{Doctor, DoctorId, Instance},
    rules::fair_share::{Burden, FairShare},
};
use std::collections::BTreeMap;

/// A doctor as one of those who share a burden.
struct Peer<'a> {
    id: &'a DoctorId,
    /// Part of a full post, and that times days.
    part: i64,
    weight: i64,
    /// What the history counts, and what it says was due.
    before: Option<(u32, Option<u32>)>,
    /// Parts of what is counted: as a colleague of the peers, and on stints elsewhere.
    now: i64,
    lent: i64,
}

/// What was due to each doctor before the horizon and in it, in the order of the instance; nothing of
/// a burden that no rule shares.
pub(super) fn due(instance: &Instance, rules: &[FairShare], borne: &[Borne], lent: &[Borne], of: Burden) -> Vec<Option<u32>> {
    let mut shares: BTreeMap<&DoctorId, u32> = BTreeMap::new();
    let rules: Vec<&FairShare> = rules.iter().filter(|rule| rule.of == of).collect();
    if rules.is_empty() {
        return vec![None; instance.doctors.len()];
    }
    for rule in rules {
        for group in rule.peers(instance) {
            let peers: Vec<Peer<'_>> = group.into_iter().map(|(doctor, weight)| Peer::new(instance, borne, lent, of, doctor, weight)).collect();
            for peer in &peers {
                // Where several entries share the same burden, the first one says what was due.
                shares.entry(peer.id).or_insert_with(|| share(peer, &peers, of));
            }
        }
    }
    let all = instance.doctors.iter().zip(borne);
    all.map(|(doctor, now)| Some(shares.get(&doctor.id).copied().unwrap_or_else(|| without_share(instance, doctor, now, of)))).collect()
}

impl<'a> Peer<'a> {
    fn new(instance: &'a Instance, borne: &[Borne], lent: &[Borne], of: Burden, doctor: &'a Doctor, weight: i64) -> Self {
        let own = |all: &[Borne]| instance.doctors.iter().zip(all).find(|(other, _)| other.id == doctor.id).map_or(0, |(_, now)| now.of(of));
        let (all, lent) = (own(borne), own(lent));
        Self { id: &doctor.id, part: i64::from(doctor.contract.fte), weight, before: before(instance, doctor, of), now: all - lent, lent }
    }
}

fn before(instance: &Instance, doctor: &Doctor, of: Burden) -> Option<(u32, Option<u32>)> {
    instance.history.counts.iter().find(|counts| counts.doctor == doctor.id).map(|counts| of.counted(counts))
}

/// What the history says was due, or as the rule takes it where it says nothing; of what the peers
/// bore in the horizon the part by weight; and all of what was done elsewhere.
fn share(peer: &Peer<'_>, peers: &[Peer<'_>], of: Burden) -> u32 {
    let undivided = || peers.iter().filter(|peer| matches!(peer.before, Some((_, None))));
    let (due, over) = match peer.before {
        None => (0, 1),
        Some((_, Some(due))) => (i64::from(due), 1),
        Some((_, None)) => {
            let borne: i64 = undivided().filter_map(|peer| peer.before).map(|(own, _)| i64::from(own)).sum();
            (borne * peer.part, undivided().map(|peer| peer.part).sum())
        }
    };
    let now: i64 = peers.iter().map(|peer| peer.now).sum();
    let sum: i64 = peers.iter().map(|peer| peer.weight).sum();
    let whole = sum * Borne::per(of);
    nearest(due * whole + (now * peer.weight + peer.lent * sum) * over, over * whole)
}

/// On whom no share fell: the balance stays as it was, so what was borne now was due.
fn without_share(instance: &Instance, doctor: &Doctor, now: &Borne, of: Burden) -> u32 {
    let (own, due) = before(instance, doctor, of).unwrap_or_default();
    due.unwrap_or(own) + nearest(now.of(of), Borne::per(of))
}
