//! For each unit, shift and day, and each condition (title, skill) that a post open then asks for:
//! `Σ duty of those who count ≥ k` over all posts of the unit and shift, with `k` the largest
//! number asked.

use super::SkillMix;
use crate::{
    domain::{Mix, Post, SkillId, Title},
    planning::{Block, Plan, Tag},
};
use good_lp::Expression;
use std::collections::BTreeMap;

pub(super) fn formulate(rule: &SkillMix, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for (u, unit) in instance.units.iter().enumerate().filter(|(_, unit)| instance.unit_in_scope(&rule.scope, &unit.id)) {
        for shift in &instance.shifts {
            let posts: Vec<(usize, &Post)> =
                instance.posts.iter().enumerate().filter(|(_, post)| post.unit == unit.id && post.shift == shift.id).collect();
            for day in 0..plan.days() {
                let date = instance.horizon.date(day as i64);
                let open = posts.iter().filter(|(_, post)| instance.need_on(post, date).is_some_and(|need| need.max() > 0));
                for mix in strongest(open.flat_map(|(_, post)| &post.mix)) {
                    let counting: Expression = posts
                        .iter()
                        .flat_map(|(p, _)| plan.duties_on(*p, day))
                        .filter(|duty| instance.doctors[duty.doctor].counts_for(mix))
                        .map(|duty| duty.on)
                        .sum();
                    let tag = Tag::new(Block::default().unit(u).day(day)).with("unit", &unit.id).with("shift", &shift.id).with("date", date);
                    let tag = mix.title_at_least.iter().fold(tag, |tag, title| tag.with("title", title.name().en().replace(' ', "_")));
                    let tag = mix.skill.iter().fold(tag, |tag, skill| tag.with("skill", skill));
                    plan.require(&tag, &counting.geq(f64::from(mix.at_least)), rule.enforce);
                }
            }
        }
    }
}

/// For each condition asked for, the mix that asks for most.
fn strongest<'a>(asked: impl Iterator<Item = &'a Mix>) -> impl Iterator<Item = &'a Mix> {
    let mut by_condition: BTreeMap<(Option<Title>, Option<&SkillId>), &Mix> = BTreeMap::new();
    for mix in asked {
        let known = by_condition.entry((mix.title_at_least, mix.skill.as_ref())).or_insert(mix);
        if mix.at_least > known.at_least {
            *known = mix;
        }
    }
    by_condition.into_values()
}
