//! Broken benchmark files: everything that is wrong, at once, where it is, with advice, in both
//! languages.

use super::path;
use shangxia::{
    diagnostic::{Diagnostic, Lang},
    exchange::read_shift_scheduling,
    format::{Source, render},
};
use std::{collections::BTreeSet, fs};

fn files() -> Vec<String> {
    let folder = fs::read_dir(path("broken")).expect("a folder").flatten();
    let mut names: Vec<String> = folder.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn wrong(source: &Source) -> Vec<Diagnostic> {
    read_shift_scheduling("broken", source.text()).err().unwrap_or_else(|| panic!("{} is read", source.name()))
}

fn source(file: &str) -> Source {
    Source::new(format!("tests/exchange/broken/{file}"), fs::read_to_string(path("broken").join(file)).expect(file))
}

#[test]
fn messages_read_as_recorded() {
    for file in files() {
        let source = source(&file);
        let wrong = wrong(&source);
        let text = format!("{}{}", render(&source, &wrong, Lang::Zh, false), render(&source, &wrong, Lang::En, false));
        insta::with_settings!({ snapshot_path => path("snapshots"), prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(file.trim_end_matches(".txt").to_owned(), text);
        });
    }
}

#[test]
fn each_message_stands_at_its_bytes_once_and_in_both_languages() {
    for file in files() {
        let source = source(&file);
        let mut said = BTreeSet::new();
        for diagnostic in wrong(&source) {
            let span = diagnostic.span.clone().expect("a place");
            assert!(source.text().get(span.clone()).is_some(), "{file}: {diagnostic:?}");
            assert!(said.insert((span.start, span.end, diagnostic.cause.clone())), "{file}: twice: {diagnostic:?}");
            for text in [&diagnostic.cause, &diagnostic.advice] {
                assert!(text.zh != text.en && !text.en.is_empty(), "{file}: {text:?}");
            }
        }
    }
}

#[test]
fn a_file_of_garbage_is_not_listed_line_by_line() {
    let text = format!("SECTION_HORIZON\n7\nSECTION_COVER\n{}", "x,y,z,u,v\n".repeat(2000));
    let wrong = read_shift_scheduling("garbage", &text).expect_err("garbage is read");
    assert_eq!(wrong.len(), 501);
    assert_eq!(wrong[500].code, "and-more");
}
