//! The sheets of a file as rows of tables: which sheet is which table, which column is which, and
//! what is wrong with that. Cells are taken one after the other and blank ones are never kept, so
//! that a sheet of a million empty rows takes no more memory than an empty one.

use super::{BEFORE, ITEM, VALUE, dates, letters};
use crate::{
    diagnostic::{Diagnostic, Place, suggest},
    exchange::{Said, guard, headers, tables::Found},
    format::table::{Cell, Row, Table, same_title, table_title, tables},
    text,
};
use calamine::{DataRef, Reader, Xlsx, XlsxError};
use std::{
    collections::BTreeMap,
    io::{Read, Seek},
};

/// Cells that are not blank; more are no alliance.
const MOST_CELLS: usize = 4_000_000;

/// The sheets of all tables that are there.
pub(super) fn read<R: Read + Seek>(file: &mut Xlsx<R>, said: &mut Vec<Said>) -> Result<Vec<Option<Found>>, Box<Diagnostic>> {
    let names = file.sheet_names();
    let mut found = Vec::new();
    for table in tables() {
        let ours = |name: &&String| [true, false].iter().any(|chinese| same_title(name, &table_title(&table.code, *chinese)));
        found.push(match names.iter().find(ours) {
            Some(name) => Some(sheet(file, name, table, said)?),
            None => None,
        });
    }
    for name in &names {
        let known = |chinese: bool| tables().iter().map(move |table| table_title(&table.code, chinese)).chain(super::guide::names(chinese));
        if [true, false].iter().any(|chinese| known(*chinese).any(|title| same_title(&title, name))) {
            continue;
        }
        let chinese = !name.is_ascii();
        let titles: Vec<String> = known(chinese).collect();
        let cause = text!("没有名为“{name}”的表，它的内容没有读取", "there is no table `{name}`; what it holds was not read");
        let (advice, meant) = match suggest::nearest(name, titles.iter().map(String::as_str)) {
            Some(title) => (suggest::did_you_mean(title), true),
            None => (text!("如果是自己的草稿，可以不管", "if it is a sheet of your own, leave it as it is"), false),
        };
        let diagnostic = if meant { Diagnostic::error } else { Diagnostic::warning }("unknown-table", Place::root(), cause, advice);
        said.push(Said { at: Some(name.clone()), title: None, diagnostic });
    }
    Ok(found)
}

/// What stands in the cells of a sheet, by row and column, counted from 0.
type Grid = BTreeMap<usize, BTreeMap<usize, Cell>>;

fn sheet<R: Read + Seek>(file: &mut Xlsx<R>, name: &str, table: &Table, said: &mut Vec<Said>) -> Result<Found, Box<Diagnostic>> {
    let mut grid = grid(file, name).map_err(|error| error.unwrap_or_else(guard::damaged))?;
    for range in file.merge_cells_by_sheet_name(name).unwrap_or_default() {
        let corner = |(row, column): (u32, u32)| format!("{}{}", letters(column as usize), row + 1);
        let (start, end) = (corner(range.start), corner(range.end));
        let cause = text!("{start}:{end} 是合并单元格", "{start}:{end} are merged cells");
        let advice = text!("取消合并，每一格都填上内容", "unmerge them and fill in every cell");
        said.push(Said {
            at: Some(format!("{name}!{start}")),
            title: None,
            diagnostic: Diagnostic::error("merged-cells", Place::root(), cause, advice),
        });
    }
    let headers = if table.is_overview() { column_of(&grid, ITEM) } else { grid.remove(&0).unwrap_or_default() };
    let address = |position: usize| if table.is_overview() { format!("{name}!A{}", position + 1) } else { format!("{name}!{}1", letters(position)) };
    let at = headers::columns(table, &headers, BEFORE, &address, said);
    unnamed(table, &headers, &grid, &address, said);
    let pick = |row: &BTreeMap<usize, Cell>| at.iter().map(|column| column.and_then(|column| row.get(&column).cloned())).collect();
    let rows = if table.is_overview() {
        vec![Row { number: 0, cells: pick(&column_of(&grid, VALUE)) }]
    } else {
        let read = |(number, row): (usize, BTreeMap<usize, Cell>)| {
            let kept = !row.contains_key(&0) && at.iter().flatten().any(|column| row.contains_key(column));
            kept.then(|| Row { number: number + 1, cells: pick(&row) })
        };
        grid.into_iter().filter_map(read).collect()
    };
    Ok(Found { name: name.to_owned(), rows, at })
}

/// A column of the sheet as if it were a row.
fn column_of(grid: &Grid, column: usize) -> BTreeMap<usize, Cell> {
    grid.iter().skip_while(|(row, _)| **row == 0).filter_map(|(row, cells)| Some((*row, cells.get(&column)?.clone()))).collect()
}

/// Reports the first column that holds something without a header.
fn unnamed(table: &Table, headers: &BTreeMap<usize, Cell>, grid: &Grid, address: &dyn Fn(usize) -> String, said: &mut Vec<Said>) {
    let filled = grid.iter().flat_map(|(row, cells)| cells.keys().map(move |column| (*row, *column)));
    let strange = filled.filter(|(_, column)| !table.is_overview() && *column >= BEFORE && !headers.contains_key(column)).min();
    if let Some((row, column)) = strange {
        let row = row + 1;
        let cause = text!("这一列没有表头，第 {row} 行却有内容", "this column has no header, but row {row} holds something");
        let advice = text!("补上表头，或删除这一列的内容", "give it a header, or clear the column");
        said.push(Said { at: Some(address(column)), title: None, diagnostic: Diagnostic::error("missing-header", Place::root(), cause, advice) });
    }
}

/// The cells of a sheet that are not blank.
fn grid<R: Read + Seek>(file: &mut Xlsx<R>, name: &str) -> Result<Grid, Option<Box<Diagnostic>>> {
    let counted_from_1904 = file.has_1904_epoch();
    let damaged = |_: XlsxError| None;
    let mut cells = file.worksheet_cells_reader(name).map_err(damaged)?;
    let (mut grid, mut count) = (Grid::new(), 0);
    while let Some(found) = cells.next_cell_with_formula().map_err(damaged)? {
        let cell = match &found.value {
            DataRef::Empty if found.formula.is_some() => Cell::Broken(
                text!("公式没有保存下来的结果", "the formula has no stored result"),
                text!("用表格软件打开并保存一次，或把公式换成数值", "open and save the file in the spreadsheet program, or write the value itself"),
            ),
            DataRef::Empty => continue,
            DataRef::Int(number) => Cell::Number(*number as f64),
            DataRef::Float(number) => Cell::Number(*number),
            DataRef::String(text) => Cell::Text(text.clone()),
            DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
            DataRef::Bool(yes) => Cell::Boolean(*yes),
            DataRef::DateTime(value) => dates::cell(value, counted_from_1904),
            DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::Text(text.trim_end_matches("T00:00:00").to_owned()),
            DataRef::Error(error) => Cell::Broken(
                text!("公式出错：{error}", "the formula gives an error: {error}"),
                text!("改正公式，或直接写数值", "put the formula right, or write the value itself"),
            ),
        };
        if cell.is_blank() {
            continue;
        }
        count += 1;
        if count > MOST_CELLS {
            return Err(Some(guard::too_large()));
        }
        grid.entry(found.pos.0 as usize).or_default().insert(found.pos.1 as usize, cell);
    }
    Ok(grid)
}
