//! A workbook as a spreadsheet program saves it anew, with cells changed: values only, no styles but dates.

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use std::{collections::BTreeMap, io::Cursor};

/// What a person does to a workbook.
#[derive(Clone, Debug)]
pub enum Act<'a> {
    /// Types a text into a cell, `("急诊科", "C7", "夜")`; nothing clears it.
    Type(&'a str, &'a str, &'a str),
    /// Puts a number there.
    Number(&'a str, &'a str, f64),
    /// Removes a sheet.
    Remove(&'a str),
    /// Removes a row, counted from 1; those below move up.
    RemoveRow(&'a str, u32),
    /// Inserts a row before this one.
    InsertRow(&'a str, u32),
    /// Removes a column, counted from 0.
    RemoveColumn(&'a str, u32),
    /// Gives a sheet another name.
    Rename(&'a str, &'a str),
    /// Copies a sheet under another name.
    Double(&'a str, &'a str),
}

type Cells = BTreeMap<(u32, u32), Data>;

/// The cells of every sheet.
pub fn sheets(bytes: &[u8]) -> Vec<(String, Cells)> {
    let mut file: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = file.sheet_names();
    let cells = |name: &String, file: &mut Xlsx<Cursor<&[u8]>>| {
        let range = file.worksheet_range(name).unwrap();
        let (top, left) = range.start().unwrap_or((0, 0));
        let used = range.used_cells().map(|(row, column, value)| ((top + row as u32, left + column as u32), value.clone()));
        used.collect::<Cells>()
    };
    names.into_iter().map(|name| (name.clone(), cells(&name, &mut file))).collect()
}

/// Row and column of `C7`.
pub fn at(cell: &str) -> (u32, u32) {
    let digits = cell.find(|letter: char| letter.is_ascii_digit()).unwrap();
    let column = cell[..digits].bytes().fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1);
    (cell[digits..].parse::<u32>().unwrap() - 1, column - 1)
}

/// The workbook after these acts.
pub fn after(bytes: &[u8], acts: &[Act<'_>]) -> Vec<u8> {
    let mut sheets = sheets(bytes);
    for act in acts {
        do_it(&mut sheets, act);
    }
    let mut workbook = Workbook::new();
    let day = Format::new().set_num_format("m/d");
    for (name, cells) in &sheets {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        for ((row, column), value) in cells {
            let (row, column) = (*row, *column as u16);
            match value {
                Data::String(text) => sheet.write_string(row, column, text).unwrap(),
                Data::Float(number) => sheet.write_number(row, column, *number).unwrap(),
                Data::Int(number) => sheet.write_number(row, column, *number as f64).unwrap(),
                Data::DateTime(moment) => {
                    sheet.write_datetime_with_format(row, column, ExcelDateTime::from_serial_datetime(moment.as_f64()).unwrap(), &day).unwrap()
                }
                Data::Empty => continue,
                other => panic!("{other:?}"),
            };
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn do_it(sheets: &mut Vec<(String, Cells)>, act: &Act<'_>) {
    let found =
        |sheets: &Vec<(String, Cells)>, name: &str| sheets.iter().position(|(other, _)| other == name).unwrap_or_else(|| panic!("no sheet {name}"));
    let moved = |cells: &Cells, to: &dyn Fn(u32, u32) -> Option<(u32, u32)>| -> Cells {
        cells.iter().filter_map(|((row, column), value)| Some((to(*row, *column)?, value.clone()))).collect()
    };
    match act {
        Act::Type(sheet, cell, text) => {
            let position = found(sheets, sheet);
            let value = if text.is_empty() { Data::Empty } else { Data::String((*text).to_owned()) };
            sheets[position].1.insert(at(cell), value);
        }
        Act::Number(sheet, cell, number) => {
            let position = found(sheets, sheet);
            sheets[position].1.insert(at(cell), Data::Float(*number));
        }
        Act::Remove(sheet) => {
            let position = found(sheets, sheet);
            sheets.remove(position);
        }
        Act::RemoveRow(sheet, gone) => {
            let position = found(sheets, sheet);
            let gone = gone - 1;
            sheets[position].1 = moved(&sheets[position].1, &|row, column| (row != gone).then_some((if row > gone { row - 1 } else { row }, column)));
        }
        Act::InsertRow(sheet, before) => {
            let position = found(sheets, sheet);
            let before = before - 1;
            sheets[position].1 = moved(&sheets[position].1, &|row, column| Some((if row >= before { row + 1 } else { row }, column)));
        }
        Act::RemoveColumn(sheet, gone) => {
            let position = found(sheets, sheet);
            sheets[position].1 =
                moved(&sheets[position].1, &|row, column| (column != *gone).then_some((row, if column > *gone { column - 1 } else { column })));
        }
        Act::Rename(sheet, name) => {
            let position = found(sheets, sheet);
            (*name).clone_into(&mut sheets[position].0);
        }
        Act::Double(sheet, name) => {
            let position = found(sheets, sheet);
            let cells = sheets[position].1.clone();
            sheets.push(((*name).to_owned(), cells));
        }
    }
}
