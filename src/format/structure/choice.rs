//! One of several forms: the one that was probably meant is looked at, so that its mistakes are
//! named and not just "none of the forms fits".

use super::{Walk, scalar};
use crate::{
    diagnostic::Step,
    format::{
        node::{Kind, Node},
        schema::resolve,
        suggest,
    },
    text,
};
use serde_json::Value;

impl<'s> Walk<'s> {
    pub(super) fn choice(&mut self, node: &Node, ways: &'s [Value]) -> Option<Value> {
        let mut flat = Vec::new();
        flatten(self.root, ways, &mut flat);
        let fitting: Vec<&'s Value> = flat.iter().copied().filter(|way| fits(node, way)).collect();
        match (fitting.as_slice(), &node.kind) {
            ([], _) => {
                self.wrong_type(node, &flat);
                None
            }
            (_, Kind::Scalar { text, .. }) => {
                let words: Vec<&str> = flat.iter().flat_map(|way| scalar::words(self.root, way)).collect();
                let only_words = fitting.iter().all(|way| !scalar::words(self.root, way).is_empty());
                if only_words && !words.contains(&text.as_str()) {
                    return self.not_one_of(node, text, &words, &flat);
                }
                self.first_that_fits(node, &fitting)
            }
            ([only], _) => self.value(node, only),
            (several, Kind::Map(pairs)) => {
                let has = |way: &Value, key: &str| way.get("properties").is_some_and(|known| known.get(key).is_some());
                let score = |way: &&&'s Value| pairs.iter().filter(|pair| has(way, &pair.key)).count();
                let best = several.iter().rev().max_by_key(score).filter(|way| score(way) > 0);
                let meant = || several.iter().find(|way| pairs.iter().any(|pair| resembles(&pair.key, way, several)));
                let Some(best) = best.or_else(meant) else {
                    self.none_of(node, several);
                    return None;
                };
                let stray = pairs.iter().find(|pair| !has(best, &pair.key) && several.iter().any(|way| has(way, &pair.key)));
                if let (Some(stray), Some(key)) = (stray, pairs.iter().find(|pair| has(best, &pair.key))) {
                    let (first, second) = (&key.key, &stray.key);
                    let cause = text!("“{first}”和“{second}”不能写在同一项里", "`{first}` and `{second}` cannot share one entry");
                    let advice = text!("另起一项：`- {second}: …`", "begin another entry: `- {second}: …`");
                    let span = stray.key_span.clone();
                    self.inside(Step::Key(second.clone()), |walk| walk.report_at(span, "two-in-one", cause, advice));
                    for pair in pairs {
                        let alone = Node { span: node.span.clone(), kind: Kind::Map(vec![pair.clone()]) };
                        if let Some(way) = several.iter().find(|way| has(way, &pair.key)) {
                            self.value(&alone, way);
                        }
                    }
                    return None;
                }
                self.value(node, best)
            }
            (several, Kind::List(_)) => self.first_that_fits(node, several),
        }
    }

    /// The first form without a mistake; else the mistakes of the last.
    fn first_that_fits(&mut self, node: &Node, ways: &[&'s Value]) -> Option<Value> {
        let (ids, diagnostics) = (self.form.ids.len(), self.form.diagnostics.len());
        for (position, way) in ways.iter().enumerate() {
            let value = self.value(node, way);
            if self.form.diagnostics.len() == diagnostics || position + 1 == ways.len() {
                return value;
            }
            self.form.ids.truncate(ids);
            self.form.diagnostics.truncate(diagnostics);
        }
        None
    }

    fn none_of(&mut self, node: &Node, ways: &[&'s Value]) {
        let known: Vec<&str> =
            ways.iter().filter_map(|way| way.get("properties")?.as_object()).flat_map(|known| known.keys().map(String::as_str)).collect();
        match &node.kind {
            Kind::Map(pairs) if !pairs.is_empty() => pairs.iter().for_each(|pair| self.unknown_key(pair, &known)),
            _ => {
                let all = suggest::listed(known);
                let cause = text!("这里是空的", "there is nothing in here");
                self.report(node, "empty-value", cause, text!("可选：{all}", "choose one of: {all}"));
            }
        }
    }
}

/// Whether a form is of the kind of the node.
fn fits(node: &Node, way: &Value) -> bool {
    let kind = way.get("type").and_then(Value::as_str);
    match &node.kind {
        Kind::Map(_) => kind == Some("object"),
        Kind::List(_) => kind == Some("array"),
        Kind::Scalar { .. } => !matches!(kind, Some("object" | "array")),
    }
}

/// Whether a key was probably meant to be one of this form rather than of another.
fn resembles(key: &str, way: &Value, ways: &[&Value]) -> bool {
    let keys =
        |way: &'_ Value| way.get("properties").and_then(Value::as_object).map(|known| known.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    let all: Vec<String> = ways.iter().flat_map(|way| keys(way)).collect();
    suggest::nearest(key, all.iter().map(String::as_str)).is_some_and(|meant| keys(way).iter().any(|known| known == meant))
}

fn flatten<'s>(root: &'s Value, ways: &'s [Value], flat: &mut Vec<&'s Value>) {
    for way in ways {
        let (inner, _) = resolve(root, way);
        match inner.get("oneOf").or_else(|| inner.get("anyOf")).and_then(Value::as_array) {
            Some(ways) => flatten(root, ways, flat),
            // The reference stays: the name of a type tells ids and dates from other texts.
            None if way.get("type").is_none() && way.get("$ref").is_some() && inner.get("type").is_some_and(|kind| kind == "string") => {
                flat.push(way);
            }
            None => flat.push(inner),
        }
    }
}
