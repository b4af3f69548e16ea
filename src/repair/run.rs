//! The repair itself: events into the instance, a search around what is left, the auditor.

use super::{Repaired, edit::Concern, edit::edit};
use crate::{
    audit::audit_with,
    diagnostic::Diagnostic,
    domain::{Events, Instance, Priority, Roster},
    engine::{Interrupt, Observer},
    rules::{Book, Finding},
    solve::{self, Area, Culprit, Focus, NoRoster},
};

/// How to repair.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// What a change of the published roster costs four weeks and more after the announcement; more
    /// the nearer it is.
    pub price: u32,
    /// Limits, seed and workers of the search; a roster to begin with is not read.
    pub search: solve::Options,
}

impl Default for Options {
    /// At this price nobody is moved for the sake of fairness or a wish; one missing from a target or
    /// a broken agreement may be worth a change or two, one missing from a minimum always is.
    fn default() -> Self {
        Self { price: 25, search: solve::Options { time_limit: std::time::Duration::from_secs(60), ..solve::Options::default() } }
    }
}

/// Why there is no repaired roster.
#[derive(Debug, thiserror::Error)]
pub enum Unrepaired {
    /// The rule book of the instance has mistakes.
    #[error("the rule book of the instance has mistakes")]
    Rules(Vec<Diagnostic>),
    /// The best roster found still breaks hard rules.
    #[error("the best roster found still breaks hard rules")]
    Broken(Vec<Culprit>),
    /// The search was interrupted, or its time was up, before it had a roster.
    #[error("the search ended before it had a roster")]
    Ended,
}

/// Repairs a published roster after some events with few changes: around what happened first, and
/// wider only where a hard rule or a post that was covered asks for it.
///
/// # Examples
/// ```
/// use shangxia::{diagnostic::Lang, engine::{Interrupt, Silent}, format::{self, Source}, repair::{self, Options, repair}};
///
/// let open = |path: &str| Source::open(path.as_ref());
/// let instance = format::read_instance(&open("instances/ward_of_two.yaml")?).value.ok_or("an instance")?;
/// let roster = format::read_roster(&open("solutions/ward_of_two.yaml")?, &instance).value.ok_or("a roster")?;
/// let text = "events:\n  - ill: { doctor: D002, from: 2026-01-07, to: 2026-01-08 }\n";
/// let events = format::read_events(&Source::new("sick.yaml", text), &instance, &roster).value.ok_or("events")?;
/// let repaired = repair(&instance, &roster, &events, &Options::default(), &Interrupt::default(), &Silent)?;
/// assert!(repaired.verdict.hard().next().is_none());
/// println!("{}", repair::page(&repaired, Lang::En));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`Unrepaired`] says why there is no roster.
pub fn repair(
    instance: &Instance,
    published: &Roster,
    events: &Events,
    options: &Options,
    interrupt: &Interrupt,
    observer: &dyn Observer,
) -> Result<Repaired, Unrepaired> {
    let edited = edit(instance, published, events, options.price);
    let book = Book::new(&edited.instance).map_err(Unrepaired::Rules)?;
    // What would be short if everybody who is away were there: less cannot be asked for.
    let accepted = audit_with(&book, &edited.instance, published);
    let is_short = |finding: &&Finding| finding.priority == Priority::Shortages && !finding.hard;
    let short = accepted.findings.iter().filter(is_short).map(|finding| finding.amount).sum();
    let area = |concern: &Concern| Area { people: concern.people.clone(), units: concern.units.clone(), days: concern.days.clone(), stints: true };
    let focus = Focus { areas: edited.concerns.iter().map(area).collect(), short };
    let found = solve::around(&edited.instance, &edited.start, &focus, &options.search, interrupt, observer).map_err(|why| match why {
        NoRoster::Rules(mistakes) => Unrepaired::Rules(mistakes),
        NoRoster::Contradiction(rows) => Unrepaired::Broken(rows),
        NoRoster::Infeasible | NoRoster::Nothing | NoRoster::Interrupted => Unrepaired::Ended,
    })?;
    let mut roster = found.roster;
    if let Some(provenance) = &mut roster.provenance {
        "repaired".clone_into(&mut provenance.status);
    }
    Repaired::judge(instance, published, edited, roster).map_err(Unrepaired::Rules)
}
