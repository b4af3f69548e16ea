//! Columns that follow from the decisions and that several rules count with.

use super::Plan;
use crate::milp::{Block, Column, Derived, Row, Sense};
use good_lp::{Expression, Variable};

impl Plan<'_> {
    /// 1 if the doctor begins any duty on the day, else 0; exact in both directions.
    ///
    /// `works ≥ duty` for each possible duty of the day and `works ≤ Σ duties`.
    pub fn works(&mut self, doctor: usize, day: usize) -> Expression {
        let duties: Vec<Variable> = self.duties_of(doctor, day).map(|duty| duty.on).collect();
        match duties.as_slice() {
            [] => Expression::default(),
            [only] => Expression::from(*only),
            _ => Expression::from(self.working_column(doctor, day, &duties)),
        }
    }

    fn working_column(&mut self, doctor: usize, day: usize, duties: &[Variable]) -> Variable {
        if let Some(known) = self.working.get(&(doctor, day)) {
            return *known;
        }
        let parts = format!("[d={},date={}]", self.instance.doctors[doctor].id, self.instance.horizon.date(day as i64));
        let block = Block::default().person(doctor).day(day);
        let positions: Vec<usize> = duties.iter().map(|duty| self.program.position(*duty)).collect();
        let column = Column { name: format!("works{parts}"), lower: 0, upper: Some(1), integer: false, block };
        let works = self.program.derive(column, Derived::Any(positions.clone()));
        let position = self.program.position(works);
        let owner = self.program.owner(super::CONFLICT);
        let mut row = |name: String, terms: Vec<(usize, i64)>| {
            self.program.row(Row { name, terms, sense: Sense::AtMost, limit: 0, block, owner });
        };
        for (number, duty) in positions.iter().enumerate() {
            row(format!("conflict.works{parts}.{}", number + 1), vec![(*duty, 1), (position, -1)]);
        }
        let all = positions.iter().map(|duty| (*duty, -1)).chain([(position, 1)]).collect();
        row(format!("conflict.works{parts}"), all);
        self.working.insert((doctor, day), works);
        works
    }
}
