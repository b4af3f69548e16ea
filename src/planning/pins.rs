//! Decisions fixed by hand: always hard.

use super::{Plan, Tag};
use crate::{domain::Enforce, milp::Block};

impl Plan<'_> {
    pub(super) fn add_pins(&mut self) {
        let instance = self.instance;
        for pin in &instance.pins.duties {
            let Some(d) = instance.doctors.iter().position(|doctor| doctor.id == pin.doctor) else { continue };
            let Some(day) = instance.horizon.day_within(pin.date) else { continue };
            let tag = Tag::new(Block::default().person(d).day(day)).with("d", &pin.doctor).with("date", pin.date).with("post", &pin.post);
            let column = self.duties_of(d, day).find(|duty| self.post_of(duty).id == pin.post).map(|duty| duty.on);
            if let Some(on) = column {
                self.settle(&tag, on, pin.on, Enforce::Hard);
            }
        }
        for pin in &instance.pins.stints {
            let doctor = instance.doctors.iter().position(|doctor| doctor.id == pin.doctor);
            let programme = instance.programmes.iter().position(|programme| programme.id == pin.programme);
            let (Some(d), Some(p)) = (doctor, programme) else { continue };
            let first = instance.horizon.week(pin.first);
            let tag = Tag::new(Block::default().person(d).week(first.max(0) as usize).weekly())
                .with("d", &pin.doctor)
                .with("programme", &pin.programme)
                .with("first", pin.first);
            if let Some(taken) = self.stint(d, p, first, pin.weeks).map(|stint| stint.taken) {
                self.settle(&tag, taken, true, Enforce::Hard);
            }
        }
    }
}
