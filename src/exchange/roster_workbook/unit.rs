//! The sheet of a unit: dates and doctors found again, and what is wrong with them.

use super::{
    Mistake, mistakes,
    sheets::{Sheet, UNIT, Value, serial},
    words::half_width,
};
use crate::{
    diagnostic::suggest,
    domain::{Doctor, DoctorId, Instance, Roster, Unit},
    text,
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Rows from the hidden row of keys to the dates and to the doctors.
const DATES: u32 = 1;
const DOCTORS: u32 = 3;

/// The sheet of a unit, with what its rows and columns stand for.
pub(super) struct UnitSheet<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) unit: &'a Unit,
    /// Column of each date.
    pub(super) dates: Vec<(u32, NaiveDate)>,
    /// Row of each doctor.
    pub(super) rows: Vec<(u32, &'a Doctor)>,
}

/// The id of the unit a sheet is for, and where it says so.
pub(super) fn key(sheet: &Sheet) -> Option<((u32, u32), &str)> {
    sheet.cells.iter().find_map(|(at, value)| match value {
        Value::Text(text) => Some((*at, text.strip_prefix(UNIT)?)),
        _ => None,
    })
}

impl<'a> UnitSheet<'a> {
    pub(super) fn read(
        sheet: &'a Sheet,
        at: (u32, u32),
        unit: &'a Unit,
        instance: &'a Instance,
        old: &Roster,
        wrong: &mut Vec<Mistake>,
    ) -> Option<Self> {
        let mut known = Self { sheet, unit, dates: Vec::new(), rows: Vec::new() };
        let Some((end, keys)) = end(sheet, at) else {
            wrong.push(mistakes::sheet(
                "keys-missing",
                &sheet.name,
                text!("最右边隐藏的一列不见了，认不出各行是谁", "the hidden column at the right is gone: nobody knows whose row is whose"),
                text!("从原工作簿复制这张表，再改一遍", "copy the sheet from the original workbook and make the changes again"),
            ));
            return None;
        };
        known.dates(at, instance, wrong);
        known.doctors(at, end, keys, instance, wrong);
        known.lacking(instance, old, wrong);
        known.stray(at, end, instance, wrong);
        Some(known)
    }

    /// Hidden numbers mark the columns of days, in order; the heads that people see must agree.
    fn dates(&mut self, at: (u32, u32), instance: &Instance, wrong: &mut Vec<Mistake>) {
        let marked: Vec<u32> = self.sheet.row(at.0).filter(|(_, value)| matches!(value, Value::Number(_))).map(|(column, _)| column).collect();
        let horizon = instance.horizon;
        if marked.len() != horizon.days() {
            let seen: BTreeSet<NaiveDate> = self.sheet.row(at.0 + DATES).filter_map(|(_, value)| as_date(value)).collect();
            let gone: Vec<String> = horizon.dates().filter(|date| !seen.contains(date)).map(|date| date.to_string()).collect();
            let gone = suggest::listed(gone.iter().map(String::as_str));
            let (there, due) = (marked.len(), horizon.days());
            wrong.push(mistakes::sheet(
                "days-missing",
                &self.sheet.name,
                text!("日期列有 {there} 个，应有 {due} 个；缺：{gone}", "there are {there} columns of days where {due} belong; missing: {gone}"),
                text!("不要删除或粘贴整列：从原工作簿恢复", "do not delete or paste whole columns: restore them from the original workbook"),
            ));
            return;
        }
        for (column, due) in marked.into_iter().zip(horizon.dates()) {
            self.dates.push((column, due));
            let head = (at.0 + DATES, column);
            let said = self.sheet.cells.get(&head);
            if said.and_then(as_date) != Some(due) {
                let cause = match said {
                    None => text!("日期被删掉了", "the date was removed"),
                    Some(value) => {
                        let value = value.text();
                        text!("这里应是日期 {due}，写的是“{value}”", "`{value}` stands where the date {due} belongs")
                    }
                };
                wrong.push(mistakes::cell("date-overwritten", &self.sheet.name, head, cause, text!("写 {due}", "write {due}")));
            }
        }
    }

    fn doctors(&mut self, at: (u32, u32), end: u32, keys: u32, instance: &'a Instance, wrong: &mut Vec<Mistake>) {
        let sheet = self.sheet;
        let mut seen: BTreeMap<&DoctorId, u32> = BTreeMap::new();
        for row in at.0 + DOCTORS..end {
            let place = (row, at.1);
            let was = sheet.text((row, keys)).filter(|key| key != "guest");
            let doctor = match (sheet.text(place), was) {
                (None, None) => {
                    let used = self.dates.iter().find(|(column, _)| sheet.cells.contains_key(&(row, *column)));
                    if used.is_some() {
                        let cause = text!("这一行排了班，却没有工号", "the row has duties and no doctor");
                        wrong.push(mistakes::cell(
                            "doctor-missing",
                            &sheet.name,
                            place,
                            cause,
                            text!("写工号，或清空这一行", "write the doctor's code, or clear the row"),
                        ));
                    }
                    continue;
                }
                (None, Some(was)) => {
                    let cause = text!("工号被删掉了", "the doctor's code was removed");
                    wrong.push(mistakes::cell("doctor-missing", &sheet.name, place, cause, text!("写“{was}”", "write `{was}`")));
                    continue;
                }
                (Some(said), Some(was)) if said != was => {
                    let (cause, advice) = (
                        text!(
                            "这一行原是 {was}，现在写着“{said}”：工号被改过，或各行错位",
                            "the row of {was} says `{said}`: the code was changed, or rows have shifted"
                        ),
                        text!(
                            "写“{was}”，并核对整行；请别人支援用“（支援）”行",
                            "write `{was}` and look at the whole row; for a guest use the rows for guests"
                        ),
                    );
                    wrong.push(mistakes::cell("rows-shifted", &sheet.name, place, cause, advice));
                    continue;
                }
                (Some(said), _) => {
                    let Some(doctor) = instance.doctor(&said.as_str().into()) else {
                        wrong.push(unknown(sheet, place, &said, instance));
                        continue;
                    };
                    doctor
                }
            };
            if let Some(first) = seen.insert(&doctor.id, row) {
                let first = mistakes::cell_name((first, at.1));
                let cause = text!("{0} 在 {first} 已有一行", "{0} has a row already, at {first}", doctor.id);
                wrong.push(mistakes::cell("doctor-twice", &sheet.name, place, cause, text!("合成一行", "make one row of the two")));
                continue;
            }
            self.rows.push((row, doctor));
        }
    }

    /// Rows that must be there: the unit's own people, and whoever had a duty here.
    fn lacking(&self, instance: &Instance, old: &Roster, wrong: &mut Vec<Mistake>) {
        let posts: BTreeSet<_> = instance.posts.iter().filter(|post| post.unit == self.unit.id).map(|post| &post.id).collect();
        let busy: BTreeSet<&DoctorId> = old.duties.iter().filter(|duty| posts.contains(&duty.post)).map(|duty| &duty.doctor).collect();
        let said: BTreeSet<&str> = wrong
            .iter()
            .filter(|mistake| mistake.sheet.as_deref() == Some(&self.sheet.name))
            .map(|mistake| mistake.diagnostic.advice.en.as_str())
            .collect();
        let there: BTreeSet<&DoctorId> = self.rows.iter().map(|(_, doctor)| &doctor.id).collect();
        let due = |doctor: &&Doctor| (doctor.home == self.unit.id || busy.contains(&doctor.id)) && !there.contains(&doctor.id);
        // A row with a mistake of its own is not missing too.
        let spoken_of = |doctor: &Doctor| said.iter().any(|advice| advice.contains(&format!("`{}`", doctor.id)));
        let gone: Vec<&Doctor> = instance.doctors.iter().filter(due).filter(|doctor| !spoken_of(doctor)).collect();
        for doctor in gone {
            wrong.push(mistakes::sheet(
                "row-missing",
                &self.sheet.name,
                text!("{0} 的一行不见了", "the row of {0} is gone", doctor.id),
                text!("恢复这一行；不上班就清空格子，不要删行", "restore it; to take somebody off, clear the cells and keep the row"),
            ));
        }
    }

    /// Doctors below the end of the table, and columns without a date among the days.
    fn stray(&self, at: (u32, u32), end: u32, instance: &Instance, wrong: &mut Vec<Mistake>) {
        let sheet = self.sheet;
        for ((row, column), value) in sheet.cells.range((end + 1, 0)..) {
            if *column == at.1 && instance.doctor(&value.text().as_str().into()).is_some() {
                let cause =
                    text!("“缺人”行以下不读，这里写了 {0}", "rows below the row of shortages are not read, and {0} stands here", value.text());
                wrong.push(mistakes::cell(
                    "row-outside",
                    &sheet.name,
                    (*row, *column),
                    cause,
                    text!("移到“（支援）”行", "move it to a row for guests"),
                ));
            }
        }
        let (Some((first, _)), Some((last, _))) = (self.dates.first(), self.dates.last()) else { return };
        let columns: BTreeSet<u32> = self.dates.iter().map(|(column, _)| *column).collect();
        for (row, _) in &self.rows {
            let inserted = sheet.row(*row).find(|(column, _)| (first..=last).contains(&column) && !columns.contains(column));
            if let Some((column, _)) = inserted {
                let cause = text!("这一列没有日期", "this column has no date");
                wrong.push(mistakes::cell(
                    "column-without-date",
                    &sheet.name,
                    (*row, column),
                    cause,
                    text!("把内容移到某一天的列里，或删除这一列", "move it to the column of a day, or remove the column"),
                ));
            }
        }
    }
}

fn end(sheet: &Sheet, at: (u32, u32)) -> Option<(u32, u32)> {
    let below = sheet.cells.range((at.0 + DOCTORS, 0)..);
    below.filter(|(_, value)| matches!(value, Value::Text(text) if text == "end")).map(|(at, _)| *at).max_by_key(|(_, column)| *column)
}

fn as_date(value: &Value) -> Option<NaiveDate> {
    match value {
        Value::Date(date) => Some(*date),
        Value::Number(number) => serial(*number),
        Value::Text(text) => half_width(text.trim()).replace(['/', '.'], "-").parse().ok(),
        Value::Error(_) => None,
    }
}

fn unknown(sheet: &Sheet, place: (u32, u32), said: &str, instance: &Instance) -> Mistake {
    let narrow = half_width(said);
    if narrow != said && instance.doctor(&narrow.as_str().into()).is_some() {
        let cause = text!("“{said}”是全角", "`{said}` is in full width");
        return mistakes::cell("full-width", &sheet.name, place, cause, text!("写“{narrow}”", "write `{narrow}`"));
    }
    let known = instance.doctors.iter().map(|doctor| doctor.id.as_str());
    let cause = text!("没有工号为“{said}”的医生", "there is no doctor `{said}`");
    mistakes::cell("unknown-doctor", &sheet.name, place, cause, suggest::advice(said, known))
}
