//! How many more doctors close every shortage.

use super::Measures;
use crate::diagnostic::Text;

/// Doctors added one after the other until nothing is short.
#[derive(Clone, Debug, PartialEq)]
pub struct Closing {
    /// The way there, nobody added first.
    pub steps: Vec<ClosingStep>,
    /// What is proven of it.
    pub proof: Proof,
    /// Kinds of doctors that were looked at.
    pub kinds: Vec<Text>,
}

/// One doctor more.
#[derive(Clone, Debug, PartialEq)]
pub struct ClosingStep {
    /// Who was added; nobody in the first step.
    pub added: Option<Text>,
    /// Doctors then.
    pub doctors: usize,
    /// What the roster counts then.
    pub measures: Measures,
}

/// What is proven of a number of doctors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// With one fewer of the kinds looked at, whichever they are, something is short: each choice
    /// was solved with every post to be filled, and none has a roster.
    Smallest,
    /// A smaller number was not ruled out.
    Enough,
    /// Even the last step leaves something short.
    NotClosed,
}

impl Closing {
    /// How many were added.
    pub fn added(&self) -> usize {
        self.steps.len().saturating_sub(1)
    }
}
