//! How long an alliance of about 500 doctors takes into a workbook and back, and how much memory:
//! `cargo bench --bench workbook`. Each number is the median of five runs; the memory is the most
//! the whole program held at any time, as Linux counts it.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a benchmark fails loudly
#![allow(missing_docs)] // a program of its own: nobody reads its documentation

use chrono::NaiveDate;
use shangxia::{
    diagnostic::Lang,
    domain::Instance,
    exchange::workbook::{read_workbook, write_workbook},
    generate::{Order, Size, generate},
};
use std::{hint::black_box, path::Path, time::Instant};

const RUNS: usize = 5;

fn main() {
    let start = NaiveDate::from_ymd_opt(2026, 1, 5).expect("a date");
    let instance = generate(&Order { size: Size::L, seed: 1, start, weeks: 13, planted: false }).expect("an alliance").instance;
    println!(
        "{} doctors, {} posts, {} rows of wishes, {} weeks",
        instance.doctors.len(),
        instance.posts.len(),
        instance.requests.len(),
        instance.horizon.weeks
    );
    let before = most_memory();
    let bytes = write_workbook(&instance, Lang::Zh).expect("a workbook");
    println!("workbook: {} KiB", bytes.len() / 1024);
    let export = median(|| drop(black_box(write_workbook(&instance, Lang::Zh))));
    let exported = most_memory();
    let read: fn(&[u8]) -> Option<Instance> = |bytes| read_workbook(bytes, Path::new("")).instance;
    assert!(read(&bytes).as_ref() == Some(&instance), "the workbook holds the instance");
    let import = median(|| drop(black_box(read(&bytes))));
    println!("export: {export:.2} s");
    println!("import: {import:.2} s");
    println!("memory: {before} MiB before, {exported} MiB after exporting, {} MiB after importing", most_memory());
}

fn median(work: impl Fn()) -> f64 {
    let mut seconds: Vec<f64> = (0..RUNS)
        .map(|_| {
            let begun = Instant::now();
            work();
            begun.elapsed().as_secs_f64()
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    seconds[RUNS / 2]
}

/// The most memory so far in MiB; 0 where the system does not tell.
fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()).map_or(0, |kib| kib / 1024)
}
