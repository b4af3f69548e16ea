//! `stint = 0` and `duty = 0` where the doctor does not qualify (columns are fixed, no rows), and
//! the rows of [`presence`] and [`visits`].

mod presence;
mod visits;

use super::Eligibility;
use crate::{
    domain::{Direction, Doctor, Instance, Post, PostKind, Programme},
    planning::{Block, Plan, StintColumn, Tag},
};

pub(super) fn formulate(rule: &Eligibility, plan: &mut Plan<'_>) {
    let instance = plan.instance;
    for (d, doctor) in instance.doctors.iter().enumerate().filter(|(_, doctor)| instance.in_scope(&rule.scope, doctor)) {
        forbid_stints(rule, plan, d, doctor);
        forbid_duties(rule, plan, d, doctor);
        presence::formulate(rule, plan, d);
    }
}

fn forbid_stints(rule: &Eligibility, plan: &mut Plan<'_>, d: usize, doctor: &Doctor) {
    let instance = plan.instance;
    let going: Vec<bool> = instance.programmes.iter().map(|programme| may_go(instance, doctor, programme)).collect();
    let wrong: Vec<StintColumn> = plan
        .stints_of(d)
        .filter(|stint| !in_progress(instance, doctor, stint))
        .filter(|stint| !going[stint.programme] || !is_agreed(instance, doctor, &instance.programmes[stint.programme], stint))
        .cloned()
        .collect();
    for stint in wrong {
        let tag = Tag::new(Block::default().person(d).week(stint.first.max(0) as usize).weekly())
            .with("d", &doctor.id)
            .with("programme", &instance.programmes[stint.programme].id)
            .with("first", instance.horizon.monday(stint.first))
            .with("weeks", stint.weeks);
        plan.forbid(&tag, stint.taken, rule.enforce);
    }
}

fn in_progress(instance: &Instance, doctor: &Doctor, column: &StintColumn) -> bool {
    instance.history.stints.iter().any(|stint| {
        stint.doctor == doctor.id
            && stint.programme == instance.programmes[column.programme].id
            && stint.first == instance.horizon.monday(column.first)
            && stint.weeks == column.weeks
    })
}

fn may_go(instance: &Instance, doctor: &Doctor, programme: &Programme) -> bool {
    let needed = programme.needs.is_empty() || programme.needs.iter().any(|skill| doctor.skills.contains_key(skill));
    let teaches = doctor.teaches || !programme.teaching;
    let (Some(home), Some(host)) = (instance.site_of(&doctor.home), instance.site_of(&programme.host)) else { return false };
    let direction = match programme.kind {
        Direction::Down => host.tier <= home.tier,
        Direction::Up => host.tier >= home.tier,
        Direction::Training => true,
    };
    doctor.home != programme.host && doctor.fits(&programme.who) && needed && teaches && direction
}

fn is_agreed(instance: &Instance, doctor: &Doctor, programme: &Programme, stint: &StintColumn) -> bool {
    let from = instance.horizon.monday(stint.first.max(0));
    let last_week = (stint.first + stint.weeks as i64).min(instance.horizon.weeks as i64);
    let to = instance.horizon.date(last_week * 7 - 1);
    [&doctor.home, &programme.host].into_iter().filter_map(|unit| instance.site_of(unit)?.agreement).all(|span| span.from <= from && to <= span.to)
}

fn forbid_duties(rule: &Eligibility, plan: &mut Plan<'_>, d: usize, doctor: &Doctor) {
    let qualifies = |post: &Post| doctor.fits(&post.who) && (doctor.teaches || post.kind != PostKind::Teaching);
    let qualified: Vec<bool> = plan.instance.posts.iter().map(qualifies).collect();
    for day in 0..plan.days() {
        let wrong: Vec<_> = plan.duties_of(d, day).filter(|duty| !qualified[duty.post]).cloned().collect();
        for duty in wrong {
            let tag = Tag::new(Block::default().person(d).day(day))
                .with("d", &doctor.id)
                .with("date", plan.instance.horizon.date(day as i64))
                .with("post", &plan.post_of(&duty).id);
            plan.forbid(&tag, duty.on, rule.enforce);
        }
    }
}
