//! What each doctor worked at each site: the attendance sheets of both employers.

use super::{Day, Source};
use crate::domain::{DayType, Minutes, ShiftKind, Timesheet};
use std::collections::{BTreeMap, BTreeSet};

/// A doctor at a site over the horizon, counted on the day a duty begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttendanceLine {
    /// Position of the doctor.
    pub doctor: usize,
    /// Position of the site.
    pub site: usize,
    /// It is the site the doctor is employed at.
    pub is_home: bool,
    /// Days with a duty there.
    pub days: usize,
    /// Duties there.
    pub duties: u32,
    /// Working time there.
    pub worked: Minutes,
    /// Nights and duties round the clock.
    pub nights: u32,
    /// Duties on weekend days, standby apart.
    pub weekends: u32,
    /// Duties on holidays, standby apart.
    pub holidays: u32,
    /// Remoteness coefficient of the site in percent.
    pub remoteness: u32,
}

/// By doctor, then by site; sites without a duty are left out.
pub(super) fn attendance(source: &Source<'_>, days: &[Day]) -> Vec<AttendanceLine> {
    let instance = source.instance;
    let mut lines = Vec::new();
    for (doctor, (person, entries)) in Timesheet::new(instance, source.roster).each().enumerate() {
        let home = instance.site_of(&person.home).map(|site| &site.id);
        let mut sites: BTreeMap<usize, (AttendanceLine, BTreeSet<usize>)> = BTreeMap::new();
        for entry in entries {
            let Some((number, day)) = usize::try_from(entry.day).ok().and_then(|day| days.get(day).map(|line| (day, line))) else { continue };
            let Some(site) = instance.site_of(&entry.post.unit) else { continue };
            let at = instance.sites.iter().position(|other| other.id == site.id).unwrap_or(0);
            let fresh = || AttendanceLine {
                doctor,
                site: at,
                is_home: home == Some(&site.id),
                days: 0,
                duties: 0,
                worked: Minutes(0),
                nights: 0,
                weekends: 0,
                holidays: 0,
                remoteness: site.remoteness,
            };
            let (line, dates) = sites.entry(at).or_insert_with(|| (fresh(), BTreeSet::new()));
            dates.insert(number);
            line.days = dates.len();
            line.duties += 1;
            line.worked.0 += entry.worked();
            line.nights += u32::from(entry.is_night());
            if entry.shift.kind != ShiftKind::Standby {
                line.weekends += u32::from(day.kind == DayType::Weekend);
                line.holidays += u32::from(day.kind == DayType::Holiday);
            }
        }
        lines.extend(sites.into_values().map(|(line, _)| line));
    }
    lines
}
