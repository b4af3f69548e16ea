//! A roster workbook that someone has changed, read back: what changed, cell by cell, or everything
//! that is wrong with it.

mod cells;
mod codes;
mod mistakes;
mod pins;
mod sheets;
mod unit;
mod words;

pub use mistakes::Mistake;
pub use pins::pins;

use crate::{
    domain::{DoctorId, Duty, Instance, PostId, Roster, UnitId},
    exchange::guard,
    text,
};
use cells::{ByDay, Context};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use unit::UnitSheet;

/// A changed cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Name of the sheet.
    pub sheet: String,
    /// The cell as `C7`.
    pub cell: String,
    /// Whose duties.
    pub doctor: DoctorId,
    /// On which day.
    pub date: NaiveDate,
    /// Posts of the unit before, as codes.
    pub before: Vec<String>,
    /// Posts of the unit now, as codes.
    pub after: Vec<String>,
}

/// What came of reading.
#[derive(Clone, Debug)]
pub struct Edited {
    /// The roster as it stands in the workbook: stints as before, output and shortages counted anew.
    pub roster: Roster,
    /// Changed cells by sheet, doctor and day.
    pub changes: Vec<Change>,
}

/// Reads a workbook of `report --xlsx`. `old` is the roster it was made from.
///
/// # Errors
/// Everything that is wrong with it, with sheet and cell.
pub fn read_roster_workbook(bytes: &[u8], instance: &Instance, old: &Roster) -> Result<Edited, Vec<Mistake>> {
    guard::check(bytes).map_err(|refused| vec![mistakes::refused(refused)])?;
    let sheets = sheets::read(bytes).map_err(|mistake| vec![mistake])?;
    let mut wrong = Vec::new();
    let Some(codes) = codes::read(&sheets, instance, &mut wrong) else { return Err(wrong) };
    let fingerprint = old.fingerprint();
    if codes.fingerprint != fingerprint {
        let made = &codes.fingerprint;
        return Err(vec![mistakes::file(
            "other-roster",
            text!(
                "工作簿由另一份排班表写出（标识 {made}，给出的是 {fingerprint}）",
                "the workbook was made from another roster (fingerprint {made}; the one given has {fingerprint})"
            ),
            text!(
                "给出当初出表的那份排班表，或用现在的排班表重新出表再改",
                "give the roster it was made from, or report again and make the changes there"
            ),
        )]);
    }
    let mut by_day: ByDay<'_> = BTreeMap::new();
    for duty in &old.duties {
        by_day.entry((&duty.doctor, duty.date)).or_default().push(&duty.post);
    }
    let units = instance.posts.iter().map(|post| (&post.id, &post.unit)).collect();
    let away = cells::away(instance, old);
    let with = Context { instance, by_day: &by_day, units: &units, away: &away, codes: &codes };
    let mut seen: BTreeMap<&UnitId, &str> = BTreeMap::new();
    let mut duties = Vec::new();
    let mut changes = Vec::new();
    for sheet in &sheets {
        let Some((at, id)) = unit::key(sheet) else { continue };
        let Some(unit) = instance.unit(&id.into()) else {
            let cause = text!("实例里没有科室“{id}”", "the instance has no unit `{id}`");
            wrong.push(mistakes::sheet("unknown-unit", &sheet.name, cause, text!("换成出表时的实例", "give the instance it was made from")));
            continue;
        };
        if let Some(first) = seen.insert(&unit.id, &sheet.name) {
            let cause = text!("和表“{first}”是同一个科室", "it is for the same unit as `{first}`");
            wrong.push(mistakes::sheet("unit-twice", &sheet.name, cause, text!("删去一张", "remove one of them")));
            continue;
        }
        let Some(known) = UnitSheet::read(sheet, at, unit, instance, old, &mut wrong) else { continue };
        for read in cells::read(&known, &with, &mut wrong) {
            let is_here = |post: &&PostId| with.units.get(post) == Some(&&unit.id);
            let mut before: Vec<&PostId> = by_day.get(&(&read.doctor, read.date)).into_iter().flatten().copied().filter(is_here).collect();
            before.sort();
            if before.iter().copied().ne(&read.posts) {
                changes.push(Change {
                    sheet: sheet.name.clone(),
                    cell: mistakes::cell_name(read.at),
                    doctor: read.doctor.clone(),
                    date: read.date,
                    before: before.into_iter().map(|post| codes.code(post).to_owned()).collect(),
                    after: read.posts.iter().map(|post| codes.code(post).to_owned()).collect(),
                });
            }
            duties.extend(read.posts.into_iter().map(|post| Duty { date: read.date, post, doctor: read.doctor.clone() }));
        }
    }
    lacking(instance, &seen.into_keys().collect(), &mut wrong);
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let roster = if changes.is_empty() { old.clone() } else { old.with_duties(instance, duties) };
    Ok(Edited { roster, changes })
}

/// Units whose sheet is gone.
fn lacking(instance: &Instance, seen: &BTreeSet<&UnitId>, wrong: &mut Vec<Mistake>) {
    let is_due = |unit: &UnitId| instance.posts.iter().any(|post| post.unit == *unit) || instance.doctors.iter().any(|doctor| doctor.home == *unit);
    for unit in instance.units.iter().filter(|unit| is_due(&unit.id) && !seen.contains(&unit.id)) {
        let (zh, en) = unit.name.as_ref().map_or((unit.id.as_str(), unit.id.as_str()), |name| (name.zh(), name.en()));
        wrong.push(mistakes::file(
            "sheet-missing",
            text!("找不到{zh}的表（{0}），或它隐藏的第 4 行改过", "the sheet of {en} ({0}) is missing, or its hidden row 4 was changed", unit.id),
            text!("从原工作簿复制这张表", "copy the sheet from the original workbook"),
        ));
    }
}
