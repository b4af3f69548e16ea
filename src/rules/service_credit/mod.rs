//! Those who need service for promotion go down in time, and those who wait longest go up first.

mod audit;
mod formulation;

use crate::{
    domain::{Enforce, Instance, Mode, Priority, Programme, Scope, is_default},
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
    /// What one day of service is written as: in half-days, and in percent of them where remoteness counts.
    fn day(&self) -> i64 {
        if self.remoteness_counts { 200 } else { 2 }
    }

    /// What a week on a programme is worth, in units of [`Self::day`].
    fn worth(&self, instance: &Instance, programme: &Programme) -> i64 {
        let half_days = match programme.mode {
            Mode::Resident => 2 * DAYS,
            Mode::Sessional(days) => (2 * i64::from(days)).min(2 * DAYS),
            Mode::HalfDays(half_days) => i64::from(half_days).min(2 * DAYS),
        };
        let remoteness = instance.site_of(&programme.host).map_or(100, |site| i64::from(site.remoteness));
        if self.remoteness_counts { half_days * remoteness } else { half_days }
    }
}

impl Settings for ServiceCredit {
    const CARD: Card =
        Card { code: "service_credit", group: Group::Stints, priority: Priority::Obligations, zh: "基层服务与候补", en: "service credit", page: include_str!("rule.md") };
}

rule_pages!(ServiceCredit);
