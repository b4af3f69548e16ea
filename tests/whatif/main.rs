//! What if: scenarios become the instances that are meant, are solved once, and compared truly.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly
#![cfg(feature = "solver")]

mod comparing;
mod mistakes;
mod monotone;
mod patches;
mod running;

use shangxia::{
    domain::Instance,
    format::{self, Source},
    whatif::{self, Case},
};
use std::path::Path;

fn instance(name: &str) -> Instance {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances").join(name);
    let reading = format::read_instance(&Source::open(&path).unwrap());
    reading.value.unwrap_or_else(|| panic!("{:?}", reading.diagnostics))
}

/// The town of eight over two weeks.
fn town() -> Instance {
    town_for(2)
}

/// The town of eight over its first weeks.
fn town_for(weeks: usize) -> Instance {
    let mut town = instance("town_of_eight.yaml");
    town.horizon.weeks = weeks;
    let end = town.horizon.end();
    town.requests.retain(|request| request.date < end);
    town.pins.duties.retain(|pin| pin.date < end);
    town.programmes.iter_mut().for_each(|programme| (programme.stint.min_weeks, programme.stint.max_weeks) = (1, weeks));
    town
}

/// The cases of scenarios, which must be right.
fn cases(scenarios: &str, instance: &Instance) -> Vec<Case> {
    let source = Source::new("scenarios.yaml", scenarios);
    let reading = whatif::read(&source, instance);
    let said = format::render(&source, &reading.diagnostics, shangxia::diagnostic::Lang::En, false);
    reading.value.unwrap_or_else(|| panic!("{said}"))
}

/// The instance of one scenario.
fn patched(scenario: &str, instance: &Instance) -> Instance {
    cases(&format!("scenarios: [{scenario}]"), instance).pop().unwrap().instance
}

/// What is said of wrong scenarios.
fn mistakes(scenarios: &str, instance: &Instance) -> String {
    let source = Source::new("scenarios.yaml", scenarios);
    let reading = whatif::read(&source, instance);
    assert!(reading.value.is_none(), "nothing is wrong");
    format::render(&source, &reading.diagnostics, shangxia::diagnostic::Lang::En, false)
}
