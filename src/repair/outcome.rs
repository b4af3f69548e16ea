//! What a repair comes to: changes, what is short, what it costs, and what the auditor says.

use super::{
    edit::Edited,
    moves::{self, PersonMoves},
};
use crate::{
    audit::{Verdict, audit_with},
    diagnostic::{Diagnostic, Text},
    domain::{Instance, Priority, Roster, Shortage},
    rules::Book,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A repaired roster and what it comes to.
#[derive(Clone, Debug)]
pub struct Repaired {
    /// The instance that holds after the events; the published roster stands in it.
    pub instance: Instance,
    /// The repaired roster.
    pub roster: Roster,
    /// The day on which changes are announced.
    pub announced: NaiveDate,
    /// What a person should know of how the events were taken.
    pub notes: Vec<Text>,
    /// What is different, person by person.
    pub people: Vec<PersonMoves>,
    /// How much is different.
    pub changed: Changed,
    /// What is short.
    pub short: Short,
    /// Penalty by place in the order of objectives: of the published roster before the events, and
    /// of the repaired one after them. Places without any are not listed.
    pub cost: BTreeMap<Priority, (i64, i64)>,
    /// The auditor's word on the repaired roster.
    pub verdict: Verdict,
}

/// How much is different.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Days of somebody with other duties.
    pub cells: usize,
    /// Those among them that the events themselves change: the days of who is away, the posts that are closed.
    pub forced: usize,
    /// Weeks of somebody on another programme, or on one no more.
    pub stint_weeks: usize,
    /// People concerned.
    pub people: usize,
    /// Days of somebody with a duty in the published roster, to compare with.
    pub of: usize,
}

/// Posts below their minimum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Short {
    /// In the published roster before the events.
    pub before: Vec<Shortage>,
    /// After the events, if nobody else moved.
    pub unmended: Vec<Shortage>,
    /// In the repaired roster.
    pub after: Vec<Shortage>,
}

/// Doctors missing in all.
pub fn missing(short: &[Shortage]) -> u32 {
    short.iter().map(|shortage| shortage.missing).sum()
}

impl Repaired {
    /// Judges a repaired roster.
    ///
    /// # Errors
    /// The rule book has mistakes.
    pub fn judge(before: &Instance, published: &Roster, edited: Edited, roster: Roster) -> Result<Self, Vec<Diagnostic>> {
        let verdict = audit_with(&Book::new(&edited.instance)?, &edited.instance, &roster);
        let judged = audit_with(&Book::new(before)?, before, published);
        let mut cost: BTreeMap<Priority, (i64, i64)> = BTreeMap::new();
        for (priority, penalty) in judged.penalty_by_priority() {
            cost.entry(priority).or_default().0 = penalty;
        }
        for (priority, penalty) in verdict.penalty_by_priority() {
            cost.entry(priority).or_default().1 = penalty;
        }
        let people = moves::moves(&edited.instance, published, &roster);
        let own = moves::moves(&edited.instance, published, &edited.start);
        let all = moves::cells(&people);
        let changed = Changed {
            cells: all.len(),
            forced: moves::cells(&own).intersection(&all).count(),
            stint_weeks: moves::stint_weeks(published, &roster),
            people: people.len(),
            of: published.duties.iter().map(|duty| (&duty.doctor, duty.date)).collect::<std::collections::BTreeSet<_>>().len(),
        };
        let short = Short {
            before: published.counted_shortages(before),
            unmended: edited.start.counted_shortages(&edited.instance),
            after: roster.counted_shortages(&edited.instance),
        };
        let Edited { instance, announced, notes, .. } = edited;
        Ok(Self { instance, roster, announced, notes, people, changed, short, cost, verdict })
    }

    /// What is short now and was not before, by date and post.
    pub fn newly_short(&self) -> Vec<Shortage> {
        let before = |shortage: &Shortage| {
            let known = self.short.before.iter().find(|known| known.post == shortage.post && known.date == shortage.date);
            known.map_or(0, |known| known.missing)
        };
        let more = |shortage: &Shortage| Shortage { missing: shortage.missing.saturating_sub(before(shortage)), ..shortage.clone() };
        self.short.after.iter().map(more).filter(|shortage| shortage.missing > 0).collect()
    }
}
