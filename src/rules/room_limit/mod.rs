//! No more sessions at once than a site has rooms.

mod audit;
mod formulation;

use crate::{
    diagnostic::{Diagnostic, Place},
    domain::{Enforce, Instance, Post, PostKind, Priority, Scope, Shift, Site},
    rule_pages,
    rules::{Card, Group, Settings, unit_scope::only_sites},
    text,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settings of an entry; the rooms stand at the sites (`rooms`).
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoomLimit {
    /// Kinds of post that need a room.
    #[serde(default = "in_a_room")]
    pub kinds: Vec<PostKind>,
    /// Hard, or the penalty for each session too many at a moment a session can begin.
    pub enforce: Enforce,
    /// Which sites it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

fn in_a_room() -> Vec<PostKind> {
    vec![PostKind::Clinic, PostKind::PublicHealth]
}

impl RoomLimit {
    /// The sites it is for, each with its rooms; a site that does not say has enough.
    fn sites<'a>(&self, instance: &'a Instance) -> impl Iterator<Item = (&'a Site, u32)> {
        let meant = instance.sites.iter().filter(|site| self.scope.sites.is_empty() || self.scope.sites.contains(&site.id));
        meant.filter_map(|site| Some((site, site.rooms?)))
    }

    /// Whether a post takes a room of the site.
    fn takes_room(&self, instance: &Instance, post: &Post, site: &Site) -> bool {
        self.kinds.contains(&post.kind) && instance.unit(&post.unit).is_some_and(|unit| unit.site == site.id)
    }
}

/// When the room is taken, in minutes after midnight of day 0: handover needs none.
fn in_use(shift: &Shift, day: i64) -> std::ops::Range<i64> {
    let from = day * 24 * 60 + shift.start.0;
    from..from + shift.length.0
}

impl Settings for RoomLimit {
    const CARD: Card = Card { code: "room_limit", group: Group::Demand, priority: Priority::Safety, zh: "诊室上限", en: "room limit", page: include_str!("rule.md") };

    fn check(&self, _instance: &Instance, place: &Place) -> Vec<Diagnostic> {
        let mut wrong = only_sites(&self.scope, place);
        if self.kinds.is_empty() {
            wrong.push(Diagnostic::error(
                "empty-rule",
                place.key("kinds"),
                text!("没有写明哪些岗位需要诊室", "it names no kind of post that needs a room"),
                text!("写上 kinds，或者去掉它使用默认值", "name some, or leave `kinds` out for the default"),
            ));
        }
        wrong
    }
}

rule_pages!(RoomLimit);
