//! Checks for rules that count all of a unit or a site: an entry is never for some of the people
//! in it.

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

/// An error for each condition in a scope that can only mean sites.
pub(super) fn only_sites(scope: &Scope, place: &Place) -> Vec<Diagnostic> {
    let mut wrong = only_units(scope, place);
    if !scope.units.is_empty() {
        wrong.push(Diagnostic::error(
            "scope-of-sites",
            place.key("for").key("units"),
            text!("这条规则按成员单位计算，不能只对部分科室生效", "this rule counts for whole sites; it cannot be for some units"),
            text!("用 sites 限定范围", "use `sites`"),
        ));
    }
    wrong
}
