//! `duty = 0` where a duty begins on a day of absence or runs into one beyond the hour allowed;
//! `stint = 0` where a stint that begins in the horizon and is not fixed by hand covers a week with too much absence or a
//! commitment to stay. Columns are fixed, no row is added.

use super::Availability;
use crate::{
    domain::{Doctor, FactKind},
    planning::{Block, DutyColumn, Plan, StintColumn, Tag},
};
use good_lp::Variable;

const DAY: i64 = 24 * 60;

pub(super) fn formulate(rule: &Availability, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for (d, doctor) in instance.doctors.iter().enumerate().filter(|(_, doctor)| instance.in_scope(&rule.scope, doctor)) {
        let mut impossible: Vec<(Tag, Variable)> = Vec::new();
        for duty in (0..plan.days()).flat_map(|day| plan.duties_of(d, day)).filter(|duty| rule.spoils(plan, doctor, duty)) {
            let date = instance.horizon.date(duty.day as i64);
            let tag = Tag::new(Block::default().person(d).day(duty.day)).with("d", &doctor.id).with("date", date);
            impossible.push((tag.with("post", &plan.post_of(duty).id), duty.on));
        }
        for stint in plan.stints_of(d).filter(|stint| stint.first >= 0 && !plan.is_pinned(stint) && rule.keeps(plan, doctor, stint)) {
            let tag = Tag::new(Block::default().person(d).week(stint.first as usize).weekly())
                .with("d", &doctor.id)
                .with("programme", &plan.programme_of(stint).id)
                .with("first", instance.horizon.monday(stint.first))
                .with("weeks", stint.weeks);
            impossible.push((tag, stint.taken));
        }
        for (tag, decision) in impossible {
            plan.forbid(&tag, decision, rule.enforce);
        }
    }
}

impl Availability {
    /// Whether a duty spoils a day of absence.
    fn spoils(&self, plan: &Plan<'_>, doctor: &Doctor, duty: &DutyColumn) -> bool {
        let first = duty.day as i64;
        (first..=duty.to.div_euclid(DAY)).any(|day| {
            let in_the_way = day == first || duty.to > day * DAY + self.clear_by.0;
            in_the_way && !doctor.is_available(plan.instance.horizon.date(day))
        })
    }

    /// Whether a week of the stint keeps the doctor from going.
    fn keeps(&self, plan: &Plan<'_>, doctor: &Doctor, stint: &StintColumn) -> bool {
        let horizon = plan.instance.horizon;
        (stint.first..stint.first + stint.weeks as i64).any(|week| {
            let dates = (week * 7..week * 7 + 7).map(|day| horizon.date(day));
            let absent = dates.clone().filter(|date| !doctor.is_available(*date)).count();
            let committed = dates.clone().any(|date| doctor.fact_on(date, |kind| kind == FactKind::Commitment).is_some());
            committed || absent > self.absent_days as usize
        })
    }
}
