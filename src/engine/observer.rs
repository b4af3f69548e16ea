//! Who watches a search.

use std::collections::BTreeMap;

/// The state of a search at a moment.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// Objective of the best solution so far.
    pub incumbent: Option<f64>,
    /// No solution is better than this.
    pub bound: Option<f64>,
    /// Nodes of the search tree so far.
    pub nodes: i64,
}

impl Snapshot {
    /// `(incumbent − bound) / incumbent`; 0 for an incumbent of 0.
    pub fn gap(&self) -> Option<f64> {
        let (incumbent, bound) = (self.incumbent?, self.bound?);
        Some(if incumbent.abs() < 1e-9 { 0.0 } else { ((incumbent - bound) / incumbent.abs()).max(0.0) })
    }
}

/// Watches a search.
pub trait Observer: Sync {
    /// A stage begins.
    fn stage(&self, zh: &str, en: &str);
    /// The search has news.
    fn news(&self, snapshot: Snapshot);
    /// What is short, by position of the unit; units where nothing is short are not listed.
    fn short(&self, _by_unit: &BTreeMap<u32, i64>) {}
}

/// Watches and says nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Observer for Silent {
    fn stage(&self, _zh: &str, _en: &str) {}
    fn news(&self, _snapshot: Snapshot) {}
}
