//! How often and for how long people fall ill.

use super::Title;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Illness of people of one title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SickRate {
    /// Days lost to illness of a thousand calendar days.
    #[schemars(range(min = 0, max = 500))]
    pub per_thousand: u32,
    /// Lengths of an absence in days, each as likely as any other; write a length twice to make it twice as likely.
    #[schemars(length(min = 1), inner(range(min = 1, max = 182)))]
    pub lengths: Vec<u32>,
}

impl Default for SickRate {
    /// Seven days a year, mostly short: a default of this product, not a statistic.
    fn default() -> Self {
        Self { per_thousand: 20, lengths: vec![1, 1, 2, 2, 3, 3, 5, 7, 14] }
    }
}

/// Illness by title; a title not named has the default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SickRates {
    /// By title.
    #[serde(default)]
    #[schemars(extend("propertyNames" = { "$ref": "#/$defs/Title" }))]
    pub by_title: BTreeMap<Title, SickRate>,
}

impl SickRates {
    /// The rate of a title.
    pub fn of(&self, title: Title) -> SickRate {
        self.by_title.get(&title).cloned().unwrap_or_default()
    }
}
