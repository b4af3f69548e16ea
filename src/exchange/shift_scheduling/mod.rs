//! The text format of the shift-scheduling benchmarks of Curtois and Qu
//! (doi 10.1016/j.ejor.2014.01.039), read into an ordinary instance.
//!
//! ```text
//! SECTION_HORIZON             days, a multiple of 7; day 0 is a Monday
//! SECTION_SHIFTS              id, minutes, shifts that may not follow on the next day (a|b)
//! SECTION_STAFF               id, shift=max|…, max and min minutes, max and min run of working days,
//!                             min run of days off, max weekends
//! SECTION_DAYS_OFF            id, day, day, …
//! SECTION_SHIFT_ON_REQUESTS   id, day, shift, weight
//! SECTION_SHIFT_OFF_REQUESTS  id, day, shift, weight
//! SECTION_COVER               day, shift, need, weight under, weight over
//! ```
//!
//! [`sections`] cuts the text into fields that know their bytes, [`table`] gives them their meaning,
//! [`instance`] says it in the words of the domain and the rule book.

mod fields;
mod instance;
mod sections;
mod table;

use crate::{
    diagnostic::{Diagnostic, Place},
    domain::Instance,
    text,
};

/// More messages than this are counted, not shown.
const MOST_SHOWN: usize = 500;

/// Reads a benchmark file; `name` is what the instance is called.
///
/// # Errors
/// Everything that is wrong with the file, in its order, each with the bytes it is about.
pub fn read_shift_scheduling(name: &str, text: &str) -> Result<Instance, Vec<Diagnostic>> {
    let mut wrong = Vec::new();
    let sections = sections::Sections::cut(text, &mut wrong);
    let table = table::Table::read(&sections, &mut wrong);
    match table {
        Some(table) if wrong.is_empty() => Ok(instance::instance(name, &table)),
        _ => Err(in_order(wrong)),
    }
}

fn in_order(mut wrong: Vec<Diagnostic>) -> Vec<Diagnostic> {
    wrong.sort_by_key(|diagnostic| diagnostic.span.as_ref().map(|span| (span.start, span.end)));
    if wrong.len() > MOST_SHOWN {
        let (more, span) = (wrong.len() - MOST_SHOWN, wrong[MOST_SHOWN].span.clone().unwrap_or_default());
        wrong.truncate(MOST_SHOWN);
        let cause = text!("还有 {more} 条没有列出", "{more} more are not listed");
        wrong.push(Diagnostic::error("and-more", Place::root(), cause, text!("先改正上面的", "put those above right first")).at(span));
    }
    wrong
}
