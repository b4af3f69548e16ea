//! Several rosters side by side: plain data, and how it is shown.
//!
//! What is counted is counted from the roster by the auditor's and the report's own counts. What is
//! said to be proven rests on bounds alone: two penalties count in the same way, and the greater
//! one's bound lies above the smaller one.

pub mod charts;
mod closing;
pub mod html;
mod json;
mod table;
pub mod terminal;
pub mod xlsx;

use crate::diagnostic::Text;
pub use closing::{Closing, ClosingStep, Proof};
pub use json::json;

/// Cases side by side, the first of them the one the others are held against.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// What the page is called.
    pub title: Text,
    /// Name of the alliance.
    pub alliance: Text,
    /// First and last day.
    pub dates: Text,
    /// The cases.
    pub lines: Vec<Line>,
    /// Each pair of cases with a roster, by position, the earlier first.
    pub pairs: Vec<Pair>,
    /// How many more doctors close every shortage, where that was asked.
    pub closing: Option<Closing>,
}

/// A case and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// What its roster counts; nothing where there is none.
    pub measures: Option<Measures>,
    /// How the search ended, or why there is no roster.
    pub ending: Text,
    /// Whether its penalty counts what the first case's counts, at the same prices.
    pub comparable: bool,
}

/// What a roster counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measures {
    /// Doctors of the alliance.
    pub doctors: usize,
    /// Persons × days missing on posts.
    pub missing: u32,
    /// Minutes above 48 hours, calendar week by calendar week, of all doctors.
    pub above48: i64,
    /// Minutes above the contracted week, calendar week by calendar week, of all doctors.
    pub overtime: i64,
    /// Nights of those who do any, mean in tenths.
    pub nights_mean: u32,
    /// Most nights of one doctor.
    pub nights_most: u32,
    /// Items of public-health work made, as far as they were due.
    pub items: i64,
    /// Items due.
    pub due: i64,
    /// Most nights above the mean of the unit, in tenths.
    pub nights_above_mean: i64,
    /// Half-days of stints down, ten to a week.
    pub down: u32,
    /// Half-days of stints up, ten to a week.
    pub up: u32,
    /// Penalty by place in the order of objectives, each of them, the most important first.
    pub priorities: Vec<(Text, i64)>,
    /// Sum of the penalties.
    pub penalty: i64,
    /// No roster of the case costs less.
    pub bound: Option<i64>,
}

impl Measures {
    /// Public-health work made of what is due, in tenths of a percent; all of it where nothing is due.
    pub fn rate(&self) -> i64 {
        if self.due == 0 { 1000 } else { self.items * 1000 / self.due }
    }

    /// (penalty − bound) / penalty in hundredths of a percent.
    pub fn gap(&self) -> Option<i64> {
        let bound = self.bound?;
        Some(if self.penalty == 0 { 0 } else { (self.penalty - bound) * 10_000 / self.penalty })
    }
}

/// What can be said of the best rosters of two cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The best roster of the second costs less than that of the first, proven.
    Cheaper,
    /// It costs more, proven.
    Dearer,
    /// They cost the same, proven.
    Same,
    /// Not told: the difference lies within the gaps.
    Open,
    /// The penalties count different things.
    Incomparable,
}

/// Two cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Position of the first.
    pub first: usize,
    /// Position of the second.
    pub second: usize,
    /// How the second stands to the first.
    pub standing: Standing,
}

impl Pair {
    /// The same two the other way round.
    #[must_use]
    pub fn turned(self, first: usize, second: usize) -> Self {
        let standing = match self.standing {
            Standing::Cheaper => Standing::Dearer,
            Standing::Dearer => Standing::Cheaper,
            other => other,
        };
        Self { first, second, standing }
    }
}

impl Standing {
    /// The second against the first, by their penalties and bounds.
    pub fn of(first: &Measures, second: &Measures) -> Self {
        let proven = |measures: &Measures| measures.bound == Some(measures.penalty);
        if second.bound.is_some_and(|bound| first.penalty < bound) {
            Self::Dearer
        } else if first.bound.is_some_and(|bound| second.penalty < bound) {
            Self::Cheaper
        } else if first.penalty == second.penalty && proven(first) && proven(second) {
            Self::Same
        } else {
            Self::Open
        }
    }

    /// In words.
    pub fn words(self) -> Text {
        match self {
            Self::Cheaper => crate::text!("已证明更低", "proven lower"),
            Self::Dearer => crate::text!("已证明更高", "proven higher"),
            Self::Same => crate::text!("已证明相同", "proven the same"),
            Self::Open => crate::text!("在差距之内", "within the gap"),
            Self::Incomparable => crate::text!("计分不同，不能比", "counted otherwise"),
        }
    }

    /// The word tables for programs use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Cheaper => "lower",
            Self::Dearer => "higher",
            Self::Same => "same",
            Self::Open => "open",
            Self::Incomparable => "incomparable",
        }
    }
}

impl Comparison {
    /// How a case stands to the first one.
    pub fn standing(&self, position: usize) -> Option<Standing> {
        self.pairs.iter().find(|pair| pair.first == 0 && pair.second == position).map(|pair| pair.standing)
    }

    /// The measures of the first case.
    pub fn base(&self) -> Option<&Measures> {
        self.lines.first()?.measures.as_ref()
    }
}
