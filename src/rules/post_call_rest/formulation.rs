//! For each doctor and each two duties of which the later begins before the end of the earlier,
//! the rest owed after it and the way between their sites have passed: `earlier + later ≤ 1`,
//! gathered into rows over cliques. Owed after a night is `max(rest, rest_after)`, after another
//! shift its `rest_after`.

use super::PostCallRest;
use crate::planning::{Plan, Slot};

pub(super) fn formulate(rule: &PostCallRest, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    let owed = |duty: &Slot<'_>| {
        let night = if duty.shift.kind.is_night() { rule.rest.0 } else { 0 };
        Some(night.max(duty.shift.rest_after.0)).filter(|rest| *rest > 0)
    };
    for (d, _) in instance.doctors.iter().enumerate().filter(|(_, doctor)| instance.in_scope(&rule.scope, doctor)) {
        plan.keep_apart(d, rule.enforce, owed, |_, _| true);
    }
}
