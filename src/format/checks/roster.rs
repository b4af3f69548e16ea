//! What a roster says of days.

use crate::{
    diagnostic::{Diagnostic, Place},
    domain::{Instance, Roster},
    text,
};
use chrono::NaiveDate;

/// Dates outside the horizon, weeks that begin on another day, and a roster of another instance.
pub(in crate::format) fn check(roster: &Roster, instance: &Instance) -> Vec<Diagnostic> {
    let mut checks = super::Checks::new(instance, &[], &|_| text!("", ""));
    let place = |list: &str, index: usize, key: &str| Place::root().key(list).index(index).key(key);
    for (i, stint) in roster.stints.iter().enumerate() {
        if checks.monday(place("stints", i, "first"), stint.first) {
            touches(&mut checks, place("stints", i, "first"), stint.first, stint.weeks);
        }
    }
    for (i, duty) in roster.duties.iter().enumerate() {
        checks.within(place("duties", i, "date"), duty.date);
    }
    for (i, shortage) in roster.shortages.iter().enumerate() {
        checks.within(place("shortages", i, "date"), shortage.date);
    }
    for (i, output) in roster.outputs.iter().enumerate() {
        checks.within(place("outputs", i, "from"), output.from);
    }
    for (i, carried) in roster.carried.iter().enumerate() {
        if checks.monday(place("carried", i, "week"), carried.week) {
            checks.within(place("carried", i, "week"), carried.week);
        }
    }
    if let Some(provenance) = &roster.provenance {
        let hash = crate::format::instance_hash(instance);
        if provenance.instance != hash {
            let at = Place::root().key("provenance").key("instance");
            let cause = text!("这份排班表是用另一份医联体文件做的", "this roster was made from another instance, or an earlier state of it");
            let advice = text!("医联体文件现在的 SHA-256 是 {hash}", "the SHA-256 of the instance is now {hash}");
            checks.warn("other-instance", at, cause, advice);
        }
    }
    checks.found
}

fn touches(checks: &mut super::Checks<'_>, place: Place, first: NaiveDate, weeks: usize) {
    let horizon = checks.instance.horizon;
    let week = horizon.week(first);
    if week >= horizon.weeks as i64 || week + weeks as i64 <= 0 {
        let (start, end) = (horizon.start, horizon.end());
        let cause = text!("派驻段完全在计划期之外", "the stint lies wholly outside the horizon");
        checks.error("date-outside", place, cause, text!("计划期是 {start} 到 {end}（不含）", "the horizon is {start} to {end} (not included)"));
    }
}
