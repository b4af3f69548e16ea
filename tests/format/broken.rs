//! One file for each kind of mistake. It is said once, where it is, with advice, in both languages.

use super::{files, path, read_back, said, source, town};
use shangxia::{
    diagnostic::{Diagnostic, Lang, Severity},
    format::{LARGEST_FILE, Source, read_instance, read_roster, render, write_roster},
};
use std::{collections::BTreeSet, fmt::Write as _};

/// Files that are odd, not wrong: a warning, and an instance all the same.
const ODD: &[&str] = &[
    "birth_date_odd",
    "content_too_much",
    "content_too_much_half_days",
    "content_without_post",
    "contradicting_requests",
    "date_without_effect",
    "half_day_too_short",
    "home_not_wanted",
    "never_employed",
    "never_open",
    "odd_direction",
    "overlapping_facts",
    "panels_above_population",
    "part_above_whole",
    "pin_while_absent",
    "promotion_over",
    "stint_over",
    "strength_out_of_reach",
    "target_above_eligible",
    "too_few_may_join",
    "waiting_later",
    "worked_weekday",
];

fn name(file: &str) -> &str {
    file.trim_start_matches("tests/broken/").trim_end_matches(".yaml")
}

#[test]
fn each_mistake_is_said_once_where_it_is() {
    let mut wrong = String::new();
    for file in files("tests/broken", ".yaml") {
        let (name, source) = (name(&file), source(&file));
        let reading = read_instance(&source);
        let text = said(&source, &reading.diagnostics);
        let several = name.starts_with("several_of") || name.starts_with("several_without");
        let count = reading.diagnostics.len();
        let severity = if ODD.contains(&name) { Severity::Warning } else { Severity::Error };
        let line = |d: &Diagnostic| d.span.as_ref().map(|span| source.text()[..span.start].matches('\n').count() + 1);
        let reasons = [
            (if several { count > 1 } else { count == 1 }, "said more or less than once"),
            (reading.diagnostics.iter().all(|d| d.severity == severity), "another severity"),
            (reading.value.is_some() == (severity == Severity::Warning), "an instance in spite of an error, or none without"),
            (reading.diagnostics.iter().all(|d| line(d) > Some(1)) || name == "empty_file", "nothing is wrong with the comment on the first line"),
        ];
        for (_, what) in reasons.iter().filter(|(right, _)| !right) {
            let _ = writeln!(wrong, "{name}: {what}\n{text}");
        }
        reading.diagnostics.iter().for_each(|diagnostic| in_both_languages(name, diagnostic));
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn in_both_languages(name: &str, diagnostic: &Diagnostic) {
    for text in [&diagnostic.cause, &diagnostic.advice] {
        let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(chinese(&text.zh) || text.zh == text.en, "{name}: {text:?}");
        let own = text.en.split('`').step_by(2).collect::<String>();
        assert!(!chinese(&own), "{name}: {text:?}");
    }
}

#[test]
fn messages_read_as_recorded() {
    for file in files("tests/broken", ".yaml") {
        let source = source(&file);
        let diagnostics = read_instance(&source).diagnostics;
        let text = format!("{}{}", render(&source, &diagnostics, Lang::Zh, false), render(&source, &diagnostics, Lang::En, false));
        insta::with_settings!({ snapshot_path => path("tests/snapshots/broken"), prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name(&file), text);
        });
    }
}

#[test]
fn several_mistakes_are_said_at_once() {
    let codes = |file: &str| read_instance(&source(file)).diagnostics.into_iter().map(|d| d.code).collect::<BTreeSet<_>>();
    let form = ["out-of-range", "unknown-value", "unknown-key", "wrong-time", "wrong-type", "wrong-date", "unknown-id"];
    assert_eq!(codes("tests/broken/several_of_form.yaml"), BTreeSet::from(form));
    let meaning =
        ["not-a-monday", "no-notice", "counted-exceeds-length", "need-order", "producer-without-yield", "birth-date", "stint-terms", "counts-twice"];
    assert_eq!(codes("tests/broken/several_of_meaning.yaml"), BTreeSet::from(meaning));
}

/// Codes as they stand in the source of the reader.
fn codes_of_the_reader() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    let folders = ["src/format", "src/format/checks", "src/format/structure"];
    for file in folders.into_iter().flat_map(|folder| files(folder, ".rs")) {
        let text = std::fs::read_to_string(path(&file)).expect("a file");
        for (position, _) in text.match_indices('"') {
            let word = text[position + 1..].split('"').next().unwrap_or_default();
            let is_code =
                word.contains('-') && word.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'8'));
            if is_code {
                codes.insert(word.to_owned());
            }
        }
    }
    codes
}

#[test]
fn every_mistake_the_reader_knows_has_its_file() {
    let shown: BTreeSet<String> =
        files("tests/broken", ".yaml").iter().flat_map(|file| read_instance(&source(file)).diagnostics).map(|d| d.code.to_owned()).collect();
    // Those that need a file too large to keep, or a roster, are below; those of events are in tests/repair. The schema lists the packs,
    // and no schema limits the length of a list yet.
    let elsewhere = [
        "unknown-pack",
        "file-too-large",
        "too-many-aliases",
        "and-more",
        "other-instance",
        "too-few",
        "too-many",
        "no-leave",
        "no-stint",
        "nothing-closed",
    ];
    let missing: Vec<_> = codes_of_the_reader().into_iter().filter(|code| !shown.contains(code) && !elsewhere.contains(&code.as_str())).collect();
    assert!(missing.is_empty(), "no file shows {missing:?}");
}

fn codes(text: impl Into<String>) -> Vec<&'static str> {
    read_instance(&Source::new("x.yaml", text)).diagnostics.into_iter().map(|d| d.code).collect()
}

#[test]
fn files_that_are_too_much_are_refused() {
    assert_eq!(codes(" ".repeat(LARGEST_FILE as usize + 1)), ["file-too-large"]);
    assert_eq!(codes(""), ["empty-file"]);
    assert_eq!(codes("[".repeat(10_000)), ["yaml-syntax"]);
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let items = vec![format!("*a{}", level - 1); 10].join(", ");
        let _ = writeln!(bomb, "a{level}: &a{level} [{items}]");
    }
    assert_eq!(codes(bomb), ["too-many-aliases"]);
}

#[test]
fn thousands_of_mistakes_are_counted_not_listed() {
    let town = std::fs::read_to_string(path("tests/format/town.yaml")).expect("a file");
    let wishes = "  - { doctor: D009, date: 2026-01-09, want: \"off\" }\n".repeat(2000);
    let all = codes(town.replace("requests:\n", &format!("requests:\n{wishes}")));
    assert_eq!(all.len(), 501);
    assert_eq!(all.last(), Some(&"and-more"));
}

#[test]
fn a_window_cut_by_the_horizon_asks_its_part_of_the_people_only() {
    let town = std::fs::read_to_string(path("tests/format/town.yaml")).expect("a file");
    let with = |target: u32| codes(town.replace("target: 20\n    window: week", &format!("target: {target}\n    window: quarter")));
    // 200 people are left, and 28 of the 90 days of the quarter lie in the horizon.
    assert_eq!(with(642), [""; 0]);
    assert_eq!(with(650), ["target-above-eligible"]);
}

#[test]
fn anchors_and_aliases_work() {
    let town = std::fs::read_to_string(path("tests/format/town.yaml")).expect("a file");
    let text = town.replace("days: [mon, wed]", "days: &clinic [mon, wed]").replace("days: [tue]", "days: *clinic");
    let reading = read_instance(&Source::new("x.yaml", text));
    let instance = reading.value.expect("no mistakes");
    assert_eq!(instance.posts[2].days, instance.posts[3].days);
}

#[test]
fn a_roster_is_held_against_its_instance() {
    let instance = town();
    let roster = "duties:\n  - { date: 2026-01-05, post: ward-dya, doctor: D001 }\n  - { date: 2026-03-05, post: ward-day, doctor: D1 }\n\
                stints:\n  - { doctor: D002, programme: down, first: 2026-01-06, weeks: 2 }\nprovenence: {}\n";
    let source = Source::new("roster.yaml", roster);
    let reading = read_roster(&source, instance);
    assert!(reading.value.is_none());
    insta::with_settings!({ snapshot_path => path("tests/snapshots"), prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("broken_roster", said(&source, &reading.diagnostics));
    });
}

#[test]
fn a_roster_of_another_instance_is_said_to_be_one() {
    let mut instance = town().clone();
    let provenance = shangxia::domain::Provenance { instance: shangxia::format::instance_hash(&instance), ..Default::default() };
    let roster = shangxia::domain::Roster { provenance: Some(provenance), ..Default::default() };
    let text = write_roster(&roster);
    assert_eq!(read_back(&text, &instance), roster);
    instance.doctors[0].panel = 7;
    let reading = read_roster(&Source::new("roster.yaml", text), &instance);
    assert_eq!(reading.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), ["other-instance"]);
    assert!(reading.value.is_some());
}

#[test]
fn colours_are_only_there_when_asked_for() {
    let source = source("tests/broken/unknown_key.yaml");
    let diagnostics = read_instance(&source).diagnostics;
    assert!(render(&source, &diagnostics, Lang::Zh, true).contains('\u{1b}'));
    assert!(!render(&source, &diagnostics, Lang::Zh, false).contains('\u{1b}'));
}
