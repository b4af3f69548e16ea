//! Counts heads on every open post and day.

use super::Coverage;
use crate::{
    domain::{Enforce, Instance, Post, PostId, Roster},
    rules::{Finding, Measure, Settings},
    text,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

pub(super) fn audit(rule: &Coverage, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut heads: BTreeMap<(&PostId, NaiveDate), u32> = BTreeMap::new();
    for duty in &roster.duties {
        *heads.entry((&duty.post, duty.date)).or_default() += 1;
    }
    let mut findings = Vec::new();
    for post in instance.posts.iter().filter(|post| instance.unit_in_scope(&rule.scope, &post.unit)) {
        for date in instance.horizon.dates() {
            let Some(need) = instance.need_on(post, date) else { continue };
            let there = heads.get(&(&post.id, date)).copied().unwrap_or(0);
            let mut missing = |wanted: u32, enforce: Enforce, zh: &str, en: &str| {
                if there < wanted {
                    let text = text!(
                        "{} 岗位 {} {zh} {wanted} 人，只有 {there} 人", "post {} on {}: {en} {wanted}, only {there} there", post.id, date
                    );
                    findings.push(finding(enforce, wanted - there, text, post, date));
                }
            };
            missing(post.floor, Enforce::Hard, "保底", "floor");
            missing(need.min, rule.enforce, "至少", "minimum");
            if need.target() > need.min {
                missing(need.target(), Enforce::Weight(rule.target_weight), "目标", "target");
            }
            if there > need.max() {
                let max = need.max();
                let text = text!("{} 岗位 {} 最多 {max} 人，却有 {there} 人", "post {} on {}: at most {max}, {there} there", post.id, date);
                findings.push(finding(Enforce::Weight(rule.over_weight), there - max, text, post, date));
            }
        }
    }
    findings
}

fn finding(enforce: Enforce, amount: u32, text: crate::diagnostic::Text, post: &Post, date: NaiveDate) -> Finding {
    Finding::new(&Coverage::CARD, enforce, i64::from(amount), Measure::People, text).unit(&post.unit).post(&post.id).date(date)
}
