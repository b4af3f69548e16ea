//! Stints of the planted roster: those in progress, then week by week who can go.

use crate::{
    domain::{Direction, Doctor, FactKind, Instance, Mode, Programme, Stint, Title, UnitId},
    generate::{
        Draft,
        draw::{Draw, Noun},
        people::NIGHTS_END,
    },
};
use chrono::{Days, NaiveDate};

/// Most days of absence in a week of a stint; pack `cn-alliance` allows one more.
const ABSENT: usize = 3;
/// Of ten doctors of a unit so many stay at home, as the pack asks.
const STAY: usize = 5;

/// Plants the stints; those in progress become history.
pub(super) fn lay(draft: &mut Draft) -> Vec<Stint> {
    let mut draw = draft.draw(Noun::Stints);
    let mut stays = Stays { draft, placed: Vec::new() };
    for programme in &draft.instance.programmes {
        if let Some(stint) = stays.in_progress(programme, &mut draw) {
            stays.placed.push(stint);
        }
    }
    let history = stays.placed.clone();
    for programme in &draft.instance.programmes {
        stays.fill(programme);
    }
    let mut placed = stays.placed;
    placed.sort();
    draft.instance.history.stints = history;
    placed
}

struct Stays<'a> {
    draft: &'a Draft,
    placed: Vec<Stint>,
}

fn week_of(monday: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    monday.iter_days().take(7)
}

fn is_absent(doctor: &Doctor, date: NaiveDate) -> bool {
    !doctor.is_available(date)
}

impl<'a> Stays<'a> {
    fn instance(&self) -> &'a Instance {
        &self.draft.instance
    }

    /// Those who may go, the willing first.
    fn candidates(&self, programme: &'a Programme) -> Vec<&'a Doctor> {
        let instance = self.instance();
        let site = instance.site_of(&programme.host);
        let is_unwilling = |doctor: &&Doctor| {
            site.is_some_and(|host| doctor.sites_not_wanted.contains(&host.id))
                || doctor.max_commute.is_some_and(|most| instance.travel_minutes(&doctor.home, &programme.host) > most.0)
        };
        let needed = |doctor: &&Doctor| programme.needs.is_empty() || programme.needs.iter().any(|skill| doctor.skills.contains_key(skill));
        let mut all: Vec<&Doctor> = instance.doctors.iter().filter(|doctor| doctor.fits(&programme.who)).filter(needed).collect();
        all.sort_by_key(is_unwilling);
        all
    }

    /// Assumption: the resident chiefs have been there for nine weeks of thirteen, fixed physicians for
    /// a part of their half-year; of the other programmes every second or third is under way.
    fn in_progress(&self, programme: &'a Programme, draw: &mut Draw) -> Option<Stint> {
        let (lot, before) = (draw.below(6), draw.between(2, 10) as usize);
        let (min, max) = (programme.stint.min_weeks, programme.stint.max_weeks);
        let (gone, weeks) = match programme.mode {
            Mode::Resident if programme.heads.min > 0 => (9, 13),
            Mode::Resident if lot < 2 => (before.min(min / 2), max),
            Mode::Sessional(days) if days > 1 || lot < 3 => (before, max),
            _ => return None,
        };
        let first = self.instance().horizon.monday(-(gone as i64));
        let doctor = self.candidates(programme).into_iter().find(|doctor| self.can(programme, doctor, first, weeks))?;
        Some(Stint { doctor: doctor.id.clone(), programme: programme.id.clone(), first, weeks })
    }

    /// Fills the weeks nobody is there yet, the longest stint the first candidate can take first.
    fn fill(&mut self, programme: &'a Programme) {
        let horizon = self.instance().horizon;
        let (min, max) = (programme.stint.min_weeks, programme.stint.max_weeks);
        let mut week = 0;
        while week < horizon.weeks {
            let monday = horizon.monday(week as i64);
            let left = horizon.weeks - week;
            if self.placed.iter().any(|stint| stint.programme == programme.id && stint.covers(monday)) {
                week += 1;
                continue;
            }
            // A stint may run beyond the horizon, but not for the most part.
            let open_ended = programme.heads.min > 0 || programme.mode != Mode::Resident || left * 2 >= min;
            let longest = max.min(left.max(if open_ended { min } else { 0 }));
            let next = self
                .candidates(programme)
                .into_iter()
                .filter(|doctor| !self.placed.iter().any(|stint| stint.doctor == doctor.id && stint.programme == programme.id))
                .find_map(|doctor| Some((doctor, (min..=longest).rev().find(|weeks| self.can(programme, doctor, monday, *weeks))?)));
            match next {
                Some((doctor, weeks)) => {
                    self.placed.push(Stint { doctor: doctor.id.clone(), programme: programme.id.clone(), first: monday, weeks });
                    week += weeks;
                }
                None => week += 1,
            }
        }
    }

    /// Whether a doctor can go on a programme from a Monday on for so many weeks.
    fn can(&self, programme: &Programme, doctor: &Doctor, first: NaiveDate, weeks: usize) -> bool {
        let instance = self.instance();
        let mondays: Vec<NaiveDate> = first.iter_weeks().take(weeks).collect();
        let sites = [&doctor.home, &programme.host].map(|unit| instance.site_of(unit));
        let agreed = |date: NaiveDate| sites.iter().flatten().all(|site| site.agreement.is_none_or(|span| span.contains(date)));
        // A stint that is under way goes on, leave or not.
        let under_way = first < instance.horizon.start;
        let free = |monday: &NaiveDate| {
            !self.placed.iter().any(|stint| stint.doctor == doctor.id && stint.covers(*monday))
                && week_of(*monday).all(|date| doctor.fact_on(date, |kind| kind == FactKind::Commitment).is_none())
                && (under_way || week_of(*monday).filter(|date| is_absent(doctor, *date)).count() <= ABSENT)
                && week_of(*monday).all(agreed)
        };
        let inside = |monday: &&NaiveDate| instance.horizon.day_within(**monday).is_some();
        (!programme.teaching || doctor.teaches)
            && mondays.iter().all(free)
            && (programme.mode != Mode::Resident || mondays.iter().filter(inside).all(|monday| self.home_is_kept(doctor, *monday)))
    }

    /// Whether the home unit keeps enough people, seniors and people for the nights without the doctor.
    fn home_is_kept(&self, doctor: &Doctor, monday: NaiveDate) -> bool {
        let is_home = |other: &&Doctor| other.home == doctor.home;
        let team: Vec<&Doctor> = self.instance().doctors.iter().filter(is_home).collect();
        let left: Vec<&Doctor> = team
            .iter()
            .copied()
            .filter(|other| other.id != doctor.id && week_of(monday).filter(|date| is_absent(other, *date)).count() <= ABSENT)
            .filter(|other| !self.is_away(other, monday))
            .collect();
        let seniors = left.iter().filter(|other| other.title >= Title::Attending).count();
        let night = self.draft.teams.iter().find(|team| team.unit == doctor.home).map_or(0, |team| team.needs.night as usize);
        let nights = left.iter().filter(|other| does_nights(other, monday)).count();
        left.len() * 10 >= team.len() * STAY
            && seniors >= team.len().min(6) / 3
            && (night == 0 || !does_nights(doctor, monday) || nights >= night * 3)
    }

    fn is_away(&self, doctor: &Doctor, monday: NaiveDate) -> bool {
        let resident = |stint: &Stint| self.instance().programme(&stint.programme).is_some_and(|programme| programme.mode == Mode::Resident);
        self.placed.iter().any(|stint| stint.doctor == doctor.id && stint.covers(monday) && resident(stint))
    }
}

fn does_nights(doctor: &Doctor, monday: NaiveDate) -> bool {
    let end = monday + Days::new(7);
    !doctor.no_nights
        && doctor.age_on(end).is_none_or(|age| i64::from(age) < NIGHTS_END)
        && [monday, end].iter().all(|date| doctor.fact_on(*date, FactKind::spares_nights).is_none())
}

/// Why a doctor is at a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stay {
    /// At home.
    Home,
    /// Sent down to help.
    Helps,
    /// Up or in training.
    Learns,
    /// So many days a week.
    Comes(u32),
}

/// A doctor at a unit.
type Present = (usize, Stay);

/// Who is at which unit in which week, the one before the start being week -1.
pub(super) struct Presence {
    by_unit: Vec<Vec<Vec<Present>>>,
}

impl Presence {
    pub fn new(instance: &Instance, stints: &[Stint]) -> Self {
        let weeks: Vec<i64> = (-1..instance.horizon.weeks as i64).collect();
        let mut by_unit = vec![vec![Vec::new(); weeks.len()]; instance.units.len()];
        let position = |id: &UnitId| instance.units.iter().position(|unit| unit.id == *id);
        for (number, doctor) in instance.doctors.iter().enumerate() {
            let home = position(&doctor.home);
            let stays: Vec<&Stint> = stints.iter().filter(|stint| stint.doctor == doctor.id).collect();
            for (slot, week) in weeks.iter().enumerate() {
                let monday = instance.horizon.monday(*week);
                let programme = stays.iter().find(|stint| stint.covers(monday)).and_then(|stint| instance.programme(&stint.programme));
                let away = programme.is_some_and(|programme| programme.mode == Mode::Resident);
                if let Some(home) = home.filter(|_| !away) {
                    by_unit[home][slot].push((number, Stay::Home));
                }
                if let Some((programme, host)) = programme.and_then(|programme| Some((programme, position(&programme.host)?))) {
                    let learns = programme.kind != Direction::Down;
                    let stay = match programme.mode {
                        Mode::Resident if learns => Stay::Learns,
                        Mode::Resident => Stay::Helps,
                        Mode::Sessional(days) => Stay::Comes(days),
                        Mode::HalfDays(half_days) => Stay::Comes(half_days / 2),
                    };
                    by_unit[host][slot].push((number, stay));
                }
            }
        }
        Self { by_unit }
    }

    /// Doctors at a unit in the week of a day.
    pub fn at(&self, unit: usize, day: i64) -> &[Present] {
        &self.by_unit[unit][(day.div_euclid(7) + 1) as usize]
    }
}
