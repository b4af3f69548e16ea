//! Nobody is sent to a site they do not want, if it can be helped.

mod audit;
mod formulation;

use crate::{
    domain::{Doctor, Enforce, Instance, Priority, Scope, SiteId, UnitId},
    rule_pages,
    rules::{Card, Group, Settings},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settings of an entry; the sites stand at the doctors (`sites_not_wanted`).
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SitePreference {
    /// Hard, or the penalty for each week of a stint at such a site and each duty there without one.
    pub enforce: Enforce,
    /// Whose wishes it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

/// The site of a unit, if the doctor does not want to go there; the own site cannot be refused.
fn unwanted<'a>(instance: &'a Instance, doctor: &Doctor, unit: &UnitId) -> Option<&'a SiteId> {
    let site = &instance.unit(unit)?.site;
    let own = instance.unit(&doctor.home).is_some_and(|home| home.site == *site);
    (!own && doctor.sites_not_wanted.contains(site)).then_some(site)
}

impl Settings for SitePreference {
    const CARD: Card =
        Card { code: "site_preference", group: Group::Wishes, priority: Priority::Wishes, zh: "地点意愿", en: "site preference", page: include_str!("rule.md") };
}

rule_pages!(SitePreference);
