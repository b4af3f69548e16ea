//! What one doctor does on which day, and what the hard rules of pack `cn-alliance` allow besides.

use super::{PAST, job::Job};
use crate::{
    domain::{DayType, Doctor, FactKind, Instance},
    generate::people::NIGHTS_END,
};
use chrono::{Datelike, NaiveDate};

/// Most minutes in any 7 days: 60 h, a safety ceiling [case].
const WEEK: i64 = 60 * 60;
/// Rest between two days (EU directive art. 3), and the longest break within one.
const REST: i64 = 11 * 60;
const BREAK: i64 = 4 * 60;
/// Longest way within a day, as the alliance's own entry of `commute` has it.
const ROAD: i64 = 40;
/// Days from one night to the next.
const NIGHTS_APART: usize = 3;
/// Overtime of a month (劳动法 art. 41) [law].
const OVERTIME: i64 = 36 * 60;

#[derive(Clone)]
struct Booked {
    from: i64,
    to: i64,
    site: usize,
    unit: usize,
    night: bool,
    rest: i64,
}

/// A doctor's diary. Days are counted from the start; the first one is `-PAST`.
pub(super) struct Diary {
    there: Vec<bool>,
    may_night: Vec<bool>,
    /// Days on which a night could begin.
    night_days: i64,
    minutes: Vec<i64>,
    /// Minutes of all days, those before the start too.
    all_minutes: i64,
    booked: Vec<Vec<Booked>>,
    /// Minutes the period allows, overtime included, and those worked in it.
    budget: i64,
    worked: i64,
    /// Minutes the contract asks for.
    pub due: i64,
    pub nights: i64,
    pub days_off_worked: i64,
}

fn slot(day: i64) -> usize {
    (day + PAST) as usize
}

impl Diary {
    pub fn new(instance: &Instance, doctor: &Doctor) -> Self {
        let days = instance.horizon.days() as i64;
        let dates: Vec<NaiveDate> = (-PAST..days).map(|day| instance.horizon.date(day)).collect();
        let there: Vec<bool> = dates.iter().map(|date| doctor.is_available(*date)).collect();
        let is_spared = |date: NaiveDate| {
            doctor.fact_on(date, FactKind::spares_nights).is_some() || doctor.age_on(date).is_some_and(|age| i64::from(age) >= NIGHTS_END)
        };
        let may_night: Vec<bool> =
            dates.iter().map(|date| !doctor.no_nights && !is_spared(*date) && !is_spared(*date + chrono::Days::new(1))).collect();
        let inside: Vec<NaiveDate> = dates[slot(0)..].iter().copied().filter(|date| doctor.is_available(*date)).collect();
        let workdays = inside.iter().filter(|date| instance.calendar.day_type(**date) == DayType::Workday).count() as i64;
        let slots = there.len();
        Self {
            night_days: may_night.iter().zip(&there).filter(|(may, there)| **may && **there).count() as i64,
            there,
            may_night,
            minutes: vec![0; slots],
            all_minutes: 0,
            booked: vec![Vec::new(); slots],
            budget: workdays * 8 * 60 * i64::from(doctor.contract.fte) / 100 + overtime(doctor, &inside),
            worked: 0,
            due: workdays * doctor.contract.weekly_minutes() / 5,
            nights: 0,
            days_off_worked: 0,
        }
    }

    /// Whether there is a duty on the day.
    pub fn works(&self, day: i64) -> bool {
        !self.booked[slot(day)].is_empty()
    }

    /// Whether a night begins on the day.
    pub fn has_night(&self, day: i64) -> bool {
        self.booked[slot(day)].iter().any(|booked| booked.night)
    }

    /// Minutes worked so far in a thousand of those due.
    pub fn load(&self) -> i64 {
        self.all_minutes * 1000 / self.due.max(1)
    }

    /// Nights in a thousand of the days on which one could begin.
    pub fn night_load(&self) -> i64 {
        self.nights * 1000 / self.night_days.max(1)
    }

    /// The last day with a night before a day.
    pub fn last_night(&self, day: i64) -> Option<i64> {
        (-PAST..day).rev().find(|before| self.has_night(*before))
    }

    /// How many other days of the week of a day there is a duty at a unit.
    pub fn other_days_at(&self, unit: usize, day: i64) -> usize {
        let monday = day - day.rem_euclid(7);
        let there = |other: &i64| self.booked.get(slot(*other)).is_some_and(|duties| duties.iter().any(|booked| booked.unit == unit));
        (monday..monday + 7).filter(|other| *other != day && there(other)).count()
    }

    /// Whether the rules allow the job on a day. Who may do it, and is at the unit, is not asked here.
    pub fn can(&self, job: &Job, day: i64, roads: &[Vec<i64>]) -> bool {
        let night = job.kind.is_night();
        let hours = day < 0 || self.worked + job.worked <= self.budget;
        self.there[slot(day)]
            && (!night || self.may_night[slot(day)])
            && hours
            && self.rests(job, day, night, roads)
            && every_week(day, |first| self.minutes[first..(first + 7).min(self.minutes.len())].iter().sum::<i64>() + job.worked <= WEEK)
            && (self.works(day)
                || every_week(day, |first| {
                    self.booked[first..(first + 7).min(self.booked.len())].iter().filter(|duties| !duties.is_empty()).count() < 6
                }))
    }

    fn rests(&self, job: &Job, day: i64, night: bool, roads: &[Vec<i64>]) -> bool {
        let (from, to) = (day * 24 * 60 + job.from, day * 24 * 60 + job.to);
        let near = slot(day).saturating_sub(3)..(slot(day) + 4).min(self.booked.len());
        near.flat_map(|there| self.booked[there].iter().map(move |other| (there, other))).all(|(there, other)| {
            let (pause, rest) = if other.from <= from { (from - other.to, other.rest) } else { (other.from - to, job.rest) };
            let way = roads[other.site][job.site];
            let one_day = there == slot(day) && pause <= BREAK;
            let apart = if one_day { pause >= way && way <= ROAD } else { pause - way >= REST };
            apart && pause - way >= rest && (!night || !other.night || there.abs_diff(slot(day)) >= NIGHTS_APART)
        })
    }

    pub fn book(&mut self, job: &Job, day: i64, workday: bool) {
        let (from, to) = (day * 24 * 60 + job.from, day * 24 * 60 + job.to);
        let night = job.kind.is_night();
        self.booked[slot(day)].push(Booked { from, to, site: job.site, unit: job.unit, night, rest: job.rest });
        self.minutes[slot(day)] += job.worked;
        self.all_minutes += job.worked;
        self.nights += i64::from(night);
        self.days_off_worked += i64::from(!workday);
        if day >= 0 {
            self.worked += job.worked;
        }
    }
}

/// Whether something holds for every 7 days that contain a day, given by their first.
fn every_week(day: i64, holds: impl Fn(usize) -> bool) -> bool {
    (slot(day).saturating_sub(6)..=slot(day)).all(holds)
}

/// Overtime that may be planned on these days: each month its share, none while pregnant or nursing.
fn overtime(doctor: &Doctor, there: &[NaiveDate]) -> i64 {
    let may: Vec<NaiveDate> = there.iter().copied().filter(|date| doctor.fact_on(*date, FactKind::spares_nights).is_none()).collect();
    let months = may.chunk_by(|a, b| (a.year(), a.month()) == (b.year(), b.month()));
    months.map(|month| OVERTIME * month.len() as i64 / i64::from(month[0].num_days_in_month())).sum()
}
