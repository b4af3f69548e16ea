//! How many duties of certain kinds a doctor has in a period.

mod audit;
mod formulation;

use crate::{
    diagnostic::{Diagnostic, Place, Text},
    domain::{Enforce, Instance, Post, PostId, PostKind, Priority, Scope, Shift, ShiftKind, Window},
    rule_pages,
    rules::{Card, Group, Settings},
    text,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settings of an entry.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShiftCount {
    /// Count shifts of these kinds; not said: of every kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shift_kinds: Vec<ShiftKind>,
    /// Count posts of these kinds; not said: of every kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub post_kinds: Vec<PostKind>,
    /// Count these posts; not said: every post.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<PostId>,
    /// The period that is counted together.
    pub window: Window,
    /// At least so many, for one who is there all the time; not said: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 1000))]
    pub min: Option<u16>,
    /// At most so many; not said: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 1000))]
    pub max: Option<u16>,
    /// Hard, or the penalty for each duty missing or too many.
    pub enforce: Enforce,
    /// Whom it is for.
    #[serde(default, rename = "for")]
    pub scope: Scope,
}

impl ShiftCount {
    /// Whether duties on this post are counted; every condition given must hold.
    fn counts(&self, post: &Post, shift: &Shift) -> bool {
        (self.shift_kinds.is_empty() || self.shift_kinds.contains(&shift.kind))
            && (self.post_kinds.is_empty() || self.post_kinds.contains(&post.kind))
            && (self.posts.is_empty() || self.posts.contains(&post.id))
    }
}

impl Settings for ShiftCount {
    const CARD: Card = Card { code: "shift_count", group: Group::Hours, priority: Priority::Fairness, zh: "班次数", en: "shift count", page: include_str!("rule.md") };

    fn check(&self, instance: &Instance, place: &Place) -> Vec<Diagnostic> {
        let mut wrong = Vec::new();
        let mut error = |code, place: Place, what: Text, advice: Text| wrong.push(Diagnostic::error(code, place, what, advice));
        let advice = text!("写上 min 或 max", "give `min` or `max`");
        match (self.min, self.max) {
            (None, None) => error("empty-rule", place.clone(), text!("没有写明班次数", "it does not say how many"), advice),
            (Some(min), Some(max)) if min > max => {
                let what = text!("至少 {min} 个、最多 {max} 个，自相矛盾", "at least {min} and at most {max} contradict each other");
                error("senseless-setting", place.key("min"), what, text!("`min` 不能大于 `max`", "let `min` be at most `max`"));
            }
            _ => {}
        }
        let known = self.posts.iter().all(|id| instance.post(id).is_some());
        if known && !instance.posts.iter().any(|post| instance.shift(&post.shift).is_some_and(|shift| self.counts(post, shift))) {
            let what = text!("没有一个岗位符合这些条件", "no post meets all these conditions");
            let advice = text!("核对 shift_kinds、post_kinds 和 posts", "check `shift_kinds`, `post_kinds` and `posts`");
            error("senseless-setting", place.clone(), what, advice);
        }
        wrong
    }
}

rule_pages!(ShiftCount);
