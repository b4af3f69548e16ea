//! What the next horizon must know of this one: the last duties, and who has been where.

use crate::{
    domain::{DoctorId, Duty, Instance, ProgrammeId, Roster, Stint},
    rules::Book,
};
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

/// The duties of the last days of the horizon, as many as the rule that looks back furthest asks
/// for; where that is longer than the horizon, those of the history before it too.
pub(super) fn duties(instance: &Instance, roster: &Roster, book: &Book) -> Vec<Duty> {
    let reach = book.rules().map(crate::rules::Rule::looks_back).fold(7, u16::max);
    let from = instance.horizon.end() - Days::new(u64::from(reach));
    let past = instance.history.duties.iter().filter(|duty| duty.date < instance.horizon.start);
    let mut duties: Vec<Duty> = past.chain(&roster.duties).filter(|duty| from <= duty.date).cloned().collect();
    duties.sort();
    duties.dedup();
    duties
}

/// Stints that go on, each as it began, and of those that are over the last of each doctor on each
/// programme: it tells who has been where, and how long ago.
pub(super) fn stints(instance: &Instance, roster: &Roster) -> Vec<Stint> {
    let (start, end) = (instance.horizon.start, instance.horizon.end());
    // A stint in progress that the roster does not hold was broken off: what stands is the roster.
    let before = instance.history.stints.iter().filter(|stint| after(stint) <= start);
    let all = || before.clone().chain(&roster.stints);
    let mut last: BTreeMap<(&DoctorId, &ProgrammeId), &Stint> = BTreeMap::new();
    for stint in all().filter(|stint| after(stint) <= end) {
        let known = last.entry((&stint.doctor, &stint.programme)).or_insert(stint);
        if after(known) < after(stint) {
            *known = stint;
        }
    }
    let mut stints: Vec<Stint> = last.into_values().chain(all().filter(|stint| after(stint) > end)).cloned().collect();
    stints.sort();
    stints.dedup();
    stints
}

/// The first day after a stint.
fn after(stint: &Stint) -> NaiveDate {
    stint.first + Days::new(stint.weeks as u64 * 7)
}
