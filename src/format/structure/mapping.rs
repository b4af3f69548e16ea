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
        let known: Vec<&str> = properties.into_iter().flat_map(|known| known.keys().map(String::as_str)).collect();
        let mut values = Map::new();
        let mut seen: BTreeMap<&str, &Pair> = BTreeMap::new();
        for pair in pairs {
            let key = meant(pair, pairs, properties);
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
                    self.unknown_key(pair, &known);
                    continue;
                }
            };
            if key != pair.key {
                self.unknown_key(pair, &known);
                self.form.mistyped.insert(self.place.key(key), pair.key.clone());
            }
            if let Some(value) = self.inside(Step::Key(key.to_owned()), |walk| walk.value(&pair.value, inner)) {
                values.insert(key.to_owned(), value);
            }
        }
        let whole = self.required(node, schema, &seen, &mut values);
        whole.then_some(Value::Object(values))
    }

    fn duplicate(&mut self, pair: &Pair, earlier: &Pair) {
        let (key, line) = (&pair.key, self.source.line_of(earlier.key_span.start));
        let cause = text!("键“{key}”在第 {line} 行已经写过", "the key `{key}` is already on line {line}");
        let advice = text!("只保留一个；列表中的下一项要以“- ”开头", "keep one of them; the next entry of a list begins with `- `");
        self.inside(Step::Key(key.clone()), |walk| walk.report_at(pair.key_span.clone(), "duplicate-key", cause, advice));
    }

    pub(super) fn unknown_key(&mut self, pair: &Pair, known: &[&str]) {
        let key = &pair.key;
        let (code, cause) = if self.is_rule_entry() {
            ("unknown-rule", text!("规则库中没有“{key}”", "there is no rule `{key}` in the book"))
        } else {
            ("unknown-key", text!("这里没有“{key}”这个键", "unknown key `{key}`"))
        };
        let advice = match suggest::nearest(key, known.iter().copied()) {
            None if self.is_rule_entry() => text!("用 `shangxia rules` 查看全部规则", "`shangxia rules` lists the book"),
            _ => suggest::advice(key, known.iter().copied()),
        };
        self.inside(Step::Key(key.clone()), |walk| walk.report_at(pair.key_span.clone(), code, cause, advice));
    }

    fn is_rule_entry(&self) -> bool {
        matches!(self.place.0.as_slice(), [Step::Key(rules), Step::Key(entries), Step::Index(_)] if rules == "rules" && entries == "entries")
    }

    /// A key of a table: any word, or one of a list.
    fn other_key(&mut self, pair: &Pair, schema: &'s Value) -> bool {
        let Some(names) = schema.get("propertyNames") else { return true };
        let (names, of) = resolve(self.root, names);
        let words = scalar::words(self.root, names);
        let key = &pair.key;
        if !words.is_empty() && !words.contains(&key.as_str()) {
            self.unknown_key(pair, &words);
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
        let required: Vec<&str> = schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
        let missing: Vec<&str> = required.iter().copied().filter(|key| !seen.contains_key(key)).collect();
        let document = self.place.0.is_empty();
        if document {
            for key in missing {
                self.missing(node, schema, &[key]);
            }
        } else if !missing.is_empty() {
            self.missing(node, schema, &missing);
        }
        let mut whole = true;
        for key in required {
            if !values.contains_key(key) {
                match stand_in(key).filter(|_| document) {
                    Some(value) => drop(values.insert(key.to_owned(), value)),
                    None => whole = false,
                }
            }
        }
        whole
    }

    fn missing(&mut self, node: &Node, schema: &Value, keys: &[&str]) {
        let [first, rest @ ..] = keys else { return };
        let all = keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
        let example = keys.iter().map(|key| format!("{key}: …")).collect::<Vec<_>>().join(", ");
        let cause = if rest.is_empty() { text!("缺少 {all}", "{all} is missing") } else { text!("缺少 {all}", "{all} are missing") };
        let what = schema["properties"][*first].get("description").and_then(Value::as_str).filter(|_| rest.is_empty());
        let what = what.map_or_else(String::new, |what| format!(" ({})", what.trim_end_matches('.')));
        let advice = Text::new(format!("补上 `{example}`"), format!("add `{example}`{what}"));
        self.inside(Step::Key((*first).to_owned()), |walk| walk.report(node, "missing-key", cause, advice));
    }
}

/// The key that was meant: the one written, or one it resembles that is not written anywhere.
fn meant<'k>(pair: &'k Pair, pairs: &[Pair], properties: Option<&'k Map<String, Value>>) -> &'k str {
    let Some(known) = properties.filter(|known| !known.contains_key(&pair.key)) else { return &pair.key };
    let free = known.keys().map(String::as_str).filter(|key| pairs.iter().all(|other| other.key != *key));
    suggest::nearest(&pair.key, free).unwrap_or(&pair.key)
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
