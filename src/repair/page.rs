//! A repair in words and as data.

use super::{
    Repaired, missing,
    moves::{self, PersonMoves},
    words,
};
use crate::{
    diagnostic::{Lang, Text},
    domain::{Instance, Shortage},
    text,
};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Posts newly short that are named; the others are counted.
const NAMED: usize = 20;

/// A repair as people read it: what it comes to, then a heading for each person concerned and a
/// sentence for each day that is different.
pub fn page(repaired: &Repaired, lang: Lang) -> String {
    let mut out = String::new();
    for line in head(repaired) {
        let _ = writeln!(out, "{}", line.in_lang(lang));
    }
    for person in &repaired.people {
        let _ = write!(out, "\n{}", of_person(&repaired.instance, person, lang));
    }
    out
}

fn head(repaired: &Repaired) -> Vec<Text> {
    let (changed, day) = (repaired.changed, words::day(repaired.announced));
    let (people, cells, of, forced, weeks) = (changed.people, changed.cells, changed.of, changed.forced, changed.stint_weeks);
    let (alliance, zh, en) = (&repaired.instance.alliance, day.zh, day.en);
    let (name_zh, name_en) = (alliance.zh(), alliance.en());
    let mut lines = vec![
        text!("{name_zh}：改动自{zh}公布，此前的日子不变", "{name_en}: changes are announced on {en}; days before it stay"),
        Text::new(
            format!("改动 {people} 人、{cells} 人日（已公布的共 {of} 人日），其中 {forced} 人日因事件本身；派驻 {weeks} 人周"),
            format!(
                "changed: {} of {}, {of} were published; {forced} of them by the events themselves; {} of stints",
                words::plural(cells, "day", "days"),
                words::plural(people, "person", "people"),
                words::plural(weeks, "week", "weeks")
            ),
        ),
    ];
    let short = &repaired.short;
    let (before, unmended, after) = (missing(&short.before), missing(&short.unmended), missing(&short.after));
    lines.push(text!(
        "低于最低人数（人次）：原来 {before}，不调整 {unmended}，修复后 {after}",
        "missing below the minimum: {before} before, {unmended} if nobody moved, {after} as repaired"
    ));
    lines.extend(newly(repaired));
    lines.push(cost(repaired));
    let (hard, pack) = (repaired.verdict.hard().count(), repaired.verdict.pack.as_deref().unwrap_or("–"));
    lines.push(match hard {
        0 => text!("审计：没有硬性违规；符合规则包 {pack}", "audit: no hard finding; complies with rule pack {pack}"),
        _ => text!("审计：违反硬性规则 {hard} 处", "audit: {hard} hard findings"),
    });
    lines.extend(repaired.notes.iter().map(|note| Text::new(format!("· {}", note.zh), format!("· {}", note.en))));
    lines
}

fn newly(repaired: &Repaired) -> Vec<Text> {
    let newly = repaired.newly_short();
    let line = |shortage: &Shortage| {
        let (day, post, missing) = (words::day(shortage.date), words::post(&repaired.instance, &shortage.post), shortage.missing);
        Text::new(format!("  缺 {missing} 人：{} {}", day.zh, post.zh), format!("  {missing} missing: {}, {}", day.en, post.en))
    };
    let mut lines: Vec<Text> = newly.iter().take(NAMED).map(line).collect();
    let more = newly.len().saturating_sub(NAMED);
    if more > 0 {
        lines.push(text!("  另有 {more} 处", "  and {more} more"));
    }
    lines
}

/// Penalties by place in the order of objectives, before and after.
fn cost(repaired: &Repaired) -> Text {
    let part =
        |name: &str, (before, after): (i64, i64)| if before == after { format!("{name} {after}") } else { format!("{name} {before} → {after}") };
    let each = |of: &dyn Fn(&crate::domain::Priority) -> String| -> Vec<String> {
        repaired.cost.iter().map(|(priority, sums)| part(&of(priority), *sums)).collect()
    };
    let (zh, en) = (each(&|priority| priority.name().zh().to_owned()), each(&|priority| priority.name().en().to_owned()));
    let (before, after) = repaired.cost.values().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    Text::new(format!("罚分 {before} → {after}（{}）", zh.join("；")), format!("penalty {before} → {after} ({})", en.join("; ")))
}

fn of_person(instance: &Instance, person: &PersonMoves, lang: Lang) -> String {
    let name = instance
        .doctor(&person.doctor)
        .map_or_else(|| Text::new(person.doctor.as_str(), person.doctor.as_str()), |doctor| words::doctor(instance, doctor));
    let mut out = format!("{}\n", name.in_lang(lang));
    let stints = person.stints.iter().map(|change| moves::stint_sentence(instance, change));
    for sentence in stints.chain(person.days.iter().map(|day| day.sentence(instance))) {
        let _ = writeln!(out, "  {}", sentence.in_lang(lang));
    }
    out
}

/// A repair as data. Sentences stand beside the data in both languages.
pub fn json(repaired: &Repaired) -> Value {
    let instance = &repaired.instance;
    let (changed, short) = (repaired.changed, &repaired.short);
    let people: Vec<Value> = repaired
        .people
        .iter()
        .map(|person| {
            let said = person.stints.iter().map(|change| moves::stint_sentence(instance, change));
            let said: Vec<Text> = said.chain(person.days.iter().map(|day| day.sentence(instance))).collect();
            let zh: Vec<&str> = said.iter().map(|text| text.zh.as_str()).collect();
            let en: Vec<&str> = said.iter().map(|text| text.en.as_str()).collect();
            json!({ "doctor": person.doctor, "stints": person.stints, "days": person.days, "zh": zh, "en": en })
        })
        .collect();
    let findings: Vec<Value> =
        repaired.verdict.hard().map(|finding| json!({ "rule": finding.rule, "zh": finding.text.zh, "en": finding.text.en })).collect();
    let cost: serde_json::Map<String, Value> =
        repaired.cost.iter().map(|(priority, (before, after))| (priority.code().to_owned(), json!({ "before": before, "after": after }))).collect();
    json!({
        "announced": repaired.announced,
        "changed": { "cells": changed.cells, "forced": changed.forced, "stint_weeks": changed.stint_weeks, "people": changed.people, "published_cells": changed.of },
        "short": { "before": short.before, "unmended": short.unmended, "after": short.after, "new": repaired.newly_short() },
        "penalty": cost,
        "hard_findings": findings,
        "notes": repaired.notes.iter().map(|note| json!({ "zh": note.zh, "en": note.en })).collect::<Vec<_>>(),
        "people": people,
    })
}
