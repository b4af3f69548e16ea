//! A check for rules that count the people of a unit: an entry is for units, never for some of
//! the people in them.

use crate::{
    diagnostic::{Diagnostic, Place},
    domain::Scope,
    text,
};

/// An error for each condition on doctors in a scope that can only mean units.
pub(super) fn only_units(scope: &Scope, place: &Place) -> Vec<Diagnostic> {
    let given = [("titles", !scope.titles.is_empty()), ("classes", !scope.classes.is_empty()), ("doctors", !scope.doctors.is_empty())];
    let wrong = given.into_iter().filter(|(_, given)| *given).map(|(key, _)| {
        Diagnostic::error(
            "scope-of-units",
            place.key("for").key(key),
            text!(
                "这条规则按科室计人数，不能只对部分医生（{key}）生效",
                "this rule counts all heads of a unit; it cannot be for some doctors (`{key}`)"
            ),
            text!("只用 sites 或 units 限定范围", "use `sites` or `units` only"),
        )
    });
    wrong.collect()
}
