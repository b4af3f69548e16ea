//! For each panel and week, with `gone = 1` where the doctor is absent for so many days, else the
//! resident stints at other sites than the quota's, and `carry` for each deputy not absent:
//! `hundreds of residents × (gone − Σ carry) ≤ 0`, hard or weighted; and, always hard,
//! `Σ carry ≤ gone` and for each deputy `Σ carry over the panels of a quota + at once × gone ≤ at once`.
//! Each change of hands costs: `carry − carry of the week before ≤ 0` for each deputy.

use super::{Panels, hundreds};
use crate::{
    domain::{Enforce, Mode, Priority, SiteId},
    planning::{Block, PanelWeek, Plan, Tag},
};
use good_lp::{Expression, Variable};
use std::collections::BTreeMap;

pub(super) fn formulate(rule: &Panels, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for (q, quota) in instance.quotas.iter().enumerate() {
        let mut carried_by: BTreeMap<(usize, usize), Vec<Variable>> = BTreeMap::new();
        for (p, panel) in quota.panels.iter().enumerate() {
            let Some(owner) = instance.doctors.iter().position(|doctor| doctor.id == panel.doctor) else { continue };
            if instance.in_scope(&rule.scope, &instance.doctors[owner]) {
                for week in 0..plan.weeks() {
                    for (deputy, carry) in panel_week(rule, plan, PanelWeek { quota: q, panel: p, week }, owner) {
                        carried_by.entry((deputy, week)).or_default().push(carry);
                    }
                }
            }
        }
        for ((deputy, week), carries) in carried_by {
            let away = away(plan, deputy, week, &quota.site);
            let most = f64::from(rule.at_once);
            let tag = Tag::new(Block::default().person(deputy).week(week).weekly()).with("quota", &quota.id);
            let tag = tag.with("by", &instance.doctors[deputy].id).with("week", instance.horizon.monday(week as i64));
            plan.require(&tag, &(carries.iter().sum::<Expression>() + most * away).leq(most), Enforce::Hard);
        }
    }
}

/// The rows of one panel in one week; gives the deputies who may carry it.
fn panel_week(rule: &Panels, plan: &mut Plan<'_>, of: PanelWeek, owner: usize) -> Vec<(usize, Variable)> {
    let instance = plan.instance;
    let (quota, panel) = plan.panel(of);
    let monday = instance.horizon.monday(of.week as i64);
    let gone = if rule.is_absent(&instance.doctors[owner], monday) { Expression::from(1) } else { away(plan, owner, of.week, &quota.site) };
    if gone == Expression::default() {
        return Vec::new();
    }
    plan.note_gone(of, gone.clone());
    let able = |d: &usize| panel.deputies.contains(&instance.doctors[*d].id) && !rule.is_absent(&instance.doctors[*d], monday);
    let deputies: Vec<usize> = (0..instance.doctors.len()).filter(able).collect();
    let carries: Vec<(usize, Variable)> = deputies.into_iter().map(|deputy| (deputy, plan.carry(of, deputy))).collect();
    let tag = Tag::new(Block::default().person(owner).week(of.week).weekly())
        .with("quota", &quota.id)
        .with("panel", &panel.doctor)
        .with("week", monday);
    let served: Expression = carries.iter().map(|(_, carry)| *carry).sum();
    plan.require(&tag, &(hundreds(panel.residents) as f64 * (gone.clone() - served.clone())).leq(0), rule.enforce);
    plan.require(&tag.clone().with("level", "home"), &served.leq(gone), Enforce::Hard);
    for (deputy, carry) in &carries {
        let before = of.week.checked_sub(1).map(|week| PanelWeek { week, ..of });
        let before = before.and_then(|before| plan.known_carry(before, *deputy)).map_or_else(Expression::default, Expression::from);
        let tag = tag.clone().with("by", &instance.doctors[*deputy].id).aim(Priority::Wishes);
        plan.require(&tag, &(*carry - before).leq(0), Enforce::Weight(rule.handover_weight));
    }
    carries
}

/// 1 if the doctor spends the week on a stint at another site.
fn away(plan: &Plan<'_>, doctor: usize, week: usize, site: &SiteId) -> Expression {
    let instance = plan.instance;
    plan.on_any(doctor, week, |programme| {
        programme.mode == Mode::Resident && instance.unit(&programme.host).is_some_and(|host| host.site != *site)
    })
}
