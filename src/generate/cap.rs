//! Needs and targets lowered to what the planted roster gives.

use super::{Draft, plant::Planted, units::Trade};
use crate::domain::{Instance, Need, NeedOn, PostKind, Window};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// Appointments of a large clinic's first surgery are given out: it may not be cut. The planted roster
/// always has it, so there is a roster that keeps it.
pub(super) fn floors(draft: &mut Draft, planted: &Planted) {
    let horizon = draft.instance.horizon;
    for position in 0..draft.instance.posts.len() {
        let post = &draft.instance.posts[position];
        let department = draft.teams.iter().any(|team| team.unit == post.unit && team.trade == Trade::Department);
        let always = || {
            let mut open = horizon.dates().enumerate().filter(|(_, date)| draft.instance.need_on(post, *date).is_some());
            open.all(|(day, _)| planted.heads(position, day as i64) >= 1)
        };
        if department && post.kind == PostKind::Clinic && post.need.min >= 2 && always() {
            draft.instance.posts[position].floor = 1;
        }
    }
}

/// On dates on which the planted roster has fewer than a post needs, the post needs no more.
pub(super) fn needs(draft: &mut Draft, planted: &Planted) {
    let horizon = draft.instance.horizon;
    for position in 0..draft.instance.posts.len() {
        let post = &draft.instance.posts[position];
        let mut fewer: BTreeMap<(u32, u32), Vec<NaiveDate>> = BTreeMap::new();
        for (day, date) in horizon.dates().enumerate() {
            let Some(need) = draft.instance.need_on(post, date) else { continue };
            let heads = planted.heads(position, day as i64);
            if heads < need.min {
                fewer.entry((heads, need.max())).or_default().push(date);
            }
        }
        let special =
            fewer.into_iter().map(|((min, max), dates)| NeedOn { days: Vec::new(), dates, need: Need { min, target: None, max: Some(max) } });
        draft.instance.posts[position].need_on.extend(special);
    }
}

/// No target is above what the planted roster yields in any window. A task nobody has time for in some
/// window is left out.
pub(super) fn quotas(draft: &mut Draft, planted: &Planted) {
    let most: Vec<u32> = (0..draft.instance.quotas.len()).map(|quota| most(&draft.instance, quota, planted)).collect();
    let mut most = most.into_iter();
    draft.instance.quotas.retain_mut(|quota| {
        quota.target = quota.target.min(most.next().unwrap_or(0));
        quota.target > 0
    });
}

fn most(instance: &Instance, number: usize, planted: &Planted) -> u32 {
    let quota = &instance.quotas[number];
    let windows = instance.windows(quota.window).into_iter();
    let targets = windows.zip(planted.centi_items(instance, number)).map(|(window, centi)| {
        let items = (centi / 100) as u64;
        match quota.window {
            // The largest target whose part by days, rounded down, is not more than was done.
            Window::Month => {
                let whole = u64::from(instance.horizon.date(window.start as i64).num_days_in_month());
                ((items + 1) * whole - 1) / window.len() as u64
            }
            Window::Week | Window::Quarter | Window::Horizon => items,
        }
    });
    targets.min().unwrap_or(0) as u32
}
