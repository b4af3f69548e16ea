//! A text to read and what it is called in messages.

use crate::{
    diagnostic::{Diagnostic, Place},
    text,
};
use std::{fs::File, io::Read, ops::Range, path::Path};

/// Larger files are refused: an alliance of 1500 doctors with its roster takes a tenth of this.
pub const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// A text to read and its name.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: String,
    /// Bytes at which lines begin.
    lines: Vec<usize>,
    refused: Option<Diagnostic>,
}

impl Source {
    /// A text at hand.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let (name, text) = (name.into(), text.into());
        let refused = (text.len() as u64 > LARGEST_FILE).then(too_large);
        Self::with(name, if refused.is_some() { String::new() } else { text }, refused)
    }

    /// The text of a file. A file that is too large or no text can be had too: reading it then
    /// says so in place of anything else.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn open(path: &Path) -> std::io::Result<Self> {
        let name = path.display().to_string();
        let mut bytes = Vec::new();
        File::open(path)?.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
        Ok(if bytes.len() as u64 > LARGEST_FILE { Self::with(name, String::new(), Some(too_large())) } else { Self::from_bytes(name, bytes) })
    }

    /// The text of bytes.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self::new(name, text),
            Err(error) => {
                let good = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let line = text[..good].matches('\n').count() + 1;
                let refused = Diagnostic::error(
                    "not-utf-8",
                    Place::root(),
                    text!("第 {line} 行不是 UTF-8 文本", "line {line} is not UTF-8 text"),
                    text!("把文件另存为 UTF-8 编码（常见原因：文件是 GBK 编码）", "save the file as UTF-8 (it may be in GBK)"),
                );
                let end = good + char::REPLACEMENT_CHARACTER.len_utf8();
                Self::with(name.into(), text, Some(refused.at(good..end)))
            }
        }
    }

    fn with(name: String, text: String, refused: Option<Diagnostic>) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0).chain(ends.map(|(end, _)| end + 1)).collect();
        Self { name, text, lines, refused }
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text itself.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where files that the text names are looked for.
    pub(super) fn folder(&self) -> &Path {
        Path::new(&self.name).parent().unwrap_or(Path::new(""))
    }

    /// Line and column of a byte, counted from 1; columns in characters.
    pub(super) fn position_of(&self, byte: usize) -> (usize, usize) {
        let line = self.line_of(byte);
        let start = self.lines.get(line - 1).copied().unwrap_or(0);
        (line, self.text.get(start..byte).map_or(0, |before| before.chars().count()) + 1)
    }

    /// Why it is not read at all.
    pub fn refused(&self) -> Option<&Diagnostic> {
        self.refused.as_ref()
    }

    /// The line a byte lies on, counted from 1.
    pub(super) fn line_of(&self, byte: usize) -> usize {
        self.lines.partition_point(|start| *start <= byte)
    }

    /// The part of a span that lies on its first line, cut at characters.
    pub(super) fn on_one_line(&self, span: &Range<usize>) -> Range<usize> {
        let text = &self.text;
        let mut start = span.start.min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = span.end.clamp(start, text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        let line = text[start..end].split(['\n', '\r']).next().unwrap_or_default();
        start..start + line.trim_end().len()
    }
}

fn too_large() -> Diagnostic {
    let limit = LARGEST_FILE / 1024 / 1024;
    Diagnostic::error(
        "file-too-large",
        Place::root(),
        text!("文件超过 {limit} MB", "the file is larger than {limit} MB"),
        text!("拆分计划期，或检查是否选错了文件", "plan a shorter horizon, or check that this is the right file"),
    )
}
