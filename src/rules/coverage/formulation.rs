//! For each open post and day, with `on = Σ duty`:
//! `on ≥ min` (hard or weighted), `on ≥ target` where the target is above the minimum,
//! `on ≤ max`, and `on ≥ floor`, which is always hard; where the post asks for strength and takes
//! anybody, `Σ worth of the title × duty ≥ strength`, a breach counted in begun doctors.

use super::Coverage;
use crate::{
    domain::{Enforce, Priority},
    planning::{Block, DutyColumn, Plan, Tag},
};
use good_lp::Expression;

pub(super) fn formulate(rule: &Coverage, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for (p, post) in instance.posts.iter().enumerate().filter(|(_, post)| instance.unit_in_scope(&rule.scope, &post.unit)) {
        let unit = instance.units.iter().position(|unit| unit.id == post.unit).unwrap_or(0);
        for day in 0..plan.days() {
            let date = instance.horizon.date(day as i64);
            let Some(need) = instance.need_on(post, date) else { continue };
            let on: Expression = plan.duties_on(p, day).map(|duty| duty.on).sum();
            let tag = |level: &str| Tag::new(Block::default().unit(unit).day(day)).with("post", &post.id).with("date", date).with("level", level);
            if post.floor > 0 {
                plan.require(&tag("floor"), &on.clone().geq(f64::from(post.floor)), Enforce::Hard);
            }
            plan.require(&tag("min"), &on.clone().geq(f64::from(need.min)), rule.enforce);
            if need.target() > need.min {
                plan.require(&tag("target").aim(Priority::Obligations), &on.clone().geq(f64::from(need.target())), Enforce::Weight(rule.target_weight));
            }
            if let Some(strength) = post.strength.as_ref().filter(|_| need.max() > 0) {
                let worth = |duty: &DutyColumn| f64::from(strength.worth(instance.doctors[duty.doctor].title));
                let sum: Expression = plan.duties_on(p, day).map(|duty| worth(duty) * duty.on).sum();
                plan.require_per(&tag("strength"), &sum.geq(f64::from(strength.at_least)), Enforce::Weight(rule.strength_weight), 100);
            }
            plan.require(&tag("max").aim(Priority::Obligations), &on.leq(f64::from(need.max())), Enforce::Weight(rule.over_weight));
        }
    }
}
