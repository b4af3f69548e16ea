//! The workbook being made, and what all its sheets share.

use super::{XlsxError, look};
use crate::{
    diagnostic::Lang,
    report::{Timetable, edition::Edition},
};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet};
use std::{collections::BTreeSet, ops::Deref};

/// Letters of a sheet's name at most.
const NAME: usize = 31;

/// The workbook being made.
pub(super) struct Book<'a> {
    edition: Edition<'a>,
    workbook: Workbook,
    taken: BTreeSet<String>,
}

/// How a sheet is printed across.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paper {
    A3,
    A4,
}

impl<'a> Deref for Book<'a> {
    type Target = Edition<'a>;

    fn deref(&self) -> &Self::Target {
        &self.edition
    }
}

impl<'a> Book<'a> {
    pub(super) fn new(timetable: &'a Timetable, lang: Lang) -> Self {
        Self { edition: Edition { timetable, lang }, workbook: Workbook::new(), taken: BTreeSet::new() }
    }

    /// A name for a sheet that Excel takes and no other sheet has.
    pub(super) fn name(&mut self, wanted: &str) -> String {
        let plain: String = wanted.chars().map(|letter| if letter.is_control() || "[]:*?/\\'".contains(letter) { '-' } else { letter }).collect();
        let plain = if plain.trim().is_empty() { "-".to_owned() } else { plain };
        for number in 1.. {
            let end = if number == 1 { String::new() } else { format!(" {number}") };
            // Excel counts UTF-16 units.
            let mut name = String::new();
            for letter in plain.chars() {
                if name.encode_utf16().count() + letter.len_utf16() + end.len() > NAME {
                    break;
                }
                name.push(letter);
            }
            let name = format!("{}{end}", name.trim_end());
            if self.taken.insert(name.to_lowercase()) {
                return name;
            }
        }
        plain
    }

    /// A new sheet, landscape, with title and note, page head and foot.
    pub(super) fn sheet(&mut self, name: &str, title: &str, note: &str, paper: Paper) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        sheet.set_landscape();
        sheet.set_paper_size(if paper == Paper::A3 { 8 } else { 9 });
        sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
        sheet.set_header(self.head(&plain(title)));
        let statement = plain(self.say(&self.timetable.statement));
        sheet.set_footer(match self.lang {
            Lang::Zh => format!("&L{statement}&R第 &P 页，共 &N 页"),
            Lang::En => format!("&L{statement}&RPage &P of &N"),
        });
        sheet.write_string_with_format(0, 0, title, &look::title(self.lang))?;
        sheet.set_row_height(0, 24)?;
        if !note.is_empty() {
            sheet.write_string_with_format(1, 0, note, &look::note(self.lang))?;
        }
        sheet.set_screen_gridlines(false);
        Ok(sheet)
    }

    /// The head of a page: whose it is, what it is, and of when.
    pub(super) fn head(&self, title: &str) -> String {
        format!("&L{}&C{title}&R{}", plain(self.say(&self.timetable.alliance)), self.dates())
    }

    /// Puts a finished sheet behind the others.
    pub(super) fn push(&mut self, sheet: Worksheet) {
        self.workbook.push_worksheet(sheet);
    }

    /// The file. Its time stamp is the first day of the plan, so that nothing depends on the clock.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, XlsxError> {
        let mut properties = DocProperties::new().set_title(self.say(&self.timetable.alliance)).set_author("shangxia").set_comment(self.dates());
        if let Some(day) = self.timetable.days.first() {
            properties = properties.set_creation_datetime(&date(day.date)?);
        }
        self.workbook.set_properties(&properties);
        self.workbook.save_to_buffer()
    }
}

/// A text as it stands in the head and foot of a page, where `&` begins a code.
pub(super) fn plain(text: &str) -> String {
    text.replace('&', "&&")
}

/// A date as Excel has it.
pub(super) fn date(date: chrono::NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    use chrono::Datelike;
    ExcelDateTime::from_ymd(date.year() as u16, date.month() as u8, date.day() as u8)
}

/// Minutes as hours with a fraction.
pub(super) fn hours(minutes: i64) -> f64 {
    minutes as f64 / 60.0
}
