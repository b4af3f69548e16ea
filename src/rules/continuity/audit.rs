//! Writes down on which weekdays each doctor held each clinic, and asks of every stint down
//! whether somebody who knows the site could have gone.

use super::{Continuity, weekday};
use crate::{
    domain::{Direction, Doctor, DoctorId, Enforce, Instance, PostId, Programme, Roster, SiteId, Timesheet},
    rules::{Finding, Measure, Settings},
    text,
};
use chrono::{NaiveDate, Weekday};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn audit(rule: &Continuity, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = weekdays(rule, instance, roster);
    if rule.newcomer_weight > 0 {
        for programme in instance.programmes.iter().filter(|programme| programme.kind == Direction::Down) {
            findings.extend(newcomers(rule, instance, roster, programme));
        }
    }
    findings
}

fn weekdays(rule: &Continuity, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (doctor, entries) in Timesheet::new(instance, roster).each().filter(|(doctor, _)| instance.in_scope(&rule.scope, doctor)) {
        let mut diary: BTreeMap<&PostId, Vec<NaiveDate>> = BTreeMap::new();
        for entry in entries.iter().filter(|entry| !entry.is_past() && rule.kinds.contains(&entry.post.kind)) {
            diary.entry(&entry.post.id).or_default().push(entry.duty.date);
        }
        for (post, dates) in diary {
            let mut used: Vec<Weekday> = dates.iter().filter_map(|date| weekday(instance, *date)).collect();
            used.sort_by_key(Weekday::num_days_from_monday);
            used.dedup();
            if used.len() > 1 {
                let id = &doctor.id;
                let zh = used.iter().map(|day| ["周一", "周二", "周三", "周四", "周五", "周六", "周日"][day.num_days_from_monday() as usize]);
                let zh = zh.collect::<Vec<_>>().join("、");
                let en = used.iter().map(Weekday::to_string).collect::<Vec<_>>().join(", ");
                let called = instance.post_called(post);
                let text = text!("{id} 的{called:#}不在固定的星期几：{zh}", "{id} has {called} on several weekdays: {en}");
                let finding = Finding::new(&Continuity::CARD, rule.enforce, used.len() as i64 - 1, Measure::Days, text);
                findings.push(finding.doctor(id).post(post));
            }
        }
    }
    findings
}

fn newcomers(rule: &Continuity, instance: &Instance, roster: &Roster, programme: &Programme) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(site) = instance.site_of(&programme.host).map(|site| &site.id) else { return findings };
    let guests = guests(instance, site);
    let at_home: Vec<&str> = instance
        .doctors
        .iter()
        .filter(|doctor| guests.contains(&doctor.id) && programme.takes(doctor) && could_go(instance, doctor))
        .filter(|doctor| !roster.stints_of(&doctor.id).any(|stint| stint.programme == programme.id))
        .map(|doctor| doctor.id.as_str())
        .collect();
    for stint in roster.stints.iter().filter(|stint| stint.programme == programme.id && instance.horizon.day_within(stint.first).is_some()) {
        let Some(doctor) = instance.doctor(&stint.doctor).filter(|doctor| instance.in_scope(&rule.scope, doctor)) else { continue };
        let is_new = !guests.contains(&doctor.id) && instance.site_of(&doctor.home).is_none_or(|home| home.id != *site);
        if is_new && !at_home.is_empty() {
            let (id, name, others) = (&doctor.id, instance.programme_called(&programme.id), at_home.join(", "));
            let there = instance.site_called(site);
            let text = text!(
                "{id} 第一次去{there:#}（{name:#}），去过那里的 {others} 却没有安排",
                "{id} is new to {there} (on {name}), while {others}, who have been there, are not sent"
            );
            let price = Enforce::Weight(rule.newcomer_weight);
            findings.push(Finding::new(&Continuity::CARD, price, 1, Measure::Stints, text).doctor(id).unit(&programme.host).date(stint.first));
        }
    }
    findings
}

/// Those who have been on a stint at a site, or still are.
fn guests<'a>(instance: &'a Instance, site: &SiteId) -> BTreeSet<&'a DoctorId> {
    let mut guests = BTreeSet::new();
    for stint in &instance.history.stints {
        let host = instance.programme(&stint.programme).and_then(|programme| instance.site_of(&programme.host));
        if host.is_some_and(|host| host.id == *site) {
            guests.insert(&stint.doctor);
        }
    }
    guests
}

/// Whether some week of the plan has no day on which the doctor is absent or bound to stay.
fn could_go(instance: &Instance, doctor: &Doctor) -> bool {
    let dates: Vec<NaiveDate> = instance.horizon.dates().collect();
    dates.chunks(7).any(|week| week.iter().all(|date| doctor.may_leave(*date)))
}
