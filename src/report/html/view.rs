//! What every section needs: the timetable, the language, and the pieces they share.

use crate::{
    diagnostic::Lang,
    domain::{DayType, Direction, PostKind},
    report::{Day, DoctorLine, PostLine, Timetable, UnitTable, edition::Edition},
};
use maud::{Markup, html};
use std::ops::Deref;
use unicode_width::UnicodeWidthStr;

/// The page being made.
pub(super) struct View<'a> {
    edition: Edition<'a>,
}

impl<'a> Deref for View<'a> {
    type Target = Edition<'a>;

    fn deref(&self) -> &Self::Target {
        &self.edition
    }
}

impl<'a> View<'a> {
    pub(super) fn new(timetable: &'a Timetable, lang: Lang) -> Self {
        Self { edition: Edition { timetable, lang } }
    }

    /// A table or drawing that may be wider than the screen: it scrolls by itself, by key too.
    pub(super) fn scroll(&self, content: &Markup) -> Markup {
        let label = self.either("可左右滚动", "scrolls sideways");
        html! { div.scroll tabindex="0" role="group" aria-label=(label) { (content) } }
    }

    /// The code of a doctor as a link to the doctor's card.
    pub(super) fn doctor(&self, doctor: usize) -> Markup {
        let id = &self.timetable.doctors[doctor].id;
        html! { a href=(format!("#{id}")) { (id) } }
    }

    /// Units with people at home in them, and those people.
    pub(super) fn staffed(&self) -> impl Iterator<Item = (&'a UnitTable, Vec<&'a DoctorLine>)> {
        let timetable = self.timetable;
        timetable.units.iter().filter_map(|table| {
            let own: Vec<&DoctorLine> = timetable.doctors.iter().filter(|doctor| doctor.home == table.unit).collect();
            (!own.is_empty()).then_some((table, own))
        })
    }

    /// The mark of a duty; one in another unit than that of the table is outlined.
    pub(super) fn mark(&self, post: &PostLine, elsewhere: bool) -> Markup {
        let tone = if post.is_night() { "night" } else { tone(post.kind) };
        let class = if elsewhere { format!("m {tone} out") } else { format!("m {tone}") };
        html! { b class=(class) { (self.say(&post.mark)) } }
    }

    /// A heading of a section with the anchor of the contents.
    pub(super) fn heading(&self, id: &str, zh: &'static str, en: &'static str, note: &str) -> Markup {
        html! {
            h2 id=(id) { (self.either(zh, en)) }
            @if !note.is_empty() { p.note { (note) } }
        }
    }
}

/// The link to the page of a unit.
pub(super) fn unit_anchor(table: &UnitTable) -> String {
    format!("#unit-{}", table.id)
}

/// Text cut to so many half-width columns.
pub(super) fn fit(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut cut = String::new();
    for letter in text.chars() {
        if cut.width() + 3 > columns {
            break;
        }
        cut.push(letter);
    }
    cut + "…"
}

/// The colour group of a post.
pub(super) fn tone(kind: PostKind) -> &'static str {
    match kind {
        PostKind::Ward => "ward",
        PostKind::Clinic => "clinic",
        PostKind::Night => "night",
        PostKind::Emergency => "er",
        PostKind::PublicHealth | PostKind::Outreach => "public",
        PostKind::Teaching | PostKind::JointConsultation | PostKind::RemoteConsultation | PostKind::Admin => "other",
    }
}

/// How a day is shaded.
pub(super) fn shade(day: &Day) -> Option<&'static str> {
    match day.kind {
        DayType::Workday => None,
        DayType::Weekend => Some("we"),
        DayType::Holiday => Some("ho"),
    }
}

/// The class of a direction.
pub(super) fn direction(kind: Direction) -> &'static str {
    match kind {
        Direction::Down => "down",
        Direction::Up => "up",
        Direction::Training => "training",
    }
}

/// The arrow of a direction; training goes across.
pub(super) fn arrow(kind: Direction) -> &'static str {
    match kind {
        Direction::Down => "↓",
        Direction::Up => "↑",
        Direction::Training => "→",
    }
}

/// A bar filled to a percentage.
pub(super) fn meter(percent: i64) -> Markup {
    html! {
        svg.meter viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" {
            rect.ground width="100" height="6" {}
            rect.done width=(percent.clamp(0, 100)) height="6" {}
        }
    }
}
