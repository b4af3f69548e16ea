//! The residents of a doctor who is gone are served by a deputy: one radish, one hole.

mod audit;
mod formulation;

use crate::{
    diagnostic::{Diagnostic, Place},
    domain::{Doctor, Enforce, Instance, Priority, Scope},
    rule_pages,
    rules::{Card, Group, Settings},
    text,
};
use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settings of an entry; residents and deputies stand under `panels` of a quota.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Panels {
    /// Days absent in a week from which the residents need a deputy.
    #[serde(default = "four")]
    #[schemars(range(min = 1, max = 7))]
    pub absent_days: u32,
    /// Panels of one quota a deputy may carry in the same week.
    #[serde(default = "one")]
    #[schemars(range(min = 1, max = 20))]
    pub at_once: u32,
    /// Hard, or the penalty for each begun hundred of residents that wait for a week.
    pub enforce: Enforce,
    /// Penalty for each time a panel changes hands.
    #[serde(default = "one")]
    #[schemars(range(max = 1_000_000))]
    pub handover_weight: u32,
    /// Whose residents it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

fn four() -> u32 {
    4
}

fn one() -> u32 {
    1
}

impl Panels {
    /// Whether a doctor is absent for so much of a week that others must step in.
    fn is_absent(&self, doctor: &Doctor, monday: NaiveDate) -> bool {
        (0..7).filter(|day| !doctor.is_available(monday + Days::new(*day))).count() >= self.absent_days as usize
    }
}

/// Residents as the penalty counts them: in begun hundreds.
fn hundreds(residents: u32) -> i64 {
    i64::from(residents.div_ceil(100))
}

impl Settings for Panels {
    const CARD: Card = Card { code: "panel", group: Group::Demand, priority: Priority::Obligations, zh: "签约居民代管", en: "panel", page: include_str!("rule.md") };

    /// Entries for the same residents must agree on when their doctor is gone.
    fn check(&self, instance: &Instance, place: &Place) -> Vec<Diagnostic> {
        let owners = || instance.quotas.iter().flat_map(|quota| &quota.panels).filter_map(|panel| instance.doctor(&panel.doctor));
        let both = |other: &Self| owners().any(|owner| instance.in_scope(&self.scope, owner) && instance.in_scope(&other.scope, owner));
        let entries = instance.rules.entries.iter().filter(|entry| entry.rule == Self::CARD.code);
        let others = entries.filter_map(|entry| serde_json::from_value::<Self>(entry.settings.clone()).ok());
        let odd = others.into_iter().find(|other| other.absent_days < self.absent_days && both(other));
        let wrong = odd.map(|other| {
            let (own, days) = (self.absent_days, other.absent_days);
            Diagnostic::error(
                "panel-entries-differ",
                place.key("absent_days"),
                text!("对同一批居民，这里写缺勤 {own} 天，另一条写 {days} 天", "for the same residents {own} days absent are said here and {days} in another entry"),
                text!("写成一样的天数，或用 for 把两条分开", "say the same number of days, or part the two with `for`"),
            )
        });
        wrong.into_iter().collect()
    }
}

rule_pages!(Panels);
