//! Person-weeks sent and received by each site, and by programme: the assessment sheet.

use super::{Source, StintLine, stints::HALF_DAYS};
use crate::{
    diagnostic::Text,
    domain::{Direction, Tier},
    report::words,
};
use std::collections::BTreeSet;

/// Person-weeks of the horizon, kept in half-days of ten to a week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PersonWeeks {
    /// Half-days of whole weeks at the host.
    pub whole: u32,
    /// Half-days of weeks with some days or half-days at the host.
    pub sessional: u32,
}

impl PersonWeeks {
    fn add(&mut self, stint: &StintLine) {
        if stint.is_sessional() { self.sessional += stint.half_days() } else { self.whole += stint.half_days() }
    }

    /// All half-days.
    pub fn half_days(&self) -> u32 {
        self.whole + self.sessional
    }

    /// Whether so many person-weeks are reached.
    pub fn reaches(&self, weeks: u32) -> bool {
        self.half_days() >= weeks * HALF_DAYS
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

/// A site on the assessment sheet. Stints between its own units are not on it.
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

    fn is_on_sheet(&self) -> bool {
        self.owes.is_some() || self.sent.iter().chain(&self.received).any(|weeks| weeks.half_days() > 0)
    }
}

fn position(kind: Direction) -> usize {
    match kind {
        Direction::Down => 0,
        Direction::Up => 1,
        Direction::Training => 2,
    }
}

/// Sites that owe person-weeks, or send or receive any.
pub(super) fn sites(source: &Source<'_>, stints: &[StintLine]) -> Vec<SiteLine> {
    let instance = source.instance;
    let line = |site: &crate::domain::Site| {
        let at = |unit: usize| instance.units[unit].site == site.id;
        let (mut sent, mut received) = ([PersonWeeks::default(); 3], [PersonWeeks::default(); 3]);
        for stint in stints {
            match (at(stint.home), at(stint.host)) {
                (true, false) => sent[position(stint.kind)].add(stint),
                (false, true) => received[position(stint.kind)].add(stint),
                _ => {}
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
    instance.sites.iter().map(line).filter(SiteLine::is_on_sheet).collect()
}

/// A programme over the horizon.
#[derive(Clone, Debug)]
pub struct ProgrammeLine {
    /// What people call it.
    pub name: Text,
    /// Down, up or training.
    pub kind: Direction,
    /// Position of the unit that receives.
    pub host: usize,
    /// How many doctors are on it.
    pub people: usize,
    /// Their person-weeks.
    pub weeks: PersonWeeks,
}

/// Every programme, those nobody is on among them.
pub(super) fn programmes(source: &Source<'_>, stints: &[StintLine]) -> Vec<ProgrammeLine> {
    let instance = source.instance;
    let line = |(at, programme): (usize, &crate::domain::Programme)| {
        let own = stints.iter().filter(|stint| stint.programme_at == at);
        let mut weeks = PersonWeeks::default();
        own.clone().for_each(|stint| weeks.add(stint));
        Some(ProgrammeLine {
            name: words::name_or_id(programme.name.as_ref(), &programme.id.0),
            kind: programme.kind,
            host: source.unit(&programme.host)?,
            people: own.map(|stint| stint.doctor).collect::<BTreeSet<_>>().len(),
            weeks,
        })
    };
    let mut lines: Vec<ProgrammeLine> = instance.programmes.iter().enumerate().filter_map(line).collect();
    lines.sort_by_key(|line| line.kind);
    lines
}
