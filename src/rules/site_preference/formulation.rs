//! For each doctor and site not wanted: `Σ weeks in the horizon × stint ≤ 0` over the stints there
//! that are not in progress (hard: `stint = 0` for each), and for each duty there
//! `duty ≤ on a stint at the site that week`.

use super::{SitePreference, unwanted};
use crate::planning::{Block, DutyColumn, Plan, StintColumn, Tag};
use good_lp::Expression;

pub(super) fn formulate(rule: &SitePreference, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for (d, doctor) in instance.doctors.iter().enumerate().filter(|(_, doctor)| instance.in_scope(&rule.scope, doctor)) {
        for site in &doctor.sites_not_wanted {
            refuse_stints(rule, plan, d, |unit| unwanted(instance, doctor, unit) == Some(site));
        }
        for day in 0..plan.days() {
            let duties: Vec<DutyColumn> = plan.duties_of(d, day).cloned().collect();
            for duty in duties {
                let post = plan.post_of(&duty);
                let Some(site) = unwanted(instance, doctor, &post.unit) else { continue };
                let tag = Tag::new(Block::default().person(d).day(day)).with("d", &doctor.id);
                let tag = tag.with("date", instance.horizon.date(day as i64)).with("post", &post.id);
                let there = |host: &crate::domain::UnitId| unwanted(instance, doctor, host) == Some(site);
                if plan.stints_of(d).any(|stint| stint.covers(day / 7) && there(&plan.programme_of(stint).host)) {
                    let on = plan.on_any(d, day / 7, |programme| there(&programme.host));
                    plan.require(&tag, &(Expression::from(duty.on) - on).leq(0), rule.enforce);
                } else {
                    plan.forbid(&tag, duty.on, rule.enforce);
                }
            }
        }
    }
}

fn refuse_stints(rule: &SitePreference, plan: &mut Plan<'_>, d: usize, is_there: impl Fn(&crate::domain::UnitId) -> bool) {
    let instance = plan.instance;
    let doctor = &instance.doctors[d];
    let chosen = |stint: &&StintColumn| {
        let written = |past: &crate::domain::Stint| {
            past.doctor == doctor.id
                && past.programme == instance.programmes[stint.programme].id
                && past.first == instance.horizon.monday(stint.first)
                && past.weeks == stint.weeks
        };
        is_there(&instance.programmes[stint.programme].host) && !instance.history.stints.iter().any(written)
    };
    let stints: Vec<StintColumn> = plan.stints_of(d).filter(chosen).cloned().collect();
    let Some(first) = stints.first() else { return };
    let site = instance.site_of(&instance.programmes[first.programme].host).map(|site| site.id.to_string()).unwrap_or_default();
    let tag = Tag::new(Block::default().person(d).weekly()).with("d", &doctor.id).with("site", site);
    if rule.enforce.is_hard() {
        for stint in &stints {
            let tag = tag.clone().with("programme", &instance.programmes[stint.programme].id);
            let tag = tag.with("first", instance.horizon.monday(stint.first)).with("weeks", stint.weeks);
            plan.forbid(&tag, stint.taken, rule.enforce);
        }
    } else {
        let inside = |stint: &StintColumn| (0..plan.weeks()).filter(|week| stint.covers(*week)).count() as f64;
        let weeks: Expression = stints.iter().map(|stint| inside(stint) * stint.taken).sum();
        plan.require(&tag, &weeks.leq(0), rule.enforce);
    }
}
