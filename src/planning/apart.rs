//! Duties that must not follow each other too closely.

use super::{Plan, Slot, Tag, one_at_a_time};
use crate::{domain::Enforce, milp::Block};
use good_lp::Expression;
use std::collections::BTreeMap;

impl Plan<'_> {
    /// Two duties of a doctor are too close if the later one `follows` the earlier one and begins
    /// before its end, the rest `owed` after it and the way from one site to the other have
    /// passed. Each such pair is a breach.
    ///
    /// Instead of `earlier + later ≤ 1` for each pair there is one row
    /// `Σ earlier + Σ later ≤ 1` for each two sets of which all pairs are too close and which are
    /// cliques in themselves: then at most one pair of them can occur, and since every pair is in
    /// exactly one row a slack counts pairs. A hard row may hold further duties that share a
    /// moment with all of `later`. A pair with a duty of the history forbids the later one.
    pub fn keep_apart(
        &mut self,
        doctor: usize,
        enforce: Enforce,
        owed: impl Fn(&Slot<'_>) -> Option<i64>,
        follows: impl Fn(&Slot<'_>, &Slot<'_>) -> bool,
    ) {
        let slots = self.timeline(doctor);
        let close = self.too_close(&slots, owed, follows);
        let mut groups: BTreeMap<(i64, &[usize]), Vec<usize>> = BTreeMap::new();
        for (late, early) in close.iter().enumerate().filter(|(_, early)| !early.is_empty()) {
            groups.entry((slots[late].day, early)).or_default().push(late);
        }
        let split = |of: &[usize]| one_at_a_time(of.iter().map(|s| (slots[*s].from, slots[*s].to, *s)));
        let mut rows: Vec<Pairs> = Vec::new();
        let mut stand: Vec<(usize, usize)> = Vec::new();
        for ((_, early), late) in &groups {
            let (past, possible): (Vec<usize>, Vec<usize>) = early.iter().partition(|e| slots[**e].on.is_none());
            stand.extend(past.iter().flat_map(|e| late.iter().map(|l| (*e, *l))));
            for early in split(&possible) {
                rows.extend(split(late).into_iter().map(|late| Pairs { early: early.clone(), late, more: vec![] }));
            }
        }
        for (past, late) in stand {
            if let Some(on) = slots[late].on.filter(|_| self.is_possible(&slots[past], &slots[late])) {
                self.forbid(&self.pair_tag(doctor, &slots[past], &slots[late]), on, enforce);
            }
        }
        rows.retain(|row| row.early.iter().any(|e| row.late.iter().any(|l| self.is_possible(&slots[*e], &slots[*l]))));
        if enforce.is_hard() {
            strengthen(&mut rows, &slots, &close);
        }
        for row in rows {
            let tag = self.pair_tag(doctor, &slots[row.early[0]], &slots[row.late[0]]);
            self.require(&tag, &row.all().filter_map(|s| slots[s].on).sum::<Expression>().leq(1), enforce);
        }
    }

    /// Whether the two do not exclude each other anyway.
    fn is_possible(&self, earlier: &Slot<'_>, later: &Slot<'_>) -> bool {
        earlier.to + self.instance.travel_minutes(&earlier.post.unit, &later.post.unit) <= later.from
    }

    /// For each slot of the horizon the earlier ones that are too close before it.
    fn too_close(
        &self,
        slots: &[Slot<'_>],
        owed: impl Fn(&Slot<'_>) -> Option<i64>,
        follows: impl Fn(&Slot<'_>, &Slot<'_>) -> bool,
    ) -> Vec<Vec<usize>> {
        let travel = self.instance.travel.iter().map(|road| road.time.0).max().unwrap_or(0);
        let ready: Vec<Option<i64>> = slots.iter().map(|slot| Some(slot.to + owed(slot)?)).collect();
        let reach = slots.iter().zip(&ready).filter_map(|(slot, ready)| Some((*ready)? + travel - slot.from)).max().unwrap_or(0);
        let is_close = |e: usize, later: &Slot<'_>| {
            let earlier = &slots[e];
            ready[e].is_some_and(|ready| {
                earlier.from < later.from
                    && later.from < ready + travel
                    && follows(earlier, later)
                    && later.from < ready + self.instance.travel_minutes(&earlier.post.unit, &later.post.unit)
            })
        };
        let close = slots.iter().enumerate().map(|(l, later)| {
            let near = (0..l).rev().take_while(|e| later.from < slots[*e].from + reach);
            let mut close: Vec<usize> = near.filter(|e| later.on.is_some() && is_close(*e, later)).collect();
            close.reverse();
            close
        });
        close.collect()
    }

    fn pair_tag(&self, doctor: usize, earlier: &Slot<'_>, later: &Slot<'_>) -> Tag {
        let date = |slot: &Slot<'_>| self.instance.horizon.date(slot.day);
        Tag::new(Block::default().person(doctor).day(later.day.max(0) as usize))
            .with("d", &self.instance.doctors[doctor].id)
            .with("date", date(later))
            .with("post", &later.post.id)
            .with("after", date(earlier))
            .with("of", &earlier.post.id)
    }
}

/// Two cliques of which all pairs are too close, by position in the timeline.
struct Pairs {
    early: Vec<usize>,
    late: Vec<usize>,
    /// Further duties that are too close after `early` and share a moment with `late`.
    more: Vec<usize>,
}

impl Pairs {
    fn all(&self) -> impl Iterator<Item = usize> {
        self.early.iter().chain(&self.late).chain(&self.more).copied()
    }

    fn is_within(&self, other: &Self) -> bool {
        self.all().all(|s| other.all().any(|o| o == s))
    }
}

/// Adds to each row what excludes all its duties, and drops rows that say nothing new.
fn strengthen(rows: &mut Vec<Pairs>, slots: &[Slot<'_>], close: &[Vec<usize>]) {
    let longest = slots.iter().map(|slot| slot.to - slot.from).max().unwrap_or(0);
    for row in &mut *rows {
        let moment = row.late.iter().map(|l| slots[*l].from).max().unwrap_or_default();
        let begun = slots.partition_point(|slot| slot.from <= moment);
        let running = (0..begun).rev().take_while(|s| moment < slots[*s].from + longest).filter(|s| moment < slots[*s].to);
        row.more = running.filter(|s| !row.late.contains(s) && row.early.iter().all(|e| close[*s].contains(e))).collect();
    }
    let day = |row: &Pairs| slots[row.late[0]].day;
    let mut kept: Vec<Pairs> = Vec::new();
    for row in rows.drain(..) {
        if !kept.iter().rev().take_while(|other| day(other) == day(&row)).any(|other| row.is_within(other)) {
            kept.retain(|other| day(other) != day(&row) || !other.is_within(&row));
            kept.push(row);
        }
    }
    *rows = kept;
}
