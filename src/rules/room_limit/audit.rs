//! Walks through the day of a site and counts the sessions in progress each time one can begin.

use super::{RoomLimit, in_use};
use crate::{
    domain::{Clock, Instance, Roster},
    rules::{Finding, Measure, Settings},
    text,
};
use std::collections::BTreeMap;

pub(super) fn audit(rule: &RoomLimit, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (site, rooms) in rule.sites(instance) {
        let posts = instance.posts.iter().filter(|post| rule.takes_room(instance, post, site));
        let posts: BTreeMap<_, _> = posts.filter_map(|post| Some((&post.id, (post, instance.shift(&post.shift)?)))).collect();
        let past = instance.history.duties.iter().filter(|duty| duty.date < instance.horizon.start);
        let sessions: Vec<_> = past
            .chain(&roster.duties)
            .filter_map(|duty| Some(in_use(posts.get(&duty.post)?.1, instance.horizon.day(duty.date))))
            .collect();
        for date in instance.horizon.dates() {
            let mut begins: Vec<Clock> =
                posts.values().filter(|(post, _)| instance.need_on(post, date).is_some()).map(|(_, shift)| shift.start).collect();
            begins.sort_unstable();
            begins.dedup();
            for clock in begins {
                let moment = instance.horizon.day(date) * 24 * 60 + clock.0;
                let at_once = sessions.iter().filter(|session| session.contains(&moment)).count() as u32;
                if at_once > rooms {
                    let site = instance.site_called(&site.id);
                    let text = text!(
                        "{site:#}在 {date} {clock} 同时有 {at_once} 个诊次，只有 {rooms} 间诊室",
                        "{site} on {date} at {clock}: {at_once} sessions at once, {rooms} rooms"
                    );
                    let amount = i64::from(at_once - rooms);
                    findings.push(Finding::new(&RoomLimit::CARD, rule.enforce, amount, Measure::Duties, text).date(date));
                }
            }
        }
    }
    findings
}
