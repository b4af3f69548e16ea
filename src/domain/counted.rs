//! What follows from duties: what is short, and what was produced.

use super::{Duty, Instance, Output, Roster, Shortage};
use std::collections::BTreeMap;

impl Roster {
    /// The same stints and who carries whose panel, with other duties; output and shortages counted from them.
    #[must_use]
    pub fn with_duties(&self, instance: &Instance, duties: Vec<Duty>) -> Self {
        let mut roster = Self { provenance: None, duties, outputs: Vec::new(), shortages: Vec::new(), ..self.clone() };
        (roster.shortages, roster.outputs) = (roster.counted_shortages(instance), roster.counted_outputs(instance));
        roster.sort();
        roster
    }

    /// Every post and day with fewer doctors than its minimum, counted from the duties.
    pub fn counted_shortages(&self, instance: &Instance) -> Vec<Shortage> {
        let mut heads: BTreeMap<_, u32> = BTreeMap::new();
        for duty in &self.duties {
            *heads.entry((&duty.post, duty.date)).or_default() += 1;
        }
        let mut shortages = Vec::new();
        for date in instance.horizon.dates() {
            for post in &instance.posts {
                let there = heads.get(&(&post.id, date)).copied().unwrap_or(0);
                let missing = instance.need_on(post, date).map_or(0, |need| need.min.saturating_sub(there));
                if missing > 0 {
                    shortages.push(Shortage { date, post: post.id.clone(), missing });
                }
            }
        }
        shortages
    }

    fn counted_outputs(&self, instance: &Instance) -> Vec<Output> {
        let mut outputs = Vec::new();
        for quota in &instance.quotas {
            for (window, target) in instance.due(quota) {
                let inside = |duty: &&Duty| instance.horizon.day_within(duty.date).is_some_and(|day| window.contains(&day));
                let made = self.duties.iter().filter(inside).filter_map(|duty| {
                    let producer = quota.produced_by.iter().find(|producer| producer.post == duty.post)?;
                    Some(instance.centi_items(instance.doctor(&duty.doctor)?, producer))
                });
                let items = (made.sum::<i64>() / 100) as u32;
                outputs.push(Output { quota: quota.id.clone(), from: instance.horizon.date(window.start as i64), items, target });
            }
        }
        outputs
    }
}
