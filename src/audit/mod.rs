//! The independent auditor: instance and roster in, verdict out. It knows nothing of the model,
//! and builds without a solver.

mod structure;
mod supply;

pub use supply::supply;

pub use structure::STRUCTURE;

use crate::{
    diagnostic::Diagnostic,
    domain::{Instance, Priority, Roster},
    rules::{Book, Finding},
};
use std::collections::BTreeMap;

/// The auditor's word on a roster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Everything that breaks a rule, hard findings first, then by rule, date and doctor.
    pub findings: Vec<Finding>,
    /// Rule pack and version the entries come from.
    pub pack: Option<String>,
}

impl Verdict {
    /// Findings that must not be.
    pub fn hard(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.hard)
    }

    /// Penalty by rule; rules without a penalty are not listed.
    pub fn penalty_by_rule(&self) -> BTreeMap<String, i64> {
        let mut sums = BTreeMap::new();
        for finding in self.findings.iter().filter(|finding| finding.penalty != 0) {
            *sums.entry(finding.rule.to_owned()).or_insert(0) += finding.penalty;
        }
        sums
    }

    /// Penalty by place in the order of objectives; places without a penalty are not listed.
    pub fn penalty_by_priority(&self) -> BTreeMap<Priority, i64> {
        let mut sums = BTreeMap::new();
        for finding in self.findings.iter().filter(|finding| finding.penalty != 0) {
            *sums.entry(finding.priority).or_insert(0) += finding.penalty;
        }
        sums
    }

    /// Sum of the penalties.
    pub fn penalty(&self) -> i64 {
        self.findings.iter().map(|finding| finding.penalty).sum()
    }
}

/// Judges a roster.
///
/// # Errors
/// The mistakes in the instance's rule book.
pub fn audit(instance: &Instance, roster: &Roster) -> Result<Verdict, Vec<Diagnostic>> {
    let book = Book::new(instance)?;
    Ok(audit_with(&book, instance, roster))
}

/// Judges a roster by a book at hand.
pub fn audit_with(book: &Book, instance: &Instance, roster: &Roster) -> Verdict {
    let mut findings = structure::audit(instance, roster);
    for rule in book.rules() {
        findings.extend(rule.audit(instance, roster));
    }
    findings.sort_by(|a, b| {
        let order = |finding: &Finding| (!finding.hard, finding.rule, finding.date, finding.doctor.clone(), finding.post.clone());
        order(a).cmp(&order(b))
    });
    Verdict { findings, pack: book.pack.as_ref().map(crate::rules::Pack::title) }
}
