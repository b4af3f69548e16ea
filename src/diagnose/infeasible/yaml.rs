//! An edit as the YAML to write.

use super::{edit::Edit, entries};
use crate::domain::Instance;
use serde::Serialize;
use serde_json::Value;
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

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

/// A line in flow style on several lines of a width where it is longer. It is cut after commas, also
/// within quotes: a reader of YAML takes the end of a line and what is before the next one as a blank.
pub(super) fn folded(line: &str, width: usize) -> Vec<String> {
    let margin = line.len() - line.trim_start_matches([' ', '-']).len();
    // A line to take out is marked on each of its lines.
    let mark = if line.starts_with('-') { "-" } else { " " };
    let mut lines: Vec<String> = Vec::new();
    for piece in line.split_inclusive(", ") {
        match lines.last_mut() {
            Some(last) if last.width() + piece.trim_end().width() <= width => last.push_str(piece),
            Some(_) => lines.push(format!("{mark}{}{piece}", " ".repeat(margin + 1))),
            None => lines.push(piece.to_owned()),
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_long_line_is_folded_and_reads_as_the_same() {
        let doctors: Vec<String> = (1..=45).map(|number| format!("D{number:03}")).collect();
        let note = "a word, and another, and so many more, that they do not stand on one line, 也有中文, 再多一点";
        let value = json!([{ "shift_count": { "min": 1, "for": { "doctors": doctors }, "why": note } }]);
        let line = format!("    - {}", flow(&value[0]));
        let lines = folded(&line, 73);
        assert!(lines.len() > 4 && lines.iter().all(|line| line.width() <= 73), "{lines:#?}");
        let read: Value = serde_yaml::from_str(&format!("rules:\n  entries:\n{}\n", lines.join("\n"))).unwrap();
        assert_eq!(read["rules"]["entries"], value);
        assert_eq!(folded("pins:", 73), ["pins:"]);
        assert_eq!(folded("-     facts: [{ kind: leave, from: 2026-01-05 }]", 33), ["-     facts: [{ kind: leave,", "-       from: 2026-01-05 }]"]);
    }
}
