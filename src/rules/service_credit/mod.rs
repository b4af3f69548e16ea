//! Those who need service for promotion go down in time, and those who wait longest go up first.

mod audit;
mod formulation;

use crate::{
    domain::{Enforce, Instance, Mode, Programme, Scope, is_default},
    rule_pages,
    rules::{Card, Group, Settings},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Days of a week of service.
const DAYS: i64 = 5;

/// Settings of an entry; applications and waiting stand at the doctors (`promotion`,
/// `waiting_since`), what was served before in the history (`credit_days`).
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceCredit {
    /// Hard, or the penalty for each begun week of service behind course.
    pub enforce: Enforce,
    /// Penalty for each doctor passed over in an up programme; 0: waiting is not looked at.
    #[serde(default = "passed_over_weight")]
    #[schemars(range(max = 1_000_000))]
    pub passed_over_weight: u32,
    /// Whether service is counted by the remoteness of the site: a week at 130 percent as 1.3.
    #[serde(default, skip_serializing_if = "is_default")]
    pub remoteness_counts: bool,
    /// Whose service and waiting it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

fn passed_over_weight() -> u32 {
    20
}

impl ServiceCredit {
    /// What one day of service is written as: 100 where percentages of it count.
    fn day(&self) -> i64 {
        if self.remoteness_counts { 100 } else { 1 }
    }

    /// What a week on a programme is worth, in units of [`Self::day`].
    fn worth(&self, instance: &Instance, programme: &Programme) -> i64 {
        let days = match programme.mode {
            Mode::Resident => DAYS,
            Mode::Sessional(days) => i64::from(days).min(DAYS),
        };
        let remoteness = instance.site_of(&programme.host).map_or(100, |site| i64::from(site.remoteness));
        if self.remoteness_counts { days * remoteness } else { days }
    }
}

impl Settings for ServiceCredit {
    const CARD: Card =
        Card { code: "service_credit", group: Group::Stints, zh: "基层服务与候补", en: "service credit", page: include_str!("rule.md") };
}

rule_pages!(ServiceCredit);
