//! How properties are run: the same cases every time, unless the environment asks for others
//! (`PROPTEST_CASES`, `PROPTEST_RNG_SEED`).

use super::instance::{Case, Size, cases};
use proptest::test_runner::{Config, RngSeed, TestCaseResult, TestRunner};
use std::{cell::RefCell, collections::BTreeMap};

const SEED: u64 = 2026;

/// Holds a property against so many cases.
pub fn for_all(number: u32, size: Size, property: impl Fn(Case) -> TestCaseResult) {
    let asked = Config::default();
    let config = Config {
        cases: if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { number },
        rng_seed: if asked.rng_seed == RngSeed::Random { RngSeed::Fixed(SEED) } else { asked.rng_seed },
        failure_persistence: None,
        max_shrink_iters: 4000,
        max_local_rejects: 10_000_000,
        max_global_rejects: 10_000_000,
        ..asked
    };
    if let Err(error) = TestRunner::new(config).run(&cases(size), property) {
        panic!("{error}");
    }
}

/// How often what was seen.
#[derive(Default)]
pub struct Tally(RefCell<BTreeMap<String, usize>>);

impl Tally {
    pub fn count(&self, what: &str, times: usize) {
        *self.0.borrow_mut().entry(what.to_owned()).or_default() += times;
    }

    pub fn of(&self, what: &str) -> usize {
        self.0.borrow().get(what).copied().unwrap_or(0)
    }

    /// Whether something was seen in so many of a hundred of something else.
    pub fn is_at_least(&self, percent: usize, what: &str, of: &str) {
        println!("{what}: {} of {} {of}", self.of(what), self.of(of));
        assert!(self.of(what) * 100 >= percent * self.of(of), "{what}: only {} of {} {of}", self.of(what), self.of(of));
    }
}
