//! Counts heads on every programme and week.

use super::{
    Card, Finding, Measure,
    head_count::{HeadCount, is_owed},
};
use crate::{
    domain::{Enforce, Instance, Roster},
    text,
};

pub(super) fn audit(card: &'static Card, rule: &HeadCount<'_>, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for programme in instance.programmes.iter().filter(|programme| rule.is_for(instance, programme)) {
        for monday in instance.horizon.dates().step_by(7) {
            let there = roster.stints.iter().filter(|stint| stint.programme == programme.id && stint.covers(monday)).count() as u32;
            let (name, heads) = (|| instance.programme_called(&programme.id), programme.heads);
            let mut wrong = |enforce: Enforce, amount: u32, text| {
                let finding = Finding::new(card, enforce, i64::from(amount), Measure::People, text);
                findings.push(finding.unit(&programme.host).date(monday));
            };
            let mut missing = |wanted: u32, enforce: Enforce, zh: &str, en: &str| {
                if there < wanted {
                    let name = name();
                    let text = text!(
                        "派驻项目{name:#}在 {monday} 起的一周{zh} {wanted} 人，只有 {there} 人",
                        "{name}, week of {monday}: {en} {wanted}, only {there} there"
                    );
                    wrong(enforce, wanted - there, text);
                }
            };
            if is_owed(instance, programme, monday) {
                missing(heads.min, rule.enforce, "至少", "minimum");
                if heads.target > heads.min {
                    missing(heads.target, Enforce::Weight(rule.target_weight), "目标", "target");
                }
            }
            if there > heads.max {
                let (name, max) = (name(), heads.max);
                let text = text!(
                    "派驻项目{name:#}在 {monday} 起的一周最多 {max} 人，却有 {there} 人",
                    "{name}, week of {monday}: at most {max}, {there} there"
                );
                wrong(Enforce::Hard, there - max, text);
            }
        }
    }
    findings
}
