//! For each doctor and day, and each two sites too far apart: `Σ duties here + Σ duties there ≤ 1`
//! over sets of duties that share a moment, so that every pair is in exactly one row. A duty too
//! far from home: `duty = 0`.

use super::Commute;
use crate::{
    domain::SiteId,
    planning::{Block, DutyColumn, Plan, Tag, one_at_a_time},
};
use good_lp::Expression;
use std::collections::BTreeMap;

pub(super) fn formulate(rule: &Commute, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for (d, doctor) in instance.doctors.iter().enumerate().filter(|(_, doctor)| instance.in_scope(&rule.scope, doctor)) {
        for day in 0..plan.days() {
            let tag = Tag::new(Block::default().person(d).day(day)).with("d", &doctor.id).with("date", instance.horizon.date(day as i64));
            let mut by_site: BTreeMap<&SiteId, Vec<DutyColumn>> = BTreeMap::new();
            let duties: Vec<DutyColumn> = plan.duties_of(d, day).cloned().collect();
            for duty in duties {
                let post = plan.post_of(&duty);
                let Some(site) = instance.site_of(&post.unit) else { continue };
                if rule.most_from_home(doctor).is_some_and(|most| instance.travel_minutes(&doctor.home, &post.unit) > most) {
                    plan.forbid(&tag.clone().with("post", &post.id), duty.on, rule.enforce);
                }
                by_site.entry(&site.id).or_default().push(duty);
            }
            if let Some(most) = rule.max_between {
                let places: Vec<Vec<DutyColumn>> = by_site.into_values().collect();
                for (number, there) in places.iter().enumerate() {
                    for here in &places[..number] {
                        too_far_apart(rule, plan, &tag, most.0, here, there);
                    }
                }
            }
        }
    }
}

fn too_far_apart(rule: &Commute, plan: &mut Plan<'_>, tag: &Tag, most: i64, here: &[DutyColumn], there: &[DutyColumn]) {
    let way = plan.instance.travel_minutes(&plan.post_of(&here[0]).unit, &plan.post_of(&there[0]).unit);
    if way <= most {
        return;
    }
    let fits = |a: &DutyColumn, b: &DutyColumn| a.to + way <= b.from || b.to + way <= a.from;
    for a in sets(here) {
        for b in sets(there) {
            if a.iter().any(|a| b.iter().any(|b| fits(a, b))) {
                let tag = tag.clone().with("post", &plan.post_of(a[0]).id).with("and", &plan.post_of(b[0]).id);
                let both: Expression = a.iter().chain(&b).map(|duty| duty.on).sum();
                plan.require(&tag, &both.leq(1), rule.enforce);
            }
        }
    }
}

/// Sets of duties of which the doctor can do one at most.
fn sets(duties: &[DutyColumn]) -> Vec<Vec<&DutyColumn>> {
    let mut sorted: Vec<&DutyColumn> = duties.iter().collect();
    sorted.sort_by_key(|duty| (duty.from, duty.to));
    one_at_a_time(sorted.into_iter().map(|duty| (duty.from, duty.to, duty)))
}
