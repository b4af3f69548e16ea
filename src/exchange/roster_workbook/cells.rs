//! The cells of a unit sheet: who is on which of its posts on which day.

use super::{
    Mistake,
    codes::Codes,
    mistakes,
    sheets::Value,
    unit::UnitSheet,
    words::{half_width, is_rest, words},
};
use crate::{
    diagnostic::{Text, suggest},
    domain::{Doctor, DoctorId, FactKind, Instance, Mode, PostId, Roster, UnitId},
    text,
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The old roster by doctor and day.
pub(super) type ByDay<'a> = BTreeMap<(&'a DoctorId, NaiveDate), Vec<&'a PostId>>;

/// What reading a cell needs.
pub(super) struct Context<'a> {
    pub(super) instance: &'a Instance,
    pub(super) by_day: &'a ByDay<'a>,
    /// Unit of each post.
    pub(super) units: &'a BTreeMap<&'a PostId, &'a UnitId>,
    /// Mondays on which a doctor's row at home shows a stint.
    pub(super) away: &'a BTreeSet<(&'a DoctorId, NaiveDate)>,
    pub(super) codes: &'a Codes,
}

/// A day of a doctor on the sheet of a unit.
pub(super) struct Read {
    pub(super) doctor: DoctorId,
    pub(super) date: NaiveDate,
    pub(super) at: (u32, u32),
    /// Posts of the unit, in the order of their ids.
    pub(super) posts: Vec<PostId>,
}

pub(super) fn read(sheet: &UnitSheet<'_>, with: &Context<'_>, wrong: &mut Vec<Mistake>) -> Vec<Read> {
    let mut all = Vec::new();
    for (row, doctor) in &sheet.rows {
        for (column, date) in &sheet.dates {
            let at = (*row, *column);
            let said = match sheet.sheet.cells.get(&at) {
                Some(Value::Error(error)) => {
                    let cause = text!("格子里是公式错误 {error}", "the cell holds the error {error} of a formula");
                    wrong.push(mistakes::cell("formula-error", &sheet.sheet.name, at, cause, text!("写代码，或清空", "write a code, or clear it")));
                    continue;
                }
                Some(value) => value.text(),
                None => String::new(),
            };
            let posts = cell(sheet, with, doctor, *date, at, &said, wrong);
            all.push(Read { doctor: doctor.id.clone(), date: *date, at, posts });
        }
    }
    all
}

fn cell(
    sheet: &UnitSheet<'_>,
    with: &Context<'_>,
    doctor: &Doctor,
    date: NaiveDate,
    at: (u32, u32),
    said: &str,
    wrong: &mut Vec<Mistake>,
) -> Vec<PostId> {
    let (name, unit) = (&sheet.sheet.name, &sheet.unit.id);
    let words = words(said);
    let mut posts: Vec<PostId> = Vec::new();
    for word in &words.plain {
        if let Some(post) = with.codes.post(unit, word) {
            posts.push(post.clone());
        } else if !with.codes.is_sign(word) {
            let (code, cause, advice) = unknown(with, unit, word);
            wrong.push(mistakes::cell(code, name, at, cause, advice));
        }
    }
    posts.sort();
    let before: Vec<&PostId> = with.by_day.get(&(&doctor.id, date)).into_iter().flatten().copied().collect();
    let is_here = |post: &&&PostId| with.units.get(**post) == Some(&unit);
    let is_new = |post: &PostId| before.iter().filter(|old| **old == post).count() < 2;
    if let Some((twice, _)) = posts.iter().zip(posts.iter().skip(1)).find(|(one, next)| one == next && is_new(one)) {
        let code = with.codes.code(twice);
        let cause = text!("“{code}”写了两次", "`{code}` stands twice");
        wrong.push(mistakes::cell("code-twice", name, at, cause, text!("留一个", "keep one")));
    }
    let shown = doctor.home == *unit && !is_away(with, doctor, date);
    let mut due: Vec<&str> = before.iter().filter(|post| shown && !is_here(post)).map(|post| with.codes.code(post)).collect();
    let mut there: Vec<&str> = words.bracketed.iter().map(String::as_str).collect();
    due.sort_unstable();
    there.sort_unstable();
    if due != there {
        let written: Vec<String> = due.iter().map(|code| format!("({code})")).collect();
        let written = written.join(" ");
        let cause = text!("括号里是在其他科室的班，在这里改不了", "duties in brackets are in another unit and cannot be changed here");
        let advice = if written.is_empty() {
            text!("删去括号里的内容；这个班请写到那个科室的表上", "remove what is in brackets; write that duty on the sheet of its unit")
        } else {
            text!("括号部分写回“{written}”；要改请到那个科室的表上改", "write `{written}` back; to change it, go to the sheet of its unit")
        };
        wrong.push(mistakes::cell("other-unit", name, at, cause, advice));
    }
    posts
}

/// Whether the doctor's row at home shows a stint instead of duties elsewhere.
fn is_away(with: &Context<'_>, doctor: &Doctor, date: NaiveDate) -> bool {
    let horizon = with.instance.horizon;
    with.away.contains(&(&doctor.id, horizon.monday(horizon.week(date)))) && doctor.fact_on(date, FactKind::is_absence).is_none()
}

/// Weeks of whole-week stints away from home, by doctor and Monday.
pub(super) fn away<'a>(instance: &'a Instance, old: &'a Roster) -> BTreeSet<(&'a DoctorId, NaiveDate)> {
    let mut away = BTreeSet::new();
    for stint in &old.stints {
        let (Some(doctor), Some(programme)) = (instance.doctor(&stint.doctor), instance.programme(&stint.programme)) else { continue };
        if programme.mode == Mode::Resident && programme.host != doctor.home && instance.unit(&programme.host).is_some() {
            let mondays = (0..instance.horizon.weeks as i64).map(|week| instance.horizon.monday(week));
            away.extend(mondays.filter(|monday| stint.covers(*monday)).map(|monday| (&doctor.id, monday)));
        }
    }
    away
}

fn unknown(with: &Context<'_>, unit: &UnitId, word: &str) -> (&'static str, Text, Text) {
    let narrow = half_width(word);
    if narrow != word && with.codes.post(unit, &narrow).is_some() {
        return ("full-width", text!("“{word}”是全角", "`{word}` is in full width"), text!("写“{narrow}”", "write `{narrow}`"));
    }
    let cause = text!("没有代码“{word}”", "there is no code `{word}`");
    if is_rest(word) {
        return ("unknown-code", cause, text!("休息请留空", "leave the cell empty for a day off"));
    }
    let others = with.instance.units.iter().filter(|other| other.id != *unit);
    if let Some(other) = others.clone().find(|other| with.codes.post(&other.id, word).is_some()) {
        let (zh, en) = other.name.as_ref().map_or((other.id.as_str(), other.id.as_str()), |name| (name.zh(), name.en()));
        let cause = text!("“{word}”是{zh}的代码，不是本科室的", "`{word}` is a code of {en}, not of this unit");
        return ("other-unit", cause, text!("写到{zh}的表上", "write it on the sheet of {en}"));
    }
    ("unknown-code", cause, suggest::advice(word, with.codes.of(unit)))
}
