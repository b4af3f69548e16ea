//! Fills in the assessment sheet from the stints, as a clerk would.

use super::{HALF_DAYS, InstitutionQuotas, half_days_a_week};
use crate::{
    domain::{Direction, Instance, Roster, SiteId},
    rules::{Finding, Measure, Settings},
    text,
};
use std::collections::BTreeMap;

pub(super) fn audit(rule: &InstitutionQuotas, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let (mut sent, mut received): (BTreeMap<&SiteId, i64>, BTreeMap<&SiteId, i64>) = Default::default();
    for stint in &roster.stints {
        let Some((programme, doctor)) = instance.programme(&stint.programme).zip(instance.doctor(&stint.doctor)) else { continue };
        let Some((home, host)) = instance.site_of(&doctor.home).zip(instance.site_of(&programme.host)) else { continue };
        if home.id == host.id {
            continue;
        }
        let weeks = instance.horizon.dates().step_by(7).filter(|monday| stint.covers(*monday)).count() as i64;
        let time = weeks * half_days_a_week(programme);
        match programme.kind {
            Direction::Down => *sent.entry(&home.id).or_default() += time,
            Direction::Up => *received.entry(&host.id).or_default() += time,
            Direction::Training => {}
        }
    }
    let mut findings = Vec::new();
    for quota in rule.quotas(instance) {
        let site = &quota.site;
        for (time, owed, zh, en) in [(&sent, quota.sent, "下沉派出", "sends down"), (&received, quota.received, "接收上挂", "receives for training")] {
            let time = time.get(site).copied().unwrap_or(0);
            let missing = HALF_DAYS * i64::from(owed) - time;
            if missing > 0 {
                let (site, weeks) = (instance.site_called(site), format!("{}.{}", time / HALF_DAYS, time % HALF_DAYS));
                let text =
                    text!("{site:#}{zh} {weeks} 人周，应有 {owed} 人周", "{site} {en} {weeks} person-weeks; the assessment sheet asks for {owed}");
                let begun = (missing + HALF_DAYS - 1) / HALF_DAYS;
                findings.push(Finding::new(&InstitutionQuotas::CARD, rule.enforce, begun, Measure::Weeks, text));
            }
        }
    }
    findings
}
