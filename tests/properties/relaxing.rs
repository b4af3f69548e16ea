//! Who asks for less gets no worse: an entry weighted instead of hard, at a lower price, for
//! fewer, or left out never raises the least penalty.

use super::{
    dice::Dice,
    entries::{rule_of, scope},
    instance::{Case, Size, with, without},
    model::{Model, wrong},
    run::{Tally, for_all},
};
use proptest::test_runner::TestCaseResult;
use serde_json::{Value, json};
use shangxia::{
    domain::{Instance, RuleEntry},
    format::write_instance,
    rules::Book,
};

const SIZE: Size = Size { decisions: 10, entries: 5, priced: true };

#[test]
fn asking_for_less_never_makes_the_optimum_worse() {
    let tally = Tally::default();
    for_all(600, SIZE, |case| relax(case, &tally));
    tally.is_at_least(40, "possible", "cases");
    tally.is_at_least(5, "better", "cases");
    for way in ["weighted", "cheaper", "for fewer", "left out"] {
        tally.is_at_least(5, way, "cases");
    }
}

fn relax(Case { instance, mut dice }: Case, tally: &Tally) -> TestCaseResult {
    let model = Model::new(&instance);
    let position = dice.below(instance.rules.entries.len());
    let Some((way, relaxed)) = less(&mut dice, &instance, position) else { return Ok(()) };
    let relaxed_model = Model::new(&relaxed);
    if !model.is_small(SIZE) || !relaxed_model.is_small(SIZE) {
        return Ok(());
    }
    let (before, after) = (model.optimum(), relaxed_model.optimum());
    if before.is_some_and(|before| after.is_none_or(|after| after > before)) {
        return Err(wrong(&format!("{way}: {before:?} becomes {after:?} with\n{}", write_instance(&relaxed)), &instance, None));
    }
    tally.count("cases", 1);
    tally.count(way, 1);
    tally.count("possible", usize::from(before.is_some()));
    tally.count("better", usize::from(before != after));
    Ok(())
}

/// The instance with an entry that asks for less, and in what way.
fn less(dice: &mut Dice, instance: &Instance, position: usize) -> Option<(&'static str, Instance)> {
    let RuleEntry { rule, settings } = &instance.rules.entries[position];
    let mut settings = settings.clone();
    let mut ways = vec!["left out", "cheaper"];
    ways.extend((settings["enforce"] == "hard").then_some("weighted"));
    ways.extend(rule_of(rule).narrows.then_some("for fewer"));
    let way = dice.one_of(&ways);
    match way {
        "left out" => return Some((way, without(instance, position))),
        "cheaper" => cheaper(dice, settings.as_object_mut()?)?,
        "weighted" => settings["enforce"] = json!({ "weight": dice.below(6) }),
        _ => narrow(dice, instance, &mut settings, rule)?,
    }
    let relaxed = with(instance, position, RuleEntry { rule: rule.clone(), settings });
    Book::new(&relaxed).is_ok().then_some((way, relaxed))
}

/// Lowers every price of an entry.
fn cheaper(dice: &mut Dice, settings: &mut serde_json::Map<String, Value>) -> Option<()> {
    let mut lower = |weight: &Value| Some(json!(dice.below(weight.as_u64()? as usize + 1)));
    let mut any = false;
    if let Some(weight) = settings["enforce"].get("weight") {
        settings["enforce"] = json!({ "weight": lower(weight)? });
        any = true;
    }
    for (_, weight) in settings.iter_mut().filter(|(key, _)| key.ends_with("_weight")) {
        *weight = lower(weight)?;
        any = true;
    }
    any.then_some(())
}

/// Adds a condition to the scope, or leaves out some of those it names.
fn narrow(dice: &mut Dice, instance: &Instance, settings: &mut Value, rule: &str) -> Option<()> {
    let more = scope(dice, instance, rule_of(rule).whom);
    for (key, things) in more.as_object()? {
        let known = settings["for"][key].as_array().cloned().unwrap_or_default();
        let both: Vec<&Value> = things.as_array()?.iter().filter(|thing| known.is_empty() || known.contains(thing)).collect();
        if both.is_empty() {
            return None;
        }
        settings["for"][key] = json!(both);
    }
    Some(())
}
