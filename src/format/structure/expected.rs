//! What a schema asks for and what a node is, in words.

use super::scalar;
use crate::{
    diagnostic::Text,
    format::{
        node::{Kind, Node},
        schema::resolve,
        suggest,
        syntax::{self, FULL_WIDTH},
    },
    text,
};
use serde_json::Value;

/// What any of the forms asks for.
pub(super) fn of(root: &Value, ways: &[&Value]) -> Text {
    let mut words = Vec::new();
    let mut texts: Vec<Text> = Vec::new();
    for way in ways {
        let found = scalar::words(root, way);
        if found.is_empty() {
            texts.push(one(root, way));
        } else {
            words.extend(found);
        }
    }
    if !words.is_empty() {
        texts.insert(0, one_of(&words));
    }
    texts.dedup();
    let join = |pick: fn(&Text) -> &str, or: &str| texts.iter().map(pick).collect::<Vec<_>>().join(or);
    Text::new(join(|t| &t.zh, "，或"), join(|t| &t.en, ", or "))
}

fn one(root: &Value, way: &Value) -> Text {
    let (inner, name) = resolve(root, way);
    match (name, inner.get("type").and_then(Value::as_str)) {
        (Some("Date"), _) => text!("日期（如 2026-01-05）", "a date (such as 2026-01-05)"),
        (Some("Minutes"), _) => text!("时长（如 8h、45m、8h30m）", "a length of time (such as 8h, 45m, 8h30m)"),
        (Some("Clock"), _) => text!("时刻（如 08:00）", "a time of day (such as 08:00)"),
        (_, Some("integer")) => text!("整数", "a whole number"),
        (_, Some("number")) => text!("数", "a number"),
        (_, Some("boolean")) => text!("true 或 false", "true or false"),
        (_, Some("array")) => text!("列表", "a list"),
        (_, Some("object")) => {
            let keys = inner.get("properties").and_then(Value::as_object);
            let required = inner.get("required").and_then(Value::as_array);
            let named: Vec<&str> = match required {
                Some(required) => required.iter().filter_map(Value::as_str).collect(),
                None => keys.into_iter().flat_map(|keys| keys.keys().map(String::as_str)).take(3).collect(),
            };
            if named.is_empty() {
                text!("`键: 值`", "`key: value` pairs")
            } else {
                let more = if named.len() > 3 { ", …" } else { "" };
                let example = named.iter().take(3).map(|key| format!("{key}: …")).collect::<Vec<_>>().join(", ") + more;
                text!("`{{ {example} }}` 这样的键值对", "keys and values like `{{ {example} }}`")
            }
        }
        _ if scalar::words(root, way).is_empty() => text!("文字", "a text"),
        _ => one_of(&scalar::words(root, way)),
    }
}

fn one_of(words: &[&str]) -> Text {
    if let [only] = words {
        return text!("{only}", "{only}");
    }
    let all = suggest::listed(words.iter().copied());
    text!("下列之一：{all}", "one of {all}")
}

/// What was found instead, and what to do.
pub(super) fn found_and_advice(node: &Node, wanted: &Text) -> (Text, Text) {
    let (zh, en) = (&wanted.zh, &wanted.en);
    let plain_advice = text!("改成{zh}", "write {en}");
    match &node.kind {
        Kind::List(_) => (text!("列表", "a list"), plain_advice),
        Kind::Map(_) if en == "a list" => {
            (text!("键值对", "a mapping of keys and values"), text!("列表的每一项以“- ”开头", "each entry of a list begins with `- `"))
        }
        Kind::Map(_) => (text!("键值对", "a mapping of keys and values"), plain_advice),
        Kind::Scalar { text, plain } => {
            let shown = shown(text, *plain);
            let found = text!("{shown}", "{shown}");
            let advice = if text.contains(FULL_WIDTH) {
                syntax::half_width()
            } else if *plain && text.contains(':') && !text.contains(": ") && text.chars().next().is_some_and(char::is_alphabetic) {
                text!("冒号后面要加空格：`键: 值`", "put a space after the colon: `key: value`")
            } else if en == "a list" {
                let inner = shown.trim_matches('`');
                text!("用方括号写成列表：`[{inner}]`", "write it as a list: `[{inner}]`")
            } else {
                plain_advice
            };
            (found, advice)
        }
    }
}

/// The beginning of a text, quotes included.
pub(super) fn shown(text: &str, plain: bool) -> String {
    let mut beginning: String = text.chars().take(24).collect::<String>().replace(['\n', '\r'], " ");
    if beginning.len() < text.len() {
        beginning.push('…');
    }
    if plain { format!("`{beginning}`") } else { format!("`\"{beginning}\"`") }
}
