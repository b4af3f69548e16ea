//! What a cell says, as a node; and a value as what a cell says.
//!
//! Several things in one cell are separated by commas or on lines of their own, pairs are
//! `key: value`. A text that would be taken for something else stands in quotes, as in JSON; what
//! begins with a bracket is YAML. So nothing is lost on the way there and back.

use super::{layout::Content, words};
use crate::{
    diagnostic::Text,
    domain::{Clock, Minutes},
    format::{
        Source,
        node::{Kind, Node, Pair},
        parse::parse,
        write,
    },
    text,
};
use chrono::NaiveDate;
use serde_json::Value;
use std::fmt::Write as _;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Boolean(bool),
    /// A date.
    Date(NaiveDate),
    /// A time of day, or a length of time, in minutes.
    Time(i64),
    /// Nothing that can be read: why, and what to do.
    Broken(Text, Text),
}

/// What is wrong with a cell, or how it was read although it is odd: code, cause, advice.
pub type Oddity = (&'static str, Text, Text);

/// A node, and what was odd about its cell.
pub(super) type Read = Result<(Node, Option<Oddity>), Oddity>;

/// Signs between several things in a cell.
const BETWEEN: &[char] = &[',', '，', '、', ';', '；', '\n'];

impl Cell {
    /// Whether nothing is in it but blanks.
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }

    /// What is shown of it.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number_text(*number),
            Self::Boolean(yes) => yes.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Time(minutes) => Clock(*minutes).to_string(),
            Self::Broken(..) => String::new(),
        }
    }
}

/// The node a cell stands for.
pub(super) fn read(content: &Content, cell: &Cell) -> Read {
    let text = match (content, cell) {
        (_, Cell::Broken(cause, advice)) => return Err(("unreadable-cell", cause.clone(), advice.clone())),
        (Content::Text | Content::Name(_), Cell::Text(text)) => return Ok((scalar(unquoted(text), false), None)),
        (Content::Text | Content::Name(_) | Content::Id(_), Cell::Date(date)) => return Err(turned_into_date(*date)),
        (Content::Date, Cell::Number(serial)) => return Err(serial_number(*serial)),
        (Content::Minutes, Cell::Time(minutes)) => return Ok((scalar(Minutes(*minutes).to_string(), true), None)),
        (_, Cell::Text(text)) => text.clone(),
        (_, cell) => {
            return Ok((several(content, scalar(cell.shown(), !matches!(content, Content::Text | Content::Name(_) | Content::Id(_)))), None));
        }
    };
    if matches!(content, Content::List(_) | Content::Pairs(..) | Content::Choice(_)) && text.trim_start().starts_with(['[', '{']) {
        return yaml(text.trim()).map(|node| (node, None));
    }
    if matches!(content, Content::Yaml) {
        let text = text.trim();
        let wrapped = if text.contains('\n') || text.starts_with(['{', '[']) { text.to_owned() } else { format!("{{{text}}}") };
        return yaml(&wrapped).map(|node| (node, None));
    }
    let plain = half_width(text.trim());
    let quoted = text.starts_with('"');
    let odd = (plain != text && !quoted && !matches!(content, Content::List(_) | Content::Pairs(..) | Content::Choice(_))).then(|| {
        let cause =
            text!("“{text}”里有全角字符或多余的空格，按“{plain}”读取", "`{text}` has full-width signs or blanks around it; it is read as `{plain}`");
        ("read-as", cause, text!("改成“{plain}”", "write `{plain}`"))
    });
    Ok((node(content, &text), odd))
}

/// A list of one, where several are allowed; a number alone, where it has one meaning.
fn several(content: &Content, node: Node) -> Node {
    match (content, &node.kind) {
        (Content::List(_), _) => list(vec![node]),
        (Content::Choice(ways), Kind::Scalar { text, .. }) if text.parse::<i64>().is_ok() => match lone_number(ways) {
            Some(key) => mapping(vec![(key.to_owned(), node)]),
            None => node,
        },
        _ => node,
    }
}

fn node(content: &Content, text: &str) -> Node {
    let quoted = text.starts_with('"');
    let plain = half_width(text.trim());
    match content {
        Content::Text | Content::Name(_) => scalar(unquoted(text), false),
        Content::Id(_) => scalar(if quoted { unquoted(text) } else { plain }, false),
        Content::Boolean => scalar(words::boolean(&plain).map_or(plain, str::to_owned), true),
        Content::Word(of, words) => scalar(words::code(of, words, &plain).map_or(plain, str::to_owned), false),
        Content::List(inner) => list(split(text, BETWEEN).iter().map(|item| node(inner, item)).collect()),
        Content::Pairs(key, value) => {
            let pairs = split(text, BETWEEN);
            let pairs = pairs.iter().map(|pair| {
                let parts = split(pair, &[':', '：', '=']);
                let key = match node(key, parts.first().map_or("", String::as_str)).kind {
                    Kind::Scalar { text, .. } => text,
                    _ => String::new(),
                };
                (key, node(value, &parts.get(1..).unwrap_or_default().join(":")))
            });
            mapping(pairs.collect())
        }
        Content::Choice(ways) => choice(ways, text, &plain),
        _ => scalar(plain, true),
    }
}

fn choice(ways: &[&'static Value], text: &str, plain: &str) -> Node {
    if let Some(code) = words::choice_code(ways, plain) {
        return scalar(code.to_owned(), false);
    }
    if plain.parse::<i64>().is_ok() && lone_number(ways).is_some() {
        return several(&Content::Choice(ways.to_vec()), scalar(plain.to_owned(), true));
    }
    let parts = split(text, &[':', '：', '=']);
    if let [key, number] = parts.as_slice()
        && let Some(key) = words::choice_key(ways, &half_width(key.trim()))
    {
        return mapping(vec![(key.to_owned(), scalar(half_width(number.trim()), true))]);
    }
    let items = split(text, BETWEEN);
    if items.len() > 1 && ways.iter().any(|way| way["type"] == "array") {
        return list(items.iter().map(|item| scalar(unquoted(item), false)).collect());
    }
    scalar(if text.starts_with('"') { unquoted(text) } else { plain.to_owned() }, false)
}

/// The key a number alone stands for: that of the only form with one key.
fn lone_number(ways: &[&'static Value]) -> Option<&'static str> {
    let keys: Vec<&'static str> = words::choice_keys(ways).collect();
    if let [only] = keys.as_slice() { Some(only) } else { None }
}

/// What stands in a cell for a value; nothing for a value that a blank cell stands for.
pub(super) fn written(content: &Content, value: &Value, chinese: bool) -> Option<Cell> {
    match (content, value) {
        (Content::Date, Value::String(text)) => Some(text.parse().map_or_else(|_| Cell::Text(text.clone()), Cell::Date)),
        (Content::Integer(..), Value::Number(number)) => number.as_f64().map(Cell::Number),
        (Content::Choice(ways), Value::Object(map)) => match (map.iter().next(), map.len()) {
            (Some((key, Value::Number(number))), 1) if lone_number(ways) == Some(key) => number.as_f64().map(Cell::Number),
            (Some((key, Value::Number(number))), 1) => Some(Cell::Text(format!("{}: {number}", words::shown_key(key, chinese)))),
            _ => Some(Cell::Text(write::flow(value))),
        },
        (Content::Choice(_), Value::Array(items)) if items.len() < 2 => Some(Cell::Text(write::flow(value))),
        (Content::Choice(_), Value::Array(items)) => {
            Some(Cell::Text(items.iter().map(|item| word(&Content::Id(None), item, true, chinese)).collect::<Vec<_>>().join(", ")))
        }
        (Content::Yaml, Value::Object(map)) => (!map.is_empty()).then(|| Cell::Text(write::pairs(map))),
        (Content::Yaml, value) => Some(Cell::Text(write::flow(value))),
        (Content::List(_), Value::Array(items)) if items.is_empty() => Some(Cell::Text("[]".to_owned())),
        (Content::List(inner), Value::Array(items)) => {
            Some(Cell::Text(items.iter().map(|item| word(inner, item, true, chinese)).collect::<Vec<_>>().join(if chinese { "、" } else { ", " })))
        }
        (Content::Pairs(..), Value::Object(map)) if map.is_empty() => Some(Cell::Text("{}".to_owned())),
        (Content::Pairs(key, inner), Value::Object(map)) => {
            let pair = |(name, value): (&String, &Value)| {
                let name = word(key, &Value::String(name.clone()), true, chinese);
                format!("{name}: {}", word(inner, value, true, chinese))
            };
            Some(Cell::Text(map.iter().map(pair).collect::<Vec<_>>().join(if chinese { "、" } else { ", " })))
        }
        (content, value) => Some(Cell::Text(word(content, value, false, chinese))),
    }
}

/// A single value as text; `among` others in one cell.
fn word(content: &Content, value: &Value, among: bool, chinese: bool) -> String {
    match (content, value) {
        (Content::Word(of, _), Value::String(code)) => words::shown(of, code, chinese).to_owned(),
        (Content::Boolean, Value::Bool(yes)) => words::shown_boolean(*yes, chinese).to_owned(),
        (Content::Choice(ways), Value::String(code)) if words::choice_words(ways).any(|word| word == code) => {
            words::shown_key(code, chinese).to_owned()
        }
        (Content::Text | Content::Name(_), Value::String(text)) => guarded(text, false, among),
        (Content::Choice(_), Value::String(text)) => guarded(text, true, true),
        (_, Value::String(text)) => guarded(text, true, among),
        (_, value) => value.to_string(),
    }
}

/// A text in quotes if it would be read as something else.
fn guarded(text: &str, exact: bool, among: bool) -> String {
    let odd = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{feff}');
    let splits = |c: char| BETWEEN.contains(&c) || matches!(c, ':' | '：' | '=');
    let needed = text.trim() != text
        || text.is_empty()
        || text.starts_with(['"', '[', '{'])
        || text.contains(odd)
        || text.contains("_x")
        || (exact && half_width(text) != text)
        || (exact && text.contains('\n'))
        || (among && text.contains(splits))
        || (among && text.contains('"'));
    if !needed {
        return text.to_owned();
    }
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            c if odd(c) || c == '_' => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(quoted, "\\u{unit:04x}");
                }
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// The text within quotes; a text without them with its blanks cut off.
fn unquoted(text: &str) -> String {
    let text = text.trim();
    if text.starts_with('"') { serde_json::from_str(text).unwrap_or_else(|_| text.to_owned()) } else { text.to_owned() }
}

/// Cuts a text at signs that stand outside quotes. Empty pieces at the end of several are left out.
fn split(text: &str, at: &[char]) -> Vec<String> {
    let (mut pieces, mut piece, mut quoted, mut escaped) = (Vec::new(), String::new(), false, false);
    for c in text.chars() {
        if !quoted && at.contains(&c) {
            pieces.push(std::mem::take(&mut piece));
            continue;
        }
        if c == '"' && !escaped && (quoted || piece.trim().is_empty()) {
            quoted = !quoted;
        }
        escaped = quoted && c == '\\' && !escaped;
        piece.push(c);
    }
    pieces.push(piece);
    let pieces: Vec<String> = pieces.into_iter().map(|piece| piece.trim().to_owned()).collect();
    let last = pieces.iter().rposition(|piece| !piece.is_empty()).map_or(1, |last| last + 1);
    pieces.into_iter().take(last).collect()
}

/// Full-width letters, digits and signs as people type them in Chinese text, made half-width.
pub(super) fn half_width(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    text.chars().map(narrow).collect::<String>().trim().to_owned()
}

pub(super) fn number_text(number: f64) -> String {
    format!("{number}")
}

fn yaml(text: &str) -> Result<Node, Oddity> {
    match parse(&Source::new("", text)) {
        Ok(node) => Ok(without_bytes(node)),
        Err(wrong) => Err((wrong.code, wrong.cause.clone(), wrong.advice.clone())),
    }
}

/// Bytes of a cell mean nothing in the whole document.
fn without_bytes(node: Node) -> Node {
    let kind = match node.kind {
        Kind::List(items) => Kind::List(items.into_iter().map(without_bytes).collect()),
        Kind::Map(pairs) => Kind::Map(pairs.into_iter().map(|pair| Pair { key_span: 0..0, value: without_bytes(pair.value), ..pair }).collect()),
        kind @ Kind::Scalar { .. } => kind,
    };
    Node { span: 0..0, kind }
}

pub(super) fn scalar(text: String, plain: bool) -> Node {
    Node { span: 0..0, kind: Kind::Scalar { text, plain } }
}

pub(super) fn list(items: Vec<Node>) -> Node {
    Node { span: 0..0, kind: Kind::List(items) }
}

pub(super) fn mapping(pairs: Vec<(String, Node)>) -> Node {
    let pairs = pairs.into_iter().map(|(key, value)| Pair { key, key_span: 0..0, value }).collect();
    Node { span: 0..0, kind: Kind::Map(pairs) }
}

fn turned_into_date(date: NaiveDate) -> Oddity {
    let cause = text!("这里应该是文字，单元格里却是日期 {date}", "a text belongs here, but the cell holds the date {date}");
    let advice = text!(
        "表格软件把输入变成了日期：先把单元格格式设为“文本”，再重新输入",
        "the spreadsheet made a date of what was typed: format the cell as text and type it again"
    );
    ("date-in-text", cause, advice)
}

fn serial_number(serial: f64) -> Oddity {
    let shown = number_text(serial);
    let day = NaiveDate::from_ymd_opt(1899, 12, 30).and_then(|zero| zero.checked_add_days(chrono::Days::new(serial.max(0.0) as u64)));
    let cause = text!("这里应该是日期，单元格里是数字 {shown}", "a date belongs here, but the cell holds the number {shown}");
    let advice = match day.filter(|day| serial.fract() == 0.0 && (1950..2200).contains(&chrono::Datelike::year(day))) {
        Some(day) => {
            text!("如果是 {day}，把单元格格式设为日期；否则写成 年-月-日", "if {day} is meant, format the cell as a date; else write year-month-day")
        }
        None => text!("写成 年-月-日，例如 2026-01-05", "write year-month-day, such as 2026-01-05"),
    };
    ("wrong-date", cause, advice)
}
