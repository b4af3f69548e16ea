//! Nights, weekend and holiday duties of a doctor, and the mean of the colleagues of the unit.

use super::{Day, DoctorLine};
use crate::domain::{DayType, Entry, ShiftKind};

/// What weighs on a doctor, in duties of the horizon, counted as the running counts of the history
/// are: on the day they begin, a morning and an afternoon as two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Nights and duties round the clock.
    pub nights: u32,
    /// Duties on weekend days, standby apart.
    pub weekends: u32,
    /// Duties on holidays, standby apart.
    pub holidays: u32,
    /// Those on statutory holidays among them.
    pub statutory: u32,
}

/// Means of a peer group in tenths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Means {
    /// Nights of those who do any.
    pub nights: u32,
    /// Duties on weekend days.
    pub weekends: u32,
    /// Duties on holidays.
    pub holidays: u32,
}

pub(super) fn load(entries: &[Entry<'_>], days: &[Day]) -> Load {
    let mut load = Load::default();
    for entry in entries {
        let Some(day) = usize::try_from(entry.day).ok().and_then(|day| days.get(day)) else { continue };
        load.nights += u32::from(entry.is_night());
        if entry.shift.kind != ShiftKind::Standby {
            load.weekends += u32::from(day.kind == DayType::Weekend);
            load.holidays += u32::from(day.kind == DayType::Holiday);
            load.statutory += u32::from(day.statutory);
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
