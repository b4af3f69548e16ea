//! The fences of the house: who may import whom, complete rule folders, short files.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly

use proc_macro2::{TokenStream, TokenTree};
use shangxia::{diagnostic::Lang, rules::KINDS};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Room, and what it may import.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("diagnostic", &[]),
    ("milp", &[]),
    ("planning", &["domain", "milp"]),
    ("engine", &["milp"]),
    ("rules", &["domain", "planning", "diagnostic"]),
    ("format", &["domain", "rules", "diagnostic"]),
    // What others write becomes the tables and trees of the format; the format knows nobody else's layout.
    ("exchange", &["domain", "rules", "diagnostic", "format"]),
    ("generate", &["domain", "diagnostic"]),
    ("solve", &["domain", "planning", "milp", "rules", "engine", "diagnostic"]),
    ("audit", &["domain", "rules", "diagnostic"]),
    ("diagnose", &["domain", "planning", "milp", "rules", "engine", "solve", "audit", "diagnostic"]),
    ("report", &["domain", "audit", "rules", "diagnostic"]),
    // It measures rosters with the counts of the reports, so that both say the same.
    ("whatif", &["domain", "planning", "milp", "engine", "rules", "format", "solve", "audit", "diagnose", "report", "diagnostic"]),
    ("rollover", &["domain", "rules", "diagnostic"]),
    ("publish", &["domain", "audit", "format", "rules", "diagnostic"]),
    ("stress", &["domain", "diagnostic", "generate", "engine", "solve", "repair"]),
    ("repair", &["domain", "audit", "publish", "rules", "diagnostic", "engine", "solve"]),
];

/// Macros stand at the root of the crate: the rooms they belong to.
const MACROS: &[(&str, &str)] = &[("text", "diagnostic"), ("rule_pages", "rules")];

/// Pages of a rule folder.
const PAGES: &[&str] = &["mod.rs", "formulation.rs", "audit.rs", "rule.md", "cases.yaml", "rows.snap"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Module path of a file under `src`: `rules/coverage/audit.rs` is `[rules, coverage, audit]`.
fn module(file: &Path) -> Vec<String> {
    let relative = file.strip_prefix(root().join("src")).expect("a file under src").with_extension("");
    let mut parts: Vec<String> = relative.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts
}

/// Every path into the crate that a file names, from the root on: `crate::a::b`, grouped uses and
/// `super::…` resolved. Strings and comments are no tokens, so they do not count.
fn paths(file: &Path) -> BTreeSet<Vec<String>> {
    let text = fs::read_to_string(file).expect("a source file");
    let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut found = BTreeSet::new();
    scan(tokens, &module(file), &mut found);
    found
}

fn scan(tokens: TokenStream, here: &[String], found: &mut BTreeSet<Vec<String>>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut position = 0;
    while position < tokens.len() {
        let base = match &tokens[position] {
            TokenTree::Ident(word) if word == "crate" || word == "shangxia" => Some(Vec::new()),
            TokenTree::Ident(word) if word == "super" => Some(here[..here.len().saturating_sub(1)].to_vec()),
            TokenTree::Group(group) => {
                scan(group.stream(), here, found);
                None
            }
            _ => None,
        };
        position += 1;
        if let Some(base) = base {
            position = follow(&tokens, position, base, found);
        }
    }
}

/// Follows `::name::{…}` after a path's beginning; gives the position after it.
fn follow(tokens: &[TokenTree], mut position: usize, mut path: Vec<String>, found: &mut BTreeSet<Vec<String>>) -> usize {
    let colons =
        |at: usize| matches!(tokens.get(at..at + 2), Some([TokenTree::Punct(a), TokenTree::Punct(b)]) if a.as_char() == ':' && b.as_char() == ':');
    while colons(position) {
        position += 2;
        match tokens.get(position) {
            Some(TokenTree::Ident(word)) if word == "super" => {
                path.pop();
            }
            Some(TokenTree::Ident(word)) => path.push(word.to_string()),
            Some(TokenTree::Group(group)) => {
                branches(group.stream(), &path, found);
                return position + 1;
            }
            _ => break,
        }
        position += 1;
    }
    found.insert(path);
    position
}

/// The branches of a grouped use, separated by commas.
fn branches(tokens: TokenStream, path: &[String], found: &mut BTreeSet<Vec<String>>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for branch in tokens.split(|token| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ',')) {
        if let Some(TokenTree::Ident(word)) = branch.first() {
            let mut path = path.to_vec();
            path.push(word.to_string());
            follow(branch, 1, path, found);
        }
    }
}

/// The room a path leads into.
fn room(path: &[String]) -> Option<&str> {
    let first = path.first()?.as_str();
    Some(MACROS.iter().find(|(name, _)| *name == first).map_or(first, |(_, room)| room))
}

#[test]
fn rooms_import_only_what_the_table_allows() {
    let mut wrong = Vec::new();
    for (here, allowed) in ROOMS {
        for file in rust_files(&root().join("src").join(here)) {
            for path in paths(&file) {
                let Some(there) = room(&path) else { continue };
                let known = ROOMS.iter().any(|(name, _)| *name == there);
                if known && there != *here && !allowed.contains(&there) {
                    wrong.push(format!("{} imports {}", file.display(), path.join("::")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_room_is_in_the_table() {
    let rooms: BTreeSet<String> = fs::read_dir(root().join("src"))
        .expect("src")
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    let known: BTreeSet<String> = ROOMS.iter().map(|(name, _)| (*name).to_owned()).chain(["cli".to_owned()]).collect();
    assert_eq!(rooms, known);
}

fn rule_folders() -> BTreeSet<String> {
    fs::read_dir(root().join("src/rules"))
        .expect("src/rules")
        .flatten()
        .filter(|entry| entry.path().is_dir() && entry.file_name() != "packs")
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn every_rule_folder_is_in_the_book_and_complete() {
    let listed: BTreeSet<String> = KINDS.iter().map(|kind| kind.card().code.to_owned()).collect();
    assert_eq!(rule_folders(), listed, "folders of src/rules and the list in src/rules/mod.rs");
    for folder in rule_folders() {
        for page in PAGES {
            assert!(root().join("src/rules").join(&folder).join(page).is_file(), "{folder} lacks {page}");
        }
    }
}

#[test]
fn rules_do_not_import_each_other_and_auditors_do_not_see_the_model() {
    let folders = rule_folders();
    let mut wrong = Vec::new();
    for file in rust_files(&root().join("src/rules")) {
        // Files beside the folders hold what several rules share, such as `head_count_audit`.
        let folder = module(&file).get(1).filter(|first| folders.contains(*first)).cloned();
        let auditor = module(&file).iter().any(|part| part.ends_with("audit"));
        for path in paths(&file) {
            let other = folder.is_some()
                && path.first().is_some_and(|first| first == "rules")
                && path.get(1).is_some_and(|second| Some(second) != folder.as_ref() && folders.contains(second));
            let rows = path.iter().any(|part| part.ends_with("formulation"));
            let model = matches!(room(&path), Some("planning" | "milp" | "engine" | "solve")) || rows;
            if other || (auditor && model) {
                wrong.push(format!("{} imports {}", file.display(), path.join("::")));
            }
        }
    }
    for file in rust_files(&root().join("src/audit")) {
        let model = paths(&file).into_iter().find(|path| path.iter().any(|part| part == "formulation"));
        wrong.extend(model.map(|path| format!("{} imports {}", file.display(), path.join("::"))));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn pages_of_rules_speak_both_languages_under_the_same_headings() {
    for kind in KINDS {
        let page = kind.card().page;
        let code = kind.card().code;
        assert!(page.starts_with(&format!("# {code}\n")), "{code}: the page begins with its code");
        let (zh, en) = page.split_once("\n## English\n").unwrap_or_else(|| panic!("{code}: no English part"));
        assert!(zh.contains("\n## 中文\n"), "{code}: no Chinese part");
        for (part, headings) in [
            (zh, ["**为什么**", "**怎么算**", "**依据**", "**不是什么**", "**写法**"]),
            (en, ["**Why**", "**How it is counted**", "**Source**", "**What it is not**", "**YAML**"]),
        ] {
            for heading in headings {
                assert!(part.contains(heading), "{code}: {heading} is missing");
            }
        }
        assert!(en.contains("**Formula**"), "{code}: no formula");
    }
}

#[test]
fn statements_are_plain_words() {
    for kind in KINDS {
        let card = kind.card();
        let (zh, en) = (card.statement(Lang::Zh), card.statement(Lang::En));
        assert!(!zh.contains(|letter: char| letter.is_ascii_alphabetic()), "{}: no names of settings in the statement: {zh}", card.code);
        assert!(!en.contains(['`', '_']), "{}: no names of settings in the statement: {en}", card.code);
    }
}

#[test]
fn pages_call_other_rules_by_the_names_on_their_cards() {
    let names: BTreeSet<&str> = KINDS.iter().map(|kind| kind.card().zh).collect();
    for kind in KINDS {
        for reference in kind.card().page_in(Lang::Zh).split("见“").skip(1) {
            // 见“甲”“乙” and 见“甲”和“乙” name two.
            let mut rest = reference;
            while let Some((name, after)) = rest.split_once('”') {
                assert!(names.contains(name), "{}: no rule is called “{name}”", kind.card().code);
                let Some(next) = after.strip_prefix('“').or_else(|| after.strip_prefix("和“")) else { break };
                rest = next;
            }
        }
    }
}

#[test]
fn files_are_short() {
    let mut wrong = Vec::new();
    for folder in ["src", "tests", "benches", "examples"] {
        for file in rust_files(&root().join(folder)) {
            let lines = fs::read_to_string(&file).expect("a source file").lines().count();
            let rule_page = file.strip_prefix(root().join("src/rules")).is_ok_and(|inside| inside.components().count() > 1);
            let limit = if rule_page { 150 } else { 400 };
            if lines > limit {
                wrong.push(format!("{}: {lines} lines, {limit} allowed", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn only_the_engine_may_be_unsafe_and_nobody_promises_the_law() {
    for file in rust_files(&root().join("src")) {
        let text = fs::read_to_string(&file).expect("a source file");
        let engine = file.starts_with(root().join("src/engine"));
        assert!(engine || !text.contains("allow(unsafe_code)"), "{}", file.display());
        for promise in ["compliant with the law", "complies with the law", "符合法律", "合法合规"] {
            assert!(!text.contains(promise), "{}: {promise}", file.display());
        }
    }
}
