//! Stint columns: one 0/1 column per doctor, programme, first week and length.
//!
//! Every block of 1 to `max_weeks` weeks that touches the horizon is a column, so that
//! consecutive weeks need no rows at all (a tight formulation). A stint in progress is one column
//! with a first week below 0.

use super::Plan;
use crate::{
    domain::{Doctor, Mode, Programme, Stint},
    milp::Block,
};
use good_lp::{Expression, Variable};

/// A possible stint.
#[derive(Clone, Debug)]
pub struct StintColumn {
    /// Position of the doctor.
    pub doctor: usize,
    /// Position of the programme.
    pub programme: usize,
    /// First week, counted from the start of the horizon; negative: before it.
    pub first: i64,
    /// Weeks in all, those outside the horizon too.
    pub weeks: usize,
    /// 1 if the stint takes place.
    pub taken: Variable,
}

impl StintColumn {
    /// Whether it covers a week of the horizon.
    pub fn covers(&self, week: usize) -> bool {
        let week = week as i64;
        self.first <= week && week < self.first + self.weeks as i64
    }
}

impl<'a> Plan<'a> {
    pub(super) fn add_stints(&mut self) {
        let instance = self.instance;
        for (d, doctor) in instance.doctors.iter().enumerate() {
            for (p, programme) in instance.programmes.iter().enumerate() {
                let open = may_be_named(doctor, programme);
                for first in (0..instance.horizon.weeks).filter(|_| open) {
                    for weeks in 1..=programme.stint.max_weeks {
                        self.add_stint(d, p, first as i64, weeks);
                    }
                }
            }
        }
        for stint in instance.history.stints.iter().chain(&instance.pins.stints) {
            self.add_written_stint(stint);
        }
    }

    fn add_written_stint(&mut self, stint: &Stint) {
        let instance = self.instance;
        let doctor = instance.doctors.iter().position(|d| d.id == stint.doctor);
        let programme = instance.programmes.iter().position(|p| p.id == stint.programme);
        let (Some(d), Some(p)) = (doctor, programme) else { return };
        let first = instance.horizon.week(stint.first);
        if first + stint.weeks as i64 > 0 && first < instance.horizon.weeks as i64 && self.stint(d, p, first, stint.weeks).is_none() {
            self.add_stint(d, p, first, stint.weeks);
        }
    }

    fn add_stint(&mut self, doctor: usize, programme: usize, first: i64, weeks: usize) {
        let instance = self.instance;
        let name = format!(
            "stint[d={},programme={},first={},weeks={weeks}]",
            instance.doctors[doctor].id,
            instance.programmes[programme].id,
            instance.horizon.monday(first),
        );
        let block = Block::default().person(doctor).week(first.max(0) as usize).weekly();
        let taken = self.program.binary(name, block);
        self.stints_by_doctor[doctor].push(self.stints.len());
        self.stints.push(StintColumn { doctor, programme, first, weeks, taken });
    }

    /// All possible stints.
    pub fn stints(&self) -> &[StintColumn] {
        &self.stints
    }

    /// The possible stints of a doctor.
    pub fn stints_of(&self, doctor: usize) -> impl Iterator<Item = &StintColumn> {
        self.stints_by_doctor[doctor].iter().map(|position| &self.stints[*position])
    }

    /// The column of a stint, if it is possible.
    pub fn stint(&self, doctor: usize, programme: usize, first: i64, weeks: usize) -> Option<&StintColumn> {
        self.stints_of(doctor).find(|s| s.programme == programme && s.first == first && s.weeks == weeks)
    }

    /// The programme of a stint column.
    pub fn programme_of(&self, stint: &StintColumn) -> &'a Programme {
        &self.instance.programmes[stint.programme]
    }

    /// Whether a stint is fixed by hand.
    pub fn is_pinned(&self, stint: &StintColumn) -> bool {
        let (doctor, first) = (&self.instance.doctors[stint.doctor].id, self.instance.horizon.monday(stint.first));
        let programme = &self.programme_of(stint).id;
        let is_it = |pin: &&Stint| pin.doctor == *doctor && pin.programme == *programme && pin.first == first && pin.weeks == stint.weeks;
        self.instance.pins.stints.iter().any(|pin| is_it(&pin))
    }

    /// 1 if the doctor lives elsewhere in that week: on a programme with whole weeks at the host.
    pub fn away(&self, doctor: usize, week: usize) -> Expression {
        self.on_any(doctor, week, |programme| programme.mode == Mode::Resident)
    }

    /// 1 if the doctor is on a programme in that week.
    pub fn on_programme(&self, doctor: usize, programme: usize, week: usize) -> Expression {
        self.weeks_on.get(&(doctor, programme, week)).map_or_else(Expression::default, |on| Expression::from(*on))
    }

    /// 1 if the doctor is on one of the programmes meant in that week.
    pub fn on_any(&self, doctor: usize, week: usize, meant: impl Fn(&Programme) -> bool) -> Expression {
        let programmes = self.instance.programmes.iter().enumerate().filter(|(_, programme)| meant(programme));
        programmes.map(|(p, _)| self.on_programme(doctor, p, week)).sum()
    }
}

/// Whether the doctor is among those a programme draws from. Title and skills are the
/// eligibility rule's affair.
pub(super) fn may_be_named(doctor: &Doctor, programme: &Programme) -> bool {
    let who = &programme.who;
    doctor.home != programme.host
        && (who.units.is_empty() || who.units.contains(&doctor.home))
        && (who.doctors.is_empty() || who.doctors.contains(&doctor.id))
}
