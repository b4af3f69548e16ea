//! What must make no difference: the order in which things are written, which doctor has which
//! code, and the year it is.

use super::{
    dice::Dice,
    instance::{Case, Size},
    model::{Model, wrong},
    run::{Tally, for_all},
};
use chrono::NaiveDate;
use proptest::test_runner::TestCaseResult;
use serde_json::{Value, json};
use shangxia::{
    audit::audit,
    domain::{Instance, Roster, Window},
    format::write_instance,
    rules::Book,
};
use std::collections::BTreeMap;

const SIZE: Size = Size { decisions: 9, entries: 4, priced: true };
const ROSTERS: usize = 4;

#[test]
fn the_order_of_lists_means_nothing() {
    let tally = Tally::default();
    for_all(400, SIZE, |Case { instance, mut dice }| {
        let mut value = json!(instance);
        shuffle(&mut dice, "", &mut value);
        let other = read(value);
        the_same(&instance, &other, (Roster::clone, String::clone), &mut dice, &tally)
    });
    tally.is_at_least(40, "possible", "cases");
}

#[test]
fn doctors_who_swap_their_codes_swap_nothing_else() {
    let tally = Tally::default();
    for_all(400, SIZE, |Case { instance, mut dice }| {
        let codes: Vec<String> = instance.doctors.iter().map(|doctor| doctor.id.to_string()).collect();
        let mut swapped = codes.clone();
        dice.shuffle(&mut swapped);
        let new: BTreeMap<String, String> = codes.into_iter().zip(swapped).collect();
        let old: BTreeMap<String, String> = new.iter().map(|(old, new)| (new.clone(), old.clone())).collect();
        let mut value = json!(instance);
        rename(&new, &mut value);
        let by_new_codes = |roster: &Roster| {
            let mut value = json!(roster);
            rename(&new, &mut value);
            read(value)
        };
        tally.count("swapped", usize::from(new.iter().any(|(old, new)| old != new)));
        the_same(&instance, &read(value), (by_new_codes, |code: &String| old[code].clone()), &mut dice, &tally)
    });
    tally.is_at_least(40, "possible", "cases");
    tally.is_at_least(50, "swapped", "cases");
}

#[test]
fn whole_weeks_earlier_or_later_means_nothing() {
    let tally = Tally::default();
    for_all(400, SIZE, |Case { mut instance, mut dice }| {
        forget_the_calendar(&mut instance);
        if Book::new(&instance).is_err() {
            return Ok(());
        }
        let days = 7 * (dice.below(120) as i64 - 40);
        let mut value = json!(instance);
        shift(days, &mut value);
        let later = |roster: &Roster| {
            let mut value = json!(roster);
            shift(days, &mut value);
            read(value)
        };
        the_same(&instance, &read(value), (later, String::clone), &mut dice, &tally)
    });
    tally.is_at_least(40, "possible", "cases");
}

fn read<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("the form it was written in")
}

/// Two instances have the same optimum, and the same is said of a roster of the one and its
/// translation for the other; the second of the translators gives the codes of doctors back.
fn the_same(
    one: &Instance,
    other: &Instance,
    (translate, back): (impl Fn(&Roster) -> Roster, impl Fn(&String) -> String),
    dice: &mut Dice,
    tally: &Tally,
) -> TestCaseResult {
    let (model, twin) = (Model::new(one), Model::new(other));
    if !model.is_small(SIZE) {
        return Ok(());
    }
    let differ = |what: &str, roster: Option<&Roster>| Err(wrong(&format!("{what} with\n{}", write_instance(other)), one, roster));
    let (first, second) = (model.optimum(), twin.optimum());
    if first != second {
        return differ(&format!("optimum {first:?} becomes {second:?}"), None);
    }
    for _ in 0..ROSTERS {
        let values = model.random(dice);
        let roster = model.plan.decode(&values);
        let translated = translate(&roster);
        let (said, of_twin) = (model.judge(&values), twin.judge(&twin.values_of(&translated)));
        if (said.broken.is_empty(), &said.penalty) != (of_twin.broken.is_empty(), &of_twin.penalty) {
            let what = format!("model {:?} {:?} becomes {:?} {:?}", said.penalty, said.broken, of_twin.penalty, of_twin.broken);
            return differ(&what, Some(&roster));
        }
        let (here, there) = (findings(one, &roster, String::clone), findings(other, &translated, &back));
        if here != there {
            return differ(&format!("findings {here:#?} become {there:#?}"), Some(&roster));
        }
    }
    tally.count("cases", 1);
    tally.count("possible", usize::from(first.is_some()));
    Ok(())
}

/// What the auditor finds, dates as days from the start, in an order of its own.
fn findings(instance: &Instance, roster: &Roster, code: impl Fn(&String) -> String) -> Vec<String> {
    let verdict = audit(instance, roster).expect("the entries were read before");
    let line = |finding: &shangxia::rules::Finding| {
        let day = finding.date.map(|date| instance.horizon.day(date));
        let whom = (finding.doctor.as_ref().map(|doctor| code(&doctor.to_string())), &finding.unit, &finding.post);
        format!("{} {} {whom:?} {day:?} {} {:?} {}", finding.rule, finding.hard, finding.amount, finding.measure, finding.penalty)
    };
    let mut lines: Vec<String> = verdict.findings.iter().map(line).collect();
    lines.sort();
    lines
}

/// Brings every list into another order, but those whose order has a meaning: of the needs for
/// certain days the last one counts, and visitors are worth more from week to week.
fn shuffle(dice: &mut Dice, key: &str, value: &mut Value) {
    match value {
        Value::Array(things) => {
            if !["need_on", "by_week"].contains(&key) {
                dice.shuffle(things);
            }
            for thing in things {
                shuffle(dice, key, thing);
            }
        }
        Value::Object(fields) => fields.iter_mut().for_each(|(key, field)| shuffle(dice, key, field)),
        _ => {}
    }
}

/// Gives every doctor another code.
fn rename(codes: &BTreeMap<String, String>, value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Some(code) = codes.get(text) {
                text.clone_from(code);
            }
        }
        Value::Array(things) => things.iter_mut().for_each(|thing| rename(codes, thing)),
        Value::Object(fields) => fields.values_mut().for_each(|field| rename(codes, field)),
        _ => {}
    }
}

/// Moves every date.
fn shift(days: i64, value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Ok(date) = text.parse::<NaiveDate>() {
                *text = (date + chrono::Duration::days(days)).to_string();
            }
        }
        Value::Array(things) => things.iter_mut().for_each(|thing| shift(days, thing)),
        Value::Object(fields) => fields.values_mut().for_each(|field| shift(days, field)),
        _ => {}
    }
}

/// Takes away what goes by the calendar: holidays, months and birthdays.
fn forget_the_calendar(instance: &mut Instance) {
    instance.calendar = read(json!({ "source": "nothing to say", "from": "2015-01-01", "to": "2040-12-31" }));
    for doctor in &mut instance.doctors {
        doctor.born = None;
    }
    for quota in instance.quotas.iter_mut().filter(|quota| quota.window == Window::Month) {
        quota.window = Window::Week;
    }
    for entry in &mut instance.rules.entries {
        if entry.settings["window"] == "month" {
            entry.settings["window"] = json!("horizon");
        }
        if !entry.settings["overtime_per_month"].is_null() {
            entry.settings["overtime_per_month"] = json!("0m");
        }
    }
}
