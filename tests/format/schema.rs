//! The JSON Schema holds what is right, refuses what is wrong, and agrees with our own reader.

use super::{files, source, town};
use proptest::{prelude::*, sample::Index};
use serde_json::{Value, json};
use shangxia::{
    domain::Instance,
    format::{Source, read_instance, roster_schema, schema},
    rules::{KINDS, Pack},
};
use std::sync::OnceLock;

/// What our reader calls mistakes of form.
const FORM: &[&str] = &[
    "unknown-key",
    "unknown-rule",
    "missing-key",
    "wrong-type",
    "unknown-value",
    "out-of-range",
    "wrong-date",
    "wrong-time",
    "wrong-text-length",
    "empty-value",
    "two-in-one",
    "too-few",
    "too-many",
];

/// What keeps our reader from making a tree at all.
const NO_TREE: &[&str] = &["yaml-syntax", "yaml-tag", "merge-key", "key-not-text", "endless-alias", "several-documents", "empty-file", "not-utf-8"];

fn validator() -> &'static jsonschema::Validator {
    static VALIDATOR: OnceLock<jsonschema::Validator> = OnceLock::new();
    VALIDATOR.get_or_init(|| jsonschema::options().should_validate_formats(true).build(&schema()).expect("a schema"))
}

fn json_of(file: &str) -> Option<Value> {
    // As YAML 1.2 and editors have it: `off` is a text.
    serde_yaml::from_str_with_options(source(file).text(), serde_yaml::options! { strict_booleans: true }).ok()
}

#[test]
fn the_schemas_are_schemas() {
    for schema in [schema(), roster_schema()] {
        assert!(jsonschema::meta::is_valid(&schema));
        for key in ["title", "description"] {
            assert!(schema[key].is_string(), "{key}");
        }
    }
}

#[test]
fn every_field_is_described() {
    fn look(schema: &Value, path: &str, bare: &mut Vec<String>) {
        for (key, field) in schema["properties"].as_object().into_iter().flatten() {
            // The one field of a form of a rule's weight is described with the form.
            let described = field.get("description").is_some() || schema.get("description").is_some() && schema["required"] == json!([key]);
            if !described {
                bare.push(format!("{path}.{key}"));
            }
        }
        let inner = schema.as_object().into_iter().flatten().map(|(key, value)| (key.clone(), value));
        let items = schema.as_array().into_iter().flatten().enumerate().map(|(i, value)| (i.to_string(), value));
        inner.chain(items).for_each(|(key, value)| look(value, &format!("{path}.{key}"), bare));
    }
    let mut bare = Vec::new();
    look(&schema(), "instance", &mut bare);
    look(&roster_schema(), "roster", &mut bare);
    bare.retain(|path| !path.contains("RuleEntry.oneOf") || path.matches("properties").count() > 1);
    assert!(bare.is_empty(), "{bare:#?}");
}

/// The reader looks at these words and no others: a schema that uses more would promise more.
#[test]
fn the_schemas_use_no_word_the_reader_does_not_know() {
    const KNOWN: &[&str] = &[
        "$schema",
        "$defs",
        "$ref",
        "title",
        "description",
        "default",
        "examples",
        "type",
        "properties",
        "required",
        "additionalProperties",
        "propertyNames",
        "items",
        "oneOf",
        "anyOf",
        "const",
        "enum",
        "minimum",
        "maximum",
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
    ];
    fn look(schema: &Value, name: &str, strange: &mut Vec<String>) {
        for (key, value) in schema.as_object().into_iter().flatten() {
            // Texts of these types are read by the domain itself.
            let by_hand = ["pattern", "format"].contains(&key.as_str()) && ["Date", "Minutes", "Clock"].contains(&name);
            if !KNOWN.contains(&key.as_str()) && !by_hand {
                strange.push(format!("{name}: {key}"));
            }
            match key.as_str() {
                "properties" | "$defs" => value.as_object().into_iter().flatten().for_each(|(name, inner)| look(inner, name, strange)),
                "default" | "examples" | "enum" | "required" => {}
                _ => look(value, name, strange),
            }
        }
        schema.as_array().into_iter().flatten().for_each(|inner| look(inner, name, strange));
    }
    let mut strange = Vec::new();
    look(&schema(), "instance", &mut strange);
    look(&roster_schema(), "roster", &mut strange);
    assert!(strange.is_empty(), "{strange:#?}");
}

#[test]
fn the_instances_are_valid() {
    for file in files("instances", ".yaml").into_iter().chain(["tests/format/town.yaml".to_owned()]) {
        let json = json_of(&file).expect("a document");
        let errors: Vec<String> = validator().iter_errors(&json).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{file}: {errors:#?}");
    }
}

#[test]
fn the_rosters_are_valid() {
    let validator = jsonschema::options().should_validate_formats(true).build(&roster_schema()).expect("a schema");
    for file in files("solutions", ".yaml") {
        assert!(validator.is_valid(&json_of(&file).expect("a document")), "{file}");
    }
}

#[test]
fn broken_files_are_invalid_where_the_form_is_broken() {
    for file in files("tests/broken", ".yaml") {
        let Some(json) = json_of(&file) else { continue };
        let diagnostics = read_instance(&source(&file)).diagnostics;
        let wrong: Vec<&str> = diagnostics.iter().map(|d| d.code).filter(|code| FORM.contains(code)).collect();
        if diagnostics.iter().any(|d| NO_TREE.contains(&d.code)) {
            continue;
        }
        assert_eq!(validator().is_valid(&json), wrong.is_empty(), "{file}: {wrong:?}");
    }
}

/// Says what the schema calls the default wherever nothing is said.
fn say_defaults(value: &mut Value, schema: &Value, root: &Value) {
    let schema = schema["$ref"].as_str().map_or(schema, |path| &root["$defs"][path.trim_start_matches("#/$defs/")]);
    match value {
        Value::Object(object) => {
            for (key, field) in schema["properties"].as_object().into_iter().flatten() {
                if let Some(default) = field.get("default") {
                    object.entry(key.clone()).or_insert_with(|| default.clone());
                }
                if let Some(inner) = object.get_mut(key) {
                    say_defaults(inner, field, root);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| say_defaults(item, &schema["items"], root)),
        _ => {}
    }
}

#[test]
fn defaults_of_the_schema_are_those_of_the_types() {
    let root = schema();
    let mut value = serde_json::to_value(town()).expect("JSON");
    let before = value.to_string().len();
    say_defaults(&mut value, &root, &root);
    assert!(value.to_string().len() > before + 200, "the defaults were said");
    assert_eq!(serde_json::from_value::<Instance>(value).expect("an instance"), *town());
}

#[test]
fn defaults_of_settings_are_those_of_the_rules() {
    let root = schema();
    let entries = root["$defs"]["RuleEntry"]["oneOf"].as_array().expect("one form for each rule");
    for (kind, form) in KINDS.iter().zip(entries) {
        let code = kind.card().code;
        for entry in Pack::names().filter_map(Pack::named).flat_map(|pack| pack.entries).map(|entry| entry.rule).filter(|entry| entry.rule == code) {
            let mut said = entry.settings.clone();
            say_defaults(&mut said, &form["properties"][code], &root);
            let (short, long) = (kind.read(&entry.settings).expect(code), kind.read(&said).expect(code));
            assert_eq!(format!("{short:?}"), format!("{long:?}"), "{code}: {said}");
        }
    }
}

/// Every place in a value.
fn places(value: &Value, here: String, all: &mut Vec<String>) {
    match value {
        Value::Object(object) => object.iter().for_each(|(key, inner)| places(inner, format!("{here}/{key}"), all)),
        Value::Array(items) => items.iter().enumerate().for_each(|(i, inner)| places(inner, format!("{here}/{i}"), all)),
        _ => {}
    }
    if !here.is_empty() {
        all.push(here);
    }
}

fn changed(place: Index, change: u8) -> Value {
    let mut value = serde_json::to_value(town()).expect("JSON");
    let mut all = Vec::new();
    places(&value, String::new(), &mut all);
    let place = place.get(&all);
    let (outer, last) = place.rsplit_once('/').expect("a place");
    let Some(target) = value.pointer_mut(place) else { return value };
    match change {
        0 => *target = json!({}),
        1 => *target = json!([]),
        2 => *target = json!("strange"),
        // Our reader takes a bare number for a text where a text belongs; a schema cannot.
        3 if !target.is_string() && !target.is_object() => *target = json!(-1),
        4 if !target.is_string() && !target.is_object() => *target = json!(4_000_000_000_u64),
        5 if !target.is_string() && !target.is_object() => *target = json!(true),
        6 => drop(target.as_object_mut().map(|object| object.insert("strange".into(), json!(1)))),
        7 => *target = json!([target.clone()]),
        _ => match value.pointer_mut(outer) {
            Some(Value::Object(object)) => drop(object.shift_remove(last)),
            Some(Value::Array(items)) => drop(items.pop()),
            _ => {}
        },
    }
    value
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1500) })]

    #[test]
    fn reader_and_schema_agree_on_form(place in any::<Index>(), change in 0_u8..9) {
        let value = changed(place, change);
        let text = value.to_string();
        let diagnostics = read_instance(&Source::new("x.json", text.as_str())).diagnostics;
        let wrong: Vec<_> = diagnostics.iter().filter(|d| FORM.contains(&d.code)).map(|d| (d.code, d.place.to_string())).collect();
        prop_assert_eq!(validator().is_valid(&value), wrong.is_empty(), "{:?}\n{}", wrong, text);
        // What the schema lets through, the types take.
        prop_assert!(diagnostics.iter().all(|d| d.code != "unreadable" && d.code != "wrong-settings"), "{}", text);
    }
}
