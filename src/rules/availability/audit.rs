//! Holds each duty and each stint against the doctor's dated facts.

use super::Availability;
use crate::{
    diagnostic::Text,
    domain::{Doctor, Entry, FactKind, Instance, Roster, Stint, Timesheet},
    rules::{Finding, Measure, Settings},
    text,
};
use chrono::{Days, NaiveDate};

pub(super) fn audit(rule: &Availability, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (doctor, entries) in Timesheet::new(instance, roster).each().filter(|(doctor, _)| instance.in_scope(&rule.scope, doctor)) {
        let breach = |measure, text| Finding::new(&Availability::CARD, rule.enforce, 1, measure, text).doctor(&doctor.id);
        for entry in entries.iter().filter(|entry| !entry.is_past()) {
            if let Some(text) = on_duty_while_absent(rule, instance, doctor, entry) {
                findings.push(breach(Measure::Duties, text).post(&entry.duty.post).date(entry.duty.date));
            }
        }
        let is_open = |stint: &&Stint| stint.first >= instance.horizon.start && !instance.pins.stints.contains(stint);
        for stint in roster.stints_of(&doctor.id).filter(is_open) {
            if let Some(text) = sent_while_bound(rule, instance, doctor, stint) {
                findings.push(breach(Measure::Stints, text).date(stint.first));
            }
        }
    }
    findings
}

fn on_duty_while_absent(rule: &Availability, instance: &Instance, doctor: &Doctor, entry: &Entry<'_>) -> Option<Text> {
    let (id, date, post) = (&doctor.id, entry.duty.date, || instance.post_called(&entry.duty.post));
    if let Some(why) = absence(doctor, date) {
        let (zh, en, post) = (why.zh, why.en, post());
        return Some(text!("{id} {date} {zh}，却排了{post:#}", "{id} is {en} on {date} and on {post}"));
    }
    let mut next = date + Days::new(1);
    let mut minutes = entry.to - (entry.day + 1) * 24 * 60;
    while minutes > rule.clear_by.0 {
        if let Some(why) = absence(doctor, next) {
            let (zh, en, clear_by, post) = (why.zh, why.en, rule.clear_by, post());
            return Some(text!(
                "{id} {next} {zh}，{date} 的{post:#}却拖到当天零点以后，超过 {clear_by:#}",
                "{id} is {en} on {next}, and {post} of {date} runs past {clear_by} of that day"
            ));
        }
        next = next + Days::new(1);
        minutes -= 24 * 60;
    }
    None
}

fn sent_while_bound(rule: &Availability, instance: &Instance, doctor: &Doctor, stint: &Stint) -> Option<Text> {
    let (id, programme) = (&doctor.id, instance.programme_called(&stint.programme));
    for monday in stint.first.iter_weeks().take(stint.weeks) {
        let week = || monday.iter_days().take(7);
        if week().any(|date| doctor.facts.iter().any(|fact| fact.kind == FactKind::Commitment && fact.holds(date))) {
            return Some(text!(
                "{id} 在 {monday} 那一周承诺留在本单位，却派往{programme:#}",
                "{id} is committed to stay in the week of {monday} and is sent to {programme}"
            ));
        }
        let (absent, most) = (week().filter(|date| absence(doctor, *date).is_some()).count(), rule.absent_days);
        if absent as u64 > u64::from(most) {
            return Some(text!(
                "{id} 在 {monday} 那一周缺勤 {absent} 天（最多 {most} 天），却派往{programme:#}",
                "{id} is absent {absent} days of the week of {monday}, more than {most}, and is sent to {programme}"
            ));
        }
    }
    None
}

/// Why the doctor cannot work at all on a date.
fn absence(doctor: &Doctor, date: NaiveDate) -> Option<Text> {
    if doctor.employed.is_some_and(|span| date < span.from || span.to < date) {
        return Some(text!("不在职", "not employed"));
    }
    doctor.facts.iter().filter(|fact| fact.holds(date)).find_map(|fact| match fact.kind {
        FactKind::Leave => Some(text!("休假", "on leave")),
        FactKind::Study => Some(text!("进修", "away studying")),
        FactKind::Sick => Some(text!("病假", "on sick leave")),
        _ => None,
    })
}
