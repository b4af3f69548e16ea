//! Columns that follow from the decisions and that several rules count with.

use super::{DutyColumn, Plan, cliques};
use crate::{
    domain::ShiftKind,
    milp::{Block, Column, Derived, Row, Sense},
};
use good_lp::{Expression, Variable};
use std::collections::{BTreeMap, BTreeSet};

impl Plan<'_> {
    /// One 0/1 column for each doctor, programme and week, `on = Σ stints that cover the week`,
    /// where more than one could: dozens of blocks cover a week, and rows that count weeks would
    /// each repeat them all.
    pub(super) fn add_weeks(&mut self) {
        let mut covering: BTreeMap<(usize, usize, usize), Vec<Variable>> = BTreeMap::new();
        for stint in &self.stints {
            for week in (0..self.weeks()).filter(|week| stint.covers(*week)) {
                covering.entry((stint.doctor, stint.programme, week)).or_default().push(stint.taken);
            }
        }
        for ((doctor, programme, week), stints) in covering {
            let on = match stints.as_slice() {
                [only] => *only,
                _ => self.week_column(doctor, programme, week, &stints),
            };
            self.weeks_on.insert((doctor, programme, week), on);
        }
    }

    fn week_column(&mut self, doctor: usize, programme: usize, week: usize, stints: &[Variable]) -> Variable {
        let (d, p) = (&self.instance.doctors[doctor].id, &self.instance.programmes[programme].id);
        let parts = format!("[d={d},programme={p},week={}]", self.instance.horizon.monday(week as i64));
        let block = Block::default().person(doctor).week(week).weekly();
        let positions: Vec<usize> = stints.iter().map(|stint| self.program.position(*stint)).collect();
        let column = Column { name: format!("on{parts}"), lower: 0, upper: Some(1), integer: false, block };
        let on = self.program.derive(column, Derived::Any(positions.clone()));
        let terms = positions.into_iter().map(|stint| (stint, 1)).chain([(self.program.position(on), -1)]).collect();
        let owner = self.program.owner(super::CONFLICT);
        self.program.row(Row { name: format!("conflict.on{parts}"), terms, sense: Sense::Equal, limit: 0, block, owner });
        on
    }

    /// 1 if the doctor begins any duty on the day, else 0; exact in both directions.
    ///
    /// Where all duties of the day exclude each other it is their sum. Otherwise
    /// `works ≥ Σ duties that exclude each other`, for each largest such set, and `works ≤ Σ duties`.
    pub fn works(&mut self, doctor: usize, day: usize) -> Expression {
        let duties: Vec<DutyColumn> = self.duties_of(doctor, day).cloned().collect();
        self.begins(doctor, day, &duties, None)
    }

    /// 1 if the doctor begins a duty of this kind on the day, else 0; exact like [`Plan::works`].
    pub fn works_on(&mut self, doctor: usize, day: usize, kind: ShiftKind) -> Expression {
        let is_meant = |duty: &&DutyColumn| self.instance.shift(&self.post_of(duty).shift).is_some_and(|shift| shift.kind == kind);
        let duties: Vec<DutyColumn> = self.duties_of(doctor, day).filter(is_meant).cloned().collect();
        self.begins(doctor, day, &duties, Some(kind))
    }

    fn begins(&mut self, doctor: usize, day: usize, duties: &[DutyColumn], kind: Option<ShiftKind>) -> Expression {
        match cliques(duties, i64::MIN).as_slice() {
            [] => Expression::default(),
            [(_, only)] => only.iter().sum(),
            several => Expression::from(self.working_column(doctor, day, kind, several)),
        }
    }

    fn working_column(&mut self, doctor: usize, day: usize, kind: Option<ShiftKind>, cliques: &[(i64, Vec<Variable>)]) -> Variable {
        if let Some(known) = self.working.get(&(doctor, day, kind)) {
            return *known;
        }
        let of_kind = kind.map_or_else(String::new, |kind| format!(",kind={}", kind.code()));
        let parts = format!("[d={},date={}{of_kind}]", self.instance.doctors[doctor].id, self.instance.horizon.date(day as i64));
        let block = Block::default().person(doctor).day(day);
        let sorted = |of: &[Variable]| of.iter().map(|duty| self.program.position(*duty)).collect::<BTreeSet<_>>();
        let cliques: Vec<BTreeSet<usize>> = cliques.iter().map(|(_, clique)| sorted(clique)).collect();
        let all: BTreeSet<usize> = cliques.iter().flatten().copied().collect();
        let column = Column { name: format!("works{parts}"), lower: 0, upper: Some(1), integer: false, block };
        let works = self.program.derive(column, Derived::Any(all.iter().copied().collect()));
        let position = self.program.position(works);
        let owner = self.program.owner(super::CONFLICT);
        let mut row = |name: String, terms: Vec<(usize, i64)>| {
            self.program.row(Row { name, terms, sense: Sense::AtMost, limit: 0, block, owner });
        };
        for (number, clique) in cliques.into_iter().enumerate() {
            row(format!("conflict.works{parts}.{}", number + 1), clique.into_iter().map(|duty| (duty, 1)).chain([(position, -1)]).collect());
        }
        row(format!("conflict.works{parts}"), all.into_iter().map(|duty| (duty, -1)).chain([(position, 1)]).collect());
        self.working.insert((doctor, day, kind), works);
        works
    }
}
