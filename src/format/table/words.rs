//! Words of the format as people write them in tables: in Chinese, or the code itself.

use super::cell::half_width;
use crate::{
    diagnostic::suggest,
    rules::{KINDS, RuleKind},
};
use serde_json::Value;

/// Words by type: code and Chinese.
#[rustfmt::skip]
const WORDS: &[(&str, &[(&str, &str)])] = &[
    ("Tier", &[("primary", "基层"), ("secondary", "二级"), ("tertiary", "三级")]),
    ("DayToken", &[
        ("daily", "每天"), ("workday", "工作日"), ("weekend", "周末"), ("holiday", "节假日"), ("mon", "周一"), ("tue", "周二"), ("wed", "周三"),
        ("thu", "周四"), ("fri", "周五"), ("sat", "周六"), ("sun", "周日"),
    ]),
    ("ShiftKind", &[("session", "半天班"), ("day", "白班"), ("evening", "小夜班"), ("night", "夜班"), ("duty24", "24 小时值班"), ("standby", "听班")]),
    ("PostKind", &[
        ("ward", "病房"), ("clinic", "门诊"), ("night", "夜班"), ("emergency", "急诊"), ("teaching", "教学"), ("joint_consultation", "会诊"),
        ("public_health", "公卫"), ("remote_consultation", "远程会诊"), ("outreach", "巡回"), ("admin", "行政"),
    ]),
    ("Title", &[("village", "乡村医生"), ("resident", "住院医师"), ("attending", "主治医师"), ("associate_chief", "副主任医师"), ("chief", "主任医师")]),
    ("Window", &[("week", "每周"), ("month", "每月"), ("quarter", "每季度"), ("horizon", "整个计划期")]),
    ("FactKind", &[
        ("leave", "休假"), ("study", "进修"), ("sick", "病假"), ("pregnancy", "孕晚期"), ("nursing", "哺乳期"), ("residency", "规培"), ("commitment", "承诺留岗"),
    ]),
    ("Direction", &[("down", "下沉"), ("up", "上挂"), ("training", "轮转")]),
    ("Cycle", &[("quarter", "每季度"), ("half_year", "每半年"), ("year", "每年")]),
    ("Want", &[("off", "休息"), ("on", "上班")]),
];

/// Words and keys of values that have several forms.
const FORMS: &[(&str, &str)] =
    &[("hard", "硬性"), ("weight", "权重"), ("resident", "整周驻点"), ("sessional", "每周天数"), ("half_days", "每周半天数")];

const YES: &[&str] = &["true", "是", "有", "yes", "y", "√", "✓"];
const NO: &[&str] = &["false", "否", "无", "no", "n", "×"];

fn chinese_of(of: &str, code: &str) -> Option<&'static str> {
    if of == "RuleCode" {
        return KINDS.iter().map(RuleKind::card).find(|card| card.code == code).map(|card| card.zh);
    }
    WORDS.iter().find(|(known, _)| *known == of)?.1.iter().find(|(known, _)| *known == code).map(|(_, zh)| *zh)
}

/// A word as tables show it.
pub fn shown<'a>(of: &str, code: &'a str, chinese: bool) -> &'a str {
    if chinese { chinese_of(of, code).unwrap_or(code) } else { code }
}

/// All words of a type as tables show them.
pub fn words_of(of: &str, codes: &[&'static str], chinese: bool) -> Vec<&'static str> {
    codes.iter().map(|code| shown(of, code, chinese)).collect()
}

/// The code of a word written either way.
pub(super) fn code<'a>(of: &str, codes: &[&'a str], written: &str) -> Option<&'a str> {
    let same = |a: &str, b: &str| a.replace(' ', "").eq_ignore_ascii_case(&b.replace(' ', ""));
    let written = half_width(written).replace("星期", "周");
    codes.iter().copied().find(|code| same(code, &written) || chinese_of(of, code).is_some_and(|zh| same(zh, &written)))
}

/// The word that was probably meant, as tables show it.
pub(super) fn nearest(of: &str, codes: &[&'static str], written: &str, chinese: bool) -> Option<&'static str> {
    suggest::nearest(written, words_of(of, codes, chinese))
}

pub(super) fn boolean(written: &str) -> Option<&'static str> {
    let written = written.to_lowercase();
    let is = |words: &[&str]| words.contains(&written.as_str());
    if is(YES) { Some("true") } else { is(NO).then_some("false") }
}

pub(super) fn shown_boolean(yes: bool, chinese: bool) -> &'static str {
    match (yes, chinese) {
        (true, true) => "是",
        (false, true) => "否",
        (true, false) => "yes",
        (false, false) => "no",
    }
}

pub(super) fn shown_key(code: &str, chinese: bool) -> &str {
    FORMS.iter().find(|(known, _)| chinese && *known == code).map_or(code, |(_, zh)| zh)
}

fn form_of(written: &str) -> &str {
    FORMS.iter().find(|(code, zh)| *zh == written || code.eq_ignore_ascii_case(written)).map_or(written, |(code, _)| code)
}

/// The word among several forms that was written.
pub(super) fn choice_code(ways: &[&'static Value], written: &str) -> Option<&'static str> {
    let code = form_of(written);
    choice_words(ways).find(|word| *word == code)
}

/// The words among several forms.
pub(super) fn choice_words(ways: &[&'static Value]) -> impl Iterator<Item = &'static str> {
    let words = |way: &&'static Value| {
        let list = way.get("enum").and_then(Value::as_array).into_iter().flatten();
        way.get("const").into_iter().chain(list).filter_map(Value::as_str).collect::<Vec<&'static str>>()
    };
    ways.iter().flat_map(words).collect::<Vec<_>>().into_iter()
}

/// The keys of the forms that are one key with a number.
pub(super) fn choice_keys(ways: &[&'static Value]) -> impl Iterator<Item = &'static str> {
    let key = |way: &&'static Value| {
        let properties = way.get("properties")?.as_object().filter(|properties| properties.len() == 1)?;
        properties.iter().next().filter(|(_, value)| value.get("type").is_some_and(|kind| kind == "integer")).map(|(key, _)| key.as_str())
    };
    ways.iter().filter_map(key).collect::<Vec<_>>().into_iter()
}

/// The key among several forms that was written.
pub(super) fn choice_key(ways: &[&'static Value], written: &str) -> Option<&'static str> {
    let code = form_of(written);
    choice_keys(ways).find(|key| *key == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::table::{Content, tables};

    #[test]
    fn every_word_has_a_chinese_one_of_its_own() {
        fn check(content: &Content) {
            match content {
                Content::Word(of, codes) if !of.is_empty() => {
                    for code in codes {
                        let zh = chinese_of(of, code).unwrap_or_else(|| panic!("{of} {code} has no Chinese word"));
                        assert_eq!(super::code(of, codes, zh), Some(*code), "{zh}");
                    }
                }
                Content::List(inner) => check(inner),
                Content::Pairs(key, value) => {
                    check(key);
                    check(value);
                }
                Content::Choice(ways) => {
                    for word in choice_words(ways).chain(choice_keys(ways)) {
                        assert_ne!(shown_key(word, true), word, "{word} has no Chinese word");
                    }
                }
                _ => {}
            }
        }
        tables().iter().flat_map(|table| &table.columns).for_each(|column| check(&column.content));
    }
}
