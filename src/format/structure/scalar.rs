//! Single values. The schema says what a word is: an id `0017` stays a text, `off` is no boolean.

use super::{Walk, expected, ids, times};
use crate::{
    diagnostic::Text,
    format::{
        node::{Kind, Node},
        schema::resolve,
        suggest,
    },
    text,
};
use serde_json::{Number, Value, json};

/// The words a schema allows, if it lists them.
pub(in crate::format) fn words<'s>(root: &'s Value, schema: &'s Value) -> Vec<&'s str> {
    let (schema, _) = resolve(root, schema);
    let list = |key: &str| schema.get(key).and_then(Value::as_array).into_iter().flatten();
    let mut words: Vec<&str> = schema.get("const").and_then(Value::as_str).into_iter().collect();
    words.extend(list("enum").filter_map(Value::as_str));
    words.extend(list("oneOf").chain(list("anyOf")).flat_map(|way| self::words(root, way)));
    words
}

impl<'s> Walk<'s> {
    pub(super) fn scalar(&mut self, node: &Node, schema: &'s Value, name: Option<&'s str>) -> Option<Value> {
        let Kind::Scalar { text, plain } = &node.kind else {
            self.wrong_type(node, &[schema]);
            return None;
        };
        match schema.get("type").and_then(Value::as_str) {
            Some("integer") => self.integer(node, text, *plain, schema),
            Some("number") => self.number(node, text, *plain, schema),
            Some("boolean") => self.boolean(node, text, *plain),
            _ => self.text(node, text, schema, name),
        }
    }

    fn text(&mut self, node: &Node, text: &str, schema: &'s Value, name: Option<&'s str>) -> Option<Value> {
        let words = words(self.root, schema);
        if !words.is_empty() && !words.contains(&text) {
            return self.not_one_of(node, text, &words, &[schema]);
        }
        if let Some(times::Mistake { cause, advice, meant }) = name.and_then(|name| times::mistake(name, text)) {
            let code = if name == Some("Date") { "wrong-date" } else { "wrong-time" };
            self.report(node, code, cause, advice);
            return meant.map(Value::String);
        }
        let len = text.chars().count();
        let limit = |key: &str| schema.get(key).and_then(Value::as_u64).map(|n| n as usize);
        if let Some(least) = limit("minLength").filter(|least| len < *least) {
            let cause = text!("至少要有 {least} 个字，只有 {len} 个", "at least {least} characters are needed, there are {len}");
            self.report(node, "wrong-text-length", cause, text!("写长一些", "write more"));
            return None;
        }
        if let Some(most) = limit("maxLength").filter(|most| len > *most) {
            let cause = text!("最多 {most} 个字，写了 {len} 个", "at most {most} characters fit, there are {len}");
            self.report(node, "wrong-text-length", cause, text!("写短一些", "write less"));
            return None;
        }
        if let Some(of) = name.and_then(ids::known_type) {
            self.form.ids.push(super::IdUse { of, id: text.to_owned(), place: self.place.clone() });
        }
        Some(json!(text))
    }

    /// A word that is none of those allowed; `ways` are all forms that would do. What was
    /// probably meant stands in for it.
    pub(super) fn not_one_of(&mut self, node: &Node, text: &str, words: &[&str], ways: &[&Value]) -> Option<Value> {
        let cause = text!("“{text}”不是可用的值", "`{text}` is not among the values allowed here");
        let meant = suggest::nearest(text, words.iter().copied());
        let advice = if let Some(word) = meant {
            suggest::did_you_mean(word)
        } else {
            let Text { zh, en } = expected::of(self.root, ways);
            text!("改成{zh}", "write {en}")
        };
        self.report(node, "unknown-value", cause, advice);
        meant.map(|word| json!(word))
    }

    fn integer(&mut self, node: &Node, text: &str, plain: bool, schema: &Value) -> Option<Value> {
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        let is_number = plain && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number {
            let shown = expected::shown(text, plain);
            let cause = text!("这里应该是整数，写的是 {shown}", "expected a whole number, found {shown}");
            self.report(node, "wrong-type", cause, number_advice(text));
            return None;
        }
        let limit = |key: &str| schema.get(key).and_then(Value::as_i64);
        let (least, most) = (limit("minimum"), limit("maximum"));
        let value = text.strip_prefix('+').unwrap_or(text).parse::<i64>().ok();
        if let Some(value) = value.filter(|v| least.is_none_or(|least| least <= *v) && most.is_none_or(|most| *v <= most)) {
            return Some(json!(value));
        }
        let cause = text!("{text} 超出范围", "{text} is out of range");
        let advice = match (least, most) {
            (Some(least), Some(most)) => text!("可以是 {least} 到 {most}", "it may be {least} to {most}"),
            (Some(least), None) => text!("最小是 {least}", "it may be {least} at least"),
            (None, Some(most)) => text!("最大是 {most}", "it may be {most} at most"),
            (None, None) => text!("写一个小一些的数", "write a smaller number"),
        };
        self.report(node, "out-of-range", cause, advice);
        value.map(|value| json!(value.clamp(least.unwrap_or(i64::MIN), most.unwrap_or(i64::MAX))))
    }

    fn number(&mut self, node: &Node, text: &str, plain: bool, schema: &Value) -> Option<Value> {
        let written = plain && text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
        let Some(value) = text.parse::<f64>().ok().filter(|_| written).and_then(Number::from_f64) else {
            let shown = expected::shown(text, plain);
            let cause = text!("这里应该是数，写的是 {shown}", "expected a number, found {shown}");
            self.report(node, "wrong-type", cause, number_advice(text));
            return None;
        };
        let limit = |key: &str| schema.get(key).and_then(Value::as_f64);
        let size = value.as_f64().unwrap_or_default();
        if limit("minimum").is_some_and(|least| size < least) || limit("maximum").is_some_and(|most| size > most) {
            let cause = text!("{text} 超出范围", "{text} is out of range");
            self.report(node, "out-of-range", cause, text!("查看该字段允许的范围", "look up the range of this field"));
            return None;
        }
        Some(Value::Number(value))
    }

    fn boolean(&mut self, node: &Node, text: &str, plain: bool) -> Option<Value> {
        match text {
            "true" | "True" | "TRUE" if plain => return Some(json!(true)),
            "false" | "False" | "FALSE" if plain => return Some(json!(false)),
            _ => {}
        }
        let meant = match text.to_lowercase().as_str() {
            "yes" | "y" | "on" | "1" | "true" | "是" | "有" => Some("true"),
            "no" | "n" | "off" | "0" | "false" | "否" | "无" => Some("false"),
            _ => None,
        };
        let shown = expected::shown(text, plain);
        let cause = text!("这里应该是 true 或 false，写的是 {shown}", "expected true or false, found {shown}");
        let advice = match meant {
            Some(word) => text!("改成 {word}（不加引号）", "write {word}, without quotes"),
            None => text!("改成 true 或 false", "write true or false"),
        };
        self.report(node, "wrong-type", cause, advice);
        meant.map(|word| json!(word == "true"))
    }
}

/// What number was probably meant: `80%`, `1,000`, `"13"`, `13周`.
fn number_advice(text: &str) -> Text {
    let digits: String = text.chars().filter(|c| !matches!(c, ',' | '_' | ' ' | '，')).take_while(char::is_ascii_digit).collect();
    if digits.is_empty() || digits.len() > 9 {
        text!("只写数字，例如 2", "write digits only, such as 2")
    } else {
        text!("只写数字，不带引号、单位、小数：{digits}", "write digits only, without quotes, units or decimals: {digits}")
    }
}
