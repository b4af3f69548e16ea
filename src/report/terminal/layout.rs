//! Text laid out by display width.

use super::TerminalOptions;
use crate::{
    diagnostic::Lang,
    report::{Timetable, UnitTable, edition::Edition},
};
use std::ops::Deref;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How a piece of text stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Strong,
    Faint,
    Night,
    Warn,
    Alarm,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Self::Strong => "1",
            Self::Faint => "2",
            Self::Night => "7",
            Self::Warn => "33",
            Self::Alarm => "1;31",
        }
    }
}

/// The page being written.
pub(super) struct Page<'a> {
    edition: Edition<'a>,
    pub(super) options: &'a TerminalOptions,
    pub(super) out: String,
}

impl<'a> Deref for Page<'a> {
    type Target = Edition<'a>;

    fn deref(&self) -> &Self::Target {
        &self.edition
    }
}

impl<'a> Page<'a> {
    pub(super) fn new(timetable: &'a Timetable, lang: Lang, options: &'a TerminalOptions) -> Self {
        Self { edition: Edition { timetable, lang }, options, out: String::new() }
    }

    pub(super) fn width(&self) -> usize {
        self.options.width.max(80)
    }

    /// A line as it is; trailing blanks are dropped.
    pub(super) fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    /// A paragraph, wrapped; lines after the first are indented by `hang`.
    pub(super) fn paragraph(&mut self, text: &str, hang: usize) {
        for line in wrap(text, self.width(), hang) {
            self.line(&line);
        }
    }

    /// A heading with an empty line before it.
    pub(super) fn heading(&mut self, title: &str) {
        let rule = "-".repeat(self.width().saturating_sub(title.width() + 1));
        let title = self.paint(title, Style::Strong);
        self.line("");
        self.line(&format!("{title} {rule}"));
    }

    pub(super) fn paint(&self, text: &str, style: Style) -> String {
        if self.options.colour && !text.trim().is_empty() { format!("\x1b[{}m{text}\x1b[0m", style.code()) } else { text.to_owned() }
    }

    /// Tables of the units asked for.
    pub(super) fn units(&self) -> impl Iterator<Item = &'a UnitTable> + use<'a> {
        let (timetable, wanted) = (self.timetable, self.options.unit.clone());
        timetable.units.iter().filter(move |table| wanted.as_ref().is_none_or(|id| *id == table.id))
    }

    /// Whether things of a unit are asked for.
    pub(super) fn shows(&self, unit: usize) -> bool {
        self.options.unit.is_none() || self.units().any(|table| table.unit == unit)
    }
}

/// Text cut to a width and filled up with blanks.
pub(in crate::report) fn pad(text: &str, width: usize) -> String {
    let cut = clip(text, width);
    let fill = width.saturating_sub(cut.width());
    format!("{cut}{}", " ".repeat(fill))
}

/// Text at the right end of a column.
pub(in crate::report) fn right(text: &str, width: usize) -> String {
    let cut = clip(text, width);
    let fill = width.saturating_sub(cut.width());
    format!("{}{cut}", " ".repeat(fill))
}

/// Text cut to a width; what is cut shows as `..`.
pub(super) fn clip(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut cut = String::new();
    for letter in text.chars() {
        if cut.width() + letter.width().unwrap_or(0) + 2 > width {
            break;
        }
        cut.push(letter);
    }
    cut + &".".repeat(width.min(2))
}

/// A place and a thing in it; if both do not fit, the place is cut first.
pub(super) fn joined(place: &str, thing: &str, width: usize) -> String {
    let room = width.saturating_sub(thing.width() + 3);
    let place = if room >= 6 { clip(place, room) } else { clip(place, 6) };
    clip(&format!("{place} · {thing}"), width)
}

/// Breaks text into lines: between words, and between Chinese characters.
pub(in crate::report) fn wrap(text: &str, width: usize, hang: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if line.width() + piece.trim_end().width() > width && !line.trim().is_empty() {
            lines.push(std::mem::replace(&mut line, " ".repeat(hang)));
        }
        let fresh = line.trim().is_empty() && !lines.is_empty();
        line.push_str(if fresh { piece.trim_start() } else { &piece });
    }
    lines.push(line);
    lines
}

/// Pieces a line may be broken between: words with the blank after them, single Chinese
/// characters with the closing sign after them.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut open = false;
    for letter in text.chars() {
        let wide = letter.width().unwrap_or(0) == 2;
        let closing = "，。；：、）】》！？".contains(letter);
        match pieces.last_mut() {
            Some(last) if closing || (open && !wide) => last.push(letter),
            _ => pieces.push(letter.to_string()),
        }
        open = !wide && letter != ' ' || "（【《".contains(letter);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_screen() {
        assert_eq!(pad("夜班", 6), "夜班  ");
        assert_eq!(right("夜", 4), "  夜");
        assert_eq!(clip("通州院区急诊科", 9), "通州院..");
        assert_eq!(clip("abc", 1), ".");
    }

    #[test]
    fn lines_break_between_words_and_between_characters() {
        assert_eq!(wrap("one two three", 8, 2), ["one two ", "  three"]);
        assert_eq!(wrap("急诊科夜班，缺一人", 10, 0), ["急诊科夜", "班，缺一人"]);
    }
}
