//! For each doctor and each two duties of which the later begins before the end of the earlier,
//! `min` and the way between their sites have passed: `earlier + later ≤ 1`, gathered into rows over
//! cliques. Excepted are duties of one day with at most `longest_break` between them. Standby at
//! home is rest.

use super::DailyRest;
use crate::planning::Plan;

pub(super) fn formulate(rule: &DailyRest, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for (d, _) in instance.doctors.iter().enumerate().filter(|(_, doctor)| instance.in_scope(&rule.scope, doctor)) {
        plan.keep_apart(
            d,
            rule.enforce,
            |duty| (!duty.is_standby()).then_some(rule.min.0),
            |earlier, later| !later.is_standby() && (earlier.day < later.day || later.from - earlier.to > rule.longest_break.0),
        );
    }
}
