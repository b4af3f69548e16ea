//! Whatever people read is there in Chinese and in English: every text of the source, pair by pair.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// A text in both languages, and where it stands.
struct Pair {
    place: String,
    zh: String,
    en: String,
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            all.extend(sources(&entry));
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            all.push(entry);
        }
    }
    all.sort();
    all
}

/// The string that a literal stands for.
fn literal(token: Option<&TokenTree>) -> Option<String> {
    let Some(TokenTree::Literal(literal)) = token else { return None };
    let text = literal.to_string();
    // As JSON writes it: a hard blank is the only letter that is spelt out.
    text.starts_with('"').then(|| serde_json::from_str(&text.replace("\\\n", "").replace("\\u{a0}", "\u{a0}")).unwrap_or(text))
}

/// `text!(zh, en)`, `Text::new(zh, en)` and `either(zh, en)` with two literals, in files and macros alike.
fn pairs(place: &Path, tokens: TokenStream, found: &mut Vec<Pair>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is = |token: Option<&TokenTree>, name: &str| token.is_some_and(|token| token.to_string() == name);
    for (position, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let before = |steps: usize| position.checked_sub(steps).and_then(|position| tokens.get(position));
        let is_text = is(before(1), "!") && is(before(2), "text");
        let is_new = is(before(1), "new") && is(before(4), "Text");
        if group.delimiter() == Delimiter::Parenthesis && (is_text || is_new || is(before(1), "either")) {
            let inside: Vec<TokenTree> = group.stream().into_iter().collect();
            if let (Some(zh), Some(en)) = (literal(inside.first()), literal(inside.get(2))) {
                found.push(Pair { place: place.display().to_string(), zh, en });
            }
        }
        pairs(place, group.stream(), found);
    }
}

fn all() -> Vec<Pair> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for file in sources(&root.join("src")) {
        let text = fs::read_to_string(&file).unwrap();
        pairs(file.strip_prefix(&root).unwrap(), text.parse().unwrap(), &mut found);
    }
    found
}

/// The texts of which something is true, with their places.
fn those(is: impl Fn(&Pair) -> bool) -> Vec<String> {
    all().iter().filter(|pair| is(pair)).map(|Pair { place, zh, en }| format!("{place}: {zh} | {en}")).collect()
}

/// Chinese characters and punctuation.
fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// What a text takes from the program: the names in braces, and how many have none. Values that are
/// words themselves are called `zh` and `en`, or end in `_zh` and `_en`.
fn holes(text: &str) -> (BTreeSet<String>, usize) {
    let plain = text.replace("{{", "").replace("}}", "");
    let names: Vec<&str> = plain.split('{').skip(1).filter_map(|rest| rest.split(['}', ':']).next()).collect();
    let said = |name: &str| match name {
        "zh" | "en" => "words".to_owned(),
        name => name.strip_suffix("_zh").or_else(|| name.strip_suffix("_en")).unwrap_or(name).to_owned(),
    };
    (names.iter().filter(|name| !name.is_empty()).map(|name| said(name)).collect(), names.iter().filter(|name| name.is_empty()).count())
}

/// Words beside what stands in braces and in backquotes, where codes and commands are.
fn words(text: &str) -> String {
    let mut depth = 0;
    let outside = |letter: &char| {
        depth += i32::from(*letter == '{');
        let out = depth == 0;
        depth -= i32::from(*letter == '}');
        out
    };
    let plain: String = text.chars().filter(outside).collect();
    plain.split('`').step_by(2).collect()
}

#[test]
fn the_source_holds_its_texts_in_pairs() {
    assert!(all().len() > 1000, "{} pairs: the search finds less than there is", all().len());
}

#[test]
fn no_text_is_missing_in_either_language() {
    let empty = those(|pair| pair.zh.is_empty() && words(&pair.en).chars().filter(|c| c.is_alphabetic()).count() > 3);
    assert!(empty.is_empty(), "said in English alone: {empty:#?}");
    let chinese = those(|pair| pair.en.chars().any(is_chinese));
    assert!(chinese.is_empty(), "Chinese in the English text: {chinese:#?}");
    let english =
        |pair: &Pair| !pair.zh.chars().any(is_chinese) && words(&pair.zh).split(|c: char| !c.is_ascii_lowercase()).any(|word| word.len() > 3);
    let english = those(english);
    assert!(english.is_empty(), "English in the Chinese text: {english:#?}");
}

#[test]
fn both_languages_say_the_same_names_and_numbers() {
    let different = those(|pair| holes(&pair.zh) != holes(&pair.en));
    assert!(different.is_empty(), "{different:#?}");
}
