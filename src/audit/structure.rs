//! What must hold for every roster before any rule is asked: known names, days of the horizon,
//! nobody in two places at once, decisions fixed by hand kept, and lists that tell the truth.

use crate::{
    diagnostic::Text,
    domain::{Duty, Instance, Minutes, Priority, Roster, Timesheet},
    rules::{Card, Finding, Group, Measure},
    text,
};
use std::collections::BTreeSet;

/// The face of these checks among the findings.
pub static STRUCTURE: Card =
    Card { code: "structure", group: Group::Demand, priority: Priority::Safety, zh: "排班表结构", en: "structure", page: "" };

fn broken(amount: i64, measure: Measure, text: Text) -> Finding {
    Finding::new(&STRUCTURE, crate::domain::Enforce::Hard, amount, measure, text)
}

pub(super) fn audit(instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = names(instance, roster);
    findings.extend(places(instance, roster));
    findings.extend(stints(instance, roster));
    findings.extend(pins(instance, roster));
    findings.extend(lists(instance, roster));
    findings.extend(panels(instance, roster));
    findings
}

fn names(instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut written: BTreeSet<&Duty> = BTreeSet::new();
    for duty in &roster.duties {
        let (id, post, date) = (&duty.doctor, &duty.post, duty.date);
        let wrong = |text| broken(1, Measure::Duties, text).doctor(id).post(post).date(date);
        let called = instance.post_called(post);
        if instance.doctor(id).is_none() {
            findings.push(wrong(text!("没有医生 {id}", "there is no doctor {id}")));
        }
        match instance.post(post) {
            None => findings.push(wrong(text!("没有岗位 {post}", "there is no post {post}"))),
            Some(_) if instance.horizon.day_within(date).is_none() => {
                findings.push(wrong(text!("{date} 不在计划期内", "{date} is not in the horizon")));
            }
            Some(known) if instance.need_on(known, date).is_none() => {
                findings.push(wrong(text!("{called:#}在 {date} 不开放", "{called} is closed on {date}")));
            }
            Some(_) => {}
        }
        if !written.insert(duty) {
            findings.push(wrong(text!("{id} 在 {date} 的{called:#}写了两次", "{id} on {called} on {date} is written twice")));
        }
    }
    findings
}

fn places(instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (doctor, entries) in Timesheet::new(instance, roster).each() {
        for (position, later) in entries.iter().enumerate().filter(|(_, entry)| !entry.is_past()) {
            for earlier in entries[..position].iter().filter(|earlier| earlier.duty != later.duty) {
                let ready = earlier.to + instance.travel_minutes(&earlier.post.unit, &later.post.unit);
                if later.from < ready {
                    let short = Minutes(ready - later.from);
                    let (id, date) = (&doctor.id, later.duty.date);
                    let [a, b] = [earlier, later].map(|entry| instance.post_called(&entry.duty.post));
                    let text = text!(
                        "{id} 在 {date} 的{b:#}开始时，{a:#}还没有下班（含路途差 {short:#}）",
                        "{id} is still on {a} when {b} begins on {date} (short by {short}, travel included)"
                    );
                    findings.push(broken(short.0, Measure::Minutes, text).doctor(id).post(&later.duty.post).date(date));
                }
            }
        }
    }
    findings
}

fn stints(instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (position, stint) in roster.stints.iter().enumerate() {
        let (id, programme, first) = (&stint.doctor, &stint.programme, stint.first);
        let wrong = |text| broken(1, Measure::Stints, text).doctor(id).date(first);
        if instance.doctor(id).is_none() {
            findings.push(wrong(text!("没有医生 {id}", "there is no doctor {id}")));
        }
        if instance.programme(programme).is_none() {
            findings.push(wrong(text!("没有派驻项目 {programme}", "there is no programme {programme}")));
        }
        if instance.horizon.day(first).rem_euclid(7) != 0 {
            findings.push(wrong(text!("{first} 不是星期一", "{first} is not a Monday")));
        }
        let overlaps = |other: &&crate::domain::Stint| {
            other.doctor == *id && (0..stint.weeks as u64).any(|week| other.covers(first + chrono::Days::new(week * 7)))
        };
        if let Some(other) = roster.stints[..position].iter().find(overlaps) {
            let [other, programme] = [&other.programme, programme].map(|programme| instance.programme_called(programme));
            findings.push(wrong(text!("{id} 同时派驻（{other:#}）和（{programme:#}）", "{id} is on {other} and {programme} at the same time")));
        }
    }
    findings
}

fn pins(instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for pin in &instance.pins.duties {
        let (id, post, date) = (&pin.doctor, &pin.post, pin.date);
        let there = roster.duties.iter().any(|duty| duty.doctor == *id && duty.post == *post && duty.date == date);
        if there != pin.on && instance.horizon.day_within(date).is_some() {
            let called = instance.post_called(post);
            let text = if pin.on {
                text!("固定的班没有排：{id} {date} {called:#}", "a pinned duty is missing: {id} on {called} on {date}")
            } else {
                text!("固定不排的班排了：{id} {date} {called:#}", "a duty pinned off is there: {id} on {called} on {date}")
            };
            findings.push(broken(1, Measure::Duties, text).doctor(id).post(post).date(date));
        }
    }
    for pin in instance.pins.stints.iter().filter(|pin| !roster.stints.contains(pin)) {
        let (id, programme, first) = (&pin.doctor, instance.programme_called(&pin.programme), pin.first);
        let text = text!("固定的派驻没有排：{id} {programme:#} {first}", "a pinned stint is missing: {id} on {programme} from {first}");
        findings.push(broken(1, Measure::Stints, text).doctor(id).date(first));
    }
    findings
}

/// Shortages and output that a roster states must be those that can be counted from its duties.
fn lists(instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for stated in &roster.shortages {
        let need = instance.post(&stated.post).and_then(|post| instance.need_on(post, stated.date));
        let there = roster.duties.iter().filter(|duty| duty.post == stated.post && duty.date == stated.date).count() as u32;
        let missing = need.map_or(0, |need| need.min.saturating_sub(there));
        if missing != stated.missing {
            let (post, date, says) = (&stated.post, stated.date, stated.missing);
            let text = text!("写明 {post} 在 {date} 缺 {says} 人，实际缺 {missing} 人", "says {says} are missing on {post} on {date}; {missing} are");
            findings.push(broken(1, Measure::People, text).post(post).date(date));
        }
    }
    for stated in &roster.outputs {
        let Some(quota) = instance.quota(&stated.quota) else { continue };
        let window = instance.windows(quota.window).into_iter().find(|w| instance.horizon.date(w.start as i64) == stated.from);
        let mut centi = 0;
        for duty in &roster.duties {
            let inside = instance.horizon.day_within(duty.date).is_some_and(|day| window.as_ref().is_some_and(|w| w.contains(&day)));
            let producer = quota.produced_by.iter().find(|producer| producer.post == duty.post);
            if let (true, Some(producer), Some(doctor)) = (inside, producer, instance.doctor(&duty.doctor)) {
                centi += instance.centi_items(doctor, producer);
            }
        }
        if centi / 100 != i64::from(stated.items) {
            let (id, from, says, counted) = (&stated.quota, stated.from, stated.items, centi / 100);
            let text =
                text!("写明 {id} 自 {from} 起完成 {says} 项，实际 {counted} 项", "says {says} items of {id} from {from}; the duties give {counted}");
            findings.push(broken(1, Measure::Items, text).date(from));
        }
    }
    findings
}

/// Whoever is carried must have residents of that quota, and every week only once by the same deputy.
fn panels(instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (position, carried) in roster.carried.iter().enumerate() {
        let (quota, of, week) = (&carried.quota, &carried.panel_of, carried.week);
        let wrong = |text| broken(1, Measure::Weeks, text).doctor(of).date(week);
        if !instance.quota(quota).is_some_and(|quota| quota.panels.iter().any(|panel| panel.doctor == *of)) {
            findings.push(wrong(text!("{quota} 没有 {of} 名下的居民", "{quota} has no residents of {of}")));
        }
        if roster.carried[..position].contains(carried) {
            findings.push(wrong(text!("{of} 的居民在 {week} 起的一周写了两次", "the residents of {of} are written twice for the week of {week}")));
        }
    }
    findings
}
