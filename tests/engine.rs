//! HiGHS as the engine drives it: values, bounds and status; and on the tiny instance of every
//! rule its optimum against the cheapest of all rosters.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly
#![cfg(feature = "solver")]

use serde::Deserialize;
use shangxia::{
    audit::audit,
    domain::{Instance, RuleEntry},
    engine::{Interrupt, Limits, Observer, Silent, Snapshot, Status, solve},
    milp::{Entry, Line, Matrix, Portion, Sense},
    planning::{Mode, Plan},
    rules::{Book, KINDS},
    solve as search,
};
use std::{sync::Mutex, time::Duration};

#[derive(Deserialize)]
struct Cases {
    instance: Instance,
    entries: Vec<serde_json::Value>,
}

fn tiny_instances() -> Vec<(String, Instance)> {
    let mut all = Vec::new();
    for kind in KINDS {
        let code = kind.card().code;
        let text = std::fs::read_to_string(format!("{}/src/rules/{code}/cases.yaml", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let cases: Cases = serde_yaml::from_str(&text).unwrap();
        for settings in cases.entries {
            let mut instance = cases.instance.clone();
            let name = format!("{code} {settings}");
            // Something must be wished for, or the empty roster is always best.
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

/// The cheapest roster there is, by trying all of them.
fn cheapest(plan: &Plan<'_>) -> Option<i64> {
    let (stints, duties, carries) = (plan.stints().iter(), plan.duties().iter(), plan.carries().iter());
    let columns = stints.map(|s| s.taken).chain(duties.map(|d| d.on)).chain(carries.map(|c| c.taken));
    let decisions: Vec<usize> = columns.map(|column| plan.program.position(column)).collect();
    let mut values = vec![0; plan.program.columns.len()];
    let mut best: Option<i64> = None;
    for mask in 0..1_u32 << decisions.len() {
        for (bit, column) in decisions.iter().enumerate() {
            values[*column] = i64::from(mask >> bit & 1);
        }
        let evaluation = plan.program.evaluate(&values);
        if evaluation.broken.is_empty() {
            best = Some(best.map_or(evaluation.total(), |known| known.min(evaluation.total())));
        }
    }
    best
}

#[test]
fn the_optimum_is_the_cheapest_of_all_rosters() {
    for (name, instance) in tiny_instances() {
        let book = Book::new(&instance).unwrap();
        let mut plan = Plan::new(&instance, Mode::Strict);
        book.formulate(&mut plan);
        let options = search::Options { gap: 0.0, ..search::Options::default() };
        match (cheapest(&plan), search::solve(&instance, &options, &Interrupt::default(), &Silent)) {
            (Some(cheapest), Ok(solution)) => {
                let provenance = solution.roster.provenance.as_ref().unwrap();
                assert_eq!(provenance.penalty, cheapest, "{name}");
                assert_eq!(provenance.bound, Some(cheapest), "{name}");
                let verdict = audit(&instance, &solution.roster).unwrap();
                assert_eq!(verdict.hard().count(), 0, "{name}: {:#?}", verdict.findings);
                assert_eq!(verdict.penalty(), cheapest, "{name}");
                assert_eq!(verdict.penalty_by_rule(), provenance.penalty_by_rule, "{name}");
                staged(&name, &instance, cheapest);
            }
            (None, Err(search::NoRoster::Contradiction(culprits))) => assert!(!culprits.is_empty(), "{name}"),
            (None, Err(search::NoRoster::Infeasible)) => {}
            (cheapest, solved) => panic!("{name}: by trying all {cheapest:?}, by solving {solved:?}"),
        }
    }
}

/// In stages the search may miss the optimum, but its bound is never above it and its penalty never below.
fn staged(name: &str, instance: &Instance, cheapest: i64) {
    let options = search::Options { whole_up_to: 0, ..search::Options::default() };
    let roster = search::solve(instance, &options, &Interrupt::default(), &Silent).unwrap_or_else(|why| panic!("{name}: {why:?}")).roster;
    let verdict = audit(instance, &roster).unwrap();
    assert_eq!(verdict.hard().count(), 0, "{name}: {:#?}", verdict.findings);
    let provenance = roster.provenance.unwrap();
    assert_eq!(provenance.penalty, verdict.penalty(), "{name}");
    let bound = provenance.bound.unwrap_or(0);
    assert!(bound <= cheapest && cheapest <= provenance.penalty, "{name}: bound {bound}, best {cheapest}, found {}", provenance.penalty);
}

fn column(cost: i64) -> Entry {
    Entry { lower: 0, upper: Some(1), cost, integer: true }
}

/// Cover three things, each by one of two columns that share a column.
fn cover() -> Matrix {
    let row = |a: usize, b: usize| Line { terms: vec![(a, -1), (b, -1)], sense: Sense::AtMost, limit: -1 };
    Matrix { columns: vec![column(3), column(4), column(3)], rows: vec![row(0, 1), row(1, 2), row(0, 2)], offset: 10 }
}

#[derive(Default)]
struct Heard(Mutex<Vec<Snapshot>>);

impl Observer for Heard {
    fn stage(&self, _zh: &str, _en: &str) {}

    fn news(&self, snapshot: Snapshot) {
        self.0.lock().unwrap().push(snapshot);
    }
}

#[test]
fn values_bound_and_offset_come_back() {
    let heard = Heard::default();
    let outcome = solve(&cover(), None, &Limits::default(), &Interrupt::default(), &heard);
    assert_eq!(outcome.status, Status::Optimal);
    assert_eq!(outcome.values.unwrap().iter().map(|value| value.round() as i64).collect::<Vec<_>>(), [1, 0, 1]);
    assert!((outcome.bound.unwrap() - 16.0).abs() < 1e-6);
    assert!(heard.0.lock().unwrap().iter().all(|news| news.bound.is_none_or(|bound| bound <= 16.0 + 1e-6)));
}

/// Many sets of the same weight: cuts do not close it, so the tree must grow.
#[test]
fn nodes_are_counted_and_limited() {
    let row = |times: i64, limit: i64| {
        let terms: Vec<(usize, i64)> = (0..30).map(|column| (column, (times * (column as i64 * column as i64 + 7)) % 97 + 3)).collect();
        Line { terms, sense: Sense::Equal, limit }
    };
    let matrix =
        Matrix { columns: (0..30).map(|position| column(position % 5)).collect(), rows: vec![row(13, 700), row(29, 711), row(53, 723)], offset: 0 };
    let outcome = solve(&matrix, None, &Limits { nodes: Some(40), ..Limits::default() }, &Interrupt::default(), &Silent);
    assert_eq!(outcome.status, Status::Work);
    assert!((1..=1000).contains(&outcome.nodes), "{} nodes", outcome.nodes);
}

#[test]
fn what_cannot_be_is_infeasible() {
    let mut matrix = cover();
    matrix.rows.push(Line { terms: vec![(0, 1), (1, 1), (2, 1)], sense: Sense::AtMost, limit: 1 });
    let outcome = solve(&matrix, None, &Limits::default(), &Interrupt::default(), &Silent);
    assert_eq!((outcome.status, outcome.values), (Status::Infeasible, None));
}

#[test]
fn an_interrupted_search_ends_at_once_and_keeps_its_start() {
    let interrupt = Interrupt::default();
    interrupt.ask();
    let outcome = solve(&cover(), None, &Limits::default(), &interrupt, &Silent);
    assert_eq!(outcome.status, Status::Interrupted);
}

#[test]
fn a_limit_of_time_is_kept() {
    let limits = Limits { time: Some(Duration::ZERO), ..Limits::default() };
    let outcome = solve(&cover(), Some(&[1, 1, 1]), &limits, &Interrupt::default(), &Silent);
    assert!(matches!(outcome.status, Status::Time | Status::Optimal), "{outcome:?}");
}

#[test]
fn a_portion_without_a_value_names_what_cannot_be() {
    let (_, instance) = tiny_instances().swap_remove(0);
    let plan = Plan::new(&instance, Mode::Strict);
    let mut bounds = plan.program.bounds();
    bounds[0] = (1, Some(0));
    assert_eq!(Portion::new(&plan.program, &bounds).unwrap_err(), [plan.program.columns[0].name.clone()]);
}
