//! A timetable in one language: what every page looks up, whatever it is written on.

use super::{Timetable, UnitTable, words};
use crate::diagnostic::{Lang, Text};

/// The timetable in one language.
#[derive(Clone, Copy)]
pub(super) struct Edition<'a> {
    pub(super) timetable: &'a Timetable,
    pub(super) lang: Lang,
}

impl<'a> Edition<'a> {
    pub(super) fn say<'t>(&self, text: &'t Text) -> &'t str {
        text.in_lang(self.lang)
    }

    /// Whether the page is in Chinese.
    pub(super) fn is_zh(&self) -> bool {
        self.lang == Lang::Zh
    }

    /// One of two texts, by language.
    pub(super) fn either(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// First and last day of the plan.
    pub(super) fn dates(&self) -> String {
        match (self.timetable.days.first(), self.timetable.days.last()) {
            (Some(first), Some(last)) => self.say(&words::full_span(first.date, last.date)).to_owned(),
            _ => String::new(),
        }
    }

    pub(super) fn unit(&self, unit: usize) -> Option<&'a UnitTable> {
        self.timetable.units.iter().find(|table| table.unit == unit)
    }

    /// The short name of a unit.
    pub(super) fn unit_label(&self, unit: usize) -> String {
        self.unit(unit).map(|table| self.say(&table.label).to_owned()).unwrap_or_default()
    }
}
