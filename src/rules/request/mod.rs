//! What doctors ask for: to be free, or to work.

mod audit;
mod formulation;

use crate::{
    domain::{Enforce, Priority, Request, Scope, Shift},
    rule_pages,
    rules::{Card, Group, Settings},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settings of an entry; the wishes stand under `requests`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Requests {
    /// Hard, or the penalty for a wish of weight 1 that is refused.
    pub enforce: Enforce,
    /// Whose wishes it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

impl Requests {
    /// What refusing a wish costs: the weight of the rule times that of the wish.
    fn price(&self, request: &Request) -> Enforce {
        match self.enforce {
            Enforce::Hard => Enforce::Hard,
            Enforce::Weight(weight) => Enforce::Weight(weight.saturating_mul(request.weight)),
        }
    }
}

/// Whether a wish speaks of duties on this post.
fn speaks_of(request: &Request, post: &crate::domain::PostId, shift: &Shift) -> bool {
    request.post.as_ref().is_none_or(|wanted| wanted == post) && request.shift.is_none_or(|kind| kind == shift.kind)
}

impl Settings for Requests {
    const CARD: Card = Card { code: "request", group: Group::Wishes, priority: Priority::Wishes, zh: "个人意愿", en: "request", page: include_str!("rule.md") };
}

rule_pages!(Requests);
