//! Files in and out: what is right round-trips, what is wrong is said with its place.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly

mod attached;
mod broken;
mod reference;
mod round_trip;
mod schema;
mod scrambled;

use shangxia::{
    diagnostic::{Diagnostic, Lang},
    domain::{Instance, Roster},
    format::{Source, read_instance, read_roster, render},
};
use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// A file under its name in the repository.
fn source(relative: &str) -> Source {
    let bytes = std::fs::read(path(relative)).unwrap_or_else(|error| panic!("{relative}: {error}"));
    Source::from_bytes(relative, bytes)
}

/// Files of a folder with an ending, sorted.
fn files(folder: &str, ending: &str) -> Vec<String> {
    let entries = std::fs::read_dir(path(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut files: Vec<String> = names.filter(|name| name.ends_with(ending)).map(|name| format!("{folder}/{name}")).collect();
    files.sort();
    files
}

fn town() -> &'static Instance {
    static TOWN: OnceLock<Instance> = OnceLock::new();
    TOWN.get_or_init(|| read(&source("tests/format/town.yaml")))
}

/// An instance without a mistake.
fn read(source: &Source) -> Instance {
    let reading = read_instance(source);
    reading.value.unwrap_or_else(|| panic!("{}", said(source, &reading.diagnostics)))
}

fn read_back(text: &str, instance: &Instance) -> Roster {
    let source = Source::new("roster.yaml", text);
    let reading = read_roster(&source, instance);
    reading.value.unwrap_or_else(|| panic!("{}\n{text}", said(&source, &reading.diagnostics)))
}

fn said(source: &Source, diagnostics: &[Diagnostic]) -> String {
    render(source, diagnostics, Lang::En, false)
}
