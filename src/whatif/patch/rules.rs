//! Rules on or off, and other settings of their entries.

use super::{Done, Refused};
use crate::{
    domain::{Instance, RuleEntry},
    rules::Pack,
    text,
    whatif::{
        Change, RuleChange,
        scenario::{NightAge, NoAge, Scenario, Several, WeekHours},
    },
};
use serde_json::{Map, Value, json};

/// The entries of a rule that hold for an instance: its own, or those of its pack.
pub(in crate::whatif) fn effective(instance: &Instance, rule: &str) -> Vec<RuleEntry> {
    let policy = &instance.rules;
    let own: Vec<RuleEntry> = policy.entries.iter().filter(|entry| entry.rule == rule).cloned().collect();
    if !own.is_empty() || policy.without.iter().any(|without| without == rule) {
        return own;
    }
    of_pack(instance, rule)
}

fn of_pack(instance: &Instance, rule: &str) -> Vec<RuleEntry> {
    let pack = instance.rules.pack.as_deref().and_then(Pack::named);
    pack.iter().flat_map(Pack::rules).filter(|entry| entry.rule == rule).cloned().collect()
}

/// Puts entries in the place of all others of their rule.
fn replace(instance: &mut Instance, rule: &str, entries: Vec<RuleEntry>) {
    let policy = &mut instance.rules;
    let at = policy.entries.iter().position(|entry| entry.rule == rule).unwrap_or(policy.entries.len());
    policy.entries.retain(|entry| entry.rule != rule);
    policy.without.retain(|without| without != rule);
    policy.entries.splice(at..at, entries);
}

pub(super) fn change(change: &RuleChange, instance: &mut Instance) -> Done {
    let rule = change.rule.as_str();
    match &change.change {
        Change::Off => {
            replace(instance, rule, Vec::new());
            if !of_pack(instance, rule).is_empty() {
                instance.rules.without.push(rule.to_owned());
            }
        }
        Change::On => {
            instance.rules.without.retain(|without| without != rule);
            if effective(instance, rule).is_empty() {
                let cause = text!("规则包里没有 {rule} 的条目", "the pack has no entry of `{rule}`");
                let advice = text!("写出设置，例如 `{rule}: {{ enforce: … }}`", "give its settings: `{rule}: {{ enforce: … }}`");
                return Err(Refused { key: "rules", cause, advice });
            }
        }
        Change::Set(settings) => set(instance, rule, settings, &change.only)?,
    }
    Ok(())
}

/// Gives every entry of a rule that has the settings `only` these settings. A rule that does not
/// hold yet gets an entry of them.
fn set(instance: &mut Instance, rule: &str, settings: &Map<String, Value>, only: &Map<String, Value>) -> Done {
    let mut entries = effective(instance, rule);
    if entries.is_empty() && only.is_empty() {
        entries.push(RuleEntry { rule: rule.to_owned(), settings: json!({}) });
    }
    let mut meant = 0;
    for entry in &mut entries {
        let Value::Object(own) = &mut entry.settings else { continue };
        if only.iter().all(|(key, value)| own.get(key) == Some(value)) {
            meant += 1;
            own.extend(settings.iter().map(|(key, value)| (key.clone(), value.clone())));
        }
    }
    if meant == 0 {
        let cause = text!("{rule} 没有符合 where 的条目", "no entry of `{rule}` has the settings of `where`");
        return Err(Refused {
            key: "rules",
            cause,
            advice: text!("对照实例和规则包的条目", "compare with the entries of the instance and its pack"),
        });
    }
    replace(instance, rule, entries);
    Ok(())
}

pub(super) fn cap(scenario: &Scenario, instance: &mut Instance) -> Done {
    let Some(Several::One(WeekHours(hours))) = scenario.cap else { return Ok(()) };
    let mut settings = Map::new();
    settings.insert("max".to_owned(), json!(format!("{hours}h")));
    if effective(instance, "weekly_hours").is_empty() {
        settings.insert("enforce".to_owned(), json!("hard"));
    }
    set(instance, "weekly_hours", &settings, &Map::new())
}

/// The age is one thing that two rules know: who is spared, and who has no share of the nights.
pub(super) fn night_age(scenario: &Scenario, instance: &mut Instance) -> Done {
    let Some(Several::One(age)) = scenario.nights_end_at else { return Ok(()) };
    let age = match age {
        NightAge::From(age) => Some(json!(age)),
        NightAge::Word(NoAge::Never) => None,
    };
    if effective(instance, "night_exemption").is_empty() {
        set(instance, "night_exemption", &Map::from_iter([("enforce".to_owned(), json!("hard"))]), &Map::new())?;
    }
    for rule in ["night_exemption", "fair_share"] {
        let mut entries = effective(instance, rule);
        for entry in &mut entries {
            let Value::Object(own) = &mut entry.settings else { continue };
            if rule == "fair_share" && own.get("of").is_some_and(|of| of != "nights") {
                continue;
            }
            match &age {
                Some(age) => drop(own.insert("age".to_owned(), age.clone())),
                None => drop(own.remove("age")),
            }
        }
        if entries != effective(instance, rule) {
            replace(instance, rule, entries);
        }
    }
    Ok(())
}

pub(super) fn day_off(scenario: &Scenario, instance: &mut Instance) -> Done {
    let Some(on) = scenario.day_off_after_duty else { return Ok(()) };
    let rule = "post_call_rest".to_owned();
    let word = if on { Change::On } else { Change::Off };
    if on && effective(instance, &rule).is_empty() && of_pack(instance, &rule).is_empty() {
        let settings = Map::from_iter([("rest".to_owned(), json!("23h")), ("enforce".to_owned(), json!("hard"))]);
        return set(instance, &rule, &settings, &Map::new());
    }
    change(&RuleChange { rule, change: word, only: Map::new() }, instance)
}

/// No post may have fewer than its minimum.
pub(in crate::whatif) fn require_coverage(instance: &mut Instance) {
    let mut entries = effective(instance, "coverage");
    if entries.is_empty() {
        entries.push(RuleEntry { rule: "coverage".to_owned(), settings: json!({}) });
    }
    for entry in &mut entries {
        entry.settings["enforce"] = json!("hard");
    }
    replace(instance, "coverage", entries);
}
