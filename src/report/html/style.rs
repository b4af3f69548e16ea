//! The style sheet: `style.css`, and the running foot of a printed page.

use super::view::View;

const SHEET: &str = include_str!("style.css");

pub(super) fn sheet(view: &View<'_>, title: &str) -> String {
    let (left, page) = (css_text(title), view.either("\"第 \" counter(page) \" / \" counter(pages) \" 页\"", "counter(page) \" / \" counter(pages)"));
    format!("{SHEET}@page {{ @bottom-left {{ content: \"{left}\" }} @bottom-right {{ content: {page} }} }}\n")
}

/// A name inside a CSS string: whatever could end the string or the element is written by number.
fn css_text(text: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || " ·.,–—-（）()".contains(letter);
    text.chars().map(|letter| if plain(letter) { letter.to_string() } else { format!("\\{:x} ", u32::from(letter)) }).collect()
}
