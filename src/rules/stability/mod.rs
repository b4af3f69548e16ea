//! A published roster changes as little as possible, least of all in the next days.

mod audit;
mod formulation;

use crate::{
    diagnostic::{Diagnostic, Place},
    domain::{Enforce, Instance, Priority, Scope},
    rule_pages,
    rules::{Card, Group, Settings},
    text,
};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Changes soon cost more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Near {
    /// Within so many days of the announcement.
    #[schemars(range(min = 1, max = 182))]
    pub days: i64,
    /// A change counts so many times.
    #[schemars(range(min = 2, max = 100))]
    pub times: u32,
}

/// Settings of an entry; the roster stands under `published`, frozen weeks under `pins`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stability {
    /// The day on which changes are announced: what lies before it does not change. Not said: the start of the horizon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<crate::domain::DateText>")]
    pub announced: Option<NaiveDate>,
    /// How much more changes soon after it count; the shortest time that fits decides.
    #[serde(default = "near")]
    pub near: Vec<Near>,
    /// Hard, or the penalty for each change.
    pub enforce: Enforce,
    /// Whose duties and stints it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

fn near() -> Vec<Near> {
    vec![Near { days: 7, times: 4 }, Near { days: 28, times: 2 }]
}

impl Stability {
    /// What a change on a date counts for: hard before the announcement and in a frozen week, else
    /// dearer the nearer it is.
    fn price(&self, instance: &Instance, date: NaiveDate) -> Enforce {
        let week = instance.horizon.week(date);
        let is_frozen = |monday: &NaiveDate| instance.horizon.week(*monday) == week;
        let ahead = date.signed_duration_since(self.announced.unwrap_or(instance.horizon.start)).num_days();
        let weight = match self.enforce {
            Enforce::Weight(weight) if ahead >= 0 && !instance.pins.frozen_weeks.iter().any(is_frozen) => weight,
            _ => return Enforce::Hard,
        };
        let step = self.near.iter().filter(|near| ahead < near.days).min_by_key(|near| near.days);
        Enforce::Weight(weight.saturating_mul(step.map_or(1, |near| near.times)))
    }
}

impl Settings for Stability {
    const CARD: Card = Card { code: "stability", group: Group::Change, priority: Priority::Stability, zh: "班表稳定", en: "stability", page: include_str!("rule.md") };

    fn check(&self, _instance: &Instance, place: &Place) -> Vec<Diagnostic> {
        let mut sorted = self.near.clone();
        sorted.sort_by_key(|near| near.days);
        let odd = sorted.windows(2).find(|pair| pair[0].days == pair[1].days || pair[0].times <= pair[1].times);
        let wrong = odd.map(|pair| {
            let (days, later) = (pair[0].days, pair[1].days);
            Diagnostic::error(
                "steps-out-of-order",
                place.key("near"),
                text!("{days} 天内的改动应比 {later} 天内的更贵", "a change within {days} days should count more than one within {later}"),
                text!("天数越少，倍数越大", "the fewer the days, the more times it counts"),
            )
        });
        wrong.into_iter().collect()
    }
}

rule_pages!(Stability);
