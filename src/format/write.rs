//! Domain → YAML that is easy to compare: one entry of a list on one line, the same order every
//! time, no line that depends on its neighbours.

use crate::domain::{Instance, Roster};
use serde_json::{Map, Value};
use std::fmt::Write as _;

/// Entries of lists that are longer than this are written over several lines.
const WIDTH: usize = 140;

/// An instance as YAML.
pub fn write_instance(instance: &Instance) -> String {
    document("An alliance for shangxia; the fields are explained in instances/README.md.", &json(instance), WIDTH)
}

/// A roster as YAML: one stint, duty, shortage or output on a line. Lists are put into their
/// order, so the same roster gives the same bytes.
pub fn write_roster(roster: &Roster) -> String {
    let mut roster = roster.clone();
    roster.sort();
    document("A roster by shangxia; `shangxia audit` checks it against its instance.", &json(&roster), usize::MAX)
}

fn json<T: serde::Serialize>(value: &T) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Null)
}

fn document(header: &str, value: &Value, width: usize) -> String {
    let mut out = format!("# {header}\n");
    if let Value::Object(map) = value {
        for (key, value) in map {
            pair(&mut out, key, value, 0, width);
        }
    }
    out
}

fn pair(out: &mut String, key: &str, value: &Value, indent: usize, width: usize) {
    let start = out.len();
    let _ = write!(out, "{:indent$}{}:", "", scalar(key));
    if fits(value, width.min(WIDTH), out.len() - start, indent) {
        let _ = writeln!(out, " {}", flow(value));
        return;
    }
    out.push('\n');
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| pair(out, key, value, indent + 2, width)),
        Value::Array(items) => items.iter().for_each(|item| entry(out, item, indent + 2, width)),
        _ => {}
    }
}

fn entry(out: &mut String, value: &Value, indent: usize, width: usize) {
    let line = flow(value);
    match value {
        Value::Object(map) if !map.is_empty() && indent + 2 + columns(&line) > width => {
            let mut inner = String::new();
            map.iter().for_each(|(key, value)| pair(&mut inner, key, value, indent + 2, width));
            let _ = writeln!(out, "{:indent$}- {}", "", inner.trim());
        }
        _ => {
            let _ = writeln!(out, "{:indent$}- {line}", "");
        }
    }
}

/// Whether a value may stand on the line of its key. Parts of the document and lists of entries
/// do not: each entry has a line of its own.
fn fits(value: &Value, width: usize, before: usize, indent: usize) -> bool {
    match value {
        Value::Array(items) if items.iter().any(Value::is_object) => items.len() == 1 && indent > 2 && before + columns(&flow(value)) < width,
        Value::Array(items) if items.is_empty() => true,
        Value::Object(map) if map.is_empty() => true,
        Value::Object(map) if indent == 0 => {
            map.values().all(|value| !value.is_array() && !value.is_object()) && before + columns(&flow(value)) < width / 2
        }
        Value::Array(_) | Value::Object(_) => before + columns(&flow(value)) < width,
        _ => true,
    }
}

fn columns(line: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(line)
}

pub(super) fn flow(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(text) => scalar(text),
        Value::Array(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Object(map) if map.is_empty() => "{}".to_owned(),
        Value::Object(map) => format!("{{ {} }}", pairs(map)),
    }
}

pub(super) fn pairs(map: &Map<String, Value>) -> String {
    map.iter().map(|(key, value)| format!("{}: {}", scalar(key), flow(value))).collect::<Vec<_>>().join(", ")
}

/// A text without quotes where every YAML reader takes it for a text, else in double quotes.
fn scalar(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn is_plain(text: &str) -> bool {
    let date = text.len() == 10 && text.bytes().enumerate().all(|(i, byte)| if i == 4 || i == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    // Some reader takes these for something else: 0017, 1e5, 0x1F, 1_000, .5, yes, off, null.
    let number =
        text.starts_with(|c: char| c.is_ascii_digit() || c == '.') && text.bytes().all(|byte| byte.is_ascii_hexdigit() || b"xo._+-".contains(&byte));
    let word = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf"].contains(&text.to_ascii_lowercase().as_str());
    let letters = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ' '));
    let begins = text.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    date || (begins && letters && !number && !word && !text.ends_with(' '))
}
