//! From an instance and a scenario to another instance.

mod chance;
mod gone;
mod people;
mod public_health;
mod rules;
mod sites;

use super::scenario::Scenario;
use crate::{diagnostic::Text, domain::Instance};

pub(super) use people::{NewDoctor, add, lose_one};
pub(super) use rules::{effective, require_coverage};

/// Why a change cannot be made, and what to do; `key` is the key of the scenario it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refused {
    pub key: &'static str,
    pub cause: Text,
    pub advice: Text,
}

type Done = Result<(), Refused>;

/// Makes the changes of a scenario, those of `also` apart, in the order of its keys.
pub(super) fn apply(scenario: &Scenario, seed: u32, instance: &mut Instance) -> Done {
    sites::add(&scenario.add, instance);
    scenario.add_doctors.iter().for_each(|new| people::add_doctors(new, instance));
    scenario.lose.iter().try_for_each(|lost| people::lose(lost, instance))?;
    rules::cap(scenario, instance)?;
    rules::night_age(scenario, instance)?;
    rules::day_off(scenario, instance)?;
    public_health::quotas(scenario, instance)?;
    sites::programmes(&scenario.programmes, instance);
    sites::agreements(&scenario.agreements_end, instance);
    public_health::pool(&scenario.pool_public_health, instance);
    scenario.rules.iter().try_for_each(|change| rules::change(change, instance))?;
    chance::sick_leave(scenario, seed, instance);
    chance::leavers(scenario, seed, instance);
    Ok(())
}
