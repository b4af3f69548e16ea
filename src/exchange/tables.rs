//! Rows of tables, wherever they were found, as an instance, with everything that is wrong.

use super::Said;
use crate::{
    diagnostic::{Diagnostic, Place, Text},
    domain::Instance,
    format::{
        read_instance_tree,
        table::{Cell, Gathered, Row, Spot, column_title, gather, nothing, reword, said_by_tables, tables},
    },
    text,
};
use std::{collections::BTreeSet, path::Path};

/// One table as it was found in a sheet or file.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Name of the sheet or file.
    pub name: String,
    /// The rows with something in them.
    pub rows: Vec<Row>,
    /// Where the columns of the table stand in the sheet; in the overview, where their rows do.
    pub at: Vec<Option<usize>>,
}

/// What came of a workbook or of tables.
#[derive(Clone, Debug)]
pub struct Import {
    /// The instance; none if anything is wrong.
    pub instance: Option<Instance>,
    /// Everything that is wrong or odd, in the order of the tables.
    pub said: Vec<Said>,
}

/// The instance in the rows of some tables. `said` is what is wrong already; `address` is what a
/// cell, a row or a table is called; `folder` is where files that the tables name are looked for.
pub(super) fn import(found: &[Option<Found>], mut said: Vec<Said>, folder: &Path, address: &dyn Fn(&Found, Spot) -> String) -> Import {
    let address = |spot: Spot| found[spot.table].as_ref().map(|found| address(found, spot));
    let rows: Vec<Option<Vec<Row>>> = found.iter().map(|found| found.as_ref().map(|found| found.rows.clone())).collect();
    let mut gathered = gather(&rows);
    let node = std::mem::replace(&mut gathered.node, nothing());
    let called = |place: &Place| {
        let at = gathered.spot(place).and_then(&address).unwrap_or_default();
        text!(" {at} ", "at {at}")
    };
    let reading = read_instance_tree(node, folder, &called);
    // That a whole column is missing is said once, at its header.
    let headless = |spot: &Spot| {
        !tables()[spot.table].is_overview()
            && spot.column.is_some_and(|column| found[spot.table].as_ref().is_some_and(|found| found.at[column].is_none()))
    };
    let mut all: Vec<(Spot, Diagnostic)> = gathered.said.iter().filter(|(spot, _)| !headless(spot)).cloned().collect();
    let blank: BTreeSet<Spot> = gathered.said.iter().filter(|(_, diagnostic)| diagnostic.is_error()).map(|(spot, _)| *spot).collect();
    for diagnostic in reading.diagnostics {
        let spot = locate(&gathered, &diagnostic);
        let again = |spot: &Spot| blank.contains(spot) && (said_by_tables(*spot, &diagnostic) || diagnostic.code == "missing-key");
        match spot {
            Some(spot) if again(&spot) => {}
            Some(spot) => all.push((spot, reword(spot, cell(found, spot), diagnostic))),
            None => said.push(Said::of_file(diagnostic)),
        }
    }
    all.sort_by_key(|(spot, _)| *spot);
    said.extend(all.into_iter().map(|(spot, diagnostic)| {
        let table = &tables()[spot.table];
        let title = spot
            .column
            .map(|column| Text::new(column_title(table, &table.columns[column], true), column_title(table, &table.columns[column], false)));
        Said { at: address(spot), title, diagnostic }
    }));
    let wrong = said.iter().any(|said| said.diagnostic.is_error());
    Import { instance: reading.value.filter(|_| !wrong), said }
}

fn locate(gathered: &Gathered, diagnostic: &Diagnostic) -> Option<Spot> {
    Some(&diagnostic.place).filter(|place| !place.0.is_empty()).and_then(|place| gathered.spot(place))
}

fn cell(found: &[Option<Found>], spot: Spot) -> Option<&Cell> {
    let rows = &found[spot.table].as_ref()?.rows;
    let row = rows.binary_search_by_key(&spot.row, |row| row.number).ok()?;
    rows[row].cells.get(spot.column?)?.as_ref()
}
