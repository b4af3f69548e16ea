//! What comes by chance: sick leave, people who leave. Drawn doctor by doctor from the seed and the
//! doctor's code, so that one doctor more or less changes nobody else's luck.

use crate::{
    domain::{DateSpan, Doctor, DoctorId, Fact, FactKind, Instance},
    whatif::scenario::Scenario,
};
use chacha20::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use sha2::{Digest, Sha256};

/// Draws of one doctor for one purpose.
struct Draws(ChaCha8Rng);

impl Draws {
    fn new(seed: u32, purpose: &str, doctor: &DoctorId) -> Self {
        Self(ChaCha8Rng::from_seed(Sha256::digest(format!("{seed} {purpose} {doctor}")).into()))
    }

    /// A number below `end`, 0 if `end` is 0.
    fn below(&mut self, end: u64) -> u64 {
        ((u128::from(self.0.next_u64()) * u128::from(end)) >> 64) as u64
    }
}

pub(super) fn sick_leave(scenario: &Scenario, seed: u32, instance: &mut Instance) {
    let Some(rate) = scenario.sick_leave else { return };
    let horizon = instance.horizon;
    let mut away: Vec<(DoctorId, DateSpan)> = Vec::new();
    for doctor in &mut instance.doctors {
        let mut draws = Draws::new(seed, "sick", &doctor.id);
        if draws.below(100) >= u64::from(rate.percent) {
            continue;
        }
        let first = draws.below(horizon.days() as u64) as i64;
        let span = DateSpan { from: horizon.date(first), to: horizon.date(first + i64::from(rate.days) - 1) };
        // Who is away already is not ill besides.
        let free = |doctor: &Doctor| doctor.facts.iter().all(|fact| !fact.kind.is_absence() || fact.to < span.from || span.to < fact.from);
        if free(doctor) {
            doctor.facts.push(Fact { kind: FactKind::Sick, from: span.from, to: span.to });
            away.push((doctor.id.clone(), span));
        }
    }
    unpin(instance, &away);
}

pub(super) fn leavers(scenario: &Scenario, seed: u32, instance: &mut Instance) {
    let Some(rate) = scenario.leavers else { return };
    let horizon = instance.horizon;
    let mut away: Vec<(DoctorId, DateSpan)> = Vec::new();
    for doctor in &mut instance.doctors {
        let mut draws = Draws::new(seed, "leave", &doctor.id);
        if draws.below(100) >= u64::from(rate.percent) {
            continue;
        }
        let last = horizon.date(draws.below(horizon.days() as u64) as i64);
        let from = doctor.employed.map_or(horizon.start, |span| span.from).min(last);
        let to = doctor.employed.map_or(last, |span| span.to.min(last));
        doctor.employed = Some(DateSpan { from, to });
        away.push((doctor.id.clone(), DateSpan { from: to.succ_opt().unwrap_or(to), to: horizon.end() }));
    }
    unpin(instance, &away);
}

/// What was fixed for days on which somebody is away is fixed no more.
fn unpin(instance: &mut Instance, away: &[(DoctorId, DateSpan)]) {
    let gone = |doctor: &DoctorId, date| away.iter().any(|(id, span)| id == doctor && span.contains(date));
    instance.pins.duties.retain(|pin| !gone(&pin.doctor, pin.date));
    let touched = |stint: &crate::domain::Stint| (0..stint.weeks as u64 * 7).any(|day| gone(&stint.doctor, stint.first + chrono::Days::new(day)));
    instance.pins.stints.retain(|stint| !touched(stint));
}
