//! Targets of quotas, and public-health teams that work together.

use super::{Done, Refused};
use crate::{
    domain::{Instance, PostKind, UnitId},
    text,
    whatif::scenario::{Percent, Scenario, Several},
};

pub(super) fn quotas(scenario: &Scenario, instance: &mut Instance) -> Done {
    let share = |target: u32, percent: u32| (u64::from(target) * u64::from(percent)).div_ceil(100).clamp(1, 10_000_000) as u32;
    if let Some(Several::One(Percent(percent))) = scenario.quota_percent {
        instance.quotas.iter_mut().for_each(|quota| quota.target = share(quota.target, percent));
    }
    for change in &scenario.quotas {
        let Some(quota) = instance.quotas.iter_mut().find(|quota| quota.id == change.quota) else { continue };
        quota.target = match (change.percent, change.target) {
            (Some(percent), None) => share(quota.target, percent),
            (None, Some(target)) => target,
            _ => {
                let cause = text!("percent 和 target 要写其中一个", "one of `percent` and `target` is needed");
                return Err(Refused { key: "quotas", cause, advice: text!("例如 percent: 120", "such as `percent: 120`") });
            }
        };
    }
    Ok(())
}

/// Doctors at home in any of the units may do the public-health posts of all of them.
pub(super) fn pool(units: &[UnitId], instance: &mut Instance) {
    for post in instance.posts.iter_mut().filter(|post| post.kind == PostKind::PublicHealth && units.contains(&post.unit)) {
        let mut who: Vec<UnitId> = if post.who.units.is_empty() { vec![post.unit.clone()] } else { post.who.units.clone() };
        who.extend(units.iter().filter(|unit| !who.contains(unit)).cloned().collect::<Vec<_>>());
        post.who.units = who;
    }
}
