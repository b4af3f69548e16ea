//! Contradictions and the order of objectives, looked at before anything is solved.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly

use serde_json::{Value, json};
use shangxia::{
    diagnose,
    diagnostic::Diagnostic,
    domain::{Instance, RuleEntry},
    format::{Source, read_instance},
    rules::KINDS,
};
use std::path::Path;

fn read(name: &str) -> Instance {
    let source = Source::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("instances").join(name)).expect("the file");
    read_instance(&source).value.expect("an instance")
}

/// The ward of two with entries of its own beside the pack's.
fn ward(entries: &[(&str, Value)]) -> Instance {
    let mut ward = read("ward_of_two.yaml");
    ward.rules.entries = entries.iter().map(|(rule, settings)| RuleEntry { rule: (*rule).to_owned(), settings: settings.clone() }).collect();
    ward
}

fn said(instance: &Instance) -> Vec<Diagnostic> {
    diagnose::rule_book(instance).expect("a rule book")
}

fn errors(instance: &Instance) -> Vec<String> {
    said(instance).into_iter().filter(Diagnostic::is_error).map(|diagnostic| diagnostic.cause.en).collect()
}

/// Whether one error names all these rules.
fn names(instance: &Instance, rules: &[&str]) {
    let errors = errors(instance);
    let all = |error: &String| rules.iter().all(|rule| error.contains(&format!("`{rule}`")));
    assert!(errors.iter().any(all), "{rules:?} in {errors:#?}");
}

#[test]
fn more_nights_than_their_spacing_leaves_is_a_contradiction() {
    let night = json!({ "shift_kinds": ["night"], "min": 2, "window": "week", "enforce": "hard", "for": { "doctors": ["D001"] } });
    let spacing = json!({ "days": 5, "enforce": "hard" });
    names(&ward(&[("shift_count", night.clone()), ("night_spacing", spacing)]), &["shift_count", "night_spacing"]);
    assert!(errors(&ward(&[("shift_count", night)])).is_empty(), "Monday and Thursday are three days apart");
}

#[test]
fn more_people_than_there_are_is_a_contradiction() {
    let mut ward = ward(&[("coverage", json!({ "enforce": "hard" }))]);
    ward.posts[0].need.min = 3;
    names(&ward, &["coverage"]);
    assert!(errors(&ward)[0].contains("at least 3, there can be 2"), "{:?}", errors(&ward));
}

#[test]
fn a_duty_fixed_on_a_day_of_leave_is_a_contradiction() {
    let mut ward = ward(&[]);
    let post = ward.posts[0].id.clone();
    ward.doctors[0].facts = serde_json::from_value(json!([{ "kind": "leave", "from": "2026-01-07", "to": "2026-01-07" }])).unwrap();
    ward.pins.duties = serde_json::from_value(json!([{ "doctor": "D001", "date": "2026-01-07", "post": post }])).unwrap();
    let errors = errors(&ward);
    assert!(errors.iter().any(|error| error.contains("fixed by hand") && error.contains("`availability`")), "{errors:#?}");
}

#[test]
fn two_duties_fixed_too_near_each_other_are_a_contradiction() {
    let mut ward = ward(&[]);
    let pin = |date: &str, post: usize| json!({ "doctor": "D001", "date": date, "post": ward.posts[post].id });
    ward.pins.duties = serde_json::from_value(json!([pin("2026-01-05", 1), pin("2026-01-06", 0)])).unwrap();
    let errors = errors(&ward);
    assert!(errors.iter().any(|error| error.contains("fixed by hand") && error.contains("contradict")), "{errors:#?}");
}

#[test]
fn a_contradiction_is_said_in_both_languages_with_advice() {
    let mut ward = ward(&[("coverage", json!({ "enforce": "hard" }))]);
    ward.posts[0].need.min = 3;
    let found = said(&ward).into_iter().find(Diagnostic::is_error).expect("an error");
    assert!(found.cause.zh.contains("“岗位覆盖”（coverage）做不到"), "{}", found.cause.zh);
    assert!(found.advice.en.contains("relax one of them"));
}

/// Every tiny instance of the book has a clean roster under each of its entries (tests/rules.rs sees
/// to that), so nothing in them may be called a contradiction.
#[test]
fn what_has_a_roster_is_never_called_a_contradiction() {
    #[derive(serde::Deserialize)]
    struct Cases {
        instance: Instance,
        entries: Vec<Value>,
    }
    for kind in KINDS {
        let code = kind.card().code;
        let file = format!("{}/src/rules/{code}/cases.yaml", env!("CARGO_MANIFEST_DIR"));
        let Cases { instance, entries } = serde_yaml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        for settings in entries {
            let mut instance = instance.clone();
            instance.rules.pack = None;
            instance.rules.entries = vec![RuleEntry { rule: code.to_owned(), settings }];
            assert!(errors(&instance).is_empty(), "{code}: {:#?}", errors(&instance));
        }
    }
}

#[test]
fn wishes_that_outweigh_a_post_are_warned_of() {
    let warned = |weight: u32| {
        let mut ward = ward(&[("request", json!({ "enforce": { "weight": weight } }))]);
        ward.requests[0].weight = 1;
        said(&ward).into_iter().filter(|d| d.code == "order-of-objectives").map(|d| d.cause.en).collect::<Vec<_>>()
    };
    assert!(warned(3).is_empty(), "{:?}", warned(3));
    // The wish is for 9 January: the day post is worth 1000 there.
    let heavy = warned(1000);
    assert!(heavy.iter().any(|warning| warning.contains("`coverage` (shortages) costs 1000") && warning.contains("`request` 1000")), "{heavy:#?}");
    assert!(warned(700).iter().all(|warning| !warning.contains("`coverage` (shortages)")));
}

#[test]
fn the_instances_keep_the_order_and_contradict_nothing() {
    for name in ["ward_of_two.yaml", "town_of_eight.yaml", "tongzhou_2026q1.yaml"] {
        assert!(said(&read(name)).is_empty(), "{name}: {:#?}", said(&read(name)));
    }
}
