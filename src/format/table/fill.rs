//! An instance as the rows of its tables.

use super::{
    cell::{Cell, written},
    layout::{Content, Role, Table, tables},
};
use crate::domain::Instance;
use serde_json::{Map, Value};

/// What stands in a row, one cell for each column.
pub(crate) type Cells = Vec<Option<Cell>>;

/// The rows of every table, in the order of [`tables`]; the overview has one.
pub(crate) fn fill(instance: &Instance, chinese: bool) -> Vec<Vec<Cells>> {
    let document = serde_json::to_value(instance).unwrap_or(Value::Null);
    tables().iter().map(|table| rows(table, &document, chinese)).collect()
}

fn rows(table: &Table, document: &Value, chinese: bool) -> Vec<Cells> {
    if table.is_overview() {
        return vec![overview(table, document, chinese)];
    }
    let entries = at(document, &table.list).and_then(Value::as_array).into_iter().flatten();
    if table.within.is_empty() {
        return entries.map(|entry| row(table, entry, None, chinese)).collect();
    }
    let inner = |owner: &Value| {
        let owner_id = owner.get("id").cloned();
        let entries = at(owner, &table.within).and_then(Value::as_array).cloned().unwrap_or_default();
        entries.iter().map(|entry| row(table, entry, owner_id.as_ref(), chinese)).collect::<Vec<_>>()
    };
    entries.flat_map(inner).collect()
}

fn row(table: &Table, entry: &Value, owner: Option<&Value>, chinese: bool) -> Cells {
    if table.keyed {
        return keyed(table, entry, chinese);
    }
    let cell = |column: &super::Column| match column.role {
        Role::Owner => owner.and_then(|id| written(&column.content, id, chinese)),
        _ => value(&column.content, &column.path, entry, chinese),
    };
    table.columns.iter().map(cell).collect()
}

/// A name of one text stands in the first of its two columns.
fn value(content: &Content, path: &[&str], entry: &Value, chinese: bool) -> Option<Cell> {
    if let Content::Name(first) = content {
        let name = at(entry, &path[..path.len() - 1])?;
        let text = if name.is_string() { Some(name).filter(|_| *first) } else { name.get(path[path.len() - 1]) };
        return written(content, text?, chinese);
    }
    written(content, at(entry, path)?, chinese)
}

/// A rule: what does not fit into the columns stays among the settings.
fn keyed(table: &Table, entry: &Value, chinese: bool) -> Cells {
    let Some((code, settings)) = entry.as_object().and_then(|entry| entry.iter().next()) else { return vec![None; table.columns.len()] };
    let mut rest: Map<String, Value> = settings.as_object().cloned().unwrap_or_default();
    let is_column = |path: &[&str]| table.columns.iter().any(|column| column.role == Role::Value && column.path == path);
    let fits = |key: &str, value: &Value| match value.as_object().filter(|map| !map.is_empty() && !is_column(&[key])) {
        Some(map) => map.keys().all(|inner| is_column(&[key, inner])),
        None => is_column(&[key]),
    };
    rest.retain(|key, value| !fits(key, value));
    let cell = |column: &super::Column| match column.role {
        Role::Key => written(&column.content, &Value::String(code.clone()), chinese),
        Role::Settings => written(&column.content, &Value::Object(rest.clone()), chinese),
        _ if column.path.first().is_some_and(|key| rest.contains_key(*key)) => None,
        _ => value(&column.content, &column.path, settings, chinese),
    };
    table.columns.iter().map(cell).collect()
}

/// What has several forms stands in its own cell, unless it is written out below or in tables.
fn overview(table: &Table, document: &Value, chinese: bool) -> Cells {
    let cell = |column: &super::Column| {
        let value = at(document, &column.path);
        if let (Content::Choice(_), Some(whole @ Value::Object(map))) = (&column.content, value) {
            let shown = map.values().any(|value| value.as_array().is_none_or(|items| !items.is_empty()));
            return if shown && !map.contains_key("file") { None } else { Some(Cell::Text(crate::format::write::flow(&without_empty(whole)))) };
        }
        self::value(&column.content, &column.path, document, chinese)
    };
    table.columns.iter().map(cell).collect()
}

fn without_empty(value: &Value) -> Value {
    let mut value = value.clone();
    if let Value::Object(map) = &mut value {
        map.retain(|_, value| value.as_array().is_none_or(|items| !items.is_empty()));
    }
    value
}

fn at<'v>(value: &'v Value, path: &[&str]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, key| value.get(key))
}
