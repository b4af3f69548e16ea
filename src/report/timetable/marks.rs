//! The one or two letters a post has in the cells of a roster.

use super::Source;
use crate::{
    diagnostic::Text,
    domain::{Clock, Instance, Post, PostKind, Shift, ShiftKind},
    report::words,
};
use std::collections::{BTreeMap, BTreeSet};

/// A post as the tables show it.
#[derive(Clone, Debug)]
pub struct PostLine {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// Position of the unit that runs it.
    pub unit: usize,
    /// What stands in a cell; no two posts of a unit share it.
    pub mark: Text,
    /// What it is.
    pub kind: PostKind,
    /// What its shift is counted as.
    pub shift: ShiftKind,
    /// What people call its shift.
    pub shift_name: Text,
    /// When the shift begins.
    pub start: Clock,
    /// When it ends, by the clock.
    pub end: Clock,
    /// Length by the clock in minutes.
    pub length: i64,
    /// Working time of one duty in minutes.
    pub worked: i64,
}

impl PostLine {
    /// Whether it is night work.
    pub fn is_night(&self) -> bool {
        self.shift.is_night()
    }
}

pub(super) fn posts(source: &Source<'_>) -> Vec<PostLine> {
    let instance = source.instance;
    let shifts = shift_marks(instance);
    let mut lines: Vec<PostLine> = Vec::new();
    for post in &instance.posts {
        let shift = instance.shift(&post.shift);
        let (from, to) = shift.map_or((0, 0), |shift| (shift.start.0, shift.start.0 + shift.length.0));
        let mark = shifts.get(&post.shift.0).cloned().unwrap_or_else(|| Text::new("?", "?"));
        lines.push(PostLine {
            id: post.id.0.clone(),
            name: words::name_or_id(post.name.as_ref(), &post.id.0),
            unit: source.unit(&post.unit).unwrap_or(0),
            mark: if is_bare(instance, post) { mark } else { with_kind(&mark, post.kind) },
            kind: post.kind,
            shift: shift.map_or(ShiftKind::Day, |shift| shift.kind),
            shift_name: shift.map_or_else(|| Text::new("", ""), |shift| words::name_or_id(shift.name.as_ref(), &shift.id.0)),
            start: Clock(from),
            end: Clock(to.rem_euclid(24 * 60)),
            length: to - from,
            worked: shift.map_or(0, Shift::worked),
        });
    }
    number_twins(&mut lines);
    lines
}

/// A shift's mark says enough where posts of one kind only are worked on it, and on whole shifts
/// for bedside and emergency work, which readers expect where nothing else is said.
fn is_bare(instance: &Instance, post: &Post) -> bool {
    let session = instance.shift(&post.shift).is_some_and(|shift| shift.kind == ShiftKind::Session);
    let usual = matches!(post.kind, PostKind::Ward | PostKind::Night | PostKind::Emergency) && !session;
    usual || instance.posts.iter().filter(|other| other.shift == post.shift).all(|other| other.kind == post.kind)
}

fn with_kind(mark: &Text, kind: PostKind) -> Text {
    let sign = words::post_kind_sign(kind);
    let zh = if mark.zh.is_ascii() { mark.zh.to_lowercase() } else { mark.zh.clone() };
    Text::new(format!("{}{zh}", sign.zh), format!("{}{}", sign.en, mark.en.to_lowercase()))
}

/// Posts of one unit that would share a mark are numbered.
fn number_twins(lines: &mut [PostLine]) {
    let mut twins: BTreeMap<(usize, Text), Vec<usize>> = BTreeMap::new();
    for (position, line) in lines.iter().enumerate() {
        twins.entry((line.unit, line.mark.clone())).or_default().push(position);
    }
    for positions in twins.into_values().filter(|positions| positions.len() > 1) {
        for (number, position) in (1..).zip(positions) {
            let mark = &lines[position].mark;
            lines[position].mark = Text::new(format!("{}{number}", mark.zh), format!("{}{number}", mark.en));
        }
    }
}

/// Marks of the shifts. A mark that English readers cannot read is replaced by the initials of
/// the shift's English name, or by as much of it as no other shift has.
fn shift_marks(instance: &Instance) -> BTreeMap<String, Text> {
    let mut taken: BTreeSet<String> = instance.shifts.iter().filter_map(|shift| shift.mark.clone()).collect();
    let mut marks = BTreeMap::new();
    for shift in &instance.shifts {
        let own = shift.mark.as_deref();
        let en = own.filter(|mark| mark.is_ascii()).map_or_else(|| free_mark(shift, &mut taken), ToOwned::to_owned);
        let zh = own.map_or_else(|| en.clone(), ToOwned::to_owned);
        marks.insert(shift.id.0.clone(), Text::new(zh, en));
    }
    marks
}

fn free_mark(shift: &Shift, taken: &mut BTreeSet<String>) -> String {
    let name = shift.name.as_ref().map_or(shift.id.as_str(), |name| name.en());
    let name = if name.is_ascii() { name } else { shift.id.as_str() };
    let words: Vec<&str> = name.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let initials: String = words.iter().filter_map(|word| word.chars().next()).take(3).map(|letter| letter.to_ascii_uppercase()).collect();
    let first = words.first().copied().unwrap_or("x");
    let beginnings = (1..=first.len().min(3)).map(|length| first[..1].to_ascii_uppercase() + &first[1..length]);
    let numbered = (2..).map(|number| format!("{}{number}", first[..1].to_ascii_uppercase()));
    let free = std::iter::once(initials).chain(beginnings).chain(numbered).find(|mark| !mark.is_empty() && !taken.contains(mark));
    let free = free.unwrap_or_default();
    taken.insert(free.clone());
    free
}
