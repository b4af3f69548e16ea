//! A workbook as an instance, with everything that is wrong, each with sheet and cell.

use super::{letters, sheets};
use crate::{
    diagnostic::{Diagnostic, Place},
    exchange::{
        Said, guard,
        tables::{Found, Import, import},
    },
    format::table::{Spot, tables},
    text,
};
use calamine::{Reader, Xlsx};
use std::{io::Cursor, path::Path};

/// The rows of every table, before anything is made of them.
#[cfg(test)]
pub(in crate::exchange) fn rows_of(bytes: &[u8]) -> (Vec<Option<Found>>, Vec<Said>) {
    let mut file = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut said = Vec::new();
    (sheets::read(&mut file, &mut said).unwrap(), said)
}

/// Reads a workbook: the template filled in, or one that was exported. `folder` is where files
/// that it names are looked for.
pub fn read_workbook(bytes: &[u8], folder: &Path) -> Import {
    let refused = |diagnostic: Box<Diagnostic>| Import { instance: None, said: vec![Said::of_file(*diagnostic)] };
    if let Err(refusal) = guard::check(bytes) {
        return refused(refusal);
    }
    let Ok(mut file) = Xlsx::new(Cursor::new(bytes)) else { return refused(guard::damaged()) };
    let mut said = Vec::new();
    let sheets = match sheets::read(&mut file, &mut said) {
        Ok(sheets) => sheets,
        Err(refusal) => return refused(refusal),
    };
    if sheets.iter().all(Option::is_none) {
        let cause = text!("工作簿里没有一张认识的表", "the workbook holds none of our tables");
        let advice = text!("用 shangxia template 写出模板，把内容填进去", "write the template with `shangxia template` and fill that in");
        return refused(Box::new(Diagnostic::error("no-tables", Place::root(), cause, advice)));
    }
    import(&sheets, said, folder, &address)
}

/// `医生!C7`; a table that is not there is called by its name alone.
fn address(sheet: &Found, spot: Spot) -> String {
    let table = &tables()[spot.table];
    let name = &sheet.name;
    let column = spot.column.and_then(|column| sheet.at[column]);
    match (table.is_overview(), column, spot.row) {
        (true, Some(row), _) => format!("{name}!{}{}", letters(super::VALUE), row + 1),
        (false, Some(column), row) => format!("{name}!{}{}", letters(column), row.max(1)),
        (false, None, row) if row > 0 => format!("{name}!{}{row}", letters(sheet.at.iter().flatten().min().copied().unwrap_or(super::BEFORE))),
        _ => name.clone(),
    }
}
