//! With `works` 1 on a day on which a duty begins (a constant before the start), for each doctor:
//! - each window of `in_days` days: `Σ works ≤ max(in_days − at_least, Σ works before the start)`,
//! - each window of `max_run + 1` days: `Σ works ≤ max_run`,
//! - each working day, `k < min_off_run` days later and the day after those:
//!   `works + works − Σ works between ≤ 1`, charged `min_off_run − k` times,
//! - each `k < min_run` days between two days of which the first is known, in the horizon or after
//!   the first duty of the history: `Σ works between − works − works ≤ k − 1`, charged
//!   `min_run − k` times.

use super::DayOff;
use crate::{
    domain::{Doctor, Enforce},
    planning::{Block, Plan, Tag},
};
use good_lp::Expression;
use std::{collections::BTreeSet, ops::Range};

pub(super) fn formulate(rule: &DayOff, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for (d, doctor) in instance.doctors.iter().enumerate().filter(|(_, doctor)| instance.in_scope(&rule.scope, doctor)) {
        let past = instance.history.duties.iter().filter(|duty| duty.doctor == doctor.id && duty.date < instance.horizon.start);
        let mut days = Days { d, doctor, past: past.map(|duty| instance.horizon.day(duty.date)).collect(), plan };
        days.windows("from", i64::from(rule.in_days), i64::from(rule.at_least), rule.enforce);
        if let Some(max_run) = rule.max_run {
            days.windows("run", i64::from(max_run) + 1, 1, rule.enforce);
        }
        if let Some(min_run) = rule.min_run {
            days.runs_of_work(i64::from(min_run), rule.enforce);
        }
        if let Some(min_off_run) = rule.min_off_run {
            days.runs_off(i64::from(min_off_run), rule.enforce);
        }
    }
}

/// The days of one doctor.
struct Days<'p, 'a> {
    d: usize,
    doctor: &'a Doctor,
    past: BTreeSet<i64>,
    plan: &'p mut Plan<'a>,
}

impl Days<'_, '_> {
    fn works(&mut self, days: Range<i64>) -> Expression {
        let past = self.past.range(days.clone()).count();
        days.filter(|day| *day >= 0).map(|day| self.plan.works(self.d, day as usize)).sum::<Expression>() + past as f64
    }

    fn tag(&self, key: &str, first: i64) -> Tag {
        Tag::new(Block::default().person(self.d).week(first.max(0) as usize / 7))
            .with("d", &self.doctor.id)
            .with(key, self.plan.instance.horizon.date(first))
    }

    fn windows(&mut self, key: &str, length: i64, off: i64, enforce: Enforce) {
        for first in 1 - length..=self.plan.days() as i64 - length {
            let most = (length - off).max(self.past.range(first..first + length).count() as i64);
            let works = self.works(first..first + length);
            self.plan.require(&self.tag(key, first), &works.leq(most as f64), enforce);
        }
    }

    fn runs_off(&mut self, shortest: i64, enforce: Enforce) {
        for off in 1..shortest {
            let missing = times(enforce, shortest - off);
            for first in -off..self.plan.days() as i64 - off {
                let around = self.works(first - 1..first) + self.works(first + off..first + off + 1);
                let between = self.works(first..first + off);
                self.plan.require(&self.tag("off", first).with("days", off), &(around - between).leq(1), missing);
            }
        }
    }
    fn runs_of_work(&mut self, shortest: i64, enforce: Enforce) {
        let known = self.past.first().copied().unwrap_or(0);
        for length in 1..shortest {
            let missing = times(enforce, shortest - length);
            for first in (known + 1).max(-length)..self.plan.days() as i64 - length {
                let around = self.works(first - 1..first) + self.works(first + length..first + length + 1);
                let between = self.works(first..first + length);
                self.plan.require(&self.tag("work", first).with("days", length), &(between - around).leq((length - 1) as f64), missing);
            }
        }
    }
}

/// A breach that counts for several.
fn times(enforce: Enforce, days: i64) -> Enforce {
    match enforce {
        Enforce::Hard => Enforce::Hard,
        Enforce::Weight(weight) => Enforce::Weight(weight * days as u32),
    }
}
