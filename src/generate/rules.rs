//! The rule book of a generated alliance: the pack, and every rule of the book the pack leaves to the
//! alliance, with the data that makes it bite.

use super::{Draft, people::TRAINEE, shifts::PM};
use crate::domain::{Policy, Post, PostKind, RuleEntry};
use serde_json::{Value, json};

pub(super) fn lay(draft: &mut Draft) {
    rooms(draft);
    let entries = entries().into_iter().map(|(rule, settings)| RuleEntry { rule: rule.to_owned(), settings }).collect();
    draft.instance.rules = Policy { pack: Some("cn-alliance".to_owned()), without: Vec::new(), entries };
}

/// Entries beside those of the pack; all weights are assumptions, in the order law, shortages,
/// obligations, fairness, wishes.
fn entries() -> Vec<(&'static str, Value)> {
    let weight = |weight: u32| json!({ "weight": weight });
    vec![
        ("room_limit", json!({ "enforce": weight(200) })),
        // A night every 4.7 days [src] makes 7 a month.
        ("night_limit", json!({ "max": 7, "window": "month", "enforce": weight(40) })),
        ("weekend", json!({ "weeks": 4, "max_worked": 3, "enforce": weight(10) })),
        ("weekend", json!({ "max_holidays": 5, "enforce": weight(10) })),
        (
            "shift_sequence",
            json!({ "forbid": [{ "from": "evening", "to": "session" }], "runs": [{ "kind": "evening", "max": 3 }], "enforce": weight(10) }),
        ),
        // At least 2 ward duties a month [src].
        (
            "shift_count",
            json!({ "shift_kinds": ["night", "duty24"], "window": "month", "min": 2, "enforce": weight(10), "for": { "classes": [TRAINEE] } }),
        ),
        // At most 2 learners for a teacher [src].
        ("supervision", json!({ "learners_per_teacher": 2, "nights_beside_senior": true, "enforce": weight(50) })),
        ("stint_content", json!({ "enforce": weight(50) })),
        ("commute", json!({ "max_between": "40m", "max_from_home": "1h15m", "enforce": weight(20) })),
        // At least 2 ward duties a month belong to the residency [src].
        ("training_guard", json!({ "minima": [{ "kind": "ward", "per_month": 2 }], "enforce": weight(300) })),
        ("continuity", json!({ "kinds": [], "enforce": weight(3), "newcomer_weight": 4 })),
        ("institution_quota", json!({ "enforce": weight(100) })),
        ("service_credit", json!({ "enforce": weight(100), "passed_over_weight": 100 })),
        // An entry of the alliance replaces the pack's: the share of the nights is said again.
        ("fair_share", json!({ "of": "nights", "age": 50, "enforce": weight(10), "largest_weight": 10 })),
        ("fair_share", json!({ "of": "weekends", "enforce": weight(6), "largest_weight": 6 })),
        ("fair_share", json!({ "of": "holidays", "enforce": weight(6), "largest_weight": 6 })),
        ("site_preference", json!({ "enforce": weight(5) })),
    ]
}

/// Rooms of the centres: enough in the morning for what must be, not for everything that may be.
fn rooms(draft: &mut Draft) {
    for team in draft.teams.iter().filter(|team| team.is_centre()) {
        let posts = || draft.instance.posts.iter().filter(|post| post.unit == team.unit && post.shift.as_str() != PM && takes_room(post));
        let least: u32 = posts().map(|post| post.need.min).sum();
        let most: u32 = posts().map(|post| post.need.max()).sum();
        draft.instance.sites[team.site].rooms = Some((least + 1).max(most * 2 / 3));
    }
}

/// Whether sessions of the post need a room of their own.
pub(super) fn takes_room(post: &Post) -> bool {
    matches!(post.kind, PostKind::Clinic | PostKind::PublicHealth)
}
