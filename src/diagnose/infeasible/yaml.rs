//! An edit as the YAML to write.

use super::{edit::Edit, entries};
use crate::domain::Instance;
use serde::Serialize;
use serde_json::Value;
use std::fmt::Write as _;

impl Edit {
    /// What to write into the instance file: the section and its lines, or which line to take out (`-`).
    pub fn yaml(&self, instance: &Instance) -> String {
        match self {
            Self::Soften { rule, .. } | Self::Number { rule, .. } => {
                let mut out = "rules:\n  entries:\n".to_owned();
                for entry in entries::of_rule(&self.apply(instance), rule) {
                    let _ = writeln!(out, "    - {rule}: {}", flow(&entry.settings));
                }
                out
            }
            Self::UnpinDuty { doctor, date, post, on } => {
                let off = if *on { "" } else { ", on: false" };
                format!("pins:\n  duties:\n-   - {{ doctor: {doctor}, date: {date}, post: {post}{off} }}\n")
            }
            Self::UnpinStint { doctor, programme, first } => {
                let weeks = instance.pins.stints.iter().find(|pin| (&pin.doctor, &pin.programme, pin.first) == (doctor, programme, *first));
                let weeks = weeks.map_or(0, |pin| pin.weeks);
                format!("pins:\n  stints:\n-   - {{ doctor: {doctor}, programme: {programme}, first: {first}, weeks: {weeks} }}\n")
            }
            Self::CancelFact { doctor, fact } => format!("doctors:\n    - {{ id: {doctor}, … }}\n-     facts: [{}]\n", of(fact)),
            Self::Withdraw { doctor, date } => {
                let wishes = instance.requests.iter().filter(|wish| (&wish.doctor, wish.date) == (doctor, *date));
                wishes.fold("requests:\n".to_owned(), |out, wish| out + &format!("-   - {}\n", of(wish)))
            }
            Self::Need { post, .. } => {
                let edited = self.apply(instance);
                let needs: Vec<String> = edited.post(post).map_or_else(Vec::new, |post| post.need_on.iter().map(of).collect());
                format!("posts:\n    - {{ id: {post}, …, need_on: [{}] }}\n", needs.join(", "))
            }
            Self::Floor { post, to, .. } => format!("posts:\n    - {{ id: {post}, …, floor: {to} }}\n"),
            Self::Heads { programme, .. } => {
                let edited = self.apply(instance);
                let heads = edited.programme(programme).map(|programme| of(&programme.heads)).unwrap_or_default();
                format!("programmes:\n    - {{ id: {programme}, …, heads: {heads} }}\n")
            }
            Self::Target { quota, to, .. } => format!("quotas:\n    - {{ id: {quota}, …, target: {to} }}\n"),
            Self::Hire { doctor } => format!("doctors:\n    - {}\n", of(doctor)),
        }
    }
}

/// Something of an instance on one line.
fn of(part: &impl Serialize) -> String {
    serde_json::to_value(part).map(|value| flow(&value)).unwrap_or_default()
}

/// A value in YAML's flow style.
pub(super) fn flow(value: &Value) -> String {
    match value {
        Value::Object(map) if map.is_empty() => "{}".to_owned(),
        Value::Object(map) => {
            let inside: Vec<String> = map.iter().map(|(key, value)| format!("{key}: {}", flow(value))).collect();
            format!("{{ {} }}", inside.join(", "))
        }
        Value::Array(list) => format!("[{}]", list.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::String(text) if is_plain(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Whether a text needs no quotes: a word that no reader takes for anything else.
fn is_plain(text: &str) -> bool {
    let is_word = text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_');
    let begins = text.starts_with(|letter: char| letter.is_ascii_alphanumeric());
    let is_time = text.parse::<crate::domain::Minutes>().is_ok() || text.parse::<chrono::NaiveDate>().is_ok();
    let means_other =
        ["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&text.to_lowercase().as_str()) || text.parse::<f64>().is_ok();
    begins && is_word && !means_other || is_time && !means_other
}
