//! Single values: whole numbers in a range, days, and ids that must be known or new.

use super::sections::Field;
use crate::{
    diagnostic::{Diagnostic, suggest},
    text,
};
use std::{collections::BTreeMap, ops::RangeInclusive};

/// Ids are no longer than this anywhere in the product.
const LONGEST_ID: usize = 64;

/// A whole number in a range. Files that were made from rounded numbers say `-0`.
pub(super) fn number(field: &Field<'_>, range: &RangeInclusive<u32>, wrong: &mut Vec<Diagnostic>) -> Option<u32> {
    let column = field.column;
    let text = if field.text == "-0" { "0" } else { field.text };
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        let cause = if text.is_empty() {
            text!("这里缺一个数", "a number is missing here")
        } else {
            text!("“{text}”不是整数", "`{text}` is not a whole number")
        };
        wrong.push(field.wrong("not-a-number", cause, text!("{column} 只写数字，例如 2", "{column} is written in digits only, such as 2")));
        return None;
    }
    let value = text.parse::<u32>().ok().filter(|value| range.contains(value));
    if value.is_none() {
        let (least, most) = (range.start(), range.end());
        let cause = text!("{text} 超出范围", "{text} is out of range");
        wrong.push(field.wrong("out-of-range", cause, text!("{column} 可以是 {least} 到 {most}", "{column} may be {least} to {most}")));
    }
    value
}

/// Ids of one kind: who has been given which, and on which line.
#[derive(Debug)]
pub(super) struct Ids {
    what: (&'static str, &'static str),
    /// Whether all of them are known; else an id that is not may be one that could not be read.
    complete: bool,
    known: BTreeMap<String, (usize, usize)>,
}

impl Ids {
    /// No id yet; what they are ids of, and whether all of them will be given.
    pub fn of(zh: &'static str, en: &'static str, complete: bool) -> Self {
        Self { what: (zh, en), complete, known: BTreeMap::new() }
    }

    /// Gives out an id: its position among those given out.
    pub fn give(&mut self, field: &Field<'_>, wrong: &mut Vec<Diagnostic>) -> usize {
        let ((zh, en), id, position) = (self.what, field.text, self.known.len());
        if id.is_empty() || id.chars().count() > LONGEST_ID {
            let cause = text!("{zh}的编号要有 1 到 {LONGEST_ID} 个字", "the id of a {en} has 1 to {LONGEST_ID} characters");
            wrong.push(field.wrong("wrong-text-length", cause, text!("换一个编号", "choose another id")));
        }
        if let Some((_, line)) = self.known.get(id) {
            let cause = text!("{zh}“{id}”在第 {line} 行已经有了", "there is already a {en} `{id}` on line {line}");
            let advice = text!("换一个没有用过的编号，或删除重复的一项", "choose an id that is not in use, or remove the copy");
            wrong.push(field.wrong("duplicate-id", cause, advice));
        }
        self.known.entry(id.to_owned()).or_insert((position, field.line));
        position
    }

    /// The position of an id.
    pub fn find(&self, field: &Field<'_>, wrong: &mut Vec<Diagnostic>) -> Option<usize> {
        let ((zh, en), id) = (self.what, field.text);
        let found = self.known.get(id).map(|(position, _)| *position);
        if found.is_none() && self.complete {
            let cause = text!("没有{zh}“{id}”", "there is no {en} `{id}`");
            wrong.push(field.wrong("unknown-id", cause, suggest::advice(id, self.known.keys().map(String::as_str))));
        }
        found
    }
}
