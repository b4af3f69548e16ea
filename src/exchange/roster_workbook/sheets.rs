//! The sheets of a file cell by cell: only those a roster is read from, and blank cells never, so
//! that a sheet of a million empty rows takes no more memory than an empty one.

use super::{Mistake, mistakes::refused};
use crate::exchange::guard::{damaged, too_large};
use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};
use chrono::{Days, NaiveDate};
use std::{collections::BTreeMap, io::Cursor};

/// Cells with something in them; more are no roster.
const MOST: usize = 2_000_000;

/// The last row in which a sheet may say what it is: a few may have been inserted above.
pub(super) const KEYS: u32 = 9;

/// How the keys begin.
pub(super) const UNIT: &str = "shangxia:unit:";
pub(super) const CODES: &str = "shangxia:codes:";

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    Date(NaiveDate),
    Number(f64),
    /// A formula's error.
    Error(String),
}

impl Value {
    /// As text, without blanks around it; a number as it is typed.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Error(text) => text.trim().to_owned(),
            Self::Date(date) => date.to_string(),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// A sheet that matters.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) name: String,
    /// By row and column, counted from 0.
    pub(super) cells: BTreeMap<(u32, u32), Value>,
}

impl Sheet {
    /// The text of a cell, if there is any.
    pub(super) fn text(&self, at: (u32, u32)) -> Option<String> {
        self.cells.get(&at).map(Value::text).filter(|text| !text.is_empty())
    }

    /// The cells of a row, in order.
    pub(super) fn row(&self, row: u32) -> impl Iterator<Item = (u32, &Value)> {
        self.cells.range((row, 0)..=(row, u32::MAX)).map(|((_, column), value)| (*column, value))
    }
}

/// Every sheet with a key; of others no more than the first rows are looked at.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Mistake> {
    let mut file: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| refused(damaged()))?;
    let mut left = MOST;
    let mut sheets = Vec::new();
    for name in file.sheet_names() {
        // A chart is a sheet without cells.
        let Ok(mut cells) = file.worksheet_cells_reader(&name) else { continue };
        let mut sheet = Sheet { name, cells: BTreeMap::new() };
        while let Some(cell) = cells.next_cell().map_err(|_| refused(damaged()))? {
            let at = cell.get_position();
            if at.0 > KEYS && !is_ours(&sheet) {
                sheet.cells.clear();
                break;
            }
            if let Some(value) = value(cell.get_value()) {
                left = left.checked_sub(1).ok_or_else(|| refused(too_large()))?;
                sheet.cells.insert(at, value);
            }
        }
        if is_ours(&sheet) {
            sheets.push(sheet);
        }
    }
    Ok(sheets)
}

fn is_ours(sheet: &Sheet) -> bool {
    let starts = |value: &Value, with: &str| matches!(value, Value::Text(text) if text.starts_with(with));
    sheet.cells.range(..(KEYS + 1, 0)).any(|(_, value)| starts(value, UNIT) || starts(value, CODES))
}

fn value(value: &DataRef<'_>) -> Option<Value> {
    let text = |text: &str| (!text.trim().is_empty()).then(|| Value::Text(text.to_owned()));
    match value {
        DataRef::Empty => None,
        DataRef::String(said) => text(said),
        DataRef::SharedString(said) => text(said),
        DataRef::DateTimeIso(said) | DataRef::DurationIso(said) => match said.get(..10).and_then(|date| date.parse().ok()) {
            Some(date) => Some(Value::Date(date)),
            None => text(said),
        },
        DataRef::Int(number) => Some(Value::Number(*number as f64)),
        DataRef::Float(number) => Some(Value::Number(*number)),
        DataRef::Bool(said) => text(if *said { "TRUE" } else { "FALSE" }),
        DataRef::DateTime(moment) => Some(date(moment).map_or(Value::Number(moment.as_f64()), Value::Date)),
        DataRef::Error(error) => Some(Value::Error(error.to_string())),
    }
}

/// The day, whether the file counts from 1900 or 1904.
fn date(moment: &ExcelDateTime) -> Option<NaiveDate> {
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
}

/// The day a number in a date's place would be.
pub(super) fn serial(number: f64) -> Option<NaiveDate> {
    let days = (61.0..=80_000.0).contains(&number).then_some(number as u64)?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))
}
