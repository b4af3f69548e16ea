//! Text → sections of rows of fields, each with its bytes.

use crate::{
    diagnostic::{Diagnostic, Place, Text, suggest},
    text,
};
use std::ops::Range;

/// A section of the format and the columns of its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Horizon,
    Shifts,
    Staff,
    DaysOff,
    On,
    Off,
    Cover,
}

impl Section {
    const ALL: [Self; 7] = [Self::Horizon, Self::Shifts, Self::Staff, Self::DaysOff, Self::On, Self::Off, Self::Cover];

    /// What a file must say. Days off and requests may be left out where there are none.
    const NEEDED: [Self; 4] = [Self::Horizon, Self::Shifts, Self::Staff, Self::Cover];

    /// Its heading in a file.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Horizon => "SECTION_HORIZON",
            Self::Shifts => "SECTION_SHIFTS",
            Self::Staff => "SECTION_STAFF",
            Self::DaysOff => "SECTION_DAYS_OFF",
            Self::On => "SECTION_SHIFT_ON_REQUESTS",
            Self::Off => "SECTION_SHIFT_OFF_REQUESTS",
            Self::Cover => "SECTION_COVER",
        }
    }

    /// Its columns as the files themselves call them.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Horizon => &["Days"],
            Self::Shifts => &["ShiftID", "Length", "CannotFollow"],
            Self::Staff => &[
                "ID",
                "MaxShifts",
                "MaxTotalMinutes",
                "MinTotalMinutes",
                "MaxConsecutiveShifts",
                "MinConsecutiveShifts",
                "MinConsecutiveDaysOff",
                "MaxWeekends",
            ],
            Self::DaysOff => &["EmployeeID", "DayIndex"],
            Self::On | Self::Off => &["EmployeeID", "Day", "ShiftID", "Weight"],
            Self::Cover => &["Day", "ShiftID", "Requirement", "WeightUnder", "WeightOver"],
        }
    }

    /// Fewest and most fields of a row.
    fn width(self) -> (usize, usize) {
        match self {
            Self::Shifts => (2, 3),
            Self::DaysOff => (2, usize::MAX),
            _ => (self.columns().len(), self.columns().len()),
        }
    }
}

/// A value of a row and its bytes in the text.
#[derive(Clone, Debug)]
pub(super) struct Field<'a> {
    pub text: &'a str,
    pub span: Range<usize>,
    pub line: usize,
    pub column: &'static str,
}

impl<'a> Field<'a> {
    /// The parts of a value between separators.
    pub fn parts(&self, separator: char) -> impl Iterator<Item = Field<'a>> {
        pieces(self.text, self.span.start, separator).map(|(text, span)| Field { text, span, ..self.clone() })
    }

    /// An error about this value.
    pub fn wrong(&self, code: &'static str, cause: Text, advice: Text) -> Diagnostic {
        Diagnostic::error(code, Place::root().key(self.column), cause, advice).at(self.span.clone())
    }
}

/// Cuts a text at a separator; spaces around the pieces are left out.
fn pieces(text: &str, offset: usize, separator: char) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut start = offset;
    text.split(separator).map(move |piece| {
        let from = start + piece.len() - piece.trim_start().len();
        start += piece.len() + separator.len_utf8();
        (piece.trim(), from..from + piece.trim().len())
    })
}

/// The rows of a file by section.
#[derive(Debug, Default)]
pub(super) struct Sections<'a> {
    rows: Vec<(Section, Vec<Field<'a>>)>,
    /// Headings and their lines.
    seen: Vec<(Section, usize)>,
    /// Sections of which rows were left out.
    broken: Vec<Section>,
}

impl<'a> Sections<'a> {
    /// Cuts a text. Rows of unknown sections and of a wrong width are left out.
    pub fn cut(text: &'a str, wrong: &mut Vec<Diagnostic>) -> Self {
        let mut sections = Self::default();
        let mut open: Option<Section> = None;
        let (mut offset, mut last) = (0, 0..0);
        // Whether rows outside every section have been spoken of.
        let mut stray = false;
        for (number, line) in text.split_inclusive('\n').enumerate() {
            let before = line.trim_start_matches('\u{feff}').trim_start();
            let start = offset + line.len() - before.len();
            offset += line.len();
            let content = before.trim_end();
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            let (span, line) = (start..start + content.len(), number + 1);
            last = span.clone();
            if content.starts_with("SECTION_") {
                open = sections.open(content, &span, line, wrong);
                // Of rows under a heading nobody knows nothing more is said.
                stray = open.is_none();
            } else if let Some(section) = open {
                sections.row(section, (content, span, line), wrong);
            } else if !stray {
                stray = true;
                let cause = text!("这一行不在任何一段里", "this line stands in no section");
                let advice = text!("前面要有 SECTION_ 开头的标题行", "a heading such as SECTION_HORIZON comes first");
                wrong.push(Diagnostic::error("row-outside-section", Place::root(), cause, advice).at(span));
            }
        }
        for section in Section::NEEDED.into_iter().filter(|section| sections.is_empty(*section)) {
            let heading = section.heading();
            let cause = text!("文件里没有 {heading}，或者它是空的", "the file has no {heading}, or nothing in it");
            let columns = section.columns().join(", ");
            let advice = text!("补上这一段，每行是：{columns}", "add the section; its rows are: {columns}");
            wrong.push(Diagnostic::error("section-missing", Place::root(), cause, advice).at(last.clone()));
        }
        sections
    }

    fn row(&mut self, section: Section, (content, span, line): (&'a str, Range<usize>, usize), wrong: &mut Vec<Diagnostic>) {
        let columns = section.columns();
        let names = columns.iter().chain(std::iter::repeat(&columns[columns.len() - 1]));
        let mut fields: Vec<Field<'a>> =
            pieces(content, span.start, ',').zip(names).map(|((text, span), column)| Field { text, span, line, column }).collect();
        let (least, most) = section.width();
        // Rows may end in commas: `D,480,` is a shift that bars none.
        while fields.len() > least && fields.last().is_some_and(|field| field.text.is_empty()) {
            fields.pop();
        }
        let (found, heading) = (fields.len(), section.heading());
        if (least..=most).contains(&found) {
            self.rows.push((section, fields));
            return;
        }
        self.broken.push(section);
        let cause = match (least, most) {
            (_, usize::MAX) => {
                text!("这一行有 {found} 个值，{heading} 里至少 {least} 个", "number of values {found}; in {heading} it is {least} or more")
            }
            _ if least < most => {
                text!("这一行有 {found} 个值，{heading} 里是 {least} 到 {most} 个", "number of values {found}; in {heading} it is {least} to {most}")
            }
            _ => text!("这一行有 {found} 个值，{heading} 里是 {least} 个", "number of values {found}; in {heading} it is {least}"),
        };
        let columns = columns.join(", ");
        let advice = text!("依次是：{columns}", "they are: {columns}");
        wrong.push(Diagnostic::error("wrong-number-of-values", Place::root().key(heading), cause, advice).at(span));
    }

    /// The rows of a section in their order.
    pub fn rows(&self, of: Section) -> impl Iterator<Item = &[Field<'a>]> {
        self.rows.iter().filter(move |(section, _)| *section == of).map(|(_, fields)| fields.as_slice())
    }

    fn is_empty(&self, section: Section) -> bool {
        self.rows(section).next().is_none() && !self.broken.contains(&section)
    }

    /// Whether there is something in the section and none of its rows was left out.
    pub fn is_whole(&self, section: Section) -> bool {
        !self.is_empty(section) && !self.broken.contains(&section)
    }

    fn open(&mut self, content: &str, span: &Range<usize>, line: usize, wrong: &mut Vec<Diagnostic>) -> Option<Section> {
        let error = |code, cause, advice| Diagnostic::error(code, Place::root().key(content), cause, advice).at(span.clone());
        let Some(section) = Section::ALL.into_iter().find(|section| section.heading() == content) else {
            let advice = suggest::advice(content, Section::ALL.map(Section::heading));
            wrong.push(error("unknown-section", text!("没有名为“{content}”的段", "there is no section `{content}`"), advice));
            return None;
        };
        if let Some((_, first)) = self.seen.iter().find(|(known, _)| *known == section) {
            let cause = text!("{content} 在第 {first} 行已经有了", "{content} is already on line {first}");
            wrong.push(error("section-twice", cause, text!("合成一段", "join them into one")));
        }
        self.seen.push((section, line));
        Some(section)
    }
}
