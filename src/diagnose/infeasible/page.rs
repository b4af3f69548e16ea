//! The answer in words.

use super::{
    Conflict, Edit, For, Part, Unit, Why, entries,
    yaml::{flow, folded},
};
use crate::{
    diagnose::name_of,
    diagnostic::{Lang, Text},
    domain::{FactKind, Instance, SkillId},
    text,
};
use std::fmt::{Display, Write as _};

/// Names told in a row at most.
const SHOWN: usize = 12;
/// Columns of a terminal.
const WIDTH: usize = 80;
/// What stands before a line of YAML.
const YAML: &str = "       ";

/// Why there is no roster, and the ways out with the YAML to write.
pub fn page(why: &Why, instance: &Instance, lang: Lang) -> String {
    let mut out = String::new();
    let mut current = instance.clone();
    for (number, conflict) in why.conflicts.iter().enumerate() {
        let _ = writeln!(out, "{}", conflict_words(conflict, number, &current).in_lang(lang));
        if let Some(edit) = why.ways.first().and_then(|way| way.edits.get(number)) {
            current = edit.apply(&current);
        }
    }
    if !why.complete {
        let more = text!(
            "在限定的时间内没有找全矛盾，也没有找到出路；请先处理上面几条，再问一次。",
            "not all contradictions, and no way out, were found within the limits; mend these first and ask again."
        );
        let _ = writeln!(out, "{}", more.in_lang(lang));
    } else if why.ways.is_empty() {
        let none = text!("没有找到只改一处的出路。", "no way out with a single change each was found.");
        let _ = writeln!(out, "{}", none.in_lang(lang));
    } else {
        let head = text!(
            "出路，由省到费；每一条都已重新求解，并经审计没有硬性违规：",
            "ways out, the cheapest first; each was solved anew and audited without a hard finding:"
        );
        let _ = writeln!(out, "{}", head.in_lang(lang));
    }
    for (number, way) in why.ways.iter().enumerate() {
        let mut current = instance.clone();
        for (position, edit) in way.edits.iter().enumerate() {
            let mark = if position == 0 { format!("{}.", number + 1) } else { "  +".to_owned() };
            let _ = writeln!(out, "  {mark} {}", edit.words().in_lang(lang));
            for line in edit.yaml(&current).lines().flat_map(|line| folded(line, WIDTH - YAML.len())) {
                let _ = writeln!(out, "{YAML}{line}");
            }
            current = edit.apply(&current);
        }
    }
    out
}

fn conflict_words(conflict: &Conflict, number: usize, instance: &Instance) -> Text {
    let count = conflict.parts.len();
    let mut words = match (number, count) {
        (0, 1) => text!("排不出班表：这一条做不到", "there is no roster: this cannot hold"),
        (0, _) => text!("排不出班表：下面 {count} 条不能同时成立", "there is no roster: these {count} cannot hold together"),
        (_, 1) => text!("即使照最省的办法解决了上面的，这一条也做不到", "even with the cheapest way out of that, this cannot hold"),
        (..) => text!(
            "即使照最省的办法解决了上面的，下面 {count} 条也不能同时成立",
            "even with the cheapest way out of that, these {count} cannot hold together"
        ),
    };
    for part in &conflict.parts {
        let Text { zh, en } = part_words(part, instance);
        let _ = write!(words.zh, "\n  · {zh}");
        let _ = write!(words.en, "\n  · {en}");
    }
    if conflict.one_place_at_a_time {
        words.zh += "\n  （因为一人不能同时在两处）";
        words.en += "\n  (because nobody is in two places at once)";
    }
    words
}

/// Each entry of a contradiction in words.
pub(in crate::diagnose) fn parts_words(conflict: &Conflict, instance: &Instance) -> Vec<Text> {
    conflict.parts.iter().map(|part| part_words(part, instance)).collect()
}

fn part_words(part: &Part, instance: &Instance) -> Text {
    let Text { zh, en } = name_of(&part.rule);
    // What is hard beside a weight (a floor, a maximum) is not said by the entry.
    let entry = entries::of_rule(instance, &part.rule).into_iter().nth(part.entry).filter(|entry| entry.settings["enforce"] == "hard");
    let settings = entry.map_or_else(String::new, |entry| format!(" {}", flow(&entry.settings)));
    let posts = join(&part.posts, "、", ", ");
    let others = [join(&part.doctors, "、", ", "), join(&part.programmes, "、", ", "), join(&part.quotas, "、", ", "), join(&part.units, "、", ", ")];
    let about: Vec<Text> =
        if part.doctors.is_empty() { vec![posts] } else { Vec::new() }.into_iter().chain(others).filter(|text| !text.zh.is_empty()).take(2).collect();
    let dates = join(&part.dates, "、", ", ");
    let about_zh: Vec<&str> = about.iter().map(|text| text.zh.as_str()).collect();
    let about_en: Vec<&str> = about.iter().map(|text| text.en.as_str()).collect();
    let Text { zh: by_zh, en: by_en } = amount(part);
    let (about_zh, about_en) = (about_zh.join("，"), about_en.join(", "));
    let (on_zh, on_en) =
        if part.dates.is_empty() { (String::new(), String::new()) } else { (format!("，{}", dates.zh), format!(" on {}", dates.en)) };
    text!(
        "{zh}{settings}：{about_zh}{on_zh}；别的都不动，它要让 {by_zh}",
        "{en}{settings}: {about_en}{on_en}; if all else stands it gives way by {by_en}"
    )
}

fn amount(part: &Part) -> Text {
    let amount = part.amount;
    match part.unit {
        Unit::Hours => text!("{amount} 小时", "{amount} h"),
        Unit::Items => text!("{amount} 件", "{amount} items"),
        Unit::Counted => text!("{amount}", "{amount}"),
    }
}

/// Names in a row, the last ones counted.
fn join<T: Display>(names: &[T], comma_zh: &str, comma_en: &str) -> Text {
    let shown: Vec<String> = names.iter().take(SHOWN).map(ToString::to_string).collect();
    let more = names.len().saturating_sub(SHOWN);
    let (zh, en) = (shown.join(comma_zh), shown.join(comma_en));
    if more == 0 { Text::new(zh, en) } else { text!("{zh} 等另外 {more} 个", "{en} and {more} more") }
}

fn whom(who: &For) -> Text {
    match who {
        For::All => text!("这一条所适用的全部", "all it is for"),
        For::Doctors(doctors) => join(doctors, "、", ", "),
        For::Units(units) => join(units, "、", ", "),
    }
}

fn kind(kind: FactKind) -> Text {
    match kind {
        FactKind::Leave => text!("休假", "leave"),
        FactKind::Study => text!("学习", "study"),
        FactKind::Sick => text!("病假", "sick leave"),
        FactKind::Pregnancy => text!("孕期", "the protection in pregnancy"),
        FactKind::Nursing => text!("哺乳期", "the protection while nursing"),
        FactKind::Residency => text!("规培", "the residency"),
        FactKind::Commitment => text!("承诺留岗", "the commitment to stay"),
    }
}

impl Edit {
    /// The edit in a sentence.
    pub fn words(&self) -> Text {
        match self {
            Self::Soften { rule, who, weight, .. } => {
                let (Text { zh, en }, Text { zh: who_zh, en: who_en }) = (name_of(rule), whom(who));
                text!("{zh}不再是硬性规则，改为权重 {weight}（{who_zh}）", "{en} gets the weight {weight} instead of being hard, for {who_en}")
            }
            Self::Number { rule, key, from, to, who, .. } => {
                let (Text { zh, en }, Text { zh: who_zh, en: who_en }) = (name_of(rule), whom(who));
                let (from, to) = (flow(from), flow(to));
                text!("{zh}的 {key} 由 {from} 改为 {to}（{who_zh}）", "{en}: {key} {to} instead of {from}, for {who_en}")
            }
            Self::UnpinDuty { doctor, date, post, on: true } => {
                text!("不再固定 {doctor} 在 {date} 上 {post}", "{doctor} is not fixed on {post} on {date}")
            }
            Self::UnpinDuty { doctor, date, post, on: false } => text!("允许 {doctor} 在 {date} 上 {post}", "{doctor} may be on {post} on {date}"),
            Self::UnpinStint { doctor, programme, first } => {
                text!("不再固定 {doctor} 从 {first} 起参加 {programme}", "{doctor} is not fixed on {programme} from {first}")
            }
            Self::CancelFact { doctor, fact } => {
                let (Text { zh, en }, from, to) = (kind(fact.kind), fact.from, fact.to);
                text!("{doctor} 从 {from} 到 {to} 的{zh}取消或改期", "{doctor}: {en} from {from} to {to} is moved or taken back")
            }
            Self::Withdraw { doctor, date } => text!("{doctor} 撤回对 {date} 的意愿", "{doctor} withdraws the wish for {date}"),
            Self::Need { post, date, to: 0, .. } => text!("{post} 在 {date} 关闭（可以没有人）", "{post} closed on {date} (may stay empty)"),
            Self::Need { post, date, from, to } => {
                text!("{post} 在 {date} 至少 {to} 人，而不是 {from} 人", "{post} needs {to} instead of {from} on {date}")
            }
            Self::Floor { post, from, to } => {
                text!("{post} 任何时候不得少于 {to} 人，而不是 {from} 人", "{post} may never be below {to} instead of {from}")
            }
            Self::Heads { programme, from, to } => text!("{programme} 至少 {to} 人，而不是 {from} 人", "{programme} needs {to} instead of {from}"),
            Self::Target { quota, from, to } => text!("{quota} 的任务量由 {from} 降到 {to}", "{quota}: {to} items due instead of {from}"),
            Self::Hire { doctor } => {
                let title = doctor.title.name();
                let (home, zh, en) = (&doctor.home, title.zh(), title.en());
                let skills: Vec<&str> = doctor.skills.keys().map(SkillId::as_str).collect();
                let (skills_zh, skills_en) = if skills.is_empty() {
                    (String::new(), String::new())
                } else {
                    (format!("（{}）", skills.join("、")), format!(" with {}", skills.join(", ")))
                };
                text!("{home} 增加一名{zh}{skills_zh}", "one more {en}{skills_en} at {home}")
            }
        }
    }
}
