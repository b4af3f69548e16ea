//! A unit in one line: its people, their hours and nights, and what is uncovered.

use super::{DoctorLine, Gap, Strain};

/// Counts over the people at home in a unit and the posts it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overview {
    /// How many are at home here.
    pub people: usize,
    /// Minutes of their average week.
    pub mean: i64,
    /// The longest week of anybody: minutes and position of the doctor.
    pub peak: Option<(i64, usize)>,
    /// Doctor-weeks above 48 hours.
    pub above48: usize,
    /// Doctor-weeks above 60 hours.
    pub above60: usize,
    /// Fewest and most nights of those who do any.
    pub nights: Option<(u32, u32)>,
    /// Persons × days missing on its posts.
    pub missing: u32,
}

pub(super) fn overview(doctors: &[DoctorLine], unit: usize, posts: &[usize], gaps: &[Gap]) -> Overview {
    let own = || doctors.iter().enumerate().filter(move |(_, doctor)| doctor.home == unit);
    let people = own().count();
    let weeks_at = |strain| own().map(|(_, doctor)| doctor.hours.weeks_at(strain)).sum();
    let nights = || own().map(|(_, doctor)| doctor.load.nights).filter(|nights| *nights > 0);
    let longest = |(d, doctor): (usize, &DoctorLine)| doctor.hours.weeks.iter().max().map(|minutes| (*minutes, d));
    Overview {
        people,
        mean: own().map(|(_, doctor)| doctor.hours.mean()).sum::<i64>() / (people as i64).max(1),
        peak: own().filter_map(longest).max_by_key(|(minutes, d)| (*minutes, std::cmp::Reverse(*d))),
        above48: weeks_at(Strain::Above48),
        above60: weeks_at(Strain::Above60),
        nights: nights().min().zip(nights().max()),
        missing: gaps.iter().filter(|gap| posts.contains(&gap.post)).map(|gap| gap.missing).sum(),
    }
}
