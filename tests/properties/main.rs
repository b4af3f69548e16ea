//! Properties of every rule at once, on small random instances with random rule entries.
//!
//! `tests/rules.rs` knows one rule on one instance through and through; here rules meet each
//! other, odd settings, scopes, histories and calendars. Least penalties are found by trying every
//! roster, so no solver is needed. `PROPTEST_CASES=20000 PROPTEST_RNG_SEED=7 cargo test --test
//! properties` looks at others than the usual cases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails loudly

mod agreement;
mod another_doctor;
mod dice;
mod entries;
mod instance;
mod model;
mod past;
mod people;
mod relaxing;
mod run;
mod sameness;
mod settings;
mod work;

use shangxia::rules::KINDS;

#[test]
fn every_rule_has_random_settings() {
    let (book, random): (Vec<_>, Vec<_>) =
        (KINDS.iter().map(|kind| kind.card().code).collect(), entries::RULES.iter().map(|rule| rule.code).collect());
    assert_eq!(book, random, "give each rule of the book, in its order, a line in RULES of tests/properties/entries.rs");
}
