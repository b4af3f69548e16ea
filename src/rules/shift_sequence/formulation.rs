//! For each doctor, with `works` 1 on a day on which a duty of the kind begins (a constant before
//! the start):
//! - each duty and each later one that may not follow it on the next day or the same, by kind or shift:
//!   `earlier + later ≤ 1`, gathered into rows over cliques,
//! - each window of `max + 1` days: `Σ works ≤ max`,
//! - each `k < min` days with a day before and a day after on which the doctor is there:
//!   `Σ works on the k days − works before − works after ≤ k − 1`, charged `min − k` times.

use super::{ShiftRun, ShiftSequence};
use crate::{
    domain::{Doctor, Enforce, Shift},
    planning::{Block, Plan, Slot, Tag},
};
use good_lp::Expression;
use std::{collections::BTreeSet, ops::Range};

/// Whatever begins on the next day begins within two days of the end of a duty.
const TWO_DAYS: i64 = 2 * 24 * 60;

pub(super) fn formulate(rule: &ShiftSequence, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    let reach = |duty: &Slot<'_>| rule.says_of(duty.shift).then_some(TWO_DAYS);
    let clashes = |earlier: &Slot<'_>, later: &Slot<'_>| {
        let days = later.day - earlier.day;
        (0..=1).contains(&days) && rule.forbids(earlier.shift, later.shift, days == 0)
    };
    for (d, doctor) in instance.doctors.iter().enumerate().filter(|(_, doctor)| instance.in_scope(&rule.scope, doctor)) {
        plan.keep_apart(d, rule.enforce, reach, clashes);
        for run in &rule.runs {
            let mut days = Days { d, doctor, past: past(plan, doctor, *run), run: *run, plan };
            days.not_too_long(rule.enforce);
            days.not_too_short(rule.enforce);
        }
    }
}

impl ShiftSequence {
    /// Whether anything may not follow this shift.
    fn says_of(&self, shift: &Shift) -> bool {
        self.forbid.iter().any(|pair| pair.from == shift.kind) || self.forbid_shifts.iter().any(|after| after.from == shift.id)
    }

    /// Whether one shift may not follow another on the same day, or else on the next.
    fn forbids(&self, from: &Shift, to: &Shift, same_day: bool) -> bool {
        self.forbid.iter().any(|pair| (pair.from, pair.to) == (from.kind, to.kind) && (pair.same_day || !same_day))
            || !same_day && self.forbid_shifts.iter().any(|after| after.from == from.id && after.to.contains(&to.id))
    }
}

fn past(plan: &Plan<'_>, doctor: &Doctor, run: ShiftRun) -> BTreeSet<i64> {
    let instance = plan.instance;
    let duties = instance.history.duties.iter().filter(|duty| duty.doctor == doctor.id && duty.date < instance.horizon.start);
    let of_kind = duties.filter(|duty| instance.shift_of(&duty.post).is_some_and(|shift| shift.kind == run.kind));
    of_kind.map(|duty| instance.horizon.day(duty.date)).collect()
}

/// The days of one doctor with a duty of one kind.
struct Days<'p, 'a> {
    d: usize,
    doctor: &'a Doctor,
    run: ShiftRun,
    past: BTreeSet<i64>,
    plan: &'p mut Plan<'a>,
}

impl Days<'_, '_> {
    fn works(&mut self, days: Range<i64>) -> Expression {
        let past = self.past.range(days.clone()).count();
        let possible = days.filter(|day| *day >= 0);
        possible.map(|day| self.plan.works_on(self.d, day as usize, self.run.kind)).sum::<Expression>() + past as f64
    }

    fn tag(&self, key: &str, first: i64) -> Tag {
        Tag::new(Block::default().person(self.d).week(first.max(0) as usize / 7))
            .with("d", &self.doctor.id)
            .with("kind", self.run.kind.code())
            .with(key, self.plan.instance.horizon.date(first))
    }

    fn not_too_long(&mut self, enforce: Enforce) {
        let Some(most) = self.run.max.map(i64::from) else { return };
        for first in -most..self.plan.days() as i64 - most {
            let works = self.works(first..first + most + 1);
            self.plan.require(&self.tag("run", first), &works.leq(most as f64), enforce);
        }
    }

    fn not_too_short(&mut self, enforce: Enforce) {
        let Some(least) = self.run.min.map(i64::from) else { return };
        for length in 1..least {
            let missing = match enforce {
                Enforce::Hard => Enforce::Hard,
                Enforce::Weight(weight) => Enforce::Weight(weight * (least - length) as u32),
            };
            for first in -length..self.plan.days() as i64 - length {
                let after = first + length;
                if self.doctor.is_available(self.plan.instance.horizon.date(after)) {
                    let around = self.works(first - 1..first) + self.works(after..after + 1);
                    let run = self.works(first..after) - around;
                    self.plan.require(&self.tag("short", first).with("days", length), &run.leq((length - 1) as f64), missing);
                }
            }
        }
    }
}
