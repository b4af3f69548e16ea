//! Counts heads on every open post and day, and adds up their titles where strength is asked for.

use super::Coverage;
use crate::{
    domain::{DoctorId, Enforce, Instance, Post, PostId, Priority, Roster, Title},
    rules::{Finding, Measure, Settings},
    text,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

pub(super) fn audit(rule: &Coverage, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let titles: BTreeMap<&DoctorId, Title> = instance.doctors.iter().map(|doctor| (&doctor.id, doctor.title)).collect();
    let mut on_duty: BTreeMap<(&PostId, NaiveDate), Vec<&DoctorId>> = BTreeMap::new();
    for duty in &roster.duties {
        on_duty.entry((&duty.post, duty.date)).or_default().push(&duty.doctor);
    }
    let mut findings = Vec::new();
    for post in instance.posts.iter().filter(|post| instance.unit_in_scope(&rule.scope, &post.unit)) {
        for date in instance.horizon.dates() {
            let Some(need) = instance.need_on(post, date) else { continue };
            let doctors = on_duty.get(&(&post.id, date)).map_or(&[][..], Vec::as_slice);
            let there = doctors.len() as u32;
            let called = || instance.post_called(&post.id);
            let mut missing = |wanted: u32, (enforce, aim): (Enforce, Priority), zh: &str, en: &str| {
                if there < wanted {
                    let name = called();
                    let text = text!("{name:#} {date} {zh} {wanted} 人，只有 {there} 人", "{name} on {date}: {en} {wanted}, only {there} there");
                    findings.push(finding(enforce, wanted - there, text, post, date).aim(aim));
                }
            };
            missing(post.floor, (Enforce::Hard, Priority::Shortages), "保底", "floor");
            missing(need.min, (rule.enforce, Priority::Shortages), "至少", "minimum");
            if need.target() > need.min {
                missing(need.target(), (Enforce::Weight(rule.target_weight), Priority::Obligations), "目标", "target");
            }
            if there > need.max() {
                let (name, max) = (called(), need.max());
                let text = text!("{name:#} {date} 最多 {max} 人，却有 {there} 人", "{name} on {date}: at most {max}, {there} there");
                findings.push(finding(Enforce::Weight(rule.over_weight), there - max, text, post, date).aim(Priority::Obligations));
            }
            if need.max() > 0 {
                let titles: Vec<Title> = doctors.iter().filter_map(|doctor| titles.get(doctor).copied()).collect();
                findings.extend(weak(rule, instance, post, date, &titles));
            }
        }
    }
    findings
}

/// Those on duty are too junior or too few for the strength the post asks for.
fn weak(rule: &Coverage, instance: &Instance, post: &Post, date: NaiveDate, titles: &[Title]) -> Option<Finding> {
    let strength = post.strength.as_ref()?;
    let there: u32 = titles.iter().map(|title| strength.worth(*title)).sum();
    let short = strength.at_least.checked_sub(there).filter(|short| *short > 0)?;
    let (name, wanted) = (instance.post_called(&post.id), strength.at_least);
    let text = text!(
        "{name:#} {date} 按职称折算至少 {wanted}%，只有 {there}%（100% 为一人）",
        "{name} on {date}: strength by title {wanted} %, only {there} % there (100 % is one doctor)"
    );
    Some(finding(Enforce::Weight(rule.strength_weight), short.div_ceil(100), text, post, date))
}

fn finding(enforce: Enforce, amount: u32, text: crate::diagnostic::Text, post: &Post, date: NaiveDate) -> Finding {
    Finding::new(&Coverage::CARD, enforce, i64::from(amount), Measure::People, text).unit(&post.unit).post(&post.id).date(date)
}
