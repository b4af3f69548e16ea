//! Goes through the weeks of each panel: is the doctor there, and if not, who has taken over?

use super::{Panels, hundreds};
use crate::{
    diagnostic::Text,
    domain::{Doctor, DoctorId, Enforce, Instance, Mode, Panel, Priority, Quota, Roster},
    rules::{Finding, Measure, Settings},
    text,
};
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

pub(super) fn audit(rule: &Panels, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for quota in &instance.quotas {
        let mut load: BTreeMap<(NaiveDate, &DoctorId), u32> = BTreeMap::new();
        for panel in &quota.panels {
            let Some(owner) = instance.doctor(&panel.doctor).filter(|owner| instance.in_scope(&rule.scope, owner)) else { continue };
            for monday in instance.horizon.dates().step_by(7) {
                let by = carriers(roster, quota, panel, monday);
                findings.extend(week(rule, instance, roster, (quota, panel), owner, monday, &by));
                for deputy in by {
                    *load.entry((monday, deputy)).or_default() += 1;
                }
            }
        }
        for ((monday, deputy), panels) in load.into_iter().filter(|(_, panels)| *panels > rule.at_once) {
            let (quota, most) = (instance.quota_called(&quota.id), rule.at_once);
            let text = text!(
                "{deputy} 在 {monday} 起的一周为{quota:#}代管 {panels} 位医生的居民，至多 {most} 位",
                "{deputy}, week of {monday}: carries {panels} panels of {quota}, at most {most}"
            );
            let finding = Finding::new(&Panels::CARD, Enforce::Hard, i64::from(panels - most), Measure::People, text);
            findings.push(finding.doctor(deputy).date(monday));
        }
    }
    findings
}

fn carriers<'a>(roster: &'a Roster, quota: &Quota, panel: &Panel, monday: NaiveDate) -> Vec<&'a DoctorId> {
    let of = roster.carried.iter().filter(|carried| carried.quota == quota.id && carried.panel_of == panel.doctor && carried.week == monday);
    of.filter_map(|carried| carried.by.as_ref()).collect()
}

fn week(
    rule: &Panels,
    instance: &Instance,
    roster: &Roster,
    (quota, panel): (&Quota, &Panel),
    owner: &Doctor,
    monday: NaiveDate,
    by: &[&DoctorId],
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut add = |enforce: Enforce, amount: i64, measure: Measure, text: Text| {
        let aim = if measure == Measure::Handovers { Priority::Wishes } else { Panels::CARD.priority };
        findings.push(Finding::new(&Panels::CARD, enforce, amount, measure, text).aim(aim).doctor(&owner.id).date(monday));
    };
    let (id, residents) = (&owner.id, panel.residents);
    let is_gone = |doctor: &Doctor| rule.is_absent(doctor, monday) || is_elsewhere(instance, roster, doctor, quota, monday);
    let gone = is_gone(owner);
    if gone && by.is_empty() {
        let name = instance.quota_called(&quota.id);
        let text = text!(
            "{id} 在 {monday} 起的一周不在，{name:#}的 {residents} 位居民没有人代管",
            "{id} is gone in the week of {monday}: nobody carries the {residents} residents of {name}"
        );
        add(rule.enforce, hundreds(residents), Measure::Residents, text);
    }
    if by.len() > usize::from(gone) {
        let text = text!(
            "{id} 的居民在 {monday} 起的一周由 {} 人代管，应为 {} 人",
            "{id}, week of {monday}: {} deputies carry the residents, it should be {}",
            by.len(),
            u8::from(gone)
        );
        add(Enforce::Hard, (by.len() - usize::from(gone)) as i64, Measure::People, text);
    }
    let before = carriers(roster, quota, panel, monday - Days::new(7));
    for deputy in by {
        let able = panel.deputies.contains(deputy) && instance.doctor(deputy).is_some_and(|deputy| !is_gone(deputy));
        if !able {
            let text = text!(
                "{deputy} 在 {monday} 起的一周不能代管 {id} 的居民：不是约定的代管人，或者自己也不在",
                "{deputy} cannot carry the residents of {id} in the week of {monday}: no deputy of theirs, or gone too"
            );
            add(Enforce::Hard, 1, Measure::People, text);
        }
        if !before.contains(deputy) && rule.handover_weight > 0 {
            let text = text!("{id} 的居民自 {monday} 起交给 {deputy}", "the residents of {id} are handed to {deputy} on {monday}");
            add(Enforce::Weight(rule.handover_weight), 1, Measure::Handovers, text);
        }
    }
    findings
}

/// Away for the whole week, at another site than the residents'.
fn is_elsewhere(instance: &Instance, roster: &Roster, doctor: &Doctor, quota: &Quota, monday: NaiveDate) -> bool {
    roster.stints_of(&doctor.id).filter(|stint| stint.covers(monday)).any(|stint| {
        let programme = instance.programme(&stint.programme).filter(|programme| programme.mode == Mode::Resident);
        programme.and_then(|programme| instance.site_of(&programme.host)).is_some_and(|host| host.id != quota.site)
    })
}
