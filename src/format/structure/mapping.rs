//! Mappings: known keys, once each, none missing.

use super::{Walk, ids, scalar};
use crate::{
    diagnostic::{Step, Text},
    format::{
        node::{Kind, Node, Pair},
        schema::resolve,
        suggest,
    },
    text,
};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

impl<'s> Walk<'s> {
    /// A mapping with the keys that are right; none if a key that must be there is not.
    pub(super) fn mapping(&mut self, node: &Node, schema: &'s Value) -> Option<Value> {
        let Kind::Map(pairs) = &node.kind else {
            self.wrong_type(node, &[schema]);
            return None;
        };
        let properties = schema.get("properties").and_then(Value::as_object);
        let others = schema.get("additionalProperties").filter(|others| others.is_object());
        let mut values = Map::new();
        let mut seen: BTreeMap<&str, &Pair> = BTreeMap::new();
        for pair in pairs {
            let key = self.meant(pair, pairs, properties);
            if let Some(earlier) = seen.insert(key, pair) {
                self.duplicate(pair, earlier);
                seen.insert(key, earlier);
                continue;
            }
            let inner = match (properties.and_then(|known| known.get(key)), others) {
                (Some(inner), _) => inner,
                (None, Some(inner)) if self.other_key(pair, schema) => inner,
                (None, Some(_)) => continue,
                (None, None) => {
                    self.unknown_key(pair, properties);
                    continue;
                }
            };
            if key != pair.key {
                self.unknown_key(pair, properties);
                self.form.mistyped.insert(self.place.key(key), pair.key.clone());
            }
            if let Some(value) = self.inside(Step::Key(key.to_owned()), |walk| walk.value(&pair.value, inner)) {
                values.insert(key.to_owned(), value);
            }
        }
        let whole = self.required(node, schema, &seen, &mut values);
        whole.then_some(Value::Object(values))
    }

    /// The key that was meant: the one written, or one it resembles that is not written anywhere.
    fn meant<'k>(&self, pair: &'k Pair, pairs: &[Pair], properties: Option<&'s Map<String, Value>>) -> &'k str
    where
        's: 'k,
    {
        let Some(known) = properties.filter(|known| !known.contains_key(&pair.key)) else { return &pair.key };
        let free = known.keys().map(String::as_str).filter(|key| pairs.iter().all(|other| other.key != *key));
        suggest::nearest(&pair.key, free).unwrap_or(&pair.key)
    }

    fn duplicate(&mut self, pair: &Pair, earlier: &Pair) {
        let (key, line) = (&pair.key, self.source.line_of(earlier.key_span.start));
        let cause = text!("键“{key}”在第 {line} 行已经写过", "the key `{key}` is already on line {line}");
        let advice = text!("只保留一个；列表中的下一项要以“- ”开头", "keep one of them; the next entry of a list begins with `- `");
        self.inside(Step::Key(key.clone()), |walk| walk.report_at(pair.key_span.clone(), "duplicate-key", cause, advice));
    }

    pub(super) fn unknown_key(&mut self, pair: &Pair, properties: Option<&Map<String, Value>>) {
        let key = &pair.key;
        let known = properties.into_iter().flat_map(|known| known.keys().map(String::as_str));
        let cause = text!("这里没有“{key}”这个键", "`{key}` is no key here");
        let advice = suggest::advice(key, known);
        self.inside(Step::Key(key.clone()), |walk| walk.report_at(pair.key_span.clone(), "unknown-key", cause, advice));
    }

    /// A key of a table: any word, or one of a list.
    fn other_key(&mut self, pair: &Pair, schema: &'s Value) -> bool {
        let Some(names) = schema.get("propertyNames") else { return true };
        let (names, of) = resolve(self.root, names);
        let words = scalar::words(self.root, names);
        let key = &pair.key;
        if !words.is_empty() && !words.contains(&key.as_str()) {
            let cause = text!("这里没有“{key}”这个键", "`{key}` is no key here");
            let advice = suggest::advice(key, words.iter().copied());
            self.inside(Step::Key(key.clone()), |walk| walk.report_at(pair.key_span.clone(), "unknown-key", cause, advice));
            return false;
        }
        if let Some(of) = of.and_then(ids::known_type) {
            let place = self.place.key(key);
            self.form.ids.push(super::IdUse { of, id: key.clone(), place });
        }
        true
    }

    /// Reports keys that are missing. A document without one of its parts goes on with a stand-in.
    fn required(&mut self, node: &Node, schema: &Value, seen: &BTreeMap<&str, &Pair>, values: &mut Map<String, Value>) -> bool {
        let mut whole = true;
        for key in schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
            if !seen.contains_key(key) {
                let what = schema["properties"][key].get("description").and_then(Value::as_str).unwrap_or_default();
                let cause = text!("缺少“{key}”", "`{key}` is missing");
                let advice = Text::new(format!("补上 `{key}: …`"), format!("add `{key}: …` ({})", what.trim_end_matches('.')));
                self.inside(Step::Key(key.to_owned()), |walk| walk.report(node, "missing-key", cause, advice));
            }
            if !values.contains_key(key) {
                match stand_in(key).filter(|_| self.place.0.is_empty()) {
                    Some(value) => drop(values.insert(key.to_owned(), value)),
                    None => whole = false,
                }
            }
        }
        whole
    }
}

fn stand_in(key: &str) -> Option<Value> {
    match key {
        "alliance" => Some(json!("?")),
        "horizon" => Some(json!({ "start": "2026-01-05", "weeks": 1 })),
        "calendar" => Some(json!("cn-2026")),
        "sites" | "units" | "shifts" | "posts" | "doctors" => Some(json!([])),
        _ => None,
    }
}
