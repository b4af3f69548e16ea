//! A sheet that is one list under heads: most sheets are.

use super::{
    XlsxError, look,
    sheet::{Book, Paper, date},
};
use chrono::NaiveDate;
use rust_xlsxwriter::{Format, FormatAlign, Formula, Worksheet};

/// What stands in a cell of a list.
pub(super) enum Value {
    Text(String),
    /// A text that has to be seen.
    Alarm(String),
    Number(f64),
    Percent(i64),
    Date(NaiveDate),
    /// A formula with the value it has.
    Formula(String, f64),
    Nothing,
}

impl Value {
    pub(super) fn count(count: impl TryInto<i64>) -> Self {
        count.try_into().map_or(Self::Nothing, |count: i64| Self::Number(count as f64))
    }
}

/// The first row of the entries.
pub(super) const FIRST: u32 = 4;

/// Heads with the width of their column in letters.
pub(super) type Heads<'h> = &'h [(&'h str, f64)];

/// Adds a sheet with one list; `name` is its title too.
pub(super) fn list(book: &mut Book<'_>, name: &str, note: &str, heads: Heads<'_>, rows: &[Vec<Value>]) -> Result<(), XlsxError> {
    let title = name.to_owned();
    let name = book.name(name);
    let mut sheet = book.sheet(&name, &title, note, Paper::A4)?;
    let lang = book.lang;
    let last = heads.len().saturating_sub(1) as u16;
    for (column, (head, width)) in (0..).zip(heads) {
        sheet.write_string_with_format(FIRST - 1, column, *head, &look::head(lang))?;
        sheet.set_column_width(column, *width)?;
    }
    sheet.set_row_height(FIRST - 1, 30)?;
    let formats = Formats::new(look::boxed(lang));
    for (row, values) in (FIRST..).zip(rows) {
        for (column, value) in (0..).zip(values) {
            formats.write(&mut sheet, row, column, value)?;
        }
    }
    if rows.is_empty() {
        sheet.write_string_with_format(FIRST, 0, book.either("（无）", "(none)"), &look::note(lang))?;
    } else {
        sheet.autofilter(FIRST - 1, 0, FIRST + rows.len() as u32 - 1, last)?;
    }
    sheet.set_freeze_panes(FIRST, 1)?;
    sheet.set_repeat_rows(FIRST - 1, FIRST - 1)?;
    sheet.set_print_area(0, 0, FIRST + rows.len().max(1) as u32 - 1, last)?;
    sheet.set_print_fit_to_pages(1, 0);
    book.push(sheet);
    Ok(())
}

struct Formats {
    text: Format,
    alarm: Format,
    number: Format,
    percent: Format,
    date: Format,
}

impl Formats {
    fn new(base: Format) -> Self {
        Self {
            text: base.clone().set_text_wrap().set_indent(1),
            alarm: base.clone().set_text_wrap().set_bold().set_font_color(look::ALARM),
            number: base.clone().set_num_format("#,##0.##;-#,##0.##").set_align(FormatAlign::Right),
            percent: base.clone().set_num_format("0%").set_align(FormatAlign::Right),
            date: base.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
        }
    }

    fn write(&self, sheet: &mut Worksheet, row: u32, column: u16, value: &Value) -> Result<(), XlsxError> {
        match value {
            Value::Text(text) => sheet.write_string_with_format(row, column, text, &self.text)?,
            Value::Alarm(text) => sheet.write_string_with_format(row, column, text, &self.alarm)?,
            Value::Number(number) => sheet.write_number_with_format(row, column, *number, &self.number)?,
            Value::Percent(percent) => sheet.write_number_with_format(row, column, *percent as f64 / 100.0, &self.percent)?,
            Value::Date(day) => sheet.write_datetime_with_format(row, column, &date(*day)?, &self.date)?,
            Value::Formula(formula, result) => {
                sheet.write_formula_with_format(row, column, Formula::new(formula).set_result(result.to_string()), &self.number)?
            }
            Value::Nothing => sheet.write_blank(row, column, &self.text)?,
        };
        Ok(())
    }
}
