//! Meaning: what the form allows and cannot be. One page per subject.

mod doctors;
mod events;
mod history;
mod horizon;
mod programmes;
mod quotas;
mod reach;
mod roster;
mod sites;
mod strength;
mod wishes;
mod work;

use crate::{
    diagnostic::{Diagnostic, Place, Text},
    domain::{DateSpan, Instance},
    rules::Book,
    text,
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

pub(super) use events::check as events;
pub(super) use roster::check as roster;

/// An instance under examination and what was found.
struct Checks<'a> {
    instance: &'a Instance,
    broken: &'a [Place],
    broken_parts: BTreeSet<&'a str>,
    called: &'a dyn Fn(&Place) -> Text,
    found: Vec<Diagnostic>,
}

/// Mistakes of meaning in an instance. `broken` are places where something is wrong already: what
/// could come from there is not reported. `called` is how a place is called in a
/// message about another.
pub(super) fn instance(instance: &Instance, broken: &[Place], called: &dyn Fn(&Place) -> Text) -> Vec<Diagnostic> {
    let mut checks = Checks::new(instance, broken, called);
    for subject in
        [horizon::check, sites::check, work::check, strength::check, quotas::check, doctors::check, programmes::check, history::check, wishes::check]
    {
        subject(&mut checks);
    }
    let rules = match Book::new(instance) {
        Ok(book) => book.warnings,
        Err(errors) => errors,
    };
    let elsewhere = checks.broken_parts.iter().any(|part| *part != "rules");
    // A rule that misses somebody may miss one who could not be read.
    let doubtful = |diagnostic: &Diagnostic| elsewhere && diagnostic.code.starts_with("unknown") && diagnostic.code != "unknown-pack";
    checks.found.extend(rules.into_iter().filter(|diagnostic| !doubtful(diagnostic)));
    checks.found
}

/// A word of the format as files spell it.
fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

impl<'a> Checks<'a> {
    fn new(instance: &'a Instance, broken: &'a [Place], called: &'a dyn Fn(&Place) -> Text) -> Self {
        let broken_parts = broken.iter().filter_map(Place::section).collect();
        Self { instance, broken, broken_parts, called, found: Vec::new() }
    }

    fn error(&mut self, code: &'static str, place: Place, cause: Text, advice: Text) {
        self.found.push(Diagnostic::error(code, place, cause, advice));
    }

    fn warn(&mut self, code: &'static str, place: Place, cause: Text, advice: Text) {
        self.found.push(Diagnostic::warning(code, place, cause, advice));
    }

    /// Whether these parts were read whole.
    fn whole(&self, sections: &[&str]) -> bool {
        sections.iter().all(|section| !self.broken_parts.contains(section))
    }

    /// Whether nothing is wrong with the value at a place or with what holds it.
    fn sound(&self, place: &Place) -> bool {
        self.broken.iter().all(|broken| !broken.0.starts_with(&place.0) && !place.0.starts_with(&broken.0))
    }

    /// Reports a span that ends before it begins; tells whether it is one that can be.
    fn span(&mut self, place: &Place, from: NaiveDate, to: NaiveDate) -> bool {
        if from > to {
            let cause = text!("{to} 在 {from} 之前", "{to} is before {from}");
            self.error("ends-before-it-begins", place.key("to"), cause, text!("from 不晚于 to", "put the earlier date into `from`"));
        }
        from <= to
    }

    fn date_span(&mut self, place: &Place, span: DateSpan) -> bool {
        self.span(place, span.from, span.to)
    }

    /// Reports what is written more than once: items are the key that must be unique, in words,
    /// and the place.
    fn once<T: Ord>(&mut self, code: &'static str, items: impl IntoIterator<Item = (T, String, Place)>) {
        let mut first: BTreeMap<T, Place> = BTreeMap::new();
        for (key, what, place) in items {
            if let Some(earlier) = first.get(&key) {
                let Text { zh: there_zh, en: there_en } = (self.called)(earlier);
                let cause = text!("{what} 在{there_zh}已经写过", "{what} is already {there_en}");
                self.error(code, place, cause, text!("只保留一个", "keep one of them"));
            } else {
                first.insert(key, place);
            }
        }
    }

    /// Reports numbers that do not rise from the least to the most.
    fn rising(&mut self, code: &'static str, place: &Place, steps: &[(&str, Option<u32>)]) {
        let given: Vec<(&str, u32)> = steps.iter().filter_map(|(key, value)| Some((*key, (*value)?))).collect();
        for pair in given.windows(2) {
            let [(low, a), (high, b)] = [pair[0], pair[1]];
            if a > b {
                let cause = text!("{high} = {b} 小于 {low} = {a}", "{high} = {b} is less than {low} = {a}");
                let order = steps.iter().map(|(key, _)| *key).collect::<Vec<_>>().join(" ≤ ");
                self.error(code, place.key(high), cause, text!("应满足 {order}", "they must rise: {order}"));
                return;
            }
        }
    }

    /// Reports a date that is not a Monday; tells whether it is one.
    fn monday(&mut self, place: Place, date: NaiveDate) -> bool {
        let past = i64::from(chrono::Datelike::weekday(&date).num_days_from_monday());
        if past != 0 {
            let before = date - chrono::Duration::days(past);
            let after = before + chrono::Duration::days(7);
            let cause = text!("{date} 不是星期一", "{date} is not a Monday");
            let advice = text!("最近的星期一是 {before} 和 {after}", "the Mondays nearby are {before} and {after}");
            self.error("not-a-monday", place, cause, advice);
        }
        past == 0
    }

    /// Reports a date outside the horizon.
    fn within(&mut self, place: Place, date: NaiveDate) -> bool {
        let horizon = self.instance.horizon;
        let inside = !self.whole(&["horizon"]) || horizon.day_within(date).is_some();
        if !inside {
            let (first, last) = (horizon.start, horizon.date(horizon.days() as i64 - 1));
            let cause = text!("{date} 不在计划期内", "{date} is not in the horizon");
            let advice = text!("计划期是 {first} 到 {last}", "the horizon is {first} to {last}");
            self.error("date-outside", place, cause, advice);
        }
        inside
    }
}
