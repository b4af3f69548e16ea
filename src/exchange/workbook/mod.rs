//! Excel workbooks ⇄ instances: the tables of the format as sheets that people fill in.
//!
//! What is on which sheet, and what is wrong with it, the tables of [`format`](crate::format)
//! know; here are the sheets themselves: their look, drop-downs and notes on the way out, and on
//! the way in the care for files that nobody should trust.

mod dates;
mod guard;
mod guide;
mod look;
mod read;
mod sheets;
mod write;

pub use guard::LARGEST_WORKBOOK;
pub use read::read_workbook;
#[cfg(test)]
pub(super) use read::rows_of;
pub use write::{template, write_workbook};

use crate::format::table::{Table, table_title};

/// Columns before those of the table: the one that keeps a row from being read.
const BEFORE: usize = 1;

/// Headers of the overview, whose values stand one below the other.
const ITEM: usize = 0;
const VALUE: usize = 1;

/// The sheet of a table.
fn sheet_name(table: &Table, chinese: bool) -> String {
    table_title(&table.code, chinese)
}

/// `C`, `AA`: a column as spreadsheets call it, counted from 0.
fn letters(column: usize) -> String {
    let (before, letter) = (column / 26, char::from(b'A' + (column % 26) as u8));
    if before == 0 { letter.to_string() } else { letters(before - 1) + &letter.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_spreadsheets_call_them() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702, 16383].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }
}
