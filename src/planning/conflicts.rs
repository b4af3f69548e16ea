//! Nobody is in two places at once: at most one stint in a week, no two duties that overlap in
//! time, and time to travel between sites.
//!
//! All duties that contain one moment exclude each other: one clique row for each moment at
//! which a duty begins, instead of a row for each pair. Travel excludes further pairs,
//! `from_b < to_a + travel(a, b)`, by rows over two such cliques.

use super::{DutyColumn, Plan, Tag, one_at_a_time};
use crate::{domain::Enforce, milp::Block};
use good_lp::{Expression, Variable};
use itertools::Itertools;
use std::collections::BTreeMap;

/// The largest sets of duties that exclude each other because they share a moment, each with the
/// first such moment; only moments not before `since` at which a duty begins.
pub fn cliques(duties: &[DutyColumn], since: i64) -> Vec<(i64, Vec<Variable>)> {
    let mut moments: Vec<i64> = duties.iter().map(|duty| duty.from).filter(|from| *from >= since).collect();
    moments.sort_unstable();
    moments.dedup();
    let at = |moment: i64| duties.iter().filter(|duty| duty.from <= moment && moment < duty.to).map(|duty| duty.on).collect();
    let all: Vec<(i64, Vec<Variable>)> = moments.into_iter().map(|moment| (moment, at(moment))).collect();
    let inside = |clique: &[Variable], number: usize| {
        all.iter().enumerate().any(|(other, (_, larger))| {
            other != number && clique.iter().all(|duty| larger.contains(duty)) && (larger.len() > clique.len() || other < number)
        })
    };
    all.iter().enumerate().filter(|(number, (_, clique))| !inside(clique, *number)).map(|(_, clique)| clique.clone()).collect()
}

impl Plan<'_> {
    pub(super) fn add_conflicts(&mut self) {
        for d in 0..self.instance.doctors.len() {
            for week in 0..self.weeks() {
                self.one_stint_at_a_time(d, week);
            }
            for day in 0..self.days() {
                self.one_duty_at_a_time(d, day);
                self.time_to_travel(d, day);
            }
            self.after_history(d);
        }
    }

    fn one_stint_at_a_time(&mut self, d: usize, week: usize) {
        let monday = self.instance.horizon.monday(week as i64);
        let tag = Tag::new(Block::default().person(d).week(week).weekly()).with("d", &self.instance.doctors[d].id).with("week", monday);
        self.require(&tag, &self.on_any(d, week, |_| true).leq(1), Enforce::Hard);
    }

    /// Duties that could still run when one of `day` begins: those of the day and of two days before.
    fn nearby(&self, d: usize, day: usize) -> Vec<DutyColumn> {
        (day.saturating_sub(2)..=day).flat_map(|near| self.duties_of(d, near).cloned()).collect()
    }

    fn one_duty_at_a_time(&mut self, d: usize, day: usize) {
        let nearby = self.nearby(d, day);
        for (moment, clique) in cliques(&nearby, day as i64 * 24 * 60) {
            if clique.len() > 1 {
                let tag = self.moment_tag(d, day, moment);
                self.require(&tag, &clique.iter().sum::<Expression>().leq(1), Enforce::Hard);
            }
        }
    }

    /// `Σ earlier + Σ later ≤ 1` for each two sets of which every pair leaves too little time to travel, and which exclude
    /// each other within themselves.
    fn time_to_travel(&mut self, d: usize, day: usize) {
        let nearby = self.nearby(d, day);
        let is_too_late = |earlier: &DutyColumn, later: &DutyColumn| {
            let travel = self.instance.travel_minutes(&self.post_of(earlier).unit, &self.post_of(later).unit);
            earlier.from < later.from && earlier.to <= later.from && later.from < earlier.to + travel
        };
        let mut groups: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
        for (number, later) in nearby.iter().enumerate().filter(|(_, duty)| duty.day == day) {
            let earlier: Vec<usize> = (0..nearby.len()).filter(|earlier| is_too_late(&nearby[*earlier], later)).collect();
            if !earlier.is_empty() {
                groups.entry(earlier).or_default().push(number);
            }
        }
        let split = |of: &[usize]| one_at_a_time(of.iter().map(|n| (nearby[*n].from, nearby[*n].to, *n)).sorted());
        for (earlier, later) in groups.iter().flat_map(|(earlier, later)| split(earlier).into_iter().cartesian_product(split(later))) {
            let (before, after) = (&nearby[earlier[0]], &nearby[later[0]]);
            let tag = self.moment_tag(d, day, after.from).with("post", &self.post_of(after).id);
            let tag = tag.with("after", self.instance.horizon.date(before.day as i64)).with("of", &self.post_of(before).id);
            let either: Expression = earlier.iter().chain(&later).map(|number| nearby[*number].on).sum();
            self.require(&tag, &either.leq(1), Enforce::Hard);
        }
    }

    /// A duty that begins before one of the history has ended, travel included, cannot be.
    fn after_history(&mut self, d: usize) {
        let instance = self.instance;
        let mut impossible = Vec::new();
        for past in instance.history.duties.iter().filter(|past| past.doctor == instance.doctors[d].id && past.date < instance.horizon.start) {
            let (Some(post), Some(shift)) = (instance.post(&past.post), instance.shift_of(&past.post)) else { continue };
            let end = instance.horizon.day(past.date) * 24 * 60 + shift.span().1;
            for duty in (0..self.days().min(2)).flat_map(|day| self.duties_of(d, day)) {
                if duty.from < end + instance.travel_minutes(&post.unit, &self.post_of(duty).unit) {
                    let tag = self.moment_tag(d, duty.day, duty.from).with("post", &self.post_of(duty).id).with("after", past.date);
                    impossible.push((tag, duty.on));
                }
            }
        }
        for (tag, on) in impossible {
            self.forbid(&tag, on, Enforce::Hard);
        }
    }

    fn moment_tag(&self, d: usize, day: usize, moment: i64) -> Tag {
        let clock = moment - day as i64 * 24 * 60;
        Tag::new(Block::default().person(d).day(day))
            .with("d", &self.instance.doctors[d].id)
            .with("date", self.instance.horizon.date(day as i64))
            .with("at", format!("{:02}:{:02}", clock / 60, clock % 60))
    }
}
