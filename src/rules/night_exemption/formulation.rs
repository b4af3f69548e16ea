//! For each night of a doctor who is spared on a day the night touches: `duty = 0`.

use super::NightExemption;
use crate::{
    domain::Doctor,

    planning::{Block, DutyColumn, Plan, Tag},
};
use chrono::NaiveDate;

pub(super) fn formulate(rule: &NightExemption, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for (d, doctor) in instance.doctors.iter().enumerate().filter(|(_, doctor)| instance.in_scope(&rule.scope, doctor)) {
        let is_spared_during = |night: &&DutyColumn| {
            let first = night.day as i64;
            let last = first.max((night.to - 1).div_euclid(24 * 60));
            (first..=last).any(|day| is_spared(rule, doctor, instance.horizon.date(day)))
        };
        for day in 0..plan.days() {
            let nights: Vec<DutyColumn> = plan.duties_of(d, day).filter(|duty| duty.night).filter(is_spared_during).cloned().collect();
            for night in nights {
                let tag = Tag::new(Block::default().person(d).day(day))
                    .with("d", &doctor.id)
                    .with("date", instance.horizon.date(day as i64))
                    .with("post", &plan.post_of(&night).id);
                plan.forbid(&tag, night.on, rule.enforce);
            }
        }
    }
}

fn is_spared(rule: &NightExemption, doctor: &Doctor, date: NaiveDate) -> bool {
    doctor.no_nights
        || doctor.facts.iter().any(|fact| fact.kind.spares_nights() && fact.holds(date))
        || rule.age.is_some_and(|limit| doctor.age_on(date).is_some_and(|age| age >= i32::from(limit)))
}
