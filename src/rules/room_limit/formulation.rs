//! For each site that says how many rooms it has, and each moment of a day at which one of its
//! posts that need a room begins: `Σ duties whose session contains the moment ≤ rooms`, those of
//! the history counted in. Between two begins no session is added, so no other moment matters.

use super::{RoomLimit, in_use};
use crate::{
    domain::{Post, Shift},
    planning::{Block, Plan, Tag},
};
use good_lp::Expression;
use std::collections::BTreeSet;

pub(super) fn formulate(rule: &RoomLimit, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for (site, rooms) in rule.sites(instance) {
        let posts: Vec<(usize, &Post, &Shift)> = instance
            .posts
            .iter()
            .enumerate()
            .filter(|(_, post)| rule.takes_room(instance, post, site))
            .filter_map(|(p, post)| Some((p, post, instance.shift(&post.shift)?)))
            .collect();
        let past: Vec<_> = instance
            .history
            .duties
            .iter()
            .filter(|duty| duty.date < instance.horizon.start)
            .filter_map(|duty| {
                let (_, _, shift) = posts.iter().find(|(_, post, _)| post.id == duty.post)?;
                Some(in_use(shift, instance.horizon.day(duty.date)))
            })
            .collect();
        for day in 0..plan.days() {
            let date = instance.horizon.date(day as i64);
            let open = posts.iter().filter(|(_, post, _)| instance.need_on(post, date).is_some());
            for clock in open.map(|(_, _, shift)| shift.start.0).collect::<BTreeSet<i64>>() {
                let moment = day as i64 * 24 * 60 + clock;
                let mut sessions = Expression::from(past.iter().filter(|past| past.contains(&moment)).count() as f64);
                for (p, _, shift) in &posts {
                    for begun in (0..=day).rev().take_while(|begun| moment < (*begun as i64 + 1) * 24 * 60 + shift.length.0) {
                        if in_use(shift, begun as i64).contains(&moment) {
                            sessions += plan.duties_on(*p, begun).map(|duty| duty.on).sum::<Expression>();
                        }
                    }
                }
                let tag = Tag::new(Block::default().day(day)).with("site", &site.id).with("date", date);
                let tag = tag.with("at", format!("{:02}:{:02}", clock / 60, clock % 60));
                plan.require(&tag, &sessions.leq(f64::from(rooms)), rule.enforce);
            }
        }
    }
}
