//! Entries of the rule book, changed for everyone or for some: an entry that stays as it is for the
//! others is written twice, each with its `for`.

use super::edit::For;
use crate::{
    diagnostic::{Diagnostic, Place},
    domain::{DoctorId, Instance, Minutes, RuleEntry, Scope, UnitId},
    rules::{Book, KINDS, Pack},
};
use serde_json::{Value, json};

/// The entries of a rule that hold for an instance: its own, else those of its pack.
pub(super) fn of_rule(instance: &Instance, rule: &str) -> Vec<RuleEntry> {
    let own: Vec<RuleEntry> = instance.rules.entries.iter().filter(|entry| entry.rule == rule).cloned().collect();
    if !own.is_empty() || instance.rules.without.iter().any(|left| left == rule) {
        return own;
    }
    let pack = instance.rules.pack.as_deref().and_then(Pack::named);
    pack.iter().flat_map(Pack::rules).filter(|entry| entry.rule == rule).cloned().collect()
}

/// One entry gets another value of a setting, for some or for all. Where the rule knows no `for`
/// the entry is changed for all.
pub(super) fn change(instance: &mut Instance, rule: &str, entry: usize, who: &For, key: &str, value: &Value) {
    let mut entries = of_rule(instance, rule);
    let Some(old) = entries.get(entry).cloned() else { return };
    let mut new = old.clone();
    new.settings[key] = value.clone();
    let (inside, outside) = split(instance, &old, who);
    match (inside, outside) {
        (Some(inside), Some(outside)) => {
            new.settings["for"] = inside;
            entries[entry].settings["for"] = outside;
            entries.insert(entry + 1, new);
        }
        _ => entries[entry] = new,
    }
    instance.rules.entries.retain(|known| known.rule != rule);
    instance.rules.entries.extend(entries);
}

/// Whether an entry can be changed for some at all.
pub(super) fn can_split(instance: &Instance, rule: &str, entry: usize, who: &For) -> bool {
    of_rule(instance, rule).get(entry).is_some_and(|old| split(instance, old, who).1.is_some())
}

/// `for` of those meant and of the others; the others are none where all are meant, or where the
/// rule does not take such a `for`.
fn split(instance: &Instance, entry: &RuleEntry, who: &For) -> (Option<Value>, Option<Value>) {
    let scope: Scope = entry.settings.get("for").and_then(|scope| serde_json::from_value(scope.clone()).ok()).unwrap_or_default();
    let with = |key: &str, names: Vec<&str>| {
        let mut scope = serde_json::to_value(&scope).unwrap_or_else(|_| json!({}));
        scope[key] = json!(names);
        scope
    };
    let (inside, outside) = match who {
        For::All => return (None, None),
        For::Doctors(doctors) => {
            let others: Vec<&str> = instance
                .doctors
                .iter()
                .filter(|doctor| instance.in_scope(&scope, doctor) && !doctors.contains(&doctor.id))
                .map(|doctor| doctor.id.as_str())
                .collect();
            if others.is_empty() {
                return (None, None);
            }
            (with("doctors", doctors.iter().map(DoctorId::as_str).collect()), with("doctors", others))
        }
        For::Units(units) => {
            let others: Vec<&str> = instance
                .units
                .iter()
                .filter(|unit| instance.unit_in_scope(&scope, &unit.id) && !units.contains(&unit.id))
                .map(|unit| unit.id.as_str())
                .collect();
            if others.is_empty() {
                return (None, None);
            }
            (with("units", units.iter().map(UnitId::as_str).collect()), with("units", others))
        }
    };
    let takes = |scope: &Value| {
        let mut settings = entry.settings.clone();
        settings["for"] = scope.clone();
        is_right(instance, &entry.rule, &settings)
    };
    if takes(&inside) && takes(&outside) { (Some(inside), Some(outside)) } else { (None, None) }
}

fn is_right(instance: &Instance, rule: &str, settings: &Value) -> bool {
    let kind = KINDS.iter().find(|kind| kind.card().code == rule);
    kind.is_some_and(|kind| kind.read(settings).is_ok() && !kind.check(settings, instance, &Place::root()).iter().any(Diagnostic::is_error))
}

/// The settings of an entry that are numbers or lengths of time and say how much, not what it costs.
pub(super) fn numbers(entry: &RuleEntry) -> Vec<(String, i64)> {
    let Value::Object(settings) = &entry.settings else { return Vec::new() };
    let read = |(key, value): (&String, &Value)| Some((key.clone(), amount(value)?)).filter(|(key, _)| !key.ends_with("weight"));
    settings.iter().filter_map(read).collect()
}

/// A number, or a length of time in minutes.
fn amount(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) if text.ends_with(['h', 'm']) => text.parse::<Minutes>().ok().map(|minutes| minutes.0),
        _ => None,
    }
}

/// The value like another one, as a number or a length of time.
pub(super) fn like(old: &Value, amount: i64) -> Value {
    if old.is_string() { Value::String(Minutes(amount).to_string()) } else { json!(amount) }
}

/// The size of a step: an hour, or one.
pub(super) fn step(value: &Value) -> i64 {
    if value.is_string() { 60 } else { 1 }
}

/// Steps from one value to another.
pub(super) fn steps(from: &Value, to: &Value) -> i64 {
    let (Some(a), Some(b)) = (amount(from), amount(to)) else { return 1 };
    (a - b).abs() / step(from)
}

/// Whether the book of an instance is right.
pub(super) fn book(instance: &Instance) -> Option<Book> {
    Book::new(instance).ok()
}
