//! The sheet of codes: what may stand in a cell, and what it means.

use super::{
    Mistake, mistakes,
    sheets::{CODES, Sheet},
};
use crate::{
    diagnostic::suggest,
    domain::{Instance, PostId, UnitId},
    text,
};
use std::collections::{BTreeMap, BTreeSet};

/// Columns of the sheet.
const CODE: u32 = 1;
const POST: u32 = 8;
const KEY: u32 = 9;

/// What may stand in a cell of a unit sheet.
#[derive(Debug, Default)]
pub(super) struct Codes {
    /// What the workbook was made from ([`crate::domain::Roster::fingerprint`]).
    pub(super) fingerprint: String,
    /// Posts by unit and code.
    posts: BTreeMap<UnitId, BTreeMap<String, PostId>>,
    /// Codes by post.
    by_post: BTreeMap<PostId, String>,
    /// Words that say where somebody is who has no duty.
    signs: BTreeSet<String>,
}

impl Codes {
    /// The post of a code on the sheet of a unit; its id will do too.
    pub(super) fn post(&self, unit: &UnitId, code: &str) -> Option<&PostId> {
        let posts = self.posts.get(unit)?;
        posts.get(code).or_else(|| posts.values().find(|post| post.as_str() == code))
    }

    /// The code of a post; its id where it has none.
    pub(super) fn code<'a>(&'a self, post: &'a PostId) -> &'a str {
        self.by_post.get(post).map_or(post.as_str(), String::as_str)
    }

    /// All codes of a unit.
    pub(super) fn of<'a>(&'a self, unit: &UnitId) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        self.posts.get(unit).into_iter().flat_map(BTreeMap::keys).map(String::as_str)
    }

    /// Whether it says that somebody is absent or away.
    pub(super) fn is_sign(&self, word: &str) -> bool {
        word.starts_with(['↓', '↑', '→']) || self.signs.contains(word)
    }
}

pub(super) fn read(sheets: &[Sheet], instance: &Instance, wrong: &mut Vec<Mistake>) -> Option<Codes> {
    let key = |sheet: &Sheet| sheet.row(0).find_map(|(_, value)| value.text().strip_prefix(CODES).map(str::to_owned));
    let Some((sheet, fingerprint)) = sheets.iter().find_map(|sheet| Some((sheet, key(sheet)?))) else {
        wrong.push(mistakes::file(
            "codes-missing",
            text!("找不到“班次代码”表，或它的第一行改过", "the sheet of shift codes is missing, or its first row was changed"),
            text!("从原工作簿恢复这张表，或重新出表再改", "restore the sheet from the original workbook, or report again"),
        ));
        return None;
    };
    let mut codes = Codes { fingerprint, ..Codes::default() };
    let rows: BTreeSet<u32> = sheet.cells.keys().map(|(row, _)| *row).collect();
    for row in rows {
        let code = sheet.text((row, CODE));
        match (sheet.text((row, KEY)).as_deref(), code) {
            (Some("sign"), Some(sign)) => {
                codes.signs.insert(sign);
            }
            (Some("post"), code) => post(&mut codes, sheet, row, code, instance, wrong),
            _ => {}
        }
    }
    Some(codes)
}

fn post(codes: &mut Codes, sheet: &Sheet, row: u32, code: Option<String>, instance: &Instance, wrong: &mut Vec<Mistake>) {
    let id = sheet.text((row, POST)).unwrap_or_default();
    let Some(post) = instance.post(&id.as_str().into()) else {
        let known = instance.posts.iter().map(|post| post.id.as_str());
        let cause = text!("实例里没有岗位“{id}”", "the instance has no post `{id}`");
        wrong.push(mistakes::cell("unknown-post", &sheet.name, (row, POST), cause, suggest::advice(&id, known)));
        return;
    };
    let Some(code) = code else {
        let cause = text!("岗位“{id}”的代码被删掉了", "the code of post `{id}` was removed");
        let advice = text!("从原工作簿恢复，或写“{id}”", "restore it from the original workbook, or write `{id}`");
        wrong.push(mistakes::cell("code-missing", &sheet.name, (row, CODE), cause, advice));
        return;
    };
    codes.by_post.insert(post.id.clone(), code.clone());
    if let Some(other) = codes.posts.entry(post.unit.clone()).or_default().insert(code.clone(), post.id.clone()) {
        let cause = text!("代码“{code}”已用于岗位“{other}”", "the code `{code}` stands for post `{other}` already");
        let advice = text!("同一科室的代码各不相同：恢复原来的代码", "codes of a unit differ: restore the original one");
        wrong.push(mistakes::cell("code-twice", &sheet.name, (row, CODE), cause, advice));
    }
}
