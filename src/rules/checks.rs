//! Checks of settings that several rules need.

use crate::{
    diagnostic::{Diagnostic, Place},
    domain::Scope,
    text,
};

/// A rule about posts and tasks can be narrowed to sites and units, not to people: an entry that
/// tries would silently be for everyone.
pub fn no_people(scope: &Scope, place: &Place) -> Vec<Diagnostic> {
    let named = [("titles", scope.titles.is_empty()), ("classes", scope.classes.is_empty()), ("doctors", scope.doctors.is_empty())];
    let wrong = named.iter().filter(|(_, empty)| !empty);
    wrong
        .map(|(key, _)| {
            Diagnostic::error(
                "scope-without-meaning",
                place.key("for").key(key),
                text!(
                    "这条规则管的是岗位和任务，不能按人限定（{key}）",
                    "this rule is about posts and tasks; it cannot be narrowed to people ({key})"
                ),
                text!("只用 sites 或 units 限定", "narrow it by `sites` or `units` only"),
            )
        })
        .collect()
}
