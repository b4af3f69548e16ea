//! Any instance at all that the schema allows, so that a field which is new in the format is in
//! the tests on the day it comes.

use crate::{domain::Instance, format::schema};
use chacha20::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Texts that spreadsheets, commas and YAML like to take for something else.
#[rustfmt::skip]
const NASTY: &[&str] = &[
    "0017", "1e5", "1/2", "3-1", "=1+1", "+1", "-1", "@a", "'a", "TRUE", "true", "是", "null", "~", "2026-01-05", "08:00", "a, b", "a、b", "a;b", "a: b", "a：b",
    "a=b", "[a]", "{a}", "\"a\"", "\"", "a\"b", "\\", " a", "a ", "\u{3000}a", "Ｄ００１", "医 生", "，", "a\nb", "\ta", "\r", "\u{1}", "\u{feff}a", "\u{ffff}",
    "_x0041_", "_x005F_", "hard", "硬性", "周一", "#REF!", "<b>&amp;", "😀", "é", "cn-2026", "例", "\u{2028}", "\u{a0}",
];

pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    pub(super) fn below(&mut self, n: usize) -> usize {
        (self.0.next_u64() % n.max(1) as u64) as usize
    }

    fn pick<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }

    fn text(&mut self) -> String {
        match self.below(3) {
            0 => self.pick(NASTY).to_owned(),
            1 => (0..=self.below(8)).filter_map(|_| char::from_u32(0x20 + self.below(0x60) as u32)).collect(),
            _ => format!("x{}", self.below(1000)),
        }
    }
}

/// An instance by the form alone: what it means is nonsense.
pub(super) fn any_instance(seed: u64) -> Instance {
    let mut maker = Maker { root: schema::instance(), dice: Dice::new(seed), given: BTreeSet::new() };
    let value = maker.value(maker.root, true);
    serde_json::from_value(value).unwrap()
}

struct Maker {
    root: &'static Value,
    dice: Dice,
    given: BTreeSet<String>,
}

impl Maker {
    fn value(&mut self, schema: &'static Value, root: bool) -> Value {
        let (inner, name) = schema::resolve(self.root, schema);
        let number = |key: &str, other: i64| inner.get(key).and_then(Value::as_i64).unwrap_or(other);
        if let Some(ways) = inner.get("oneOf").or_else(|| inner.get("anyOf")).and_then(Value::as_array) {
            let way = &ways[self.dice.below(ways.len())];
            return self.value(way, false);
        }
        if let Some(word) = inner.get("const") {
            return word.clone();
        }
        if let Some(words) = inner.get("enum").and_then(Value::as_array) {
            return words[self.dice.below(words.len())].clone();
        }
        match inner.get("type").and_then(Value::as_str) {
            Some("object") => self.object(inner, root),
            Some("array") => {
                let len = self.dice.below(4);
                (0..len).map(|_| self.value(&inner["items"], false)).collect()
            }
            Some("integer") => {
                let (least, most) = (number("minimum", 0), number("maximum", 1000));
                json!(least + self.dice.below((most - least + 1) as usize) as i64)
            }
            Some("boolean") => json!(self.dice.below(2) == 0),
            _ => self.text(name),
        }
    }

    fn object(&mut self, schema: &'static Value, root: bool) -> Value {
        let must = |key: &str| schema["required"].as_array().is_some_and(|required| required.iter().any(|name| name == key));
        let mut map = Map::new();
        for (key, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            if root || must(key) || self.dice.below(2) == 0 {
                let value = if key == "id" { self.fresh() } else { self.value(property, false) };
                map.insert(key.clone(), value);
            }
        }
        if let Some(others) = schema.get("additionalProperties").filter(|others| others.is_object()) {
            for _ in 0..self.dice.below(3) {
                let key = match schema.get("propertyNames") {
                    Some(names) => self.value(names, false).as_str().unwrap().to_owned(),
                    None => self.dice.text(),
                };
                map.insert(key, self.value(others, false));
            }
        }
        Value::Object(map)
    }

    fn text(&mut self, name: Option<&str>) -> Value {
        match name {
            Some("Date") => json!(format!("{}-{:02}-{:02}", 1900 + self.dice.below(300), 1 + self.dice.below(12), 1 + self.dice.below(28))),
            Some("Minutes") => json!(crate::domain::Minutes(self.dice.below(20_000) as i64).to_string()),
            Some("Clock") => json!(format!("{:02}:{:02}", self.dice.below(24), self.dice.below(60))),
            // A rule entry's and an id's text is never empty; marks are short.
            _ => json!(self.dice.text().chars().take(4).collect::<String>())
                .as_str()
                .filter(|text| !text.is_empty())
                .map_or(json!("x"), |text| json!(text)),
        }
    }

    /// An id nobody has yet.
    fn fresh(&mut self) -> Value {
        loop {
            let id = self.dice.text();
            if !id.is_empty() && self.given.insert(id.clone()) {
                return json!(id);
            }
        }
    }
}
