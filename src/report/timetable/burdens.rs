//! Nights, weekends and holidays of a doctor, and the mean of the colleagues of the unit.

use super::{Day, DoctorLine};
use crate::domain::{DayType, Entry};

/// What weighs on a doctor, as counts in the horizon. A duty counts on the day it begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Nights and duties round the clock.
    pub nights: u32,
    /// Weekend days with a duty.
    pub weekends: u32,
    /// Holidays with a duty.
    pub holidays: u32,
    /// Statutory holidays among them.
    pub statutory: u32,
}

/// Means of a peer group in tenths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Means {
    /// Nights of those who do any.
    pub nights: u32,
    /// Weekend days.
    pub weekends: u32,
    /// Holidays.
    pub holidays: u32,
}

pub(super) fn load(entries: &[Entry<'_>], days: &[Day]) -> Load {
    let mut load = Load::default();
    let mut last = None;
    for entry in entries {
        let Some((position, day)) = usize::try_from(entry.day).ok().and_then(|day| Some((day, days.get(day)?))) else { continue };
        load.nights += u32::from(entry.is_night());
        if last != Some(position) {
            load.weekends += u32::from(day.kind == DayType::Weekend);
            load.holidays += u32::from(day.kind == DayType::Holiday);
            load.statutory += u32::from(day.statutory);
            last = Some(position);
        }
    }
    load
}

/// The peer group of a doctor is the unit at home.
pub(super) fn means<'a>(peers: impl Iterator<Item = &'a DoctorLine>) -> Means {
    let peers: Vec<&DoctorLine> = peers.collect();
    let mean = |count: fn(&Load) -> u32, only: fn(&DoctorLine) -> bool| {
        let counts: Vec<u32> = peers.iter().filter(|doctor| only(doctor)).map(|doctor| count(&doctor.load)).collect();
        let people = counts.len() as u32;
        (counts.iter().sum::<u32>() * 10 + people / 2).checked_div(people).unwrap_or(0)
    };
    Means {
        nights: mean(|load| load.nights, |doctor| doctor.load.nights > 0),
        weekends: mean(|load| load.weekends, |_| true),
        holidays: mean(|load| load.holidays, |_| true),
    }
}
