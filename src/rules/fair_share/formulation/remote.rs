//! All doctors who may be sent to a remote site, who share its weeks: a programme draws from many
//! units. With `worth = remoteness × half-days a week at the host / 10` in percent, rounded down:
//! `places = Σ target × weeks × worth` and `borne = Σ worth × on programme`.

use super::{
    super::{Burden, FairShare},
    {Borne, Group, Peer},
};
use crate::{
    domain::{Doctor, Instance, Mode, Programme, Site},
    planning::{Block, Plan},
};

/// Half-days of a whole week.
const WEEK: u32 = 10;

pub(super) fn group(rule: &FairShare, plan: &Plan<'_>) -> Group {
    let instance = plan.instance;
    let remote: Vec<&Programme> =
        instance.programmes.iter().filter(|programme| instance.site_of(&programme.host).is_some_and(Burden::is_borne_at)).collect();
    let in_scope = |d: &usize| instance.in_scope(&rule.scope, &instance.doctors[*d]);
    let able = |d: &usize| remote.iter().any(|programme| may_go(instance, &instance.doctors[*d], programme));
    let peers: Vec<Peer> =
        (0..instance.doctors.len()).filter(in_scope).filter(able).filter_map(|d| Peer::new(rule, instance, d, &[])).collect();
    let shared = |programme: &&&Programme| peers.iter().any(|peer| may_go(instance, &instance.doctors[peer.doctor], programme));
    let weeks = plan.weeks() as i64;
    let places = remote.iter().filter(shared).map(|programme| i64::from(programme.heads.target) * weeks * worth(instance, programme)).sum();
    Group::new(Block::default().weekly(), ("group", "alliance".to_owned()), peers, places)
}

/// Whether a doctor may be named for a programme away from home, and is fit for it.
fn may_go(instance: &Instance, doctor: &Doctor, programme: &Programme) -> bool {
    leaves_home(instance, doctor, programme)
        && doctor.fits(&programme.who)
        && (programme.needs.is_empty() || programme.needs.iter().any(|skill| doctor.skills.contains_key(skill)))
        && (doctor.teaches || !programme.teaching)
}

fn leaves_home(instance: &Instance, doctor: &Doctor, programme: &Programme) -> bool {
    let site = |unit| instance.site_of(unit).map(|site: &Site| &site.id);
    site(&doctor.home) != site(&programme.host)
}

fn worth(instance: &Instance, programme: &Programme) -> i64 {
    let half_days = match programme.mode {
        Mode::Resident => WEEK,
        Mode::Sessional(days) => days * 2,
        Mode::HalfDays(half_days) => half_days,
    };
    instance.site_of(&programme.host).map_or(0, |site| i64::from(site.remoteness * half_days.min(WEEK) / WEEK))
}

pub(super) fn borne(plan: &Plan<'_>, d: usize) -> Borne {
    let instance = plan.instance;
    let counts = |programme: &Programme| {
        leaves_home(instance, &instance.doctors[d], programme) && instance.site_of(&programme.host).is_some_and(Burden::is_borne_at)
    };
    let mut borne = Borne::default();
    for (p, programme) in instance.programmes.iter().enumerate().filter(|(_, programme)| counts(programme)) {
        let worth = worth(instance, programme);
        let possible = |week: &usize| plan.stints_of(d).any(|stint| stint.programme == p && stint.covers(*week));
        for week in (0..plan.weeks()).filter(possible) {
            borne.sum += worth as f64 * plan.on_programme(d, p, week);
            borne.most += worth;
        }
    }
    borne
}
