//! For each site with a quota, in half-days, ten to a person-week, and over all weeks of the horizon:
//! `Σ half-days a week × on programme ≥ 10 × quota`, over the down programmes elsewhere and the doctors
//! at home at the site (sent), and over the up programmes of the site and those from elsewhere
//! (received).

use super::{HALF_DAYS, InstitutionQuotas, half_days_a_week};
use crate::{
    domain::{Direction, SiteId},
    planning::{Block, Plan, Tag},
};
use good_lp::Expression;

pub(super) fn formulate(rule: &InstitutionQuotas, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for quota in rule.quotas(instance) {
        for (level, direction, owed) in [("sent", Direction::Down, quota.sent), ("received", Direction::Up, quota.received)] {
            if owed > 0 {
                let time = half_days(plan, &quota.site, direction);
                let tag = Tag::new(Block::default().weekly()).with("site", &quota.site).with("level", level);
                plan.require_per(&tag, &time.geq((HALF_DAYS * i64::from(owed)) as f64), rule.enforce, HALF_DAYS);
            }
        }
    }
}

fn half_days(plan: &Plan<'_>, site: &SiteId, direction: Direction) -> Expression {
    let instance = plan.instance;
    let mut time = Expression::default();
    for (p, programme) in instance.programmes.iter().enumerate().filter(|(_, programme)| programme.kind == direction) {
        let Some(host) = instance.site_of(&programme.host) else { continue };
        for (d, doctor) in instance.doctors.iter().enumerate() {
            let Some(home) = instance.site_of(&doctor.home) else { continue };
            let own = if direction == Direction::Down { home } else { host };
            if own.id == *site && home.id != host.id {
                for week in 0..plan.weeks() {
                    time += half_days_a_week(programme) as f64 * plan.on_programme(d, p, week);
                }
            }
        }
    }
    time
}
