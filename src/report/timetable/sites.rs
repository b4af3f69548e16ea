//! Person-weeks sent and received by each site: the assessment sheet.

use super::{Source, StintLine};
use crate::{
    diagnostic::Text,
    domain::{Direction, Tier},
    report::words,
};

/// Person-weeks of the horizon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PersonWeeks {
    /// Weeks wholly at the host.
    pub whole: u32,
    /// Weeks with some days or half-days at the host.
    pub sessional: u32,
}

impl PersonWeeks {
    fn add(&mut self, stint: &StintLine) {
        let weeks = stint.within.len() as u32;
        if stint.is_sessional() { self.sessional += weeks } else { self.whole += weeks }
    }

    /// All of them.
    pub fn all(&self) -> u32 {
        self.whole + self.sessional
    }
}

/// What a site owes, if anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// Person-weeks to send down.
    pub sent: u32,
    /// Person-weeks to receive for further training.
    pub received: u32,
}

/// A site on the assessment sheet.
#[derive(Clone, Debug)]
pub struct SiteLine {
    /// What people call it.
    pub name: Text,
    /// Level of care.
    pub tier: Tier,
    /// Doctors at home here.
    pub doctors: usize,
    /// Sent by direction: down, up, training.
    pub sent: [PersonWeeks; 3],
    /// Received by direction: down, up, training.
    pub received: [PersonWeeks; 3],
    /// What the site owes.
    pub owes: Option<Assessment>,
}

impl SiteLine {
    /// Person-weeks sent in a direction.
    pub fn sent(&self, kind: Direction) -> PersonWeeks {
        self.sent[position(kind)]
    }

    /// Person-weeks received in a direction.
    pub fn received(&self, kind: Direction) -> PersonWeeks {
        self.received[position(kind)]
    }
}

fn position(kind: Direction) -> usize {
    match kind {
        Direction::Down => 0,
        Direction::Up => 1,
        Direction::Training => 2,
    }
}

pub(super) fn sites(source: &Source<'_>, stints: &[StintLine]) -> Vec<SiteLine> {
    let instance = source.instance;
    let line = |site: &crate::domain::Site| {
        let at = |unit: usize| instance.units[unit].site == site.id;
        let (mut sent, mut received) = ([PersonWeeks::default(); 3], [PersonWeeks::default(); 3]);
        for stint in stints {
            if at(stint.home) {
                sent[position(stint.kind)].add(stint);
            }
            if at(stint.host) {
                received[position(stint.kind)].add(stint);
            }
        }
        let owes = instance.institutions.iter().find(|owes| owes.site == site.id);
        SiteLine {
            name: words::name_or_id(site.name.as_ref(), &site.id.0),
            tier: site.tier,
            doctors: instance.doctors.iter().filter(|doctor| instance.unit(&doctor.home).is_some_and(|unit| unit.site == site.id)).count(),
            sent,
            received,
            owes: owes.map(|owes| Assessment { sent: owes.sent, received: owes.received }),
        }
    };
    instance.sites.iter().map(line).collect()
}
