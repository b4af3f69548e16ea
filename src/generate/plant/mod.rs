//! A roster that keeps the hard rules of pack `cn-alliance`: stints first, then duty by duty, each
//! given to somebody whom no rule forbids it.
//!
//! The days before the start are planted like the others: they become the history, so that rest and
//! hours go on across the start.

mod diary;
mod job;
mod passes;
mod stints;

use super::{Draft, draw::Noun};
use crate::domain::{Direction, Duty, DutyPin, Instance, InstitutionQuota, Mode, Output, Roster, Shortage, Stint};
use std::collections::BTreeMap;

/// Days before the start that are planted too: as many as any rule of the pack looks back.
pub(super) const PAST: i64 = 7;

/// A roster in positions of the instance's lists.
#[derive(Default)]
pub(super) struct Planted {
    stints: Vec<Stint>,
    /// Day (negative: before the start), post, doctor.
    duties: Vec<(i64, usize, usize)>,
    heads: BTreeMap<(usize, i64), u32>,
}

/// Plants a roster and writes into the draft what follows from it: history, pins, person-weeks owed.
pub(super) fn plant(draft: &mut Draft) -> Planted {
    let stints = stints::lay(draft);
    let mut planted = Planted { stints, ..Planted::default() };
    planted.duties = passes::lay(draft, &planted.stints);
    planted.duties.sort_unstable();
    for (day, post, _) in &planted.duties {
        *planted.heads.entry((*post, *day)).or_default() += 1;
    }
    draft.instance.history.duties = planted.duties.iter().filter(|(day, ..)| *day < 0).map(|duty| named(&draft.instance, *duty)).collect();
    institutions(draft, &planted);
    pins(draft, &planted);
    planted
}

fn named(instance: &Instance, (day, post, doctor): (i64, usize, usize)) -> Duty {
    Duty { date: instance.horizon.date(day), post: instance.posts[post].id.clone(), doctor: instance.doctors[doctor].id.clone() }
}

impl Planted {
    /// How many are on a post on a day.
    pub fn heads(&self, post: usize, day: i64) -> u32 {
        self.heads.get(&(post, day)).copied().unwrap_or(0)
    }

    /// Duties in the horizon: day, post, doctor.
    pub fn duties(&self) -> impl Iterator<Item = (i64, usize, usize)> {
        self.duties.iter().copied().filter(|(day, ..)| *day >= 0)
    }

    /// Output of each window of a quota in hundredths of an item.
    pub fn centi_items(&self, instance: &Instance, quota: usize) -> Vec<i64> {
        let quota = &instance.quotas[quota];
        let producers: BTreeMap<usize, _> = quota
            .produced_by
            .iter()
            .filter_map(|producer| Some((instance.posts.iter().position(|post| post.id == producer.post)?, producer)))
            .collect();
        let mut by_day = vec![0; instance.horizon.days()];
        for (day, post, doctor) in self.duties() {
            if let Some(producer) = producers.get(&post) {
                by_day[day as usize] += instance.centi_items(&instance.doctors[doctor], producer);
            }
        }
        instance.windows(quota.window).into_iter().map(|window| by_day[window].iter().sum()).collect()
    }

    /// The roster in names, with what is short in it and what it yields.
    pub fn roster(&self, instance: &Instance) -> Roster {
        let mut roster =
            Roster { stints: self.stints.clone(), duties: self.duties().map(|duty| named(instance, duty)).collect(), ..Roster::default() };
        for (position, post) in instance.posts.iter().enumerate() {
            for (day, date) in instance.horizon.dates().enumerate() {
                let missing = instance.need_on(post, date).map_or(0, |need| need.min.saturating_sub(self.heads(position, day as i64)));
                if missing > 0 {
                    roster.shortages.push(Shortage { date, post: post.id.clone(), missing });
                }
            }
        }
        for (position, quota) in instance.quotas.iter().enumerate() {
            let done = self.centi_items(instance, position);
            roster.outputs.extend(instance.due(quota).into_iter().zip(done).map(|((window, target), centi)| Output {
                quota: quota.id.clone(),
                from: instance.horizon.date(window.start as i64),
                items: (centi / 100) as u32,
                target,
            }));
        }
        roster.sort();
        roster
    }
}

/// Numbers sent down and received belong in the assessment of both sides [case]: what the stints of
/// the planted roster make.
fn institutions(draft: &mut Draft, planted: &Planted) {
    let instance = &draft.instance;
    let mut days: BTreeMap<usize, (i64, i64)> = BTreeMap::new();
    let site = |unit| instance.unit(unit).and_then(|unit| instance.sites.iter().position(|site| site.id == unit.site));
    for stint in &planted.stints {
        let Some((programme, doctor)) = instance.programme(&stint.programme).zip(instance.doctor(&stint.doctor)) else { continue };
        let Some((home, host)) = site(&doctor.home).zip(site(&programme.host)) else { continue };
        let weeks = instance.horizon.dates().step_by(7).filter(|monday| stint.covers(*monday)).count() as i64;
        let a_week = match programme.mode {
            Mode::Resident => 5,
            Mode::Sessional(days) => i64::from(days).min(5),
            Mode::HalfDays(half_days) => i64::from(half_days / 2).min(5),
        };
        match programme.kind {
            Direction::Down => days.entry(home).or_default().0 += weeks * a_week,
            Direction::Up => days.entry(host).or_default().1 += weeks * a_week,
            Direction::Training => {}
        }
    }
    let owed = |days: i64| (days / 5) as u32;
    let quotas =
        days.into_iter().map(|(site, (sent, received))| (site, owed(sent), owed(received))).filter(|(_, sent, received)| sent + received > 0);
    draft.instance.institutions =
        quotas.map(|(site, sent, received)| InstitutionQuota { site: instance.sites[site].id.clone(), sent, received }).collect();
}

/// Some sessions that have been announced, one night that must not be, one rotation arranged with the
/// residency office.
fn pins(draft: &mut Draft, planted: &Planted) {
    let mut draw = draft.draw(Noun::Pins);
    let instance = &draft.instance;
    let announced: Vec<(i64, usize, usize)> =
        planted.duties().filter(|(_, post, _)| instance.posts[*post].kind == crate::domain::PostKind::JointConsultation).collect();
    let mut pins = Vec::new();
    for _ in 0..announced.len().min(1 + instance.doctors.len() / 100) {
        let Duty { date, post, doctor } = named(instance, announced[draw.index(announced.len())]);
        let pin = DutyPin { doctor, date, post, on: true };
        if !pins.contains(&pin) {
            pins.push(pin);
        }
    }
    // After one of the nights its doctor must not be given the next.
    let nights: Vec<(i64, usize, usize)> =
        planted.duties().filter(|(_, post, _)| instance.posts[*post].kind == crate::domain::PostKind::Night).collect();
    if let Some((day, post, doctor)) = nights.get(draw.index(nights.len())).copied()
        && instance.horizon.day_within(instance.horizon.date(day + 1)).is_some()
    {
        let Duty { date, post, doctor } = named(instance, (day + 1, post, doctor));
        pins.push(DutyPin { doctor, date, post, on: false });
    }
    pins.sort_by(|a, b| (a.date, &a.post, &a.doctor).cmp(&(b.date, &b.post, &b.doctor)));
    let arranged = |stint: &&Stint| {
        stint.first >= instance.horizon.start && instance.programme(&stint.programme).is_some_and(|programme| programme.kind == Direction::Training)
    };
    let stints = planted.stints.iter().filter(arranged).take(1).cloned().collect();
    draft.instance.pins.duties = pins;
    draft.instance.pins.stints = stints;
}
