//! The JSON Schema of instances and rosters: the one contract of form, for editors and for our
//! own reader. It is made from the types; the rule book fills in what an entry may be.

use crate::{
    domain::{Events, Instance, OwnCalendar, Roster, SickRates},
    rules::{KINDS, Pack},
};
use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};
use std::sync::OnceLock;

/// The JSON Schema (draft 2020-12) of an instance.
pub fn schema() -> Value {
    instance().clone()
}

/// The JSON Schema (draft 2020-12) of a roster.
pub fn roster_schema() -> Value {
    roster().clone()
}

pub(crate) fn instance() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(|| {
        let mut generator = SchemaSettings::draft2020_12().into_generator();
        let root = generator.subschema_for::<Instance>();
        let rules: Vec<Value> = KINDS.iter().map(|kind| kind.schema(&mut generator).to_value()).collect();
        let mut schema = finish(
            root.as_value(),
            generator,
            "shangxia instance",
            "A hospital alliance (医联体) and the weeks to plan. The fields are explained in instances/README.md.",
        );
        insert_rules(&mut schema, rules);
        tidy(&mut schema);
        schema
    })
}

pub(super) fn roster() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(|| made_for::<Roster>("shangxia roster", "Who is where when (排班表): stints, duties and what is short."))
}

pub(super) fn events() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(|| made_for::<Events>("shangxia events", "What happened to a published roster, and when changes are announced."))
}

pub(super) fn rates() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(|| made_for::<SickRates>("shangxia sick rates", "How often and for how long people of a title fall ill."))
}

pub(super) fn calendar() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA
        .get_or_init(|| made_for::<OwnCalendar>("shangxia calendar", "Which dates are holidays and which weekend days are worked, with the source."))
}

fn made_for<T: JsonSchema>(title: &str, description: &str) -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let root = generator.subschema_for::<T>();
    let mut schema = finish(root.as_value(), generator, title, description);
    tidy(&mut schema);
    schema
}

/// The schema of a document that changes rules. Where the type says `RuleChange` stands one of the
/// forms that `change` makes of each rule's code and the schema of its settings.
#[cfg(feature = "solver")]
pub(crate) fn with_rule_changes<T: JsonSchema>(title: &str, description: &str, change: impl Fn(&str, Value) -> Value) -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let root = generator.subschema_for::<T>();
    let ways: Vec<Value> = KINDS.iter().map(|kind| change(kind.card().code, kind.schema(&mut generator).to_value())).collect();
    let mut schema = finish(root.as_value(), generator, title, description);
    schema["$defs"]["RuleChange"] = json!({ "description": "A change to a rule.", "oneOf": ways });
    tidy(&mut schema);
    schema
}

fn finish(root: &Value, mut generator: SchemaGenerator, title: &str, description: &str) -> Value {
    let mut definitions = generator.take_definitions(true);
    let name = root.get("$ref").and_then(Value::as_str).and_then(|path| path.strip_prefix("#/$defs/"));
    let root = name.and_then(|name| definitions.remove(name)).unwrap_or_else(|| root.clone());
    let mut schema = Map::new();
    schema.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".into(), json!(title));
    schema.insert("description".into(), json!(description));
    if let Value::Object(root) = root {
        for (key, value) in root {
            schema.entry(key).or_insert(value);
        }
    }
    definitions.sort_keys();
    schema.insert("$defs".into(), Value::Object(definitions));
    Value::Object(schema)
}

/// An entry of the rule book is one rule with its settings; packs and rules left out are known
/// by name.
fn insert_rules(schema: &mut Value, settings: Vec<Value>) {
    let entries: Vec<Value> = KINDS
        .iter()
        .zip(settings)
        .map(|(kind, mut settings)| {
            let card = kind.card();
            settings["description"] = json!(format!("{} ({}).", card.en, card.zh));
            json!({ "type": "object", "properties": { card.code: settings }, "required": [card.code], "additionalProperties": false })
        })
        .collect();
    let codes: Vec<&str> = KINDS.iter().map(|kind| kind.card().code).collect();
    schema["$defs"]["RuleEntry"] = json!({ "description": "One rule with its settings.", "oneOf": entries });
    let policy = &mut schema["$defs"]["Policy"]["properties"];
    policy["pack"]["enum"] = json!(Pack::names().collect::<Vec<_>>());
    policy["without"]["items"]["enum"] = json!(codes);
    schema["$defs"]["Calendar"]["anyOf"][0]["examples"] = json!(crate::domain::Calendar::built_in().collect::<Vec<_>>());
}

/// One way to say each thing: what may be left out is left out, never `null`; numbers have their
/// limits in the schema itself.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(tidy),
        Value::Object(object) => {
            say_defaults(object);
            without_null(object);
            limit(object);
            if let Some(Value::String(text)) = object.get_mut("description") {
                *text = text.replace('\n', " ");
            }
            object.values_mut().for_each(tidy);
        }
        _ => {}
    }
}

/// A key that may be left out and is not an option stands for the default of its type.
fn say_defaults(object: &mut Map<String, Value>) {
    let required: Vec<Value> = object.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
    let Some(Value::Object(properties)) = object.get_mut("properties") else { return };
    for (_, field) in properties.iter_mut().filter(|(key, _)| !required.contains(&json!(key))) {
        let default = match (field.get("type").and_then(Value::as_str), field.get("$ref").and_then(Value::as_str)) {
            (Some("integer"), _) => json!(0),
            (Some("boolean"), _) => json!(false),
            (Some("array"), _) => json!([]),
            (_, Some("#/$defs/Minutes")) => json!("0m"),
            _ => continue,
        };
        if let Value::Object(field) = field {
            field.entry("default").or_insert(default);
        }
    }
}

fn without_null(object: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            object["type"] = only.clone();
        }
    }
    if let Some(Value::Array(ways)) = object.get_mut("anyOf") {
        ways.retain(|way| way.get("type").is_none_or(|name| name != "null"));
        if let [Value::Object(only)] = ways.as_slice() {
            let only = only.clone();
            object.remove("anyOf");
            for (key, value) in only {
                object.entry(key).or_insert(value);
            }
        }
    }
    if object.get("default").is_some_and(Value::is_null) {
        object.remove("default");
    }
}

/// `format: uint32` is no word of JSON Schema; its limits are.
fn limit(object: &mut Map<String, Value>) {
    if object.get("type").is_none_or(|name| name != "integer") {
        return;
    }
    let (least, most) = match object.remove("format").as_ref().and_then(Value::as_str) {
        Some("uint8") => (0, u64::from(u8::MAX)),
        Some("uint16") => (0, u64::from(u16::MAX)),
        Some("uint32" | "uint" | "uint64") => (0, u64::from(u32::MAX)),
        _ => return,
    };
    object.entry("minimum").or_insert(json!(least));
    object.entry("maximum").or_insert(json!(most));
}

/// What a `$ref` stands for, and the name it has.
pub(crate) fn resolve<'s>(root: &'s Value, schema: &'s Value) -> (&'s Value, Option<&'s str>) {
    let (mut schema, mut name) = (schema, None);
    while let Some(found) = schema.get("$ref").and_then(Value::as_str).and_then(|path| path.strip_prefix("#/$defs/")) {
        let Some(target) = root.get("$defs").and_then(|defs| defs.get(found)) else { break };
        (schema, name) = (target, Some(found));
    }
    (schema, name)
}
