//! Weeks at remote sites over the whole alliance, each worth the remoteness of the site.

use super::{
    super::{Burden, FairShare},
    Group,
    shares::presence,
};
use crate::domain::{Doctor, Instance, Mode, Programme, Roster};

pub(super) fn group<'a>(rule: &FairShare, instance: &'a Instance) -> Group<'a> {
    let mut peers: Vec<(&Doctor, i64)> = Vec::new();
    for doctor in instance.doctors.iter().filter(|doctor| instance.in_scope(&rule.scope, doctor)) {
        let goes = instance.programmes.iter().any(|programme| worth_for(instance, doctor, programme) > 0 && is_asked(doctor, programme));
        let weight = presence(rule, instance, doctor, &[]);
        if goes && weight > 0 {
            peers.push((doctor, weight));
        }
    }
    let mut burden = 0;
    for programme in &instance.programmes {
        let weeks = i64::from(programme.heads.target) * instance.horizon.weeks as i64;
        let asked = peers.iter().filter(|(doctor, _)| is_asked(doctor, programme));
        let worth = asked.map(|(doctor, _)| worth_for(instance, doctor, programme)).max();
        burden += weeks * worth.unwrap_or(0);
    }
    let among = peers.iter().map(|(_, weight)| weight).sum();
    Group { unit: None, peers, burden, among }
}

/// In the words of the programme: who, with which skills, licensed or not.
fn is_asked(doctor: &Doctor, programme: &Programme) -> bool {
    let has_skill = programme.needs.iter().any(|skill| doctor.skills.contains_key(skill));
    let licensed = doctor.teaches || !programme.teaching;
    doctor.fits(&programme.who) && licensed && (has_skill || programme.needs.is_empty())
}

/// Percent of a week that one week on a programme counts for a doctor; 0 where it is not remote.
fn worth_for(instance: &Instance, doctor: &Doctor, programme: &Programme) -> i64 {
    let Some((home, host)) = instance.site_of(&doctor.home).zip(instance.site_of(&programme.host)) else { return 0 };
    if home.id == host.id || !Burden::is_borne_at(host) {
        return 0;
    }
    let whole = i64::from(host.remoteness);
    match programme.mode {
        Mode::Resident => whole,
        Mode::Sessional(days) => whole * i64::from(days.min(5)) / 5,
        Mode::HalfDays(half_days) => whole * i64::from(half_days.min(10)) / 10,
    }
}

pub(super) fn borne(instance: &Instance, roster: &Roster, doctor: &Doctor) -> i64 {
    let mut borne = 0;
    for stint in roster.stints_of(&doctor.id) {
        let Some(programme) = instance.programme(&stint.programme) else { continue };
        let weeks = instance.horizon.dates().step_by(7).filter(|monday| stint.covers(*monday)).count() as i64;
        borne += weeks * worth_for(instance, doctor, programme);
    }
    borne
}
