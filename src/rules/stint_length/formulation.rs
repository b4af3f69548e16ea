//! For each doctor:
//! - `stint = 1` for a stint in progress, `stint = 0` for another one that began before the start;
//! - `stint = 0` where its weeks are not between min and max; weighted, `weeks off × stint ≤ 0`;
//!   neither for one fixed by hand;
//! - for each programme, `Σ stints ≤ per_doctor`;
//! - for each week, `on any programme + Σ stints whose gap covers the week + gap from before ≤ 1`:
//!   stints with their gaps are intervals, and all that contain a week exclude each other.

use super::StintLength;
use crate::{
    domain::{Doctor, Stint},
    planning::{Block, Plan, StintColumn, Tag},
};
use good_lp::Expression;

pub(super) fn formulate(rule: &StintLength, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for (d, doctor) in instance.doctors.iter().enumerate().filter(|(_, doctor)| instance.in_scope(&rule.scope, doctor)) {
        let history: Vec<&Stint> = instance.history.stints.iter().filter(|stint| stint.doctor == doctor.id).collect();
        lengths(rule, plan, d, &history);
        numbers(rule, plan, d, doctor);
        gaps(rule, plan, d, &history);
    }
}

fn lengths(rule: &StintLength, plan: &mut Plan<'_>, d: usize, history: &[&Stint]) {
    let instance = plan.instance;
    let columns: Vec<StintColumn> = plan.stints_of(d).cloned().collect();
    for column in columns {
        let (programme, first) = (&instance.programmes[column.programme], instance.horizon.monday(column.first));
        let tag = Tag::new(Block::default().person(d).week(column.first.max(0) as usize).weekly())
            .with("d", &instance.doctors[d].id)
            .with("programme", &programme.id)
            .with("first", first)
            .with("weeks", column.weeks);
        let terms = &programme.stint;
        let off = terms.min_weeks.saturating_sub(column.weeks) + column.weeks.saturating_sub(terms.max_weeks);
        let judged = !plan.is_pinned(&column);
        if history.iter().any(|stint| stint.programme == programme.id && stint.first == first && stint.weeks == column.weeks) {
            plan.settle(&tag.with("in_progress", true), column.taken, true, rule.enforce);
        } else if judged && (column.first < 0 || (off > 0 && rule.enforce.is_hard())) {
            plan.forbid(&tag, column.taken, rule.enforce);
        } else if judged && off > 0 {
            plan.require(&tag, &(off as f64 * column.taken).leq(0), rule.enforce);
        }
    }
}

fn numbers(rule: &StintLength, plan: &mut Plan<'_>, d: usize, doctor: &Doctor) {
    for (p, programme) in plan.instance.programmes.iter().enumerate() {
        let stints: Expression = plan.stints_of(d).filter(|stint| stint.programme == p).map(|stint| stint.taken).sum();
        let tag = Tag::new(Block::default().person(d).weekly()).with("d", &doctor.id).with("programme", &programme.id).with("number", "all");
        plan.require(&tag, &stints.leq(programme.stint.per_doctor as f64), rule.enforce);
    }
}

fn gaps(rule: &StintLength, plan: &mut Plan<'_>, d: usize, history: &[&Stint]) {
    let instance = plan.instance;
    let home_until = owed_from_before(plan, history);
    for week in 0..plan.weeks() {
        let now = week as i64;
        let resting: Expression = plan
            .stints_of(d)
            .filter(|stint| {
                let end = stint.first + stint.weeks as i64;
                end <= now && now < end + plan.programme_of(stint).stint.gap_weeks as i64
            })
            .map(|stint| stint.taken)
            .sum();
        let from_before = if now < home_until { 1.0 } else { 0.0 };
        let tag = Tag::new(Block::default().person(d).week(week).weekly()).with("d", &instance.doctors[d].id);
        let claims = plan.on_any(d, week, |_| true) + resting + from_before;
        plan.require(&tag.with("week", instance.horizon.monday(now)), &claims.leq(1), rule.enforce);
    }
}

/// The first week that the last stint before the start does not claim any more. One that is still
/// in progress is a column and claims its gap there.
fn owed_from_before(plan: &Plan<'_>, history: &[&Stint]) -> i64 {
    let instance = plan.instance;
    let before = history.iter().map(|stint| (instance.horizon.week(stint.first), stint)).filter(|(first, _)| *first < 0);
    let last = before.map(|(first, stint)| (first + stint.weeks as i64, stint)).max_by_key(|(end, _)| *end);
    last.filter(|(end, _)| *end <= 0)
        .and_then(|(end, stint)| Some(end + instance.programme(&stint.programme)?.stint.gap_weeks as i64))
        .unwrap_or(0)
}
