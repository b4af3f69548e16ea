//! What each doctor bears beside the colleagues of the unit.

use super::DoctorLine;

/// What is shared among colleagues.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Burden {
    /// Minutes worked.
    Hours,
    /// Nights and duties round the clock.
    Nights,
    /// Duties on weekend days.
    Weekends,
    /// Duties on holidays.
    Holidays,
}

impl Burden {
    /// All of them in the order they are shown.
    pub const ALL: [Self; 4] = [Self::Hours, Self::Nights, Self::Weekends, Self::Holidays];

    /// How much of it a doctor bears: minutes, or a number of duties.
    pub fn of(self, doctor: &DoctorLine) -> i64 {
        match self {
            Self::Hours => doctor.hours.total,
            Self::Nights => i64::from(doctor.load.nights),
            Self::Weekends => i64::from(doctor.load.weekends),
            Self::Holidays => i64::from(doctor.load.holidays),
        }
    }

    /// Its code in tables for programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::Nights => "nights",
            Self::Weekends => "weekend_duties",
            Self::Holidays => "holiday_duties",
        }
    }
}

/// A doctor and a burden against the peer group: the unit at home. For nights it is those who do any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FairnessLine {
    /// Position of the doctor.
    pub doctor: usize,
    /// What is counted.
    pub burden: Burden,
    /// What the doctor bears: minutes, or a number of duties.
    pub own: i64,
    /// Mean of the peers in tenths.
    pub mean: i64,
    /// Least of a peer.
    pub low: i64,
    /// Most of a peer.
    pub high: i64,
    /// How many peers there are, the doctor among them if counted.
    pub peers: usize,
    /// Whether the doctor is one of those the mean is of.
    pub counted: bool,
}

pub(super) fn fairness(doctors: &[DoctorLine]) -> Vec<FairnessLine> {
    let mut lines = Vec::new();
    for (position, doctor) in doctors.iter().enumerate() {
        for burden in Burden::ALL {
            let counts = |peer: &DoctorLine| burden != Burden::Nights || burden.of(peer) > 0;
            let peers = doctors.iter().filter(|peer| peer.home == doctor.home && counts(peer));
            let borne: Vec<i64> = peers.map(|peer| burden.of(peer)).collect();
            let people = borne.len() as i64;
            lines.push(FairnessLine {
                doctor: position,
                burden,
                own: burden.of(doctor),
                mean: (borne.iter().sum::<i64>() * 10 + people / 2).checked_div(people).unwrap_or(0),
                low: borne.iter().min().copied().unwrap_or(0),
                high: borne.iter().max().copied().unwrap_or(0),
                peers: borne.len(),
                counted: counts(doctor),
            });
        }
    }
    lines
}
