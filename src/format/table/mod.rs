//! An instance as tables: one table for each list of the format, one row for each entry, one
//! column for each value; lists within entries have tables of their own, whose rows name the entry
//! they belong to. The layout is made from the JSON Schema, so that a field or a rule that is new
//! there is new here too.
//!
//! Tables become the same tree of nodes that YAML becomes, so that the same checks look at them.
//! Whether they stand in a workbook or in CSV files is the carrier's affair.

mod cell;
mod fill;
mod gather;
mod layout;
mod reword;
mod titles;
mod words;

pub(crate) use cell::Cell;
pub(crate) use fill::{Cells, fill};
pub(crate) use gather::{Gathered, Row, Spot, gather};
pub(crate) use layout::{Column, Content, Role, Table, tables};
pub(crate) use reword::{reword, said_by_tables};
pub(crate) use titles::{column_note, column_title, table_note, table_title};
pub(crate) use words::words_of;

/// A tree without anything in it.
pub(crate) fn nothing() -> super::node::Node {
    cell::mapping(Vec::new())
}

/// Two titles that mean the same to a reader: without blanks, brackets and case.
pub(crate) fn same_title(a: &str, b: &str) -> bool {
    let plain = |text: &str| cell::half_width(text).to_lowercase().replace([' ', '*', '(', ')', '_', '\n'], "");
    plain(a) == plain(b)
}
