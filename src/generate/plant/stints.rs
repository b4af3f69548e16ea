//! Stints of the planted roster: those in progress, then week by week who can go.

use crate::{
    domain::{Doctor, FactKind, Instance, Mode, Programme, Stint, Title, Unit},
    generate::{
        Draft,
        draw::{Draw, Noun},
        people::NIGHTS_END,
    },
};
use chrono::{Days, NaiveDate};

/// Most days of absence in a week of a stint; pack `cn-alliance` allows one more.
const ABSENT: usize = 3;
/// Of ten doctors of a unit so many stay at home, one more than the pack's half (assumption).
const STAY: usize = 6;

/// Plants the stints; those in progress become history.
pub(super) fn lay(draft: &mut Draft) -> Vec<Stint> {
    let mut draw = draft.draw(Noun::History);
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

    fn candidates(&self, programme: &'a Programme) -> impl Iterator<Item = &'a Doctor> + use<'a> {
        self.draft.instance.doctors.iter().filter(|doctor| {
            doctor.fits(&programme.who) && (programme.needs.is_empty() || programme.needs.iter().any(|skill| doctor.skills.contains_key(skill)))
        })
    }

    /// Assumption: the resident chiefs have been there for nine weeks of thirteen, fixed physicians for
    /// a part of their half-year; of the other programmes every second or third is under way.
    fn in_progress(&self, programme: &'a Programme, draw: &mut Draw) -> Option<Stint> {
        let (lot, before, which) = (draw.below(6), draw.between(2, 10) as usize, draw.below(1 << 32) as usize);
        let (min, max) = (programme.stint.min_weeks, programme.stint.max_weeks);
        let (gone, weeks) = match programme.mode {
            Mode::Resident if programme.heads.min > 0 => (9, 13),
            Mode::Resident if lot < 2 => (before.min(min / 2), max),
            Mode::Sessional(days) if days > 1 || lot < 3 => (before, max),
            _ => return None,
        };
        let first = self.instance().horizon.monday(-(gone as i64));
        let able: Vec<&Doctor> = self.candidates(programme).filter(|doctor| self.can(programme, doctor, first, weeks)).collect();
        let doctor = able.get(which % able.len().max(1))?;
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
        let willing = sites[1].is_none_or(|host| !doctor.sites_not_wanted.contains(&host.id))
            && doctor.max_commute.is_none_or(|most| instance.travel_minutes(&doctor.home, &programme.host) <= most.0);
        let free = |monday: &NaiveDate| {
            !self.placed.iter().any(|stint| stint.doctor == doctor.id && stint.covers(*monday))
                && week_of(*monday).all(|date| doctor.fact_on(date, |kind| kind == FactKind::Commitment).is_none())
                && week_of(*monday).filter(|date| is_absent(doctor, *date)).count() <= ABSENT
                && week_of(*monday).all(agreed)
        };
        let inside = |monday: &&NaiveDate| instance.horizon.day_within(**monday).is_some();
        willing
            && (!programme.teaching || doctor.teaches)
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
        left.len() * 10 >= team.len() * STAY && seniors >= 2 && (night == 0 || !does_nights(doctor, monday) || nights > night * 3)
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

/// A doctor, and for a visitor who does not live there the days a week.
type Present = (usize, Option<u32>);

/// Who is at which unit in which week, the one before the start being week -1: residents of the unit
/// who are not away, and visitors with the days a week they come.
pub(super) struct Presence {
    by_unit: Vec<Vec<Vec<Present>>>,
}

impl Presence {
    pub fn new(instance: &Instance, stints: &[Stint]) -> Self {
        let weeks = -1..instance.horizon.weeks as i64;
        let unit_of = |unit: &Unit| {
            let week = |week: i64| {
                let monday = instance.horizon.monday(week);
                let mut there = Vec::new();
                for (position, doctor) in instance.doctors.iter().enumerate() {
                    let stay = stints.iter().find(|stint| stint.doctor == doctor.id && stint.covers(monday));
                    let programme = stay.and_then(|stint| instance.programme(&stint.programme));
                    match programme {
                        Some(programme) if programme.host == unit.id => match programme.mode {
                            Mode::Resident => there.push((position, None)),
                            Mode::Sessional(days) => there.push((position, Some(days))),
                        },
                        Some(programme) if programme.mode == Mode::Resident => {}
                        _ if doctor.home == unit.id => there.push((position, None)),
                        _ => {}
                    }
                }
                there
            };
            weeks.clone().map(week).collect()
        };
        Self { by_unit: instance.units.iter().map(unit_of).collect() }
    }

    /// Doctors at a unit in the week of a day; for visitors on some days the number of those.
    pub fn at(&self, unit: usize, day: i64) -> &[Present] {
        &self.by_unit[unit][(day.div_euclid(7) + 1) as usize]
    }
}
