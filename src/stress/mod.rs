//! Uncertainty: random absences played against a published roster, each repaired alone.
//!
//! What is drawn follows from a seed (`draw`); each absence is repaired by a limit of work (`run`), so
//! the same seed gives the same report on any machine with any number of workers. What it says: how
//! often a post is left below its minimum and which, how many changes an absence takes, and who cannot
//! be replaced (`page`).

mod draw;
mod page;
#[cfg(feature = "solver")]
mod run;

pub use draw::{absences, expected_absences};
pub use page::{csv, json, page};
#[cfg(feature = "solver")]
pub use run::{Options, stress};

use crate::domain::{DoctorId, PostId, Shortage};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// One absence and what repairing it came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Played {
    /// Number of the run, from 1.
    pub number: usize,
    /// Who was ill.
    pub doctor: DoctorId,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Days of somebody with other duties than published.
    pub cells: usize,
    /// Those of the absent doctor among them.
    pub forced: usize,
    /// People concerned.
    pub people: usize,
    /// Posts that are below their minimum and were not before.
    pub short: Vec<Shortage>,
    /// Rules that the best roster found still breaks; none: it was mended.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub broken: Vec<String>,
}

/// All absences played.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stress {
    /// By number of the run.
    pub played: Vec<Played>,
    /// Absences to be expected in the horizon, in hundredths.
    pub expected_hundredths: u64,
}

/// How often something happened in how many absences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Often {
    /// Absences in which it could have happened.
    pub of: usize,
    /// Absences in which it happened.
    pub times: usize,
    /// Doctors and days missing in all of them.
    pub missing: u32,
}

impl Stress {
    /// Absences that no roster was found for.
    pub fn failed(&self) -> usize {
        self.played.iter().filter(|played| !played.broken.is_empty()).count()
    }

    /// Absences that left a post below its minimum.
    pub fn uncovered(&self) -> usize {
        self.played.iter().filter(|played| !played.short.is_empty()).count()
    }

    /// Posts that were left below their minimum, the most often first.
    pub fn posts(&self) -> Vec<(&PostId, Often)> {
        let mut posts: BTreeMap<&PostId, Often> = BTreeMap::new();
        for played in &self.played {
            let mut here: BTreeMap<&PostId, u32> = BTreeMap::new();
            for shortage in &played.short {
                *here.entry(&shortage.post).or_default() += shortage.missing;
            }
            for (post, missing) in here {
                let often = posts.entry(post).or_default();
                (often.times, often.missing) = (often.times + 1, often.missing + missing);
            }
        }
        let mut posts: Vec<_> = posts.into_iter().map(|(post, often)| (post, Often { of: self.played.len(), ..often })).collect();
        posts.sort_by_key(|(post, often)| (std::cmp::Reverse((often.times, often.missing)), (*post).clone()));
        posts
    }

    /// Whoever was absent at least once and left a post below its minimum; those who always do first.
    pub fn people(&self) -> Vec<(&DoctorId, Often)> {
        let mut people: BTreeMap<&DoctorId, Often> = BTreeMap::new();
        for played in &self.played {
            let often = people.entry(&played.doctor).or_default();
            often.of += 1;
            often.times += usize::from(!played.short.is_empty());
            often.missing += played.short.iter().map(|shortage| shortage.missing).sum::<u32>();
        }
        let mut people: Vec<_> = people.into_iter().filter(|(_, often)| often.times > 0).collect();
        people.sort_by_key(|(id, often)| (std::cmp::Reverse((often.times * 1000 / often.of, often.times, often.missing)), (*id).clone()));
        people
    }

    /// People whose every absence left a post below its minimum, whatever was done around it.
    pub fn single_points(&self) -> Vec<&DoctorId> {
        self.people().into_iter().filter(|(_, often)| often.times == often.of).map(|(id, _)| id).collect()
    }

    /// Changes beside the days of the absent doctor, rising: one number for each absence that was mended.
    pub fn changes(&self) -> Vec<usize> {
        let mut changes: Vec<usize> =
            self.played.iter().filter(|played| played.broken.is_empty()).map(|played| played.cells - played.forced).collect();
        changes.sort_unstable();
        changes
    }
}

/// The value that so many percent of rising values do not exceed; 0 of none.
pub fn percentile(rising: &[usize], percent: usize) -> usize {
    let place = (rising.len() * percent).div_ceil(100).max(1) - 1;
    rising.get(place).copied().unwrap_or(0)
}
