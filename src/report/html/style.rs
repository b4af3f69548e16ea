//! The style sheet: `style.css`, and the running foot of a printed page.

use crate::diagnostic::Lang;

const SHEET: &str = include_str!("style.css");

pub(in crate::report) fn sheet(lang: Lang, title: &str) -> String {
    let page = if lang == Lang::Zh { "\"第 \" counter(page) \" / \" counter(pages) \" 页\"" } else { "counter(page) \" / \" counter(pages)" };
    let left = css_text(title);
    format!("{SHEET}@page {{ @bottom-left {{ content: \"{left}\" }} @bottom-right {{ content: {page} }} }}\n")
}

/// A name inside a CSS string: whatever could end the string or the element is written by number.
fn css_text(text: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || " ·.,–—-（）()".contains(letter);
    text.chars().map(|letter| if plain(letter) { letter.to_string() } else { format!("\\{:x} ", u32::from(letter)) }).collect()
}
