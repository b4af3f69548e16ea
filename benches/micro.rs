//! How long the parts of the pipeline take besides the search: reading, building the model,
//! writing it, auditing, reporting; on the quarter of Tongzhou and on a generated alliance of
//! about 130 doctors. `cargo bench` prints the fastest, slowest, median and mean of each.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a benchmark fails loudly
#![allow(missing_docs)] // a program of its own: nobody reads its documentation

use chrono::NaiveDate;
use divan::{Bencher, black_box};
use shangxia::{
    audit::audit_with,
    diagnostic::Lang,
    domain::{Instance, Roster},
    format::{self, Source},
    generate::{Order, Size, generate},
    milp::FileFormat,
    planning::{Mode, Plan},
    report::{Timetable, html, terminal},
    rules::Book,
};
use std::{path::Path, sync::LazyLock};

/// An instance, a roster of it, and the instance's file.
struct Case {
    instance: Instance,
    roster: Roster,
    yaml: Vec<u8>,
    file: String,
}

static TONGZHOU: LazyLock<Case> = LazyLock::new(|| {
    let path = |folder: &str| format!("{}/{folder}/tongzhou_2026q1.yaml", env!("CARGO_MANIFEST_DIR"));
    let (file, roster) = (path("instances"), path("solutions"));
    let instance = format::read_instance(&Source::open(Path::new(&file)).unwrap()).value.expect("an instance");
    let roster = format::read_roster(&Source::open(Path::new(&roster)).unwrap(), &instance).value.expect("a roster");
    Case { yaml: std::fs::read(&file).unwrap(), instance, roster, file }
});

/// Its roster is the one planted in it.
static M: LazyLock<Case> = LazyLock::new(|| {
    let start = NaiveDate::from_ymd_opt(2026, 1, 5).expect("a date");
    let made = generate(&Order { size: Size::M, seed: 1, start, weeks: 13, planted: true }).expect("an alliance");
    let yaml = format::write_instance(&made.instance).into_bytes();
    Case { instance: made.instance, roster: made.roster, yaml, file: "m.yaml".to_owned() }
});

const CASES: [&str; 2] = ["tongzhou", "m"];

fn case(name: &str) -> &'static Case {
    if name == "m" { &M } else { &TONGZHOU }
}

fn planned<'a>(instance: &'a Instance, book: &Book) -> Plan<'a> {
    let mut plan = Plan::new(instance, Mode::Strict);
    book.formulate(&mut plan);
    plan
}

#[divan::bench(args = CASES)]
fn read_yaml(bencher: Bencher, name: &str) {
    let case = case(name);
    bencher.bench_local(|| format::read_instance(&Source::from_bytes(case.file.clone(), case.yaml.clone())).value.expect("an instance"));
}

#[divan::bench(args = CASES)]
fn build_model(bencher: Bencher, name: &str) {
    let case = case(name);
    let book = Book::new(&case.instance).expect("a book");
    bencher.bench_local(|| black_box(planned(&case.instance, &book).program.rows.len()));
}

#[divan::bench(args = CASES)]
fn evaluate_model(bencher: Bencher, name: &str) {
    let case = case(name);
    let book = Book::new(&case.instance).expect("a book");
    let program = planned(&case.instance, &book).program;
    let idle = vec![0; program.columns.len()];
    bencher.bench_local(|| program.evaluate(black_box(&idle)));
}

#[divan::bench(args = CASES)]
fn write_mps(bencher: Bencher, name: &str) {
    let case = case(name);
    let book = Book::new(&case.instance).expect("a book");
    let program = planned(&case.instance, &book).program;
    bencher.bench_local(|| program.write(FileFormat::Mps, name, &mut std::io::sink()).expect("nothing to fail"));
}

#[divan::bench(args = CASES)]
fn audit(bencher: Bencher, name: &str) {
    let case = case(name);
    let book = Book::new(&case.instance).expect("a book");
    bencher.bench_local(|| audit_with(&book, black_box(&case.instance), &case.roster));
}

fn timetable(case: &'static Case) -> Timetable {
    let book = Book::new(&case.instance).expect("a book");
    Timetable::new(&case.instance, &case.roster, &audit_with(&book, &case.instance, &case.roster))
}

#[divan::bench(args = CASES)]
fn report_terminal(bencher: Bencher, name: &str) {
    let timetable = timetable(case(name));
    let look = terminal::TerminalOptions { width: 80, colour: false, unit: None, week: None };
    bencher.bench_local(|| terminal::full(black_box(&timetable), Lang::En, &look));
}

#[divan::bench(args = CASES)]
fn report_html(bencher: Bencher, name: &str) {
    let timetable = timetable(case(name));
    bencher.bench_local(|| html::page(black_box(&timetable), Lang::Zh));
}

fn main() {
    divan::main();
}
