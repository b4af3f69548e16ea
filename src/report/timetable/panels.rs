//! Who carries whose residents while their doctor is away.

use super::{Source, StintLine};
use crate::{diagnostic::Text, report::words};
use std::collections::BTreeSet;

/// Residents of a doctor who is away, over weeks that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carrying {
    /// What people call the quota.
    pub quota: Text,
    /// Position of the doctor whose residents they are.
    pub panel_of: usize,
    /// How many they are; 0 where the quota does not say.
    pub residents: u32,
    /// Position of the doctor who serves them; nobody: they wait.
    pub by: Option<usize>,
    /// First week of the horizon.
    pub first: usize,
    /// Last week of the horizon.
    pub last: usize,
}

impl Carrying {
    /// How many weeks.
    pub fn weeks(&self) -> usize {
        self.last - self.first + 1
    }

    /// Residents × weeks.
    pub fn resident_weeks(&self) -> u64 {
        u64::from(self.residents) * self.weeks() as u64
    }
}

/// Sums over panels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PanelWeeks {
    /// Panels × weeks.
    pub weeks: usize,
    /// Residents × weeks.
    pub resident_weeks: u64,
}

impl PanelWeeks {
    pub(super) fn sum<'a>(lines: impl Iterator<Item = &'a Carrying>) -> Self {
        lines.fold(Self::default(), |sum, line| Self { weeks: sum.weeks + line.weeks(), resident_weeks: sum.resident_weeks + line.resident_weeks() })
    }
}

/// Quota, doctor whose residents they are, who serves them, week.
type Week = (usize, usize, Option<usize>, usize);

pub(super) fn carried(source: &Source<'_>, stints: &[StintLine]) -> Vec<Carrying> {
    let instance = source.instance;
    let stated = source.roster.carried.iter().filter_map(|carried| {
        let week = instance.horizon.day_within(carried.week)? / 7;
        let by = carried.by.as_ref().and_then(|by| source.doctors.get(by)).copied();
        let quota = instance.quotas.iter().position(|quota| quota.id == carried.quota)?;
        Some((quota, *source.doctors.get(&carried.panel_of)?, by, week))
    });
    let mut weeks: BTreeSet<Week> = stated.collect();
    weeks.extend(unnamed(source, stints, &weeks));
    let mut lines: Vec<(usize, Carrying)> = Vec::new();
    for (quota, panel_of, by, week) in weeks {
        match lines.last_mut() {
            Some((at, line)) if (*at, line.panel_of, line.by) == (quota, panel_of, by) && line.last + 1 == week => line.last = week,
            _ => lines.push((quota, new(source, quota, panel_of, by, week))),
        }
    }
    lines.sort_by_key(|(quota, line)| (*quota, line.panel_of, line.first, line.by));
    lines.into_iter().map(|(_, line)| line).collect()
}

fn new(source: &Source<'_>, quota: usize, panel_of: usize, by: Option<usize>, week: usize) -> Carrying {
    let (quota, owner) = (&source.instance.quotas[quota], &source.instance.doctors[panel_of].id);
    Carrying {
        quota: words::name_or_id(quota.name.as_ref(), &quota.id.0),
        panel_of,
        residents: quota.panels.iter().find(|panel| panel.doctor == *owner).map_or(0, |panel| panel.residents),
        by,
        first: week,
        last: week,
    }
}

/// Weeks a doctor spends at another site than the residents', of which the roster says nothing:
/// silence must not look as if somebody served them.
fn unnamed(source: &Source<'_>, stints: &[StintLine], stated: &BTreeSet<Week>) -> Vec<Week> {
    let instance = source.instance;
    let mut weeks = Vec::new();
    for (q, quota) in instance.quotas.iter().enumerate() {
        for owner in quota.panels.iter().filter_map(|panel| source.doctors.get(&panel.doctor)).copied() {
            let elsewhere = |stint: &&StintLine| stint.doctor == owner && !stint.is_sessional() && instance.units[stint.host].site != quota.site;
            for week in stints.iter().filter(elsewhere).flat_map(|stint| stint.within.clone()) {
                if !stated.iter().any(|(quota, of, _, stated)| (*quota, *of, *stated) == (q, owner, week)) {
                    weeks.push((q, owner, None, week));
                }
            }
        }
    }
    weeks
}
