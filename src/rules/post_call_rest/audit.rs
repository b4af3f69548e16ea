//! After every duty that owes a rest looks for duties that begin within it.

use super::PostCallRest;
use crate::{
    domain::{Entry, Instance, Minutes, Roster, Timesheet},
    rules::{Finding, Measure, Settings},
    text,
};

pub(super) fn audit(rule: &PostCallRest, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (doctor, entries) in Timesheet::new(instance, roster).each() {
        if !instance.in_scope(&rule.scope, doctor) {
            continue;
        }
        for (position, call) in entries.iter().enumerate() {
            let due = rest_after(rule, call);
            for next in entries[position + 1..].iter().filter(|next| due > 0 && next.from > call.from && !next.is_past()) {
                let rest = next.from - call.to - instance.travel_minutes(&call.post.unit, &next.post.unit);
                if rest < due {
                    let (id, a, b, rest, due) = (&doctor.id, call.duty.date, next.duty.date, Minutes(rest), Minutes(due));
                    let (after, before) = (instance.post_called(&call.duty.post), instance.post_called(&next.duty.post));
                    let text = text!(
                        "{id} 在 {a} 的{after:#}之后只休息 {rest:#}（路途除外）就上 {b} 的{before:#}，应至少 {due:#}",
                        "{id} rests {rest} (travel apart) after {after} of {a} before {before} of {b}; {due} are due"
                    );
                    let finding = Finding::new(&PostCallRest::CARD, rule.enforce, 1, Measure::Duties, text);
                    findings.push(finding.doctor(id).post(&next.duty.post).date(b));
                }
            }
        }
    }
    findings
}

fn rest_after(rule: &PostCallRest, call: &Entry<'_>) -> i64 {
    let own = call.shift.rest_after.0;
    if call.is_night() { own.max(rule.rest.0) } else { own }
}
