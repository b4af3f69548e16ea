//! The dated facts of doctors' lives, never so many at once in a unit that it cannot work.

use super::{
    Draft,
    draw::{Draw, Noun},
    people::TRAINEE,
    units::Team,
};
use crate::domain::{Doctor, Fact, FactKind, Horizon, Title};
use chrono::{Datelike, Days, NaiveDate};

pub(super) fn lay(draft: &mut Draft) {
    let mut draw = draft.draw(Noun::Facts);
    let horizon = draft.instance.horizon;
    let festival = festival(draft);
    for team in &draft.teams {
        let mut unit = Unit::new(team, horizon);
        for doctor in draft.instance.doctors.iter_mut().filter(|doctor| doctor.home == team.unit) {
            residency(doctor, horizon, &mut draw);
            child(doctor, horizon, &mut unit, &mut draw);
            leave(doctor, horizon, festival, &mut unit, &mut draw);
            away(doctor, horizon, &mut unit, &mut draw);
            doctor.facts.sort_by_key(|fact| (fact.from, fact.kind));
        }
    }
}

/// How many of a unit are absent on each day, and how many may be.
struct Unit {
    horizon: Horizon,
    absent: Vec<usize>,
    most: usize,
    /// Doctors who may still be spared the nights.
    spare: usize,
}

impl Unit {
    /// Assumption: not more than one in seven is absent at once.
    fn new(team: &Team, horizon: Horizon) -> Self {
        let spare = team.heads.saturating_sub(team.needs.night_people() + 1) / 4;
        Self { horizon, absent: vec![0; horizon.days()], most: (team.heads / 7).max(1), spare }
    }

    /// Books an absence if the unit can bear it.
    fn bears(&mut self, from: NaiveDate, to: NaiveDate) -> bool {
        let days: Vec<usize> = from.iter_days().take_while(|date| *date <= to).filter_map(|date| self.horizon.day_within(date)).collect();
        if days.iter().any(|day| self.absent[*day] >= self.most) {
            return false;
        }
        for day in days {
            self.absent[day] += 1;
        }
        true
    }
}

fn after(date: NaiveDate, days: i64) -> NaiveDate {
    let shift = Days::new(days.unsigned_abs());
    (if days < 0 { date.checked_sub_days(shift) } else { date.checked_add_days(shift) }).unwrap_or(date)
}

/// Residency lasts three years from a first of September [src].
fn residency(doctor: &mut Doctor, horizon: Horizon, draw: &mut Draw) {
    let year = draw.between(0, 2) as i32;
    if doctor.contract.class != TRAINEE {
        return;
    }
    let latest = horizon.start.year() - i32::from(horizon.start.month() < 9);
    let span = NaiveDate::from_ymd_opt(latest - year, 9, 1).zip(NaiveDate::from_ymd_opt(latest - year + 3, 8, 31));
    doctor.facts.extend(span.map(|(from, to)| Fact { kind: FactKind::Residency, from, to }));
}

/// Pregnancy from the 7th month on and the year of nursing spare nights and overtime [law]. Assumption:
/// one of twelve doctors of 25 to 39 is affected in a quarter; maternity leave is 98 days.
fn child(doctor: &mut Doctor, horizon: Horizon, unit: &mut Unit, draw: &mut Draw) {
    let (hit, nursing, day) = (draw.below(12) == 0, draw.chance(60), draw.between(0, 80));
    let age = doctor.age_on(horizon.start).unwrap_or(0);
    if !hit || !(25..40).contains(&age) || unit.spare == 0 || doctor.no_nights {
        return;
    }
    unit.spare -= 1;
    if nursing {
        // Back from maternity leave; the child turns one within the next nine months.
        let birth = after(horizon.start, -100 - day * 2);
        doctor.facts.push(Fact { kind: FactKind::Nursing, from: after(birth, 98), to: after(birth, 364) });
        return;
    }
    let from = after(horizon.start, day - 40);
    let birth = after(from, 90);
    doctor.facts.push(Fact { kind: FactKind::Pregnancy, from, to: birth });
    let (first, last) = (after(birth, 1), after(birth, 98));
    if first < horizon.end() && unit.bears(first, last) {
        doctor.facts.push(Fact { kind: FactKind::Leave, from: first, to: last });
    }
}

/// 5, 10 or 15 days of paid leave at 1, 10 or 20 years [law]. Assumption: two of three take a week of it
/// in a quarter, every third of them around the longest holiday; work begins at the age of 25.
fn leave(doctor: &mut Doctor, horizon: Horizon, festival: Option<NaiveDate>, unit: &mut Unit, draw: &mut Draw) {
    let (takes, home, week, shift) = (draw.chance(66), draw.chance(33), draw.below(horizon.weeks as u64), draw.between(-3, 3));
    let years = doctor.age_on(horizon.start).unwrap_or(30) - 25;
    if !takes || years < 1 {
        return;
    }
    let days = match years {
        ..10 => 5,
        10..20 => 7,
        _ => 10,
    };
    let from = match festival {
        Some(date) if home => after(date, shift),
        _ => horizon.monday(week as i64),
    };
    add_absence(doctor, FactKind::Leave, from, days, unit);
}

/// Assumption: one doctor in thirty is ill for some days before the start and into it, one in
/// twenty-five studies elsewhere, one attending in twelve is committed to stay at home for the
/// horizon or half of it.
fn away(doctor: &mut Doctor, horizon: Horizon, unit: &mut Unit, draw: &mut Draw) {
    let [ill, studies, stays] = [draw.below(30) == 0, draw.below(25) == 0, draw.below(12) == 0];
    let (days, week, half) = (draw.between(3, 14), draw.below(horizon.weeks as u64) as i64, draw.chance(50));
    if ill {
        add_absence(doctor, FactKind::Sick, after(horizon.start, -2), days, unit);
    } else if studies && doctor.title >= Title::Attending {
        add_absence(doctor, FactKind::Study, horizon.monday(week), days, unit);
    }
    if stays && doctor.title == Title::Attending {
        let weeks = if half { horizon.weeks.div_ceil(2) } else { horizon.weeks };
        doctor.facts.push(Fact { kind: FactKind::Commitment, from: horizon.start, to: after(horizon.start, weeks as i64 * 7 - 1) });
    }
}

fn add_absence(doctor: &mut Doctor, kind: FactKind, from: NaiveDate, days: i64, unit: &mut Unit) {
    let to = after(from, days - 1);
    let clashes = doctor.facts.iter().any(|fact| fact.kind.is_absence() && fact.from <= to && from <= fact.to);
    if !clashes && unit.bears(from, to) {
        doctor.facts.push(Fact { kind, from, to });
    }
}

/// The first day of the longest holiday of the horizon, if it has one of more than three days.
fn festival(draft: &Draft) -> Option<NaiveDate> {
    let calendar = &draft.instance.calendar;
    let dates: Vec<NaiveDate> = draft.instance.horizon.dates().filter(|date| calendar.holiday_name(*date).is_some()).collect();
    let runs = dates.chunk_by(|a, b| after(*a, 1) == *b);
    runs.filter(|run| run.len() > 3).max_by_key(|run| run.len()).and_then(|run| run.first().copied())
}
