//! On random small programs: people with weekly and daily columns, rows of their own, rows that
//! couple them, slacks, largest values.

use super::told::Known;
use proptest::{prelude::*, test_runner::TestCaseError};
use shangxia::{
    milp::{Block, Charge, Column, Derived, Level, Program, Row, Sense},
    solve::bound::Effort,
};

/// A row over columns picked by position: factors, slack per unit and its price, or hard.
#[derive(Clone, Debug)]
struct Line {
    terms: Vec<(usize, i64)>,
    limit: i64,
    soft: Option<(i64, i64)>,
    equal: bool,
    /// Only the weekly columns of those picked.
    weekly: bool,
}

#[derive(Clone, Debug)]
struct Recipe {
    people: usize,
    /// Columns of each person: weekly or daily.
    weekly: Vec<bool>,
    costs: Vec<i64>,
    lines: Vec<Line>,
    largest: i64,
}

fn line() -> impl Strategy<Value = Line> {
    let factor = prop_oneof![4 => Just(1), 3 => Just(-1), 1 => -7..8_i64].prop_filter("nothing", |factor| *factor != 0);
    let soft = prop_oneof![3 => (1..4_i64, 1..30_i64).prop_map(Some), 1 => Just(None)];
    (prop::collection::vec((0..64_usize, factor), 1..6), -4..3_i64, soft, prop::bool::weighted(0.1), any::<bool>())
        .prop_map(|(terms, limit, soft, equal, weekly)| Line { terms, limit, soft, equal, weekly })
}

fn recipe() -> impl Strategy<Value = Recipe> {
    (1..5_usize, prop::collection::vec(any::<bool>(), 1..5)).prop_flat_map(|(people, weekly)| {
        let columns = people * weekly.len();
        (prop::collection::vec(0..9_i64, columns), prop::collection::vec(line(), 1..14), 0..20_i64).prop_map(move |(costs, lines, largest)| Recipe {
            people,
            weekly: weekly.clone(),
            costs,
            lines,
            largest,
        })
    })
}

impl Recipe {
    fn program(&self) -> Program {
        let mut program = Program::default();
        let owner = program.owner("random");
        let each = self.weekly.len();
        for person in 0..self.people {
            for (kind, weekly) in self.weekly.iter().enumerate() {
                let block = Block::default().person(person);
                let block = if *weekly { block.week(kind).weekly() } else { block.day(kind) };
                program.binary(format!("x[{person},{kind}]"), block);
            }
        }
        for (column, weight) in self.costs.iter().enumerate() {
            program.charges.push(Charge { column, weight: *weight, owner, rank: 0 });
        }
        for (number, line) in self.lines.iter().enumerate() {
            self.add(&mut program, number, line, owner);
        }
        let forms: Vec<_> = (0..self.people)
            .map(|person| shangxia::milp::Linear { terms: (person * each..(person + 1) * each).map(|column| (column, 1)).collect(), constant: 0 })
            .collect();
        let position = program.columns.len();
        let largest = Column { name: "largest".to_owned(), lower: 0, upper: Some(each as i64), integer: false, block: Block::default() };
        program.derive(largest, Derived::Largest(forms.clone()));
        for (person, form) in forms.into_iter().enumerate() {
            let terms = form.terms.into_iter().chain([(position, -1)]).collect();
            program.row(Row { name: format!("largest[{person}]"), terms, sense: Sense::AtMost, limit: 0, block: Block::default(), owner });
        }
        program.charges.push(Charge { column: position, weight: self.largest, owner, rank: 0 });
        program
    }

    fn add(&self, program: &mut Program, number: usize, line: &Line, owner: usize) {
        let columns = self.people * self.weekly.len();
        let mut terms = std::collections::BTreeMap::new();
        for (column, factor) in &line.terms {
            let column = column % columns;
            if !line.weekly || program.columns[column].block.level == Level::Weekly {
                terms.insert(column, *factor);
            }
        }
        let block = if line.weekly { Block::default().weekly() } else { Block::default() };
        let mut terms: Vec<(usize, i64)> = terms.into_iter().collect();
        let row = program.rows.len();
        let name = format!("row[{number}]");
        let sense = if line.equal && line.soft.is_none() { Sense::Equal } else { Sense::AtMost };
        if let Some((per, weight)) = line.soft {
            let column = program.columns.len();
            let slack = Column { name: format!("short:{name}"), lower: 0, upper: None, integer: per != 1, block };
            program.derive(slack, Derived::Slack { row, per });
            terms.push((column, -per));
            program.charges.push(Charge { column, weight, owner, rank: 0 });
        }
        program.row(Row { name, terms, sense, limit: line.limit, block, owner });
    }
}

#[test]
fn on_no_random_program_the_bound_passes_the_optimum() {
    let met = std::cell::Cell::new((0, 0));
    let config = ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() };
    proptest::test_runner::TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    )
    .run(&recipe(), |recipe| {
        let Some(known) = Known::new(&recipe.program(), &Effort { evaluations: 4, ..Effort::default() }) else { return Ok(()) };
        if !known.is_sound() {
            return Err(TestCaseError::fail(format!("told {:?}, optimum {}", known.told, known.optimum)));
        }
        let (times, of) = met.get();
        if known.optimum > 0 {
            met.set((times + usize::from(known.bound() == Some(known.optimum)), of + 1));
        }
        Ok(())
    })
    .unwrap();
    let (times, of) = met.get();
    assert!(of > 30 && times * 3 > of, "met {times} of {of} optima that cost something");
}
