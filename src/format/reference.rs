//! The format field by field, made from the JSON Schema: what `instances/README.md` says.

use super::schema::{self, resolve};
use crate::{diagnostic::Lang, rules::KINDS};
use serde_json::Value;
use std::fmt::Write as _;

/// Where the part about rules begins.
pub const RULES_HEADING: &str = "## The rule book";

const INTRODUCTION: &str = "\
# Instances, field by field

<!-- Generated from the types: UPDATE=1 cargo test --test format -->

An instance is one YAML file. `ward_of_two.yaml` is the smallest, known by heart. `shangxia check FILE` names every mistake with
line and column; `shangxia schema` prints the JSON Schema for editors.

- What is not said has the default given below. Unknown keys, keys written twice and empty values are mistakes.
- Ids are texts chosen by the author and unique within their list: `0017` stays a text. People are codes, never names.
- Dates are `2026-01-05`, lengths of time `8h`, `45m` or `8h30m`, times of day `\"08:00\"`, percentages whole numbers.
- Anchors and aliases may be used; tags, merge keys (`<<`) and several documents in one file may not.

";

/// The format of instances, rules and rosters in Markdown.
pub fn reference() -> String {
    let mut out = INTRODUCTION.to_owned();
    let instance = schema::instance();
    out.push_str("## The instance\n\n");
    table(&mut out, instance, instance);
    let mut known = vec!["RuleEntry"];
    definitions(&mut out, instance, instance, &mut known);
    rules(&mut out, instance, &mut known);
    let roster = schema::roster();
    let _ = write!(out, "## The roster\n\n`solutions/*.yaml`. {}\n\n", description(roster));
    table(&mut out, roster, roster);
    definitions(&mut out, roster, roster, &mut known);
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn rules<'s>(out: &mut String, root: &'s Value, known: &mut Vec<&'s str>) {
    let _ = write!(out, "{RULES_HEADING}\n\nEntries of `rules.entries`. `shangxia explain RULE` prints the whole page of a rule.\n\n");
    let entries = root["$defs"]["RuleEntry"]["oneOf"].as_array().map_or(&[][..], Vec::as_slice);
    for (kind, entry) in KINDS.iter().zip(entries) {
        let card = kind.card();
        let settings = &entry["properties"][card.code];
        let statement = card.statement(Lang::En).replace('\n', " ");
        let _ = write!(out, "### `{}`: {} ({})\n\n{statement}\n\n", card.code, card.en, card.zh);
        table(out, root, settings);
    }
    for entry in entries {
        definitions(out, root, entry, known);
    }
}

/// Sections for the types a schema refers to, in the order in which a reader meets them.
fn definitions<'s>(out: &mut String, root: &'s Value, schema: &'s Value, known: &mut Vec<&'s str>) {
    let mut met = Vec::new();
    references(schema, &mut met);
    for name in met {
        if known.contains(&name) || name.ends_with("Id") {
            continue;
        }
        known.push(name);
        let definition = &root["$defs"][name];
        let _ = write!(out, "### {name}\n\n{}\n\n", description(definition));
        if definition.get("properties").is_some() {
            table(out, root, definition);
        } else if let Some(ways) = ways(definition) {
            for way in ways {
                let what = description(way);
                let stop = if what.is_empty() { "" } else { ": " };
                let _ = writeln!(out, "- {}{stop}{what}", value_in_words(root, way));
            }
            out.push('\n');
        }
        definitions(out, root, definition, known);
    }
}

fn references<'s>(schema: &'s Value, met: &mut Vec<&'s str>) {
    match schema {
        Value::Object(object) => {
            for (key, value) in object {
                match value {
                    _ if key == "$defs" => {}
                    Value::String(path) if key == "$ref" => met.extend(path.strip_prefix("#/$defs/")),
                    value => references(value, met),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, met)),
        _ => {}
    }
}

fn table(out: &mut String, root: &Value, schema: &Value) {
    out.push_str("| key | value | | meaning |\n| --- | --- | --- | --- |\n");
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for (key, field) in schema["properties"].as_object().into_iter().flatten() {
        let need = match field.get("default") {
            _ if required.contains(&key.as_str()) => "required".to_owned(),
            Some(default) if *default != serde_json::json!({}) && *default != serde_json::json!([]) => {
                format!("default `{}`", default.to_string().trim_matches('"'))
            }
            _ => String::new(),
        };
        let _ = writeln!(out, "| `{key}` | {} | {need} | {} |", value_in_words(root, field), description(field));
    }
    out.push('\n');
}

fn ways(schema: &Value) -> Option<&Vec<Value>> {
    schema.get("oneOf").or_else(|| schema.get("anyOf")).and_then(Value::as_array)
}

fn value_in_words(root: &Value, schema: &Value) -> String {
    if let (_, Some(name)) = resolve(root, schema) {
        if let Some(what) = name.strip_suffix("Id") {
            return format!("{} id", what.to_lowercase());
        }
        return format!("[{name}](#{})", name.to_lowercase());
    }
    let number = |key: &str| schema.get(key).and_then(Value::as_i64);
    let words = |key: &str| schema.get(key).and_then(Value::as_array);
    if let Some(word) = schema.get("const").and_then(Value::as_str) {
        return format!("`{word}`");
    }
    if let Some(words) = words("enum") {
        return words.iter().filter_map(Value::as_str).map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("array") => format!("list of {}", schema.get("items").map_or_else(String::new, |items| value_in_words(root, items))),
        Some("boolean") => "`true` or `false`".to_owned(),
        Some("integer") => match (number("minimum"), number("maximum")) {
            (Some(least), Some(most)) if most < i64::from(u32::MAX) => format!("{least} to {most}"),
            (Some(least), _) => format!("a number from {least}"),
            _ => "a number".to_owned(),
        },
        Some("object") => match (schema.get("additionalProperties"), schema["properties"].as_object()) {
            (Some(inner), None) => {
                let key = schema.get("propertyNames").map_or_else(|| "a word".to_owned(), |names| value_in_words(root, names));
                format!("{key}: {}", value_in_words(root, inner))
            }
            (_, Some(properties)) => {
                let inner = properties.iter().map(|(key, field)| format!("`{key}`: {}", value_in_words(root, field)));
                format!("{{ {} }}", inner.collect::<Vec<_>>().join(", "))
            }
            _ => "keys and values".to_owned(),
        },
        _ => match ways(schema) {
            Some(ways) => ways.iter().map(|way| value_in_words(root, way)).collect::<Vec<_>>().join(" or "),
            None => "text".to_owned(),
        },
    }
}

fn description(schema: &Value) -> &str {
    schema.get("description").and_then(Value::as_str).unwrap_or_default()
}
