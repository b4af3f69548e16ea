//! A roster of other duties: what follows from them counted anew.

use crate::domain::{Duty, Instance, Output, Roster, Shortage};
use std::collections::BTreeMap;

/// The old stints and who carries whose panel, with these duties; output and shortages counted from them.
pub(super) fn roster(instance: &Instance, old: &Roster, duties: Vec<Duty>) -> Roster {
    let mut roster =
        Roster { provenance: None, stints: old.stints.clone(), duties, outputs: Vec::new(), shortages: Vec::new(), carried: old.carried.clone() };
    let mut heads: BTreeMap<_, u32> = BTreeMap::new();
    for duty in &roster.duties {
        *heads.entry((&duty.post, duty.date)).or_default() += 1;
    }
    let mut shortages = Vec::new();
    for post in &instance.posts {
        for date in instance.horizon.dates() {
            let Some(need) = instance.need_on(post, date) else { continue };
            let there = heads.get(&(&post.id, date)).copied().unwrap_or(0);
            if there < need.min {
                shortages.push(Shortage { date, post: post.id.clone(), missing: need.min - there });
            }
        }
    }
    let mut outputs = Vec::new();
    for quota in &instance.quotas {
        for (window, target) in instance.due(quota) {
            let inside = |duty: &&Duty| instance.horizon.day_within(duty.date).is_some_and(|day| window.contains(&day));
            let made = roster.duties.iter().filter(inside).filter_map(|duty| {
                let producer = quota.produced_by.iter().find(|producer| producer.post == duty.post)?;
                Some(instance.centi_items(instance.doctor(&duty.doctor)?, producer))
            });
            let items = (made.sum::<i64>() / 100) as u32;
            outputs.push(Output { quota: quota.id.clone(), from: instance.horizon.date(window.start as i64), items, target });
        }
    }
    (roster.shortages, roster.outputs) = (shortages, outputs);
    roster.sort();
    roster
}
