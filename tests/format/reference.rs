//! `instances/README.md` is made from the types. `UPDATE=1 cargo test --test format` writes it.

use super::path;
use shangxia::format::{RULES_HEADING, reference};

fn compare(part: fn(&str) -> String, what: &str) {
    let (file, made) = (path("instances/README.md"), reference());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &made).expect("a file to write");
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(part(&written) == part(&made), "{what} in instances/README.md are not those of the types: UPDATE=1 cargo test --test format");
}

fn rules(text: &str) -> String {
    text.split(RULES_HEADING).nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap_or_default().to_owned()
}

#[test]
fn the_reference_has_every_field() {
    compare(|text| text.replace(&rules(text), ""), "the fields");
}

#[test]
fn the_reference_has_every_rule() {
    compare(rules, "the rules");
}
