//! Working time of a doctor: by week, in the busiest seven days, and the longest stretch on duty.

use crate::domain::{Entry, Horizon, Instance, ShiftKind};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// How heavy a week is, against 40, 48 and 60 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strain {
    /// At most 40 hours.
    Normal,
    /// More than 40 hours, the contracted week.
    Above40,
    /// More than 48 hours.
    Above48,
    /// More than 60 hours.
    Above60,
}

impl Strain {
    /// The strain of a week of so many minutes.
    pub fn of(minutes: i64) -> Self {
        match minutes {
            i64::MIN..=2400 => Self::Normal,
            2401..=2880 => Self::Above40,
            2881..=3600 => Self::Above48,
            _ => Self::Above60,
        }
    }

    /// The sign it is marked with beside any colour.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Normal => "",
            Self::Above40 => "+",
            Self::Above48 => "*",
            Self::Above60 => "!",
        }
    }
}

/// A time of a length that begins on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peak {
    /// First day.
    pub from: NaiveDate,
    /// Length in minutes.
    pub minutes: i64,
}

/// Working time of one doctor. A duty counts whole on the day it begins.
#[derive(Clone, Debug)]
pub struct Hours {
    /// Minutes by week of the horizon.
    pub weeks: Vec<i64>,
    /// Minutes in all.
    pub total: i64,
    /// Contracted minutes of a week.
    pub contract: i64,
    /// The busiest seven days in a row; those before the horizon count in.
    pub busiest: Option<Peak>,
    /// The longest time on duty; a break shorter than two hours does not end it.
    pub longest: Option<Peak>,
}

impl Hours {
    /// Minutes of an average week.
    pub fn mean(&self) -> i64 {
        self.total / (self.weeks.len() as i64).max(1)
    }

    /// Weeks strained at least so much.
    pub fn weeks_at(&self, strain: Strain) -> usize {
        self.weeks.iter().filter(|minutes| Strain::of(**minutes) >= strain).count()
    }
}

pub(super) fn hours(instance: &Instance, contract: i64, entries: &[Entry<'_>]) -> Hours {
    let horizon = &instance.horizon;
    let mut weeks = vec![0; horizon.weeks];
    let mut by_day: BTreeMap<i64, i64> = BTreeMap::new();
    for entry in entries {
        *by_day.entry(entry.day).or_default() += entry.worked();
        if let Some(week) = usize::try_from(entry.day.div_euclid(7)).ok().and_then(|week| weeks.get_mut(week)) {
            *week += entry.worked();
        }
    }
    Hours { total: weeks.iter().sum(), weeks, contract, busiest: busiest(horizon, &by_day), longest: longest(horizon, entries) }
}

fn busiest(horizon: &Horizon, by_day: &BTreeMap<i64, i64>) -> Option<Peak> {
    let firsts = -6..=horizon.days() as i64 - 7;
    let windows = firsts.map(|first| (by_day.range(first..first + 7).map(|(_, minutes)| minutes).sum::<i64>(), first));
    let (minutes, first) = windows.max_by_key(|(minutes, first)| (*minutes, -first))?;
    (minutes > 0).then(|| Peak { from: horizon.date(first), minutes })
}

/// A break of so many minutes ends a stretch on duty.
const BREAK: i64 = 120;

/// Handover counts; standby at home does not.
fn longest(horizon: &Horizon, entries: &[Entry<'_>]) -> Option<Peak> {
    let mut stretches: Vec<(i64, i64)> = Vec::new();
    for entry in entries.iter().filter(|entry| entry.shift.kind != ShiftKind::Standby) {
        match stretches.last_mut() {
            Some((_, to)) if entry.from - *to < BREAK => *to = (*to).max(entry.to),
            _ => stretches.push((entry.from, entry.to)),
        }
    }
    let within = stretches.into_iter().filter(|(_, to)| *to > 0);
    let (from, to) = within.max_by_key(|(from, to)| (to - from, -from))?;
    Some(Peak { from: horizon.date(from.div_euclid(24 * 60)), minutes: to - from })
}
