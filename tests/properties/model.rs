//! The model of a small instance: given rosters judged, all rosters tried.

use super::{dice::Dice, instance::Size};
use proptest::test_runner::TestCaseError;
use shangxia::{
    domain::{Carried, Duty, Instance, Roster, Stint},
    format::{write_instance, write_roster},
    milp::Evaluation,
    planning::{CONFLICT, Mode, PIN, Plan},
    rules::Book,
};
use std::collections::BTreeSet;

/// A plan with the rows of the instance's rule book.
pub struct Model<'a> {
    pub plan: Plan<'a>,
    /// Columns that are decisions.
    decisions: Vec<usize>,
    /// Rows over decisions alone that hold whatever the rules say.
    conflicts: Vec<usize>,
}

impl<'a> Model<'a> {
    pub fn new(instance: &'a Instance) -> Self {
        let book = Book::new(instance).unwrap_or_else(|errors| panic!("{errors:#?}"));
        let mut plan = Plan::new(instance, Mode::Strict);
        book.formulate(&mut plan);
        let (stints, duties, carries) = (plan.stints().iter(), plan.duties().iter(), plan.carries().iter());
        let columns = stints.map(|s| s.taken).chain(duties.map(|d| d.on)).chain(carries.map(|c| c.taken));
        let decisions: Vec<usize> = columns.map(|column| plan.program.position(column)).collect();
        let is_conflict = |row: &usize| {
            let row = &plan.program.rows[*row];
            row.name.starts_with(CONFLICT) && row.terms.iter().all(|(column, _)| decisions.contains(column))
        };
        let conflicts = (0..plan.program.rows.len()).filter(is_conflict).collect();
        Self { plan, decisions, conflicts }
    }

    /// Whether all rosters can be tried.
    pub fn is_small(&self, size: Size) -> bool {
        self.decisions.len() <= size.decisions + 3
    }

    pub fn judge(&self, values: &[i64]) -> Evaluation {
        self.plan.program.evaluate(values)
    }

    /// The least penalty of a roster that breaks nothing; none if every roster does.
    pub fn optimum(&self) -> Option<i64> {
        let (program, bounds) = (&self.plan.program, self.plan.program.bounds());
        let mut values = vec![0; program.columns.len()];
        let mut open = Vec::new();
        for column in &self.decisions {
            match bounds[*column] {
                (low, Some(high)) if low > high => return None,
                (low, Some(high)) if low == high => values[*column] = low,
                _ => open.push(*column),
            }
        }
        let mut best: Option<i64> = None;
        for mask in 0..1_u32 << open.len() {
            for (bit, column) in open.iter().enumerate() {
                values[*column] = i64::from(mask >> bit & 1);
            }
            if self.conflicts.iter().all(|row| program.rows[*row].holds(&values)) {
                let said = self.judge(&values);
                if said.broken.is_empty() && best.is_none_or(|best| said.total() < best) {
                    best = Some(said.total());
                }
            }
        }
        best
    }

    /// Random decisions; most that cannot be together are put right.
    pub fn random(&self, dice: &mut Dice) -> Vec<i64> {
        let mut values = vec![0; self.plan.program.columns.len()];
        let percent = dice.one_of(&[30, 15, 50, 70]);
        for column in &self.decisions {
            values[*column] = i64::from(dice.chance(percent));
        }
        if !dice.chance(10) {
            self.part(&mut values);
        }
        values
    }

    /// Leaves out what cannot be together, and does what is fixed.
    fn part(&self, values: &mut [i64]) {
        let program = &self.plan.program;
        let mut away = BTreeSet::new();
        for stint in self.plan.stints() {
            let weeks = || (0..self.plan.weeks()).filter(|week| stint.covers(*week)).map(|week| (stint.doctor, week));
            let column = program.position(stint.taken);
            if values[column] == 1 && weeks().any(|week| away.contains(&week)) {
                values[column] = 0;
            } else if values[column] == 1 {
                away.extend(weeks());
            }
        }
        for row in self.conflicts.iter().map(|row| &program.rows[*row]) {
            for (column, _) in &row.terms {
                if row.holds(values) {
                    break;
                }
                values[*column] = 0;
            }
        }
        for fixing in program.fixings.iter().filter(|fixing| is_structure(&fixing.name)) {
            values[fixing.column] = fixing.value;
        }
    }

    /// The decisions of a roster of this instance.
    pub fn values_of(&self, roster: &Roster) -> Vec<i64> {
        let (plan, instance) = (&self.plan, self.plan.instance);
        let mut values = vec![0; plan.program.columns.len()];
        let mut take = |column, taken: bool| values[plan.program.position(column)] = i64::from(taken);
        for duty in plan.duties() {
            let (date, post) = (instance.horizon.date(duty.day as i64), instance.posts[duty.post].id.clone());
            take(duty.on, roster.duties.contains(&Duty { date, post, doctor: instance.doctors[duty.doctor].id.clone() }));
        }
        for stint in plan.stints() {
            let (doctor, programme) = (instance.doctors[stint.doctor].id.clone(), instance.programmes[stint.programme].id.clone());
            take(stint.taken, roster.stints.contains(&Stint { doctor, programme, first: instance.horizon.monday(stint.first), weeks: stint.weeks }));
        }
        for carry in plan.carries() {
            let ((quota, panel), week) = (plan.panel(carry.of), instance.horizon.monday(carry.of.week as i64));
            let (quota, panel_of, by) = (quota.id.clone(), panel.doctor.clone(), Some(instance.doctors[carry.deputy].id.clone()));
            take(carry.taken, roster.carried.contains(&Carried { quota, panel_of, week, by }));
        }
        values
    }
}

/// Whether a row or fixing holds whatever the rules say.
pub fn is_structure(row: &str) -> bool {
    row.starts_with(CONFLICT) || row.starts_with(PIN)
}

/// What went wrong, with the instance and the roster to see it on.
pub fn wrong(what: &str, instance: &Instance, roster: Option<&Roster>) -> TestCaseError {
    let roster = roster.map(|roster| format!("\n{}", write_roster(roster))).unwrap_or_default();
    TestCaseError::fail(format!("{what}\n{}{roster}", write_instance(instance)))
}
