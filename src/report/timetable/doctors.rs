//! One line for each doctor: who it is, what the days hold, hours and burdens.

use super::{Day, Hours, Load, Source, StintLine, burdens, hours};
use crate::{
    diagnostic::Text,
    domain::{Counts, Fact, Minutes, Timesheet},
    report::words,
};

/// A doctor with everything that is said of one.
#[derive(Clone, Debug)]
pub struct DoctorLine {
    /// The code.
    pub id: String,
    /// The title in words.
    pub title: Text,
    /// Position of the unit at home.
    pub home: usize,
    /// Does no nights, by agreement.
    pub no_nights: bool,
    /// Part of a full post in percent.
    pub fte: u32,
    /// Dated facts that touch the horizon.
    pub facts: Vec<Fact>,
    /// Positions of posts by day, in order of their begin.
    pub duties: Vec<Vec<usize>>,
    /// Positions of stints.
    pub stints: Vec<usize>,
    /// Working time.
    pub hours: Hours,
    /// Nights, weekend and holiday duties.
    pub load: Load,
    /// Running counts from earlier quarters.
    pub earlier: Option<Counts>,
}

pub(super) fn doctors(source: &Source<'_>, stints: &[StintLine], days: &[Day]) -> Vec<DoctorLine> {
    let instance = source.instance;
    let last = instance.horizon.date(instance.horizon.days() as i64 - 1);
    let timesheet = Timesheet::new(instance, source.roster);
    let line = |(d, doctor): (usize, &crate::domain::Doctor)| {
        let entries = timesheet.of(&doctor.id);
        DoctorLine {
            id: doctor.id.0.clone(),
            title: words::of_name(&doctor.title.name()),
            home: source.unit(&doctor.home).unwrap_or(0),
            no_nights: doctor.no_nights,
            fte: doctor.contract.fte,
            facts: doctor.facts.iter().filter(|fact| fact.to >= instance.horizon.start && fact.from <= last).cloned().collect(),
            duties: source.duties[d].clone(),
            stints: (0..stints.len()).filter(|stint| stints[*stint].doctor == d).collect(),
            hours: hours::hours(instance, doctor.contract.weekly_minutes(), entries),
            load: burdens::load(entries, days),
            earlier: instance.history.counts.iter().find(|counts| counts.doctor == doctor.id).cloned(),
        }
    };
    instance.doctors.iter().enumerate().map(line).collect()
}

impl DoctorLine {
    /// Hours of a week, rounded to the nearest.
    pub fn week_hours(&self, week: usize) -> i64 {
        self.hours.weeks.get(week).map_or(0, |minutes| (minutes + 30) / 60)
    }

    /// Contracted hours of a week.
    pub fn contract(&self) -> Minutes {
        Minutes(self.hours.contract)
    }
}
