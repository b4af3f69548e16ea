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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::Mode;

    /// A hospital and a centre half an hour away: two duties at the hospital that overlap, two at the centre that begin a
    /// quarter of an hour after both, one at the hospital at the same time; a night, after which two duties at the centre begin
    /// a quarter of an hour later and one at the hospital at once.
    const DAY: &str = "
alliance: tiny
horizon: { start: 2026-01-05, weeks: 1 }
calendar: cn-2026
sites: [{ id: hospital, tier: tertiary }, { id: village, tier: primary }]
travel: [{ from: hospital, to: village, time: 30m }]
units: [{ id: ward, site: hospital }, { id: centre, site: village }]
shifts:
  - { id: early, kind: session, start: '08:00', length: 4h }
  - { id: late, kind: session, start: '09:00', length: 3h }
  - { id: noon, kind: session, start: '12:15', length: 3h }
  - { id: long, kind: session, start: '12:15', length: 4h }
  - { id: night, kind: night, start: '20:00', length: 12h }
  - { id: morning, kind: session, start: '08:15', length: 3h }
posts:
  - { id: ward-early, unit: ward, shift: early, kind: ward, days: [mon, tue] }
  - { id: ward-late, unit: ward, shift: late, kind: ward, days: [mon] }
  - { id: centre-noon, unit: centre, shift: noon, kind: clinic, who: { units: [ward] }, days: [mon] }
  - { id: centre-long, unit: centre, shift: long, kind: clinic, who: { units: [ward] }, days: [mon] }
  - { id: ward-noon, unit: ward, shift: noon, kind: ward, days: [mon] }
  - { id: ward-night, unit: ward, shift: night, kind: night, days: [mon] }
  - { id: centre-morning, unit: centre, shift: morning, kind: clinic, who: { units: [ward] }, days: [tue] }
  - { id: centre-home, unit: centre, shift: morning, kind: public_health, who: { units: [ward] }, days: [tue] }
doctors: [{ id: D001, home: ward, title: attending }]
";

    #[test]
    fn every_set_of_duties_that_leaves_time_for_the_way_is_allowed_and_no_other() {
        let instance = serde_yaml::from_str(DAY).expect("an instance");
        let plan = Plan::new(&instance, Mode::Strict);
        let duties: Vec<DutyColumn> = (0..7).flat_map(|day| plan.duties_of(0, day).cloned()).sorted_by_key(|duty| duty.from).collect();
        assert_eq!(duties.len(), 9);
        let is_at_centre = |duty: &DutyColumn| plan.post_of(duty).unit.as_str() == "centre";
        let way = |a: &DutyColumn, b: &DutyColumn| if is_at_centre(a) == is_at_centre(b) { 0 } else { 30 };
        let idle = plan.program.bounds().into_iter().map(|(lower, _)| lower).collect_vec();
        let (mut allowed, mut missed) = (0, 0);
        for mask in 0..1_u32 << duties.len() {
            let chosen = duties.iter().enumerate().filter(|(number, _)| mask >> number & 1 == 1).map(|(_, duty)| duty).collect_vec();
            let mut values = idle.clone();
            for duty in &chosen {
                values[plan.program.position(duty.on)] = 1;
            }
            let mut pairs = chosen.iter().array_combinations();
            let is_possible = pairs.all(|[a, b]| b.from >= a.to + way(a, b));
            assert_eq!(
                plan.program.evaluate(&values).broken.is_empty(),
                is_possible,
                "{:?}",
                chosen.iter().map(|duty| &plan.post_of(duty).id).collect_vec()
            );
            allowed += usize::from(is_possible);
            missed += usize::from(!is_possible && chosen.len() == 2);
        }
        assert!(allowed > 10 && missed > 10, "{allowed} sets are allowed, {missed} pairs are not");
        // Both of the morning at the hospital with both of the afternoon at the centre; the night with both at the centre.
        let travel = plan.program.rows.iter().filter(|row| row.name.contains("of=")).map(|row| row.terms.len()).sorted().collect_vec();
        assert_eq!(travel, [3, 4], "rows for travel");
    }
}
