//! A change to a rule: on, off, or other settings of its entries.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::{Map, Value, json};
use std::{borrow::Cow, collections::BTreeMap};

/// What becomes of a rule.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// It holds as the pack has it.
    On,
    /// It does not hold.
    Off,
    /// Its entries have these settings instead of those of the same name.
    Set(Map<String, Value>),
}

/// `weekly_hours: { max: 48h }`, `stability: off`; with `where: { of: nights }` only entries that
/// have these settings are changed.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleChange {
    /// Code of the rule.
    pub rule: String,
    /// What becomes of it.
    pub change: Change,
    /// Only entries with these settings.
    pub only: Map<String, Value>,
}

impl<'de> Deserialize<'de> for RuleChange {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut map = BTreeMap::<String, Value>::deserialize(deserializer)?;
        let only = match map.remove("where") {
            Some(Value::Object(only)) => only,
            _ => Map::new(),
        };
        let change = |value| match value {
            Value::Object(settings) => Some(Change::Set(settings)),
            Value::String(word) if word == "on" => Some(Change::On),
            Value::String(word) if word == "off" => Some(Change::Off),
            _ => None,
        };
        let one = map.pop_first().filter(|_| map.is_empty());
        let made = one.and_then(|(rule, value)| Some(Self { rule, change: change(value)?, only }));
        made.ok_or_else(|| D::Error::custom("a change to a rule is its code with `on`, `off` or settings"))
    }
}

impl JsonSchema for RuleChange {
    fn schema_name() -> Cow<'static, str> {
        "RuleChange".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object" })
    }
}

/// The form of a change to one rule: any of its settings, none of them needed.
pub(super) fn form(code: &str, mut settings: Value) -> Value {
    if let Value::Object(settings) = &mut settings {
        settings.remove("required");
    }
    let change = json!({ "anyOf": [settings.clone(), { "type": "string", "enum": ["on", "off"] }] });
    json!({ "type": "object", "properties": { code: change, "where": settings }, "required": [code], "additionalProperties": false })
}
