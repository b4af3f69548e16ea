//! For each wish, over the doctor's possible duties that day it speaks of:
//! on: `Σ duty ≥ 1`. Off: `duty = 0` for each; weighted, they have one price together:
//! `any ≤ 0`, with `any ≥ Σ duty` over each clique of duties that overlap in time.

use super::{Requests, speaks_of};
use crate::{
    domain::{Enforce, Want},
    planning::{Block, DutyColumn, Plan, Tag, cliques},
};
use good_lp::Expression;

pub(super) fn formulate(rule: &Requests, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for (number, request) in instance.requests.iter().enumerate() {
        let Some(d) = instance.doctors.iter().position(|doctor| doctor.id == request.doctor) else { continue };
        let Some(day) = instance.horizon.day_within(request.date) else { continue };
        if !instance.in_scope(&rule.scope, &instance.doctors[d]) {
            continue;
        }
        let duties: Vec<DutyColumn> = plan
            .duties_of(d, day)
            .filter(|duty| {
                let post = plan.post_of(duty);
                instance.shift(&post.shift).is_some_and(|shift| speaks_of(request, &post.id, shift))
            })
            .cloned()
            .collect();
        let tag = Tag::new(Block::default().person(d).day(day))
            .with("d", &request.doctor)
            .with("date", request.date)
            .with("want", if request.want == Want::On { "on" } else { "off" })
            .with("no", number + 1);
        let price = rule.price(request);
        match (request.want, price) {
            (Want::On, _) => plan.require(&tag, &duties.iter().map(|duty| duty.on).sum::<Expression>().geq(1), price),
            (Want::Off, Enforce::Hard) => {
                for duty in &duties {
                    plan.forbid(&tag.clone().with("post", &plan.post_of(duty).id), duty.on, price);
                }
            }
            (Want::Off, Enforce::Weight(_)) => {
                let overlapping: Vec<_> = cliques(&duties, day as i64 * 24 * 60).into_iter().map(|(_, clique)| clique).collect();
                let any = plan.any_of("any", &tag, &overlapping);
                plan.require(&tag, &any.leq(0), price);
            }
        }
    }
}
