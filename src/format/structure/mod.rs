//! Form: a walk over the tree along the JSON Schema. It reports every mistake and hands back what
//! is right, so that the checks of meaning can go on with it.

mod choice;
mod expected;
mod ids;
mod mapping;
mod scalar;
mod times;

use super::{
    Source,
    node::{Kind, Node},
    schema::resolve,
};
use crate::{
    diagnostic::{Diagnostic, Place, Step, Text},
    text,
};
use serde_json::Value;
use std::{collections::BTreeMap, ops::Range};

pub(super) use ids::{Declared, IdUse, SECTIONS};
pub(super) use scalar::words;

/// What the walk found.
#[derive(Debug, Default)]
pub(super) struct Form {
    /// What is right, if the document is a mapping at all.
    pub value: Option<Value>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// Ids in the order of the document, those in parts left out among them.
    pub ids: Vec<IdUse>,
    /// For lists something was left out of: where the rest stood.
    kept: BTreeMap<Place, Vec<usize>>,
    /// Keys that were mistyped: the place as it should be, and the key as it is.
    mistyped: BTreeMap<Place, String>,
    /// Lists that are parts of the document, and how many entries they have as written.
    entries: BTreeMap<String, usize>,
}

impl Form {
    /// Whether ids may be given out in a part of the document that could not be read.
    pub fn lacks_ids_of(&self, section: &str) -> bool {
        let given = self.ids.iter().filter(|id| id.is_given() && id.place.section() == Some(section)).count();
        let unreadable = || self.diagnostics.iter().any(|diagnostic| diagnostic.place == Place::root().key(section));
        self.entries.get(section).map_or_else(unreadable, |entries| given < *entries)
    }

    /// A place as the document spells it, keys mistyped included.
    pub fn spelled(&self, place: &Place) -> Place {
        let (mut right, mut spelled) = (Place::root(), Place::root());
        for step in &place.0 {
            right.0.push(step.clone());
            spelled.0.push(self.mistyped.get(&right).map_or_else(|| step.clone(), |key| Step::Key(key.clone())));
        }
        spelled
    }

    /// Where something stands in the document that stands at `place` in the value.
    pub fn written_at(&self, place: &Place) -> Place {
        let mut written = Place::root();
        for step in &place.0 {
            written = match step {
                Step::Key(key) => written.key(key),
                Step::Index(index) => written.index(self.kept.get(&written).and_then(|kept| kept.get(*index)).copied().unwrap_or(*index)),
            };
        }
        written
    }
}

/// Holds a document against a schema.
pub(super) fn form(node: &Node, schema: &Value, source: &Source) -> Form {
    let mut walk = Walk { root: schema, source, place: Place::root(), form: Form::default() };
    let value = walk.value(node, schema);
    Form { value, ..walk.form }
}

struct Walk<'s> {
    root: &'s Value,
    source: &'s Source,
    place: Place,
    form: Form,
}

impl<'s> Walk<'s> {
    /// The value of a node if it is right.
    fn value(&mut self, node: &Node, schema: &'s Value) -> Option<Value> {
        let (schema, name) = resolve(self.root, schema);
        if node.is_nothing() && !self.place.0.is_empty() {
            self.nothing(node, schema);
            return None;
        }
        if let Some(ways) = schema.get("oneOf").or_else(|| schema.get("anyOf")).and_then(Value::as_array) {
            return self.choice(node, ways);
        }
        match schema.get("type").and_then(Value::as_str) {
            Some("object") => self.mapping(node, schema),
            Some("array") => self.list(node, schema),
            _ => self.scalar(node, schema, name),
        }
    }

    fn list(&mut self, node: &Node, schema: &'s Value) -> Option<Value> {
        let Some(item_schema) = schema.get("items") else { return Some(Value::Array(vec![])) };
        let Kind::List(items) = &node.kind else {
            self.wrong_type(node, &[schema]);
            // One entry without its brackets is looked at like a list of one.
            return self.value(node, item_schema).map(|value| Value::Array(vec![value]));
        };
        let (mut values, mut kept) = (Vec::with_capacity(items.len()), Vec::with_capacity(items.len()));
        for (index, item) in items.iter().enumerate() {
            if let Some(value) = self.inside(Step::Index(index), |walk| walk.value(item, item_schema)) {
                values.push(value);
                kept.push(index);
            }
        }
        if kept.len() < items.len() {
            self.form.kept.insert(self.place.clone(), kept);
        }
        if let [Step::Key(section)] = self.place.0.as_slice() {
            self.form.entries.insert(section.clone(), items.len());
        }
        self.size(node, schema, items.len());
        Some(Value::Array(values))
    }

    fn size(&mut self, node: &Node, schema: &Value, len: usize) {
        let limit = |key: &str| schema.get(key).and_then(Value::as_u64).map(|n| n as usize);
        if let Some(least) = limit("minItems").filter(|least| len < *least) {
            let cause = text!("这里至少要有 {least} 项，只有 {len} 项", "at least {least} entries are needed here, there are {len}");
            self.report(node, "too-few", cause, text!("补上缺少的项", "add what is missing"));
        }
        if let Some(most) = limit("maxItems").filter(|most| len > *most) {
            let cause = text!("这里最多 {most} 项，写了 {len} 项", "at most {most} entries are allowed here, there are {len}");
            self.report(node, "too-many", cause, text!("删除多余的项", "remove some"));
        }
    }

    fn inside<T>(&mut self, step: Step, look: impl FnOnce(&mut Self) -> T) -> T {
        self.place.0.push(step);
        let found = look(self);
        self.place.0.pop();
        found
    }

    fn nothing(&mut self, node: &Node, schema: &Value) {
        let what = expected::of(self.root, &[schema]);
        let (zh, en) = (&what.zh, &what.en);
        let cause = text!("这里没有值", "there is no value here");
        let advice = text!("填写{zh}；不需要就把这个键整个删掉", "give {en}, or remove the key if it is not needed");
        self.report(node, "empty-value", cause, advice);
    }

    fn wrong_type(&mut self, node: &Node, ways: &[&Value]) {
        let what = expected::of(self.root, ways);
        let (found, advice) = expected::found_and_advice(node, &what);
        let cause = Text::new(format!("这里应该是{}，写的是{}", what.zh, found.zh), format!("expected {}, found {}", what.en, found.en));
        self.report(node, "wrong-type", cause, advice);
    }

    fn report(&mut self, node: &Node, code: &'static str, cause: Text, advice: Text) {
        let span = self.source.on_one_line(&node.span);
        self.report_at(span, code, cause, advice);
    }

    /// An empty span is left to the place: its key says more.
    fn report_at(&mut self, span: Range<usize>, code: &'static str, cause: Text, advice: Text) {
        let mut diagnostic = Diagnostic::error(code, self.place.clone(), cause, advice);
        diagnostic.span = Some(span).filter(|span| !span.is_empty());
        self.form.diagnostics.push(diagnostic);
    }
}
