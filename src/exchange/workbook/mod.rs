//! Excel workbooks ⇄ instances: the tables of the format as sheets that people fill in.
//!
//! What is on which sheet, and what is wrong with it, the tables of [`format`](crate::format)
//! know; here are the sheets themselves: their look, drop-downs and notes on the way out, and on
//! the way in the care for files that nobody should trust.

mod dates;
mod guide;
mod look;
mod read;
mod sheets;
mod write;

pub use read::read_workbook;
#[cfg(test)]
pub(super) use read::rows_of;
pub use write::{template, write_workbook};

use super::columns::letters;
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
