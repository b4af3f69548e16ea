//! Whether those who are sent down do what they were sent for, and when they have nothing to do.

use super::{Source, StintLine};
use crate::domain::{DayType, Direction, Doctor, Entry, Mode, Post, PostKind, Programme, ShiftKind, Timesheet, Title};
use std::{collections::BTreeSet, ops::Range};

/// A down stint by what the doctor does at the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpecialistLine {
    /// Position of the stint.
    pub stint: usize,
    /// Duties at the host.
    pub duties: usize,
    /// Duties among them that need no such specialist; nothing: the programme names no skills.
    pub unsuited: Option<usize>,
    /// Time at the host without a duty.
    pub idle: Idle,
}

/// Time without a duty, of how much there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// On a stint of whole weeks: half-days of the workdays on which the doctor is there. They are
    /// idle as far as the hours of the week stay below the contract.
    HalfDays {
        /// Without a duty.
        idle: u32,
        /// All of them.
        all: u32,
    },
    /// On a stint of some days a week: days at the host that are agreed on.
    Days {
        /// Without a duty at the host.
        idle: u32,
        /// All of them.
        all: u32,
    },
}

pub(super) fn specialists(source: &Source<'_>, stints: &[StintLine]) -> Vec<SpecialistLine> {
    let instance = source.instance;
    let sheet = Timesheet::new(instance, source.roster);
    let line = |(number, stint): (usize, &StintLine)| {
        let (doctor, programme) = (&instance.doctors[stint.doctor], &instance.programmes[stint.programme_at]);
        let entries = sheet.of(&doctor.id);
        let at_host: Vec<&Entry<'_>> =
            entries.iter().filter(|entry| entry.post.unit == programme.host && week(entry, &stint.within).is_some()).collect();
        SpecialistLine {
            stint: number,
            duties: at_host.len(),
            unsuited: (!programme.needs.is_empty()).then(|| at_host.iter().filter(|entry| !suits(programme, entry.post)).count()),
            idle: match stint.mode {
                Mode::Resident => half_days(source, doctor, &stint.within, entries),
                Mode::Sessional(agreed) => days(source, doctor, &stint.within, agreed as usize, &at_host),
                Mode::HalfDays(agreed) => sessions(source, doctor, &stint.within, agreed as usize, &at_host),
            },
        }
    };
    stints.iter().enumerate().filter(|(_, stint)| stint.kind == Direction::Down).map(line).collect()
}

fn week(entry: &Entry<'_>, within: &Range<usize>) -> Option<usize> {
    usize::try_from(entry.day.div_euclid(7)).ok().filter(|week| within.contains(week))
}

/// Whether a post is one for such a specialist: it asks for a skill the host needs or for a senior
/// title, or is there to teach or to consult.
fn suits(programme: &Programme, post: &Post) -> bool {
    let titles = post.who.title_at_least.into_iter().chain(post.mix.iter().filter_map(|mix| mix.title_at_least));
    let mut skills = post.who.skills_any.iter().chain(&post.who.skills_all).chain(post.mix.iter().filter_map(|mix| mix.skill.as_ref()));
    let consults = matches!(post.kind, PostKind::Teaching | PostKind::JointConsultation | PostKind::RemoteConsultation);
    consults || titles.into_iter().any(|title| title >= Title::AssociateChief) || skills.any(|skill| programme.needs.contains(skill))
}

/// Workdays of a week on which the doctor is there.
fn workdays(source: &Source<'_>, doctor: &Doctor, week: usize) -> Vec<i64> {
    let instance = source.instance;
    let there = |day: &i64| {
        let date = instance.horizon.date(*day);
        instance.calendar.day_type(date) == DayType::Workday && doctor.is_available(date)
    };
    (week as i64 * 7..week as i64 * 7 + 7).filter(there).collect()
}

/// Morning and afternoon in minutes after midnight.
const HALVES: [(i64, i64); 2] = [(8 * 60, 12 * 60), (13 * 60, 17 * 60)];

/// What a half-day counts for.
const HALF: i64 = 4 * 60;

fn half_days(source: &Source<'_>, doctor: &Doctor, within: &Range<usize>, entries: &[Entry<'_>]) -> Idle {
    let (mut idle, mut all) = (0, 0);
    for week in within.clone() {
        let days = workdays(source, doctor, week);
        let is_free = |(from, to): (i64, i64)| entries.iter().all(|entry| entry.to <= from || to <= entry.from);
        let halves = days.iter().flat_map(|day| HALVES.map(|(from, to)| (day * 24 * 60 + from, day * 24 * 60 + to)));
        let free = halves.filter(|half| is_free(*half)).count() as i64;
        let worked: i64 = entries.iter().filter(|entry| entry.day.div_euclid(7) == week as i64).map(Entry::worked).sum();
        let owed = doctor.contract.weekly_minutes() * days.len() as i64 / 5;
        idle += free.min((owed - worked).max(0) / HALF) as u32;
        all += days.len() as u32 * 2;
    }
    Idle::HalfDays { idle, all }
}

fn days(source: &Source<'_>, doctor: &Doctor, within: &Range<usize>, agreed: usize, at_host: &[&Entry<'_>]) -> Idle {
    let (mut idle, mut all) = (0, 0);
    for week in within.clone() {
        let due = agreed.min(workdays(source, doctor, week).len());
        let used: BTreeSet<i64> = at_host.iter().map(|entry| entry.day).filter(|day| day.div_euclid(7) == week as i64).collect();
        idle += due.saturating_sub(used.len()) as u32;
        all += due as u32;
    }
    Idle::Days { idle, all }
}

/// Half-days agreed and not used; a session takes one, any other duty two.
fn sessions(source: &Source<'_>, doctor: &Doctor, within: &Range<usize>, agreed: usize, at_host: &[&Entry<'_>]) -> Idle {
    let (mut idle, mut all) = (0, 0);
    for week in within.clone() {
        let due = agreed.min(2 * workdays(source, doctor, week).len());
        let this_week = at_host.iter().filter(|entry| entry.day.div_euclid(7) == week as i64);
        let used: usize = this_week.map(|entry| if entry.shift.kind == ShiftKind::Session { 1 } else { 2 }).sum();
        idle += due.saturating_sub(used) as u32;
        all += due as u32;
    }
    Idle::HalfDays { idle, all }
}
