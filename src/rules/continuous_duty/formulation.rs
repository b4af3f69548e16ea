//! A chain is a series of duties each of which begins less than `break_shorter_than` after the one
//! before it has ended, travel apart. For each doctor and each chain that lasts longer than `max`
//! from its first begin to its last end (without the last handover), and in which no shorter such
//! chain is hidden: `Σ duty ≤ duties of the chain − 1`.
//!
//! Duties at the same time and site are one link of a chain, and chains that differ in one link
//! only share a row as long as those links overlap: only one of them can be done. So each row is
//! over sets, of each of which one duty can be done at most, and every chain is in one row.

use super::ContinuousDuty;
use crate::{
    domain::{Instance, Post, SiteId},

    planning::{Block, Plan, Slot, Tag, one_at_a_time},
};
use good_lp::{Expression, Variable};
use std::collections::BTreeMap;

pub(super) fn formulate(rule: &ContinuousDuty, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for (d, doctor) in instance.doctors.iter().enumerate().filter(|(_, doctor)| instance.in_scope(&rule.scope, doctor)) {
        let links = links(instance, &plan.timeline(d));
        let mut chains = too_long(rule, &links, &followers(rule, instance, &links));
        chains.retain(|chain| chain.last().is_some_and(|last| !links[*last].is_past()));
        for sets in gathered(&links, chains) {
            let first = &links[sets[0][0]];
            let tag = |last: &Post| {
                let before = sets[..sets.len() - 1].iter().map(|set| links[set[0]].post.id.as_str());
                Tag::new(Block::default().person(d).day(first.day.max(0) as usize))
                    .with("d", &doctor.id)
                    .with("from", instance.horizon.date(first.day))
                    .with("posts", before.chain([last.id.as_str()]).collect::<Vec<_>>().join("+"))
            };
            let decided: Vec<&Vec<usize>> = sets.iter().filter(|set| !links[set[0]].is_past()).collect();
            let duties = || decided.iter().copied().flatten().flat_map(|link| &links[*link].duties);
            if decided.len() == 1 {
                for (post, on) in duties() {
                    plan.forbid(&tag(post), *on, rule.enforce);
                }
            } else {
                let sum: Expression = duties().map(|(_, on)| *on).sum();
                let last = links[sets[sets.len() - 1][0]].post;
                plan.require(&tag(last), &sum.leq((decided.len() - 1) as f64), rule.enforce);
            }
        }
    }
}

/// Duties of a doctor at the same time and site; none to decide: one of the history.
struct Link<'a> {
    day: i64,
    from: i64,
    to: i64,
    /// End without the handover.
    done: i64,
    post: &'a Post,
    duties: Vec<(&'a Post, Variable)>,
}

impl Link<'_> {
    fn is_past(&self) -> bool {
        self.duties.is_empty()
    }
}

/// By begin. Standby at home is no duty.
fn links<'a>(instance: &'a Instance, slots: &[Slot<'a>]) -> Vec<Link<'a>> {
    let mut links: BTreeMap<(i64, i64, i64, Option<&SiteId>, bool), Link<'a>> = BTreeMap::new();
    for slot in slots.iter().filter(|slot| !slot.is_standby()) {
        let done = slot.to - slot.shift.handover.0;
        let site = instance.site_of(&slot.post.unit).map(|site| &site.id);
        let link = || Link { day: slot.day, from: slot.from, to: slot.to, done, post: slot.post, duties: Vec::new() };
        let link = links.entry((slot.from, slot.to, done, site, slot.on.is_some())).or_insert_with(link);
        link.duties.extend(slot.on.map(|on| (slot.post, on)));
    }
    links.into_values().collect()
}

/// For each link those that begin before the break after it is long enough.
fn followers(rule: &ContinuousDuty, instance: &Instance, links: &[Link<'_>]) -> Vec<Vec<usize>> {
    let pause = rule.break_shorter_than.0;
    let longest = pause + instance.travel.iter().map(|road| road.time.0).max().unwrap_or(0);
    let follow = |link: &Link<'_>| {
        let first = links.partition_point(|next| next.from < link.to);
        let near = (first..links.len()).take_while(|next| links[*next].from < link.to + longest);
        near.filter(|next| {
            let ready = link.to + instance.travel_minutes(&link.post.unit, &links[*next].post.unit);
            (ready..ready + pause).contains(&links[*next].from)
        })
        .collect()
    };
    links.iter().map(follow).collect()
}

/// The chains that are too long while nothing of them can be left out.
fn too_long(rule: &ContinuousDuty, links: &[Link<'_>], followers: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut open: Vec<Vec<usize>> = (0..links.len()).map(|first| vec![first]).collect();
    let mut too_long = Vec::new();
    while let Some(chain) = open.pop() {
        let last = chain[chain.len() - 1];
        let is_too_long_from = |first: usize| links[last].done - links[first].from > rule.max.0;
        if is_too_long_from(chain[0]) {
            let minimal = chain.get(1).is_none_or(|second| !is_too_long_from(*second));
            too_long.extend(minimal.then_some(chain));
            continue;
        }
        // A link that could follow an earlier one directly makes those between superfluous.
        let before = &chain[..chain.len() - 1];
        for next in followers[last].iter().filter(|next| !before.iter().any(|link| followers[*link].contains(next))) {
            open.push(chain.iter().copied().chain([*next]).collect());
        }
    }
    too_long
}

/// The chains as rows of sets: wherever chains differ in one link only and those links overlap,
/// they become one row.
fn gathered(links: &[Link<'_>], chains: Vec<Vec<usize>>) -> Vec<Vec<Vec<usize>>> {
    let longest = chains.iter().map(Vec::len).max().unwrap_or(0);
    let mut rows: Vec<Vec<Vec<usize>>> = chains.into_iter().map(|chain| chain.into_iter().map(|link| vec![link]).collect()).collect();
    for position in (0..longest).rev() {
        let mut alike: BTreeMap<(Vec<Vec<usize>>, bool), Vec<usize>> = BTreeMap::new();
        let (long, mut done): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.len() > position);
        for mut row in long {
            let here = row.remove(position);
            alike.entry((row, links[here[0]].is_past())).or_default().extend(here);
        }
        for ((row, _), mut here) in alike {
            here.sort_unstable();
            for set in one_at_a_time(here.iter().map(|link| (links[*link].from, links[*link].to, *link))) {
                let mut row = row.clone();
                row.insert(position, set);
                done.push(row);
            }
        }
        rows = done;
    }
    rows
}
