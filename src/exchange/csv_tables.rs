//! An instance as CSV tables in a folder: one file for each table, named by its code; UTF-8, a
//! header of column codes, values as YAML writes them. The overview is two columns, item and value.

use super::{
    Import, Said, headers,
    tables::{Found, import},
};
use crate::{
    diagnostic::{Diagnostic, Place},
    domain::Instance,
    format::table::{Cell, Row, Spot, Table, fill, same_title, tables},
    text,
};
use std::{collections::BTreeMap, fs::File, io::Read, path::Path};

/// A larger file is refused.
const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// The files of an instance: name and text. Tables without rows have none.
pub fn write(instance: &Instance) -> Vec<(String, String)> {
    let file = |(table, rows): (&Table, Vec<Vec<Option<Cell>>>)| {
        let shown = |cell: &Option<Cell>| cell.as_ref().map_or(String::new(), Cell::shown);
        let code = |column| table.column_name(column);
        let mut text = String::new();
        if table.is_overview() {
            line(&mut text, ["item", "value"].map(str::to_owned));
            for (column, cell) in table.columns.iter().zip(rows.first().into_iter().flatten()).filter(|(_, cell)| cell.is_some()) {
                line(&mut text, [code(column), shown(cell)]);
            }
        } else {
            line(&mut text, table.columns.iter().map(code));
            for row in &rows {
                line(&mut text, row.iter().map(shown));
            }
        }
        (table.is_overview() || !rows.is_empty()).then(|| (name(table), text))
    };
    tables().iter().zip(fill(instance, false)).filter_map(file).collect()
}

/// Reads the tables in a folder.
///
/// # Errors
/// A file cannot be read.
pub fn read(folder: &Path) -> std::io::Result<Import> {
    let (mut found, mut said) = (Vec::new(), Vec::new());
    for table in tables() {
        let path = folder.join(name(table));
        found.push(if path.is_file() { file(&path, table, &mut said)? } else { Some(absent(table)) });
    }
    if found.iter().flatten().all(|found| found.rows.is_empty()) && said.is_empty() {
        let cause = text!("文件夹里没有一张认识的表", "the folder holds none of our tables");
        let advice = text!("表的名称见 shangxia export --format csv", "`shangxia export --format csv` shows what they are called");
        return Ok(Import { instance: None, said: vec![Said::of_file(Diagnostic::error("no-tables", Place::root(), cause, advice))] });
    }
    Ok(import(&found, said, folder, &|found, spot| address(found, spot)))
}

fn name(table: &Table) -> String {
    format!("{}.csv", table.code)
}

/// A table without rows has no file.
fn absent(table: &Table) -> Found {
    Found { name: name(table), rows: Vec::new(), at: vec![None; table.columns.len()] }
}

/// `doctors.csv:7`.
fn address(found: &Found, spot: Spot) -> String {
    let line = match spot.column.and_then(|column| found.at[column]).filter(|_| tables()[spot.table].is_overview()) {
        Some(row) => row + 1,
        None => spot.row,
    };
    if line == 0 { found.name.clone() } else { format!("{}:{line}", found.name) }
}

fn file(path: &Path, table: &Table, said: &mut Vec<Said>) -> std::io::Result<Option<Found>> {
    let name = name(table);
    let mut refuse = |code, cause, advice| {
        said.push(Said { at: Some(name.clone()), title: None, diagnostic: Diagnostic::error(code, Place::root(), cause, advice) });
        Ok(None)
    };
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return refuse(
            "file-too-large",
            text!("文件超过 64 MB", "the file is larger than 64 MB"),
            text!("检查是否选错了文件", "check that this is the right file"),
        );
    }
    let Ok(text) = String::from_utf8(bytes) else {
        return refuse("not-utf-8", text!("文件不是 UTF-8 文本", "the file is not UTF-8 text"), text!("另存为“CSV UTF-8”", "save it as `CSV UTF-8`"));
    };
    let Some(lines) = parse(text.trim_start_matches('\u{feff}')) else {
        return refuse(
            "odd-quotes",
            text!("有一处引号没有配对", "a quote is never closed"),
            text!("文字里的引号要写两个", "write a quote within a text twice"),
        );
    };
    Ok(Some(rows(name, table, lines, said)))
}

fn rows(name: String, table: &Table, mut lines: Vec<(usize, Vec<String>)>, said: &mut Vec<Said>) -> Found {
    let cells = |texts: &[String]| -> BTreeMap<usize, Cell> {
        texts.iter().enumerate().filter(|(_, text)| !text.trim().is_empty()).map(|(at, text)| (at, Cell::Text(text.clone()))).collect()
    };
    if table.is_overview() {
        let pick = |at: usize| -> BTreeMap<usize, Cell> {
            let is_head = |texts: &[String]| texts.first().is_some_and(|first| same_title(first, "item"));
            let told = lines.iter().filter(|(_, texts)| !is_head(texts));
            told.filter_map(|(line, texts)| Some((line - 1, Cell::Text(texts.get(at).filter(|text| !text.trim().is_empty())?.clone())))).collect()
        };
        let at = headers::columns(table, &pick(0), 0, &|row| format!("{name}:{}", row + 1), said);
        let values = pick(1);
        let cells = at.iter().map(|row| row.and_then(|row| values.get(&row).cloned())).collect();
        return Found { name, rows: vec![Row { number: 0, cells }], at };
    }
    let head = if lines.is_empty() { Vec::new() } else { lines.remove(0).1 };
    let at = headers::columns(table, &cells(&head), 0, &|_| format!("{name}:1"), said);
    let row = |(number, texts): (usize, Vec<String>)| {
        let row = cells(&texts);
        let cells = at.iter().map(|column| column.and_then(|column| row.get(&column).cloned())).collect();
        (!row.is_empty()).then_some(Row { number, cells })
    };
    Found { name, rows: lines.into_iter().filter_map(row).collect(), at }
}

/// One record, its fields in quotes where they need them (RFC 4180).
fn line(text: &mut String, fields: impl IntoIterator<Item = String>) {
    for (position, field) in fields.into_iter().enumerate() {
        if position > 0 {
            text.push(',');
        }
        if field.contains([',', '"', '\n', '\r']) {
            text.push('"');
            text.push_str(&field.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&field);
        }
    }
    text.push('\n');
}

/// The records of a text with the lines they begin on; none if a quote is never closed.
fn parse(text: &str) -> Option<Vec<(usize, Vec<String>)>> {
    let (mut records, mut fields, mut field) = (Vec::new(), Vec::new(), String::new());
    let (mut line, mut first, mut quoted) = (1, 1, false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        line += usize::from(letter == '\n');
        match letter {
            '"' if quoted && letters.next_if_eq(&'"').is_some() => field.push('"'),
            '"' if quoted || field.is_empty() => quoted = !quoted,
            ',' if !quoted => fields.push(std::mem::take(&mut field)),
            '\r' if !quoted && letters.peek() == Some(&'\n') => {}
            '\n' if !quoted => {
                fields.push(std::mem::take(&mut field));
                records.push((first, std::mem::take(&mut fields)));
                first = line;
            }
            letter => field.push(letter),
        }
    }
    if !field.is_empty() || !fields.is_empty() {
        fields.push(field);
        records.push((first, fields));
    }
    (!quoted).then_some(records)
}

/// What is right of an instance in such files by its form alone.
#[cfg(test)]
pub(super) fn form_of(files: &[(String, String)]) -> (Option<Instance>, Vec<Said>) {
    let mut said = Vec::new();
    let mut found = |table: &Table| {
        let text = files.iter().find(|(known, _)| *known == name(table)).map(|(_, text)| text);
        Some(text.map_or_else(|| absent(table), |text| rows(name(table), table, parse(text).unwrap(), &mut said)).rows)
    };
    let rows: Vec<_> = tables().iter().map(&mut found).collect();
    let gathered = crate::format::table::gather(&rows);
    said.extend(gathered.said.iter().map(|(_, diagnostic)| Said::of_file(diagnostic.clone())));
    let (instance, wrong) = crate::format::form_of_instance(&gathered.node);
    said.extend(wrong.into_iter().map(Said::of_file));
    (instance, said)
}
