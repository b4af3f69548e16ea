//! Looks at every night of the roster and asks why its doctor might be spared.

use super::NightExemption;
use crate::{
    diagnostic::Text,
    domain::{Doctor, FactKind, Instance, Roster, Timesheet},
    rules::{Finding, Measure, Settings},
    text,
};
use chrono::NaiveDate;

pub(super) fn audit(rule: &NightExemption, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (doctor, entries) in Timesheet::new(instance, roster).each() {
        if !instance.in_scope(&rule.scope, doctor) {
            continue;
        }
        for night in entries.iter().filter(|entry| entry.is_night() && !entry.is_past()) {
            let last = night.day.max((night.to - 1).div_euclid(24 * 60));
            let Some(reason) = (night.day..=last).find_map(|day| reason(rule, doctor, instance.horizon.date(day))) else { continue };
            let (id, date, post, zh, en) = (&doctor.id, night.duty.date, instance.post_called(&night.duty.post), reason.zh, reason.en);
            let text = text!("{id} 在 {date} 排了夜班（{post:#}），但{zh}", "{id} is on the night {post} on {date}, but {en}");
            findings.push(Finding::new(&NightExemption::CARD, rule.enforce, 1, Measure::Nights, text).doctor(id).post(&night.duty.post).date(date));
        }
    }
    findings
}

/// Why a doctor does no night work on a date, if there is a reason.
fn reason(rule: &NightExemption, doctor: &Doctor, date: NaiveDate) -> Option<Text> {
    if doctor.no_nights {
        return Some(text!("约定不上夜班", "does no nights by agreement"));
    }
    match doctor.fact_on(date, FactKind::spares_nights).map(|fact| fact.kind) {
        Some(FactKind::Pregnancy) => return Some(text!("{date} 处于孕期七个月以上", "is in the 7th month of pregnancy or later on {date}")),
        Some(_) => return Some(text!("{date} 处于哺乳期（婴儿未满一周岁）", "is nursing a child under one on {date}")),
        None => {}
    }
    let (age, limit) = (doctor.age_on(date)?, rule.age?);
    (age >= i32::from(limit)).then(|| text!("{date} 已满 {age} 岁（{limit} 岁起免夜班）", "is {age} on {date}; nights end at {limit}"))
}
