//! Duty columns: one 0/1 column per doctor, day and post the doctor can come near.

use super::{Plan, stints::may_be_named};
use crate::{
    domain::{Doctor, Instance, Post, Shift},
    milp::Block,
};
use good_lp::{Expression, Variable};

/// A possible duty.
#[derive(Clone, Debug)]
pub struct DutyColumn {
    /// Position of the doctor.
    pub doctor: usize,
    /// Position of the post.
    pub post: usize,
    /// Day of the horizon it begins on.
    pub day: usize,
    /// Begin in minutes after midnight of day 0.
    pub from: i64,
    /// End in minutes after midnight of day 0, handover included.
    pub to: i64,
    /// Working time in minutes.
    pub worked: i64,
    /// Whether it is night work.
    pub night: bool,
    /// 1 if the doctor does it.
    pub on: Variable,
}

impl<'a> Plan<'a> {
    pub(super) fn add_duties(&mut self) {
        let instance = self.instance;
        let days = instance.horizon.days();
        for (p, post) in instance.posts.iter().enumerate() {
            let Some(shift) = instance.shift(&post.shift) else { continue };
            let open: Vec<usize> = (0..days).filter(|day| instance.need_on(post, instance.horizon.date(*day as i64)).is_some()).collect();
            for (d, doctor) in instance.doctors.iter().enumerate() {
                let comes = may_come(instance, doctor, post);
                // What is fixed by hand is a decision whoever the doctor is.
                let pinned = instance.pins.duties.iter().filter(|pin| pin.on && pin.doctor == doctor.id && pin.post == post.id);
                let pinned: Vec<usize> = pinned.filter_map(|pin| instance.horizon.day_within(pin.date)).collect();
                for day in open.iter().filter(|day| comes || pinned.contains(day)) {
                    self.add_duty(d, p, *day, shift);
                }
            }
        }
    }

    fn add_duty(&mut self, doctor: usize, post: usize, day: usize, shift: &Shift) {
        let instance = self.instance;
        let days = instance.horizon.days();
        let name = format!("duty[d={},date={},post={}]", instance.doctors[doctor].id, instance.horizon.date(day as i64), instance.posts[post].id);
        let unit = instance.units.iter().position(|unit| unit.id == instance.posts[post].unit).unwrap_or(0);
        let on = self.program.binary(name, Block::default().person(doctor).unit(unit).day(day).kind(post));
        let (from, to) = shift.span();
        let position = self.duties.len();
        self.duties_by_doctor_day[doctor * days + day].push(position);
        self.duties_by_post_day[post * days + day].push(position);
        let midnight = day as i64 * 24 * 60;
        self.duties.push(DutyColumn {
            doctor,
            post,
            day,
            from: midnight + from,
            to: midnight + to,
            worked: shift.worked(),
            night: shift.kind.is_night(),
            on,
        });
    }

    /// All possible duties.
    pub fn duties(&self) -> &[DutyColumn] {
        &self.duties
    }

    /// The possible duties of a doctor that begin on a day.
    pub fn duties_of(&self, doctor: usize, day: usize) -> impl Iterator<Item = &DutyColumn> + Clone {
        self.duties_by_doctor_day[doctor * self.days() + day].iter().map(|position| &self.duties[*position])
    }

    /// The possible duties on a post that begin on a day.
    pub fn duties_on(&self, post: usize, day: usize) -> impl Iterator<Item = &DutyColumn> + Clone {
        self.duties_by_post_day[post * self.days() + day].iter().map(|position| &self.duties[*position])
    }

    /// The post of a duty column.
    pub fn post_of(&self, duty: &DutyColumn) -> &'a Post {
        &self.instance.posts[duty.post]
    }

    /// Number of nights the doctor begins on a day (0 or 1: nights overlap each other).
    pub fn nights(&self, doctor: usize, day: usize) -> Expression {
        self.duties_of(doctor, day).filter(|duty| duty.night).map(|duty| duty.on).sum()
    }

    /// Working time in minutes of the duties a doctor begins on a day.
    pub fn worked(&self, doctor: usize, day: usize) -> Expression {
        self.duties_of(doctor, day).map(|duty| duty.worked as f64 * duty.on).sum()
    }
}

/// Whether a duty of this doctor on this post is a decision at all: at home in the unit, drawn
/// from by the post, or possibly on a stint there. Title, skills and presence are the
/// eligibility rule's affair.
fn may_come(instance: &Instance, doctor: &Doctor, post: &Post) -> bool {
    let who = &post.who;
    let named = who.units.contains(&doctor.home) || who.doctors.contains(&doctor.id);
    let at_home = doctor.home == post.unit && who.units.is_empty() && who.doctors.is_empty();
    let visits = instance.programmes.iter().any(|programme| programme.host == post.unit && may_be_named(doctor, programme))
        || instance
            .history
            .stints
            .iter()
            .chain(&instance.pins.stints)
            .any(|stint| stint.doctor == doctor.id && instance.programme(&stint.programme).is_some_and(|programme| programme.host == post.unit));
    named || at_home || visits
}
