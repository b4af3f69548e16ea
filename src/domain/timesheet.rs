//! A roster as each doctor lives it: duties in order of time, with clock times counted in
//! minutes from the start of the horizon, the last duties of the history included.

use super::{Doctor, DoctorId, Duty, Instance, Post, Roster, Shift};
use std::collections::BTreeMap;

/// One duty in a doctor's timesheet.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The duty.
    pub duty: &'a Duty,
    /// Its post.
    pub post: &'a Post,
    /// Its shift.
    pub shift: &'a Shift,
    /// Day it begins on, counted from the start of the horizon; negative: history.
    pub day: i64,
    /// Begin in minutes after midnight of day 0.
    pub from: i64,
    /// End in minutes after midnight of day 0, handover included.
    pub to: i64,
}

impl Entry<'_> {
    /// Working time in minutes.
    pub fn worked(&self) -> i64 {
        self.shift.worked()
    }

    /// Whether it is night work.
    pub fn is_night(&self) -> bool {
        self.shift.kind.is_night()
    }

    /// Whether it lies before the horizon.
    pub fn is_past(&self) -> bool {
        self.day < 0
    }
}

/// All duties by doctor. Duties of unknown posts are left out; the audit names them.
#[derive(Debug)]
pub struct Timesheet<'a> {
    instance: &'a Instance,
    by_doctor: BTreeMap<&'a DoctorId, Vec<Entry<'a>>>,
}

impl<'a> Timesheet<'a> {
    /// The timesheets of a roster.
    pub fn new(instance: &'a Instance, roster: &'a Roster) -> Self {
        let posts: BTreeMap<_, _> = instance.posts.iter().map(|post| (&post.id, post)).collect();
        let past = instance.history.duties.iter().filter(|duty| duty.date < instance.horizon.start);
        let mut by_doctor: BTreeMap<&DoctorId, Vec<Entry<'_>>> = BTreeMap::new();
        for duty in past.chain(&roster.duties) {
            let Some(post) = posts.get(&duty.post) else { continue };
            let Some(shift) = instance.shift(&post.shift) else { continue };
            let day = instance.horizon.day(duty.date);
            let (from, to) = shift.span();
            let midnight = day * 24 * 60;
            by_doctor.entry(&duty.doctor).or_default().push(Entry { duty, post, shift, day, from: midnight + from, to: midnight + to });
        }
        for entries in by_doctor.values_mut() {
            entries.sort_by_key(|entry| (entry.from, entry.to, &entry.duty.post));
        }
        Self { instance, by_doctor }
    }

    /// Entries of one doctor in order of time.
    pub fn of(&self, doctor: &DoctorId) -> &[Entry<'a>] {
        self.by_doctor.get(doctor).map_or(&[], Vec::as_slice)
    }

    /// Every doctor of the instance with the entries in order of time.
    pub fn each(&self) -> impl Iterator<Item = (&'a Doctor, &[Entry<'a>])> {
        self.instance.doctors.iter().map(|doctor| (doctor, self.of(&doctor.id)))
    }
}
