//! Absences drawn by the rates of titles.

use crate::{
    domain::{Absence, Doctor, Instance, SickRates},
    generate::{Draw, Noun},
};
use chrono::{Days, NaiveDate};

/// Days of the horizon on which a doctor is there.
fn there(instance: &Instance, doctor: &Doctor) -> Vec<NaiveDate> {
    instance.horizon.dates().filter(|date| doctor.is_available(*date)).collect()
}

/// Absences of a doctor to be expected in the horizon, in thousandths of a thousandth.
fn expected(rates: &SickRates, doctor: &Doctor, days: usize) -> u64 {
    let rate = rates.of(doctor.title);
    let (number, sum) = (rate.lengths.len() as u64, rate.lengths.iter().map(|length| u64::from(*length)).sum::<u64>().max(1));
    u64::from(rate.per_thousand) * days as u64 * 1000 * number / sum
}

/// Absences to be expected in the horizon, in hundredths.
pub fn expected_absences(instance: &Instance, rates: &SickRates) -> u64 {
    let all = instance.doctors.iter().map(|doctor| expected(rates, doctor, there(instance, doctor).len()));
    all.sum::<u64>().div_ceil(10_000)
}

/// So many absences, each drawn alone: who, by how often people of the title fall ill; when, on any
/// day the doctor is there; how long, by the lengths of the title. The same seed gives the same ones.
pub fn absences(instance: &Instance, rates: &SickRates, number: usize, seed: u64) -> Vec<Absence> {
    let mut draw = Draw::new(seed, Noun::Absences);
    let days: Vec<Vec<NaiveDate>> = instance.doctors.iter().map(|doctor| there(instance, doctor)).collect();
    let weights: Vec<u64> = instance.doctors.iter().zip(&days).map(|(doctor, days)| expected(rates, doctor, days.len())).collect();
    let total: u64 = weights.iter().sum();
    if total == 0 {
        return Vec::new();
    }
    let mut one = || {
        let mut ticket = draw.below(total);
        let who = weights.iter().position(|weight| {
            let here = ticket < *weight;
            ticket = ticket.saturating_sub(*weight);
            here
        });
        let who = who.unwrap_or(0);
        let (doctor, lengths) = (&instance.doctors[who], rates.of(instance.doctors[who].title).lengths);
        let from = days[who][draw.index(days[who].len())];
        let length = lengths[draw.index(lengths.len())].max(1);
        Absence { doctor: doctor.id.clone(), from, to: from + Days::new(u64::from(length) - 1) }
    };
    (0..number).map(|_| one()).collect()
}
