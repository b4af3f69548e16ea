//! Why this cell, why me: the alternative is forced, what can change around it is solved anew, and
//! the difference is told by the auditor: which hard rules it breaks, or what it costs whom.
//!
//! Two looks are taken at every alternative. The first changes that one cell and nothing else and
//! asks the auditor: what it says is why nobody simply writes it so. The second fixes the cell and
//! solves again around it: what that costs is measured against the same neighbourhood solved without
//! the alternative. Where nothing is found, what must hold is asked (`infeasible`), so that an
//! alternative that no roster allows is known to be one, with the entries that rule it out.

mod page;
mod question;
mod substitutes;
mod weigh;

pub use page::page;
pub use question::{Question, Unanswered};
pub use substitutes::Substitute;
pub use weigh::{Alternative, Difference, Outcome};

use crate::{
    audit::audit_with,
    diagnostic::Text,
    domain::{Instance, Roster},
    engine::{Interrupt, Observer},
    rules::Book,
};
use std::time::Duration;
use substitutes::substitutes;
use weigh::{Forced, Scale};

/// How to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Time allowed in all; the alternatives share it.
    pub time_limit: Duration,
    /// Count work, never the clock: the same answer everywhere.
    pub deterministic: bool,
    /// Seed of the solver's random choices.
    pub seed: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self { time_limit: Duration::from_secs(20), deterministic: false, seed: 0 }
    }
}

/// Why a cell is as it is.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What the roster says there.
    pub now: Text,
    /// What else could be, each forced and weighed.
    pub alternatives: Vec<Alternative>,
    /// Who else could do it, the best first.
    pub substitutes: Vec<Substitute>,
}

/// Alternatives weighed at most.
const MOST: usize = 6;

/// Answers a question about a roster.
///
/// ```
/// use shangxia::{diagnose::cell::{Options, Outcome, Question, answer}, engine::{Interrupt, Silent}, format::{Source, read_instance, read_roster}};
///
/// let instance = read_instance(&Source::new("ward.yaml", include_str!("../../../instances/ward_of_two.yaml"))).value.expect("an instance");
/// let roster = read_roster(&Source::new("roster.yaml", include_str!("../../../solutions/ward_of_two.yaml")), &instance).value.expect("a roster");
/// let duty = &roster.duties[0];
/// let question = Question::Day { doctor: duty.doctor.clone(), date: duty.date };
/// let answer = answer(&instance, &roster, &question, &Options::default(), &Interrupt::default(), &Silent).expect("an answer");
/// // Not to be on this duty is possible, at a price.
/// assert!(matches!(answer.alternatives[0].outcome, Outcome::Costs { .. }));
/// ```
///
/// # Errors
/// [`Unanswered`] says why there is nothing to say.
pub fn answer(
    instance: &Instance,
    roster: &Roster,
    question: &Question,
    options: &Options,
    interrupt: &Interrupt,
    observer: &dyn Observer,
) -> Result<Answer, Unanswered> {
    let book = Book::new(instance).map_err(Unanswered::Rules)?;
    let plain = Roster { provenance: None, shortages: Vec::new(), outputs: Vec::new(), ..roster.clone() };
    let asked = question.ask(instance, &plain)?;
    let verdict = audit_with(&book, instance, &plain);
    let substitutes = substitutes(&book, instance, &plain, &verdict, &asked.places);
    let mut forced = asked.forced;
    forced.extend(question.filled_by(instance, &plain, &substitutes));
    forced.truncate(MOST);
    observer.stage("不改时，附近能有多好", "how good the neighbourhood is as it is");
    // What is around the cell is solved once as it is, and once for each alternative.
    let shared = Options { time_limit: options.time_limit / (forced.len() as u32 + 1), ..options.clone() };
    let scale = Scale::new(&book, instance, &plain, &verdict, &asked.area, &shared, interrupt);
    let weigh = |forced: Forced| {
        observer.stage(&forced.what.zh, &forced.what.en);
        scale.weigh(forced)
    };
    let alternatives = forced.into_iter().map(weigh).collect();
    Ok(Answer { now: asked.now, alternatives, substitutes })
}
