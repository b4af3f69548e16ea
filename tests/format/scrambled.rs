//! Whatever stands in a file, reading and rendering it does not fall over.

use super::{path, town};
use proptest::{
    prelude::*,
    sample::{Index, select},
};
use shangxia::{
    diagnostic::Lang,
    format::{Source, read_instance, read_roster, render},
};

const TOKENS: &[&str] = &[
    "",
    ":",
    ": ",
    "- ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "  ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "#",
    " #",
    "'",
    "\"",
    "|",
    ">",
    "&a",
    "*a",
    "!",
    "!!int",
    "%",
    "---\n",
    "...\n",
    "<<",
    "?",
    "@",
    "`",
    "~",
    "null",
    "0",
    "-1",
    "99999999999999999999",
    "1e400",
    "true",
    "8h",
    "2026-02-30",
    "9999-12-31",
    "中文",
    "：",
    "é",
    "😀",
    "\u{feff}",
    "\u{0}",
    "\u{85}",
    "\u{2028}",
    "\u{200b}",
    "e\u{301}",
    "\u{202e}",
    "D001",
    "ward",
    "id:",
    "rules:",
    "doctors: []\n",
];

#[derive(Clone, Debug)]
enum Change {
    Cut(Index, Index),
    Put(Index, &'static str),
    Swap(Index, &'static str),
    Again(Index),
    End(Index),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<Index>(), any::<Index>()).prop_map(|(at, len)| Change::Cut(at, len)),
        (any::<Index>(), select(TOKENS)).prop_map(|(at, token)| Change::Put(at, token)),
        (any::<Index>(), select(TOKENS)).prop_map(|(at, token)| Change::Swap(at, token)),
        any::<Index>().prop_map(Change::Again),
        any::<Index>().prop_map(Change::End),
    ]
}

/// The text in words and what stands between them.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut word = false;
    for character in text.chars() {
        let is_word = character.is_alphanumeric() || character == '-' || character == '_';
        match pieces.last_mut() {
            Some(last) if is_word && word => last.push(character),
            _ => pieces.push(character.to_string()),
        }
        word = is_word;
    }
    pieces
}

fn scrambled(text: &str, changes: &[Change]) -> String {
    let mut pieces = pieces(text);
    for change in changes {
        let len = pieces.len().max(1);
        match change {
            Change::Cut(at, count) => {
                let at = at.index(len).min(pieces.len());
                pieces.drain(at..(at + count.index(8)).min(pieces.len()));
            }
            Change::Put(at, token) => pieces.insert(at.index(len).min(pieces.len()), (*token).to_owned()),
            Change::Swap(at, token) => {
                if let Some(piece) = pieces.get_mut(at.index(len)) {
                    (*token).clone_into(piece);
                }
            }
            Change::Again(at) => {
                let at = at.index(len).min(pieces.len());
                let copy = pieces[at..(at + 12).min(pieces.len())].to_vec();
                pieces.splice(at..at, copy);
            }
            Change::End(at) => pieces.truncate(at.index(len)),
        }
    }
    pieces.concat()
}

fn read_and_render(source: &Source) {
    let reading = read_instance(source);
    assert_eq!(reading.value.is_none(), reading.diagnostics.iter().any(shangxia::diagnostic::Diagnostic::is_error));
    let rosters = read_roster(source, town());
    for diagnostics in [reading.diagnostics, rosters.diagnostics] {
        for lang in [Lang::Zh, Lang::En] {
            assert_eq!(render(source, &diagnostics, lang, false).is_empty(), diagnostics.is_empty());
        }
        let bare: Vec<_> = diagnostics.into_iter().map(|d| shangxia::diagnostic::Diagnostic { span: None, ..d }).collect();
        render(source, &bare, Lang::Zh, true);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1000) })]

    #[test]
    fn scrambled_files_are_read_to_the_end(changes in prop::collection::vec(change(), 1..6)) {
        let text = std::fs::read_to_string(path("tests/format/town.yaml")).expect("a file");
        read_and_render(&Source::new("scrambled.yaml", scrambled(&text, &changes)));
    }

    #[test]
    fn any_bytes_are_read_to_the_end(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        read_and_render(&Source::from_bytes("bytes", bytes));
    }

    #[test]
    fn any_tokens_are_read_to_the_end(tokens in prop::collection::vec(select(TOKENS), 0..40)) {
        read_and_render(&Source::new("tokens", tokens.concat()));
    }
}
