//! Stints that touch the horizon, seen from it.

use super::Source;
use crate::{
    diagnostic::Text,
    domain::{Direction, Mode},
    report::words,
};
use chrono::{Days, NaiveDate};

/// Days of a person-week.
pub(super) const HALF_DAYS: u32 = 10;

/// A stint of a doctor.
#[derive(Clone, Debug)]
pub struct StintLine {
    /// Position of the doctor.
    pub doctor: usize,
    /// Down, up or training.
    pub kind: Direction,
    /// Id of the programme.
    pub programme_id: String,
    /// What people call the programme.
    pub programme: Text,
    /// Position of the programme.
    pub programme_at: usize,
    /// Position of the unit the doctor comes from.
    pub home: usize,
    /// Position of the unit the doctor goes to.
    pub host: usize,
    /// How its weeks are spent.
    pub mode: Mode,
    /// Monday of the first week, perhaps before the horizon.
    pub first: NaiveDate,
    /// Sunday of the last week, perhaps after the horizon.
    pub last: NaiveDate,
    /// Weeks in all.
    pub weeks: usize,
    /// Weeks of the horizon it covers.
    pub within: std::ops::Range<usize>,
    /// It began before the horizon.
    pub began_before: bool,
    /// It goes on after the horizon.
    pub goes_on: bool,
}

impl StintLine {
    /// Whether only a part of each week is spent at the host.
    pub fn is_sessional(&self) -> bool {
        self.mode != Mode::Resident
    }

    /// Half-days a week at the host that count for service and person-weeks: ten at most.
    pub fn half_days_a_week(&self) -> u32 {
        match self.mode {
            Mode::Resident => HALF_DAYS,
            Mode::Sessional(days) => (2 * days).min(HALF_DAYS),
            Mode::HalfDays(half_days) => half_days.min(HALF_DAYS),
        }
    }

    /// Such half-days within the horizon.
    pub fn half_days(&self) -> u32 {
        self.half_days_a_week() * self.within.len() as u32
    }

    /// Whether the doctor lives at the host in that week.
    pub fn is_away(&self, week: usize) -> bool {
        !self.is_sessional() && self.within.contains(&week)
    }
}

pub(super) fn stints(source: &Source<'_>) -> Vec<StintLine> {
    let horizon = &source.instance.horizon;
    let mut lines: Vec<StintLine> = source
        .roster
        .stints
        .iter()
        .filter_map(|stint| {
            let doctor = *source.doctors.get(&stint.doctor)?;
            let programme_at = source.instance.programmes.iter().position(|programme| programme.id == stint.programme)?;
            let programme = &source.instance.programmes[programme_at];
            let first = horizon.week(stint.first);
            let end = first + stint.weeks as i64;
            let within = first.clamp(0, horizon.weeks as i64) as usize..end.clamp(0, horizon.weeks as i64) as usize;
            Some(StintLine {
                doctor,
                kind: programme.kind,
                programme_id: programme.id.0.clone(),
                programme: words::name_or_id(programme.name.as_ref(), &programme.id.0),
                programme_at,
                home: source.unit(&source.instance.doctors[doctor].home)?,
                host: source.unit(&programme.host)?,
                mode: programme.mode,
                first: stint.first,
                last: stint.first + Days::new((stint.weeks as u64 * 7).saturating_sub(1)),
                weeks: stint.weeks,
                within,
                began_before: first < 0,
                goes_on: end > horizon.weeks as i64,
            })
        })
        .filter(|line| !line.within.is_empty())
        .collect();
    lines.sort_by_key(|line| (line.kind, line.is_sessional(), line.host, line.within.start, line.doctor));
    lines
}
