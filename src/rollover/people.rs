//! The dated facts of people: what is over is dropped, what goes on stays.

use crate::{
    diagnostic::Text,
    domain::{Direction, Doctor, FactKind, Instance, Roster},
    text,
};
use chrono::NaiveDate;

/// Carries doctors into the next horizon and says what was dropped.
pub(super) fn carry_on(doctors: &mut [Doctor], instance: &Instance, roster: &Roster) -> Vec<Text> {
    let next = instance.horizon.end();
    let (mut over, mut went_up, mut applied, mut expecting) = (0, Vec::new(), Vec::new(), Vec::new());
    for doctor in doctors {
        let before = doctor.facts.len();
        let nursed = |from: NaiveDate| doctor.facts.iter().any(|fact| fact.kind == FactKind::Nursing && fact.to >= from);
        if doctor.facts.iter().any(|fact| fact.kind == FactKind::Pregnancy && instance.horizon.start <= fact.to && !nursed(fact.to)) {
            expecting.push(doctor.id.to_string());
        }
        doctor.facts.retain(|fact| fact.to >= next);
        over += before - doctor.facts.len();
        if doctor.waiting_since.is_some() && has_been_up(instance, roster, doctor) {
            doctor.waiting_since = None;
            went_up.push(doctor.id.to_string());
        }
        if doctor.promotion.is_some_and(|promotion| promotion.by <= next) {
            doctor.promotion = None;
            applied.push(doctor.id.to_string());
        }
    }
    let mut notes = Vec::new();
    if over > 0 {
        notes.push(text!("{over} 条已结束的休假等情况不再列出", "{over} dated facts are over and left out"));
    }
    if !went_up.is_empty() {
        let ids = went_up.join(", ");
        notes.push(text!("{ids} 已经上挂，不再候补（waiting_since 已删）", "{ids} went up and no longer wait (`waiting_since` is removed)"));
    }
    if !applied.is_empty() {
        let ids = applied.join(", ");
        notes.push(text!("{ids} 的申报日期已过，promotion 已删", "the application of {ids} is over; `promotion` is removed"));
    }
    if !expecting.is_empty() {
        let ids = expecting.join(", ");
        notes.push(text!(
            "{ids} 登记了孕期，还没有产假和哺乳期：请补上",
            "for {ids} a pregnancy is written down and no nursing after it: add it, and the leave"
        ));
    }
    notes
}

/// Whether a week of the horizon lies in a stint up.
fn has_been_up(instance: &Instance, roster: &Roster, doctor: &Doctor) -> bool {
    let is_up = |programme| instance.programme(programme).is_some_and(|programme| programme.kind == Direction::Up);
    let mut up = roster.stints_of(&doctor.id).filter(|stint| is_up(&stint.programme));
    up.any(|stint| instance.horizon.dates().step_by(7).any(|monday| stint.covers(monday)))
}
