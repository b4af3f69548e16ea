//! The roster on a terminal: a summary for one or two screens, and everything, week by week.
//!
//! Chinese characters are two columns wide; every table is laid out by display width.

mod demand;
mod head;
pub(super) mod layout;
mod panels;
mod people;
mod service;
mod sheet;
mod stints;
mod value;
mod weeks;

use super::Timetable;
use crate::diagnostic::Lang;
use layout::Page;

/// How to lay out.
#[derive(Clone, Debug)]
pub struct TerminalOptions {
    /// Columns; fewer than 80 are taken as 80.
    pub width: usize,
    /// Whether to use ANSI colours.
    pub colour: bool,
    /// Only the unit of this id.
    pub unit: Option<String>,
    /// Only this week of the horizon, counted from 0.
    pub week: Option<usize>,
}

impl Default for TerminalOptions {
    fn default() -> Self {
        Self { width: 80, colour: false, unit: None, week: None }
    }
}

/// What a reader wants to know first, on one or two screens.
pub fn summary(timetable: &Timetable, lang: Lang, options: &TerminalOptions) -> String {
    let mut page = Page::new(timetable, lang, options);
    head::write(&mut page);
    demand::gaps(&mut page, Some(8));
    people::by_unit(&mut page);
    stints::write(&mut page);
    demand::quotas(&mut page);
    value::write(&mut page);
    page.out
}

/// Everything: the summary's parts at full length, and the weeks of every unit. With a unit or a
/// week asked for, only what concerns it.
pub fn full(timetable: &Timetable, lang: Lang, options: &TerminalOptions) -> String {
    let mut page = Page::new(timetable, lang, options);
    head::write(&mut page);
    weeks::write(&mut page);
    demand::gaps(&mut page, None);
    people::by_doctor(&mut page);
    stints::write(&mut page);
    if options.unit.is_some() || options.week.is_some() {
        return page.out;
    }
    demand::quotas(&mut page);
    panels::write(&mut page);
    sheet::write(&mut page);
    service::specialists(&mut page);
    service::teaching(&mut page);
    service::credit(&mut page);
    people::requests(&mut page);
    value::write(&mut page);
    value::findings(&mut page);
    page.out
}
