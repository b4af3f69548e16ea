//! What is wrong with an edited workbook: sheet, cell, cause, what to write.

use crate::diagnostic::{Diagnostic, Place, Text};

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
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    format!("{}{}", letters.iter().rev().collect::<String>(), row + 1)
}

#[cfg(test)]
mod tests {
    #[test]
    fn cells_are_named_as_the_spreadsheet_names_them() {
        for (at, name) in [((0, 0), "A1"), ((6, 25), "Z7"), ((9, 26), "AA10"), ((0, 701), "ZZ1"), ((0, 702), "AAA1")] {
            assert_eq!(super::cell_name(at), name);
        }
    }
}
