//! For each quota, in hundredths of an item, with `output = Σ duty × yield × pace`:
//! in each window `output ≥ 100 × due`, a breach counted in begun items, and over the whole
//! horizon `output ≤ 100 × people left to reach`, which is always hard.

use super::Quotas;
use crate::{
    domain::Enforce,
    planning::{Block, Plan, Tag},
};

pub(super) fn formulate(rule: &Quotas, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for quota in instance.quotas.iter().filter(|quota| rule.covers(instance, quota)) {
        for (window, due) in instance.due(quota) {
            let from = instance.horizon.date(window.start as i64);
            let block = Block::default().week(window.start / 7);
            let tag = Tag::new(block).with("quota", &quota.id).with("from", from);
            let output = plan.output(quota, window);
            plan.require_per(&tag, &output.geq(f64::from(due) * 100.0), rule.enforce, 100);
        }
        if let Some(eligible) = quota.eligible {
            let tag = Tag::new(Block::default()).with("quota", &quota.id).with("level", "eligible");
            let output = plan.output(quota, 0..plan.days());
            plan.require(&tag, &output.leq(f64::from(eligible.remaining()) * 100.0), Enforce::Hard);
        }
    }
}
