//! What is wrong with an edited workbook: sheet, cell, cause, what to write.

use crate::{
    diagnostic::{Diagnostic, Place, Text},
    exchange::columns::letters,
};

/// A mistake in a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Name of the sheet; none: the file as a whole.
    pub sheet: Option<String>,
    /// The cell as `C7`; none: the sheet as a whole.
    pub cell: Option<String>,
    /// Code, cause and advice; its place is `sheet.cell`.
    pub diagnostic: Box<Diagnostic>,
}

pub(super) fn file(code: &'static str, cause: Text, advice: Text) -> Mistake {
    Mistake { sheet: None, cell: None, diagnostic: Diagnostic::error(code, Place::root(), cause, advice).into() }
}

/// The file is none that can be opened.
pub(super) fn refused(diagnostic: Box<Diagnostic>) -> Mistake {
    Mistake { sheet: None, cell: None, diagnostic }
}

pub(super) fn sheet(code: &'static str, sheet: &str, cause: Text, advice: Text) -> Mistake {
    Mistake { sheet: Some(sheet.to_owned()), cell: None, diagnostic: Diagnostic::error(code, Place::root().key(sheet), cause, advice).into() }
}

pub(super) fn cell(code: &'static str, on: &str, at: (u32, u32), cause: Text, advice: Text) -> Mistake {
    let name = cell_name(at);
    let place = Place::root().key(on).key(&name);
    Mistake { sheet: Some(on.to_owned()), cell: Some(name), diagnostic: Diagnostic::error(code, place, cause, advice).into() }
}

/// `C7` from row 6 and column 2.
pub(super) fn cell_name((row, column): (u32, u32)) -> String {
    format!("{}{}", letters(column as usize), row + 1)
}
