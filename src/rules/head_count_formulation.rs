//! For each programme and week, with `on = Σ stints that cover the week`:
//! `on ≥ min` (hard or weighted) and `on ≥ target` where the target is above the minimum, in weeks
//! the agreement of the host holds; `on ≤ max`, which is always hard.

use super::head_count::{HeadCount, is_owed};
use crate::{
    domain::Enforce,
    planning::{Block, Plan, Tag},
};
use good_lp::Expression;

pub(super) fn formulate(rule: &HeadCount<'_>, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for (p, programme) in instance.programmes.iter().enumerate().filter(|(_, programme)| rule.is_for(instance, programme)) {
        let host = instance.units.iter().position(|unit| unit.id == programme.host).unwrap_or(0);
        for week in 0..plan.weeks() {
            let monday = instance.horizon.monday(week as i64);
            let on: Expression = (0..instance.doctors.len()).map(|d| plan.on_programme(d, p, week)).sum();
            let tag = |level: &str| {
                let block = Block::default().unit(host).week(week).weekly();
                Tag::new(block).with("programme", &programme.id).with("week", monday).with("level", level)
            };
            let heads = programme.heads;
            if is_owed(instance, programme, monday) {
                plan.require(&tag("min"), &on.clone().geq(f64::from(heads.min)), rule.enforce);
                if heads.target > heads.min {
                    plan.require(&tag("target"), &on.clone().geq(f64::from(heads.target)), Enforce::Weight(rule.target_weight));
                }
            }
            plan.require(&tag("max"), &on.leq(f64::from(heads.max)), Enforce::Hard);
        }
    }
}
