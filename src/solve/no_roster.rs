//! Why there is no roster, as far as the search itself can tell. What contradicts what is found out
//! elsewhere: the search knows no rule.

use crate::diagnostic::Diagnostic;

/// No roster was made.
#[derive(Debug, thiserror::Error)]
pub enum NoRoster {
    /// The rule book of the instance has mistakes.
    #[error("the rule book of the instance has mistakes")]
    Rules(Vec<Diagnostic>),
    /// Hard rows and fixings that cannot hold whatever else is decided.
    #[error("hard rules contradict each other")]
    Contradiction(Vec<Culprit>),
    /// No roster keeps all hard rules, as two runs with different seeds say.
    #[error("no roster keeps all hard rules")]
    Infeasible,
    /// The search ended before it had any roster.
    #[error("the search ended before it had a roster")]
    Nothing,
    /// The search was interrupted before it had any roster.
    #[error("the search was interrupted before it had a roster")]
    Interrupted,
}

/// A hard row that is broken.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Culprit {
    /// Code of the rule.
    pub rule: String,
    /// Name of the row.
    pub row: String,
    /// By how much.
    pub amount: i64,
}

impl Culprit {
    pub(super) fn new(row: &str, amount: i64) -> Self {
        let rule = row.split(['[', '.']).next().unwrap_or(row).to_owned();
        Self { rule, row: row.to_owned(), amount }
    }

    /// What a part of the row's name says: `doctor` for `d=…`.
    pub fn part(&self, key: &str) -> Option<&str> {
        let (_, parts) = self.row.trim_end_matches(']').split_once('[')?;
        parts.split(',').find_map(|part| part.strip_prefix(key)?.strip_prefix('='))
    }
}
