//! An instance as a workbook, and the empty workbook to begin with.

use super::{BEFORE, ITEM, VALUE, guide, letters, look::Look, sheet_name};
use crate::{
    diagnostic::Lang,
    domain::Instance,
    format::{
        Source, read_instance,
        table::{Cell, Cells, Column, Content, Role, Table, column_title, fill, tables},
    },
};
use chrono::NaiveDate;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime, Format, Formula, Note, Workbook, Worksheet, XlsxError,
};

/// What the template shows how to fill in: a row for every sheet, and right in itself.
const EXAMPLE: &str = include_str!("example.yaml");

/// Width of the column of the overview that says what is meant.
const MEANING: u32 = 80;

/// Rows below the last one that get drop-downs and checks too.
const ROOM: u32 = 500;

/// An instance as a workbook.
///
/// # Errors
/// It has a text that is too long for a cell, or more entries than a sheet has rows.
pub fn write_workbook(instance: &Instance, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    book(&fill(instance, lang == Lang::Zh), None, lang)
}

/// The empty workbook: every sheet with its headers, notes, drop-downs, and an example that is not read.
///
/// # Errors
/// Never, as long as the example fits its sheets.
pub fn template(lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let chinese = lang == Lang::Zh;
    let example = read_instance(&Source::new("example.yaml", EXAMPLE)).value.map(|instance| fill(&instance, chinese));
    let empty = |table: &Table| if table.is_overview() { vec![started(table)] } else { Vec::new() };
    let rows: Vec<Vec<Cells>> = tables().iter().map(empty).collect();
    book(&rows, example.as_deref(), lang)
}

/// The overview of the template: a rule pack is chosen, all else is to be said.
fn started(table: &Table) -> Cells {
    let cell = |column: &Column| (table.column_code(column) == "rules.pack").then(|| Cell::Text("cn-alliance".to_owned()));
    table.columns.iter().map(cell).collect()
}

fn book(rows: &[Vec<Cells>], example: Option<&[Vec<Cells>]>, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let chinese = lang == Lang::Zh;
    let (mut book, look) = (Workbook::new(), Look::new());
    // The same instance gives the same bytes.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?));
    guide::guide(&mut book, &look, chinese)?;
    let mut sheets: Vec<Worksheet> = Vec::new();
    for (index, table) in tables().iter().enumerate() {
        let mut sheet = Worksheet::new();
        sheet.set_name(sheet_name(table, chinese))?;
        let example = example.and_then(|example| example.get(index));
        if table.is_overview() {
            overview(&mut sheet, table, rows[index].first(), example.and_then(|rows| rows.first()), &look, chinese)?;
        } else {
            list(&mut sheet, table, &rows[index], example.map_or(&[], Vec::as_slice), &look, chinese)?;
        }
        guide::page(&mut sheet);
        sheets.push(sheet);
    }
    let lasts: Vec<u32> = rows.iter().map(|rows| rows.len() as u32 + 1 + ROOM).collect();
    let mut choices = Workbook::new();
    let ranges = guide::choices(&mut choices, chinese)?;
    for ((mut sheet, table), last) in sheets.into_iter().zip(tables()).zip(lasts) {
        for (position, column) in table.columns.iter().enumerate() {
            let Some(check) = validation(table, column, &ranges, chinese)? else { continue };
            if table.is_overview() {
                let row = position as u32 + 1;
                sheet.add_data_validation(row, VALUE as u16, row, VALUE as u16, &check)?;
            } else {
                let at = (position + BEFORE) as u16;
                sheet.add_data_validation(1, at, last, at, &check)?;
            }
        }
        book.push_worksheet(sheet);
    }
    guide::rule_book(&mut book, &look, chinese)?;
    guide::choices(&mut book, chinese)?;
    book.worksheet_from_index(1)?.set_active(true);
    book.save_to_buffer()
}

fn overview(
    sheet: &mut Worksheet,
    table: &Table,
    values: Option<&Cells>,
    example: Option<&Cells>,
    look: &Look,
    chinese: bool,
) -> Result<(), XlsxError> {
    let heads: [&str; 4] = if chinese { ["项目", "填写", "例子", "说明"] } else { ["item", "value", "example", "what it means"] };
    for (column, (head, width)) in heads.iter().zip([26, 34, 26, MEANING]).enumerate() {
        sheet.write_string_with_format(0, column as u16, *head, &look.required)?;
        sheet.set_column_width(column as u16, width)?;
    }
    for (position, column) in table.columns.iter().enumerate() {
        let row = position as u32 + 1;
        let format = if column.required { &look.required } else { &look.optional };
        sheet.write_string_with_format(row, ITEM as u16, column_title(table, column, chinese), format)?;
        let plain = match column.content {
            Content::Date => &look.field[1],
            Content::Integer(..) => &look.field[2],
            _ => &look.field[0],
        };
        let meaning = crate::format::table::column_note(table, column, chinese);
        sheet.set_row_height(row, guide::lines(&meaning, MEANING) * guide::LINE + 3.0)?;
        sheet.write_blank(row, VALUE as u16, plain)?;
        if let Some(Some(value)) = values.and_then(|values| values.get(position)) {
            cell(sheet, row, VALUE as u16, value, plain)?;
        }
        if let Some(Some(value)) = example.and_then(|values| values.get(position)) {
            cell(sheet, row, VALUE as u16 + 1, value, example_format(column, look))?;
        }
        sheet.write_string_with_format(row, VALUE as u16 + 2, meaning, &look.wrapped)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    Ok(())
}

fn list(sheet: &mut Worksheet, table: &Table, rows: &[Cells], examples: &[Cells], look: &Look, chinese: bool) -> Result<(), XlsxError> {
    let (skip, mark, why) = if chinese {
        ("不导入", "例", "这一格有字的行不读取。例子行就是这样标记的。")
    } else {
        ("skip", "e.g.", "A row with something in this cell is not read. The examples are marked that way.")
    };
    sheet.write_string_with_format(0, 0, skip, &look.optional)?;
    sheet.insert_note(0, 0, &note(why))?;
    sheet.set_column_width(0, 8)?.set_row_height(0, 32)?;
    for (position, column) in table.columns.iter().enumerate() {
        let at = (position + BEFORE) as u16;
        let title = column_title(table, column, chinese);
        sheet.write_string_with_format(0, at, &title, if column.required { &look.required } else { &look.optional })?;
        sheet.insert_note(0, at, &note(&crate::format::table::column_note(table, column, chinese)))?;
        sheet.set_column_format(at, format_of(column, look))?;
        let shown = |cells: &Cells| {
            cells.get(position).and_then(Option::as_ref).map_or(0, |cell| unicode_width::UnicodeWidthStr::width(cell.shown().as_str()))
        };
        let widest = rows.iter().take(200).chain(examples).map(shown).max().unwrap_or(0);
        let wide = widest.max(unicode_width::UnicodeWidthStr::width(title.as_str())) + 2;
        sheet.set_column_width(at, wide.clamp(10, 46) as u32)?;
    }
    for (row, cells) in (1_u32..).zip(examples) {
        sheet.write_string_with_format(row, 0, mark, &look.example[0])?;
        for ((position, column), value) in table.columns.iter().enumerate().zip(cells) {
            let (at, format) = ((position + BEFORE) as u16, example_format(column, look));
            match value {
                Some(value) => cell(sheet, row, at, value, format)?,
                None => drop(sheet.write_blank(row, at, format)?),
            }
        }
    }
    for (row, cells) in (1 + examples.len() as u32..).zip(rows) {
        for ((position, column), value) in table.columns.iter().enumerate().zip(cells) {
            if let Some(value) = value {
                cell(sheet, row, (position + BEFORE) as u16, value, format_of(column, look))?;
            }
        }
    }
    let named = table.columns.first().is_some_and(|column| column.path == ["id"] || column.role == Role::Owner);
    sheet.set_freeze_panes(1, if named { BEFORE as u16 + 1 } else { BEFORE as u16 })?;
    Ok(())
}

fn note(text: &str) -> Note {
    let lines = unicode_width::UnicodeWidthStr::width(text) / 34 + 2;
    Note::new(text).add_author_prefix(false).set_author("shangxia").set_width(260).set_height((lines as u32 * 18).max(40))
}

fn format_of<'l>(column: &Column, look: &'l Look) -> &'l Format {
    match column.content {
        Content::Date => &look.date,
        Content::Integer(..) => &look.number,
        _ => &look.text,
    }
}

fn example_format<'l>(column: &Column, look: &'l Look) -> &'l Format {
    match column.content {
        Content::Date => &look.example[1],
        Content::Integer(..) => &look.example[2],
        _ => &look.example[0],
    }
}

fn cell(sheet: &mut Worksheet, row: u32, column: u16, value: &Cell, format: &Format) -> Result<(), XlsxError> {
    match value {
        Cell::Text(text) => drop(sheet.write_string_with_format(row, column, text, format)?),
        Cell::Number(number) => drop(sheet.write_number_with_format(row, column, *number, format)?),
        Cell::Boolean(yes) => drop(sheet.write_boolean_with_format(row, column, *yes, format)?),
        Cell::Date(date) if in_reach(*date) => drop(sheet.write_datetime_with_format(row, column, date, format)?),
        cell => drop(sheet.write_string_with_format(row, column, cell.shown(), format)?),
    }
    Ok(())
}

/// Spreadsheets know no dates before 1900, and count the first two months wrong.
fn in_reach(date: NaiveDate) -> bool {
    NaiveDate::from_ymd_opt(1900, 3, 1).is_some_and(|first| first <= date)
}

/// The drop-down or check of a column, with its explanation.
fn validation(table: &Table, column: &Column, ranges: &[(&str, String)], chinese: bool) -> Result<Option<DataValidation>, XlsxError> {
    let of_table = |code: &str| {
        let table = tables().iter().find(|table| table.code == code)?;
        let id = table.columns.iter().position(|column| column.path == ["id"])? + BEFORE;
        Some(format!("='{}'!${1}$2:${1}$5000", sheet_name(table, chinese), letters(id)))
    };
    let check = match &column.content {
        Content::Word(of, codes) => match ranges.iter().find(|(known, _)| known == of) {
            Some((_, range)) => DataValidation::new().allow_list_formula(Formula::new(range)),
            None => DataValidation::new().allow_list_strings(codes)?,
        },
        Content::Boolean => DataValidation::new().allow_list_strings(if chinese { &["是", "否"] } else { &["yes", "no"] })?,
        Content::Id(Some(section)) if column.path != ["id"] => match of_table(section) {
            Some(range) => DataValidation::new().allow_list_formula(Formula::new(range)),
            None => return Ok(None),
        },
        Content::Integer(least, most) => {
            let most = i32::try_from(*most).unwrap_or(i32::MAX);
            DataValidation::new().allow_whole_number(DataValidationRule::Between(i32::try_from(*least).unwrap_or(0), most))
        }
        Content::Date => {
            let (first, last) = (ExcelDateTime::from_ymd(1900, 3, 1)?, ExcelDateTime::from_ymd(2199, 12, 31)?);
            DataValidation::new().allow_date(DataValidationRule::Between(first, last))
        }
        _ => DataValidation::new().allow_any_value(),
    };
    // What is meant by several things, or typed ahead of the sheet it refers to, is a warning only.
    let style = if matches!(column.content, Content::Id(_)) { DataValidationErrorStyle::Warning } else { DataValidationErrorStyle::Stop };
    let title: String = column_title(table, column, chinese).chars().take(32).collect();
    let hint = guide::hint(table, column, chinese);
    let check = check
        .set_error_style(style)
        .set_input_title(&title)?
        .set_input_message(&hint)?
        .set_error_title(&title)?
        .set_error_message(hint.chars().take(220).collect::<String>())?;
    Ok(Some(check))
}
