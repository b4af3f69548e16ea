//! Sites, the roads between them, and what they owe.

use super::Checks;
use crate::{diagnostic::Place, domain::Minutes, text};
use itertools::Itertools;

/// Nobody is on the road for longer than this.
const LONGEST_ROAD: Minutes = Minutes::hours(12);

pub(super) fn check(on: &mut Checks<'_>) {
    let instance = on.instance;
    for (i, site) in instance.sites.iter().enumerate() {
        if let Some(span) = site.agreement {
            on.date_span(&Place::root().key("sites").index(i).key("agreement"), span);
        }
    }
    let roads = Place::root().key("travel");
    for (i, road) in instance.travel.iter().enumerate() {
        let place = roads.index(i);
        if road.from == road.to {
            let cause = text!("{0} 到 {0} 不需要路程", "there is no road from `{0}` to itself", road.from);
            on.error("travel-to-itself", place.key("to"), cause, text!("改成另一个成员单位，或删除这一项", "name another site, or remove the entry"));
        }
        if road.time > LONGEST_ROAD {
            let time = road.time;
            let cause = text!("路程 {time} 太长", "{time} on the road is too long");
            on.error("travel-too-long", place.key("time"), cause, text!("最长 {LONGEST_ROAD}", "it may be {LONGEST_ROAD} at most"));
        }
    }
    let ends = |i: usize| {
        let road = &instance.travel[i];
        let (a, b) = if road.from <= road.to { (&road.from, &road.to) } else { (&road.to, &road.from) };
        ((a, b), format!("{} – {}", road.from, road.to), roads.index(i))
    };
    on.once("travel-twice", (0..instance.travel.len()).map(ends).collect_vec());
    let owed = Place::root().key("institutions");
    let quotas = instance.institutions.iter().enumerate().map(|(i, quota)| (&quota.site, quota.site.to_string(), owed.index(i).key("site")));
    on.once("institution-twice", quotas.collect_vec());
}
