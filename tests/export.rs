//! The model in files: HiGHS reads back what the program says, its optimum is ours, and the answer
//! of any solver becomes a roster that stands up to the auditor.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly
#![cfg(feature = "solver")]

use serde::Deserialize;
use shangxia::{
    audit::audit,
    domain::{Instance, RuleEntry},
    engine::{Interrupt, Limits, ModelFile, Silent, Status, read_file, solve},
    format::{self, Source},
    milp::{Block, Column, Entry, FileFormat, Fixing, Line, Matrix, Portion, Program, Row, Sense},
    planning::{Mode, Plan},
    rules::{Book, KINDS},
};
use std::{collections::BTreeSet, fmt::Write as _, path::Path};

#[derive(Deserialize)]
struct Cases {
    instance: Instance,
    entries: Vec<serde_json::Value>,
}

/// The tiny instance of every rule, with each of its entries and something to be covered.
fn tiny_instances() -> Vec<(String, Instance)> {
    let mut all = Vec::new();
    for kind in KINDS {
        let code = kind.card().code;
        let text = std::fs::read_to_string(format!("{}/src/rules/{code}/cases.yaml", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let cases: Cases = serde_yaml::from_str(&text).unwrap();
        for settings in cases.entries {
            let mut instance = cases.instance.clone();
            let name = format!("{code} {settings}");
            let coverage = serde_json::json!({ "enforce": { "weight": 5 }, "target_weight": 2, "over_weight": 3 });
            instance.rules.entries = vec![RuleEntry { rule: code.to_owned(), settings }];
            if code != "coverage" {
                instance.rules.entries.push(RuleEntry { rule: "coverage".to_owned(), settings: coverage });
            }
            all.push((name, instance));
        }
    }
    all
}

fn instance(name: &str) -> Instance {
    let path = format!("{}/instances/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
    format::read_instance(&Source::open(Path::new(&path)).unwrap()).value.unwrap()
}

fn planned(instance: &Instance) -> Plan<'_> {
    let mut plan = Plan::new(instance, Mode::Strict);
    Book::new(instance).unwrap().formulate(&mut plan);
    plan
}

fn text(program: &Program, format: FileFormat) -> String {
    let mut out = Vec::new();
    program.write(format, "A title\nof two lines", &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// What HiGHS makes of the file.
fn read_back(program: &Program, format: FileFormat) -> ModelFile {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(if format == FileFormat::Mps { "model.mps" } else { "model.lp" });
    std::fs::write(&path, text(program, format)).unwrap();
    read_file(&path).expect("HiGHS reads it")
}

const FORMATS: [FileFormat; 2] = [FileFormat::Mps, FileFormat::Lp];

/// The program as a file should hold it.
fn expected(program: &Program) -> Matrix {
    let bounds = program.bounds();
    let columns = program.columns.iter().zip(&bounds).zip(program.costs());
    let columns = columns.map(|((column, (lower, upper)), cost)| Entry { lower: *lower, upper: *upper, cost, integer: column.integer });
    let rows = program.rows.iter().map(|row| Line { terms: row.terms.clone(), sense: row.sense, limit: row.limit });
    Matrix { columns: columns.collect(), rows: rows.collect(), offset: 0 }
}

/// The same columns, rows and names, whatever order they stand in.
fn hold_against(name: &str, program: &Program, read: &ModelFile) {
    let wanted = expected(program);
    let place = |wanted: &String| read.names.iter().position(|name| name == wanted).unwrap_or_else(|| panic!("{name}: {wanted} is lost"));
    let places: Vec<usize> =
        if read.names == program.file_names() { (0..read.names.len()).collect() } else { program.file_names().iter().map(place).collect() };
    assert_eq!(read.names.len(), wanted.columns.len(), "{name}");
    for (column, place) in places.iter().enumerate() {
        assert_eq!(read.matrix.columns[*place], wanted.columns[column], "{name}: {}", program.columns[column].name);
    }
    assert_eq!(read.matrix.rows.len(), wanted.rows.len(), "{name}");
    for (number, (read, wanted)) in read.matrix.rows.iter().zip(&wanted.rows).enumerate() {
        let mut terms: Vec<_> = wanted.terms.iter().map(|(column, factor)| (places[*column], *factor)).collect();
        terms.sort_unstable();
        assert_eq!((&read.terms, read.sense, read.limit), (&terms, wanted.sense, wanted.limit), "{name}: {}", program.rows[number].name);
    }
}

fn optimum(matrix: &Matrix) -> Option<i64> {
    let outcome = solve(matrix, None, &Limits { gap: 0.0, ..Limits::default() }, &Interrupt::default(), &Silent);
    assert!(matches!(outcome.status, Status::Optimal | Status::Infeasible), "{outcome:?}");
    let cost = |values: Vec<f64>| values.iter().zip(&matrix.columns).map(|(value, column)| value * column.cost as f64).sum::<f64>();
    outcome.values.map(|values| cost(values).round() as i64 + matrix.offset)
}

#[test]
fn highs_reads_the_same_program_with_the_same_optimum() {
    for (name, instance) in tiny_instances().into_iter().chain([("ward".to_owned(), instance("ward_of_two"))]) {
        let plan = planned(&instance);
        let program = &plan.program;
        let contradiction = program.bounds().iter().any(|(lower, upper)| upper.is_some_and(|upper| upper < *lower));
        let ours = Portion::new(program, &program.bounds()).ok().and_then(|whole| optimum(&whole.matrix));
        for format in FORMATS {
            let read = read_back(program, format);
            if !contradiction {
                hold_against(&name, program, &read);
            }
            assert_eq!(optimum(&read.matrix), ours, "{name} {format:?}");
        }
    }
}

#[test]
fn a_quarter_of_an_alliance_comes_back_whole() {
    let instance = instance("tongzhou_2026q1");
    let plan = planned(&instance);
    let rows: BTreeSet<&str> = plan.program.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(rows.len(), plan.program.rows.len(), "two rows of the same name");
    for format in FORMATS {
        hold_against("tongzhou", &plan.program, &read_back(&plan.program, format));
    }
}

/// Every kind of bound, an equality, a row and a column without anything, and odd names.
fn odd() -> Program {
    let mut program = Program::new();
    let bounds = [(0, None), (-5, None), (-5, Some(10)), (-7, Some(-2)), (3, Some(3)), (2, Some(9)), (0, Some(1)), (0, Some(0))];
    for (integer, mark) in [(false, 'c'), (true, 'i')] {
        for (number, (lower, upper)) in bounds.into_iter().enumerate() {
            let name = format!("{mark}[中 {number}+e5,d=D-1,at=08:00]");
            program.column(Column { name, lower, upper, integer, block: Block::default() });
        }
    }
    let owner = program.owner("odd");
    let mut row = |name: &str, terms: &[(usize, i64)], sense: Sense, limit: i64| {
        program.row(Row { name: name.to_owned(), terms: terms.to_vec(), sense, limit, block: Block::default(), owner });
    };
    row("e[1]", &[(0, 1), (1, -1), (9, 3)], Sense::AtMost, 12);
    row("5[2]", &[(1, -2), (10, 1)], Sense::Equal, -6);
    row("nothing[3]", &[], Sense::AtMost, 4);
    row("large[4]", &[(2, 1 << 40), (3, -1)], Sense::AtMost, 1 << 41);
    program.fixings.push(Fixing { name: "odd[fix]".to_owned(), column: 6, value: 1, owner });
    for (column, weight) in [(0, 3), (1, 1), (9, 4)] {
        program.charges.push(shangxia::milp::Charge { column, weight, owner, rank: 0 });
    }
    program
}

#[test]
fn odd_bounds_rows_and_names_survive() {
    let program = odd();
    for format in FORMATS {
        hold_against("odd", &program, &read_back(&program, format));
        assert_eq!(optimum(&read_back(&program, format).matrix), optimum(&expected(&program)), "{format:?}");
    }
    let mut text_of_both = text(&program, FileFormat::Lp);
    let _ = write!(text_of_both, "\n{}", text(&program, FileFormat::Mps));
    insta::assert_snapshot!("odd_program", text_of_both);
}

#[test]
fn fixings_that_contradict_each_other_leave_a_program_without_a_solution() {
    let mut program = odd();
    program.fixings.push(Fixing { name: "odd[other]".to_owned(), column: 6, value: 0, owner: 0 });
    for format in FORMATS {
        let read = read_back(&program, format);
        assert_eq!(read.matrix.rows.len(), program.rows.len() + 1);
        assert_eq!(optimum(&read.matrix), None);
    }
}

#[test]
fn a_tiny_model_reads_as_recorded_and_the_same_each_time() {
    let (_, instance) = tiny_instances().into_iter().find(|(name, _)| name.starts_with("night_spacing ")).unwrap();
    let lp = text(&planned(&instance).program, FileFormat::Lp);
    assert_eq!(lp, text(&planned(&instance).program, FileFormat::Lp));
    insta::assert_snapshot!("tiny_model", lp);
}

#[test]
fn an_answer_becomes_a_roster_that_stands_up_to_the_auditor() {
    for (name, instance) in tiny_instances() {
        let plan = planned(&instance);
        let read = read_back(&plan.program, FileFormat::Mps);
        let outcome = solve(&read.matrix, None, &Limits { gap: 0.0, ..Limits::default() }, &Interrupt::default(), &Silent);
        let Some(values) = outcome.values else { continue };
        let answer = read.names.iter().zip(&values).fold(String::new(), |text, (name, value)| format!("{text}{name} {value}\n"));
        let answer = plan.program.read_answer(&answer).unwrap_or_else(|mistakes| panic!("{name}: {mistakes:?}"));
        let verdict = audit(&instance, &plan.decode(&answer.values)).unwrap();
        assert_eq!(verdict.hard().count(), 0, "{name}: {:#?}", verdict.findings);
        assert_eq!(verdict.penalty(), outcome.bound.unwrap().round() as i64, "{name}");
    }
}
