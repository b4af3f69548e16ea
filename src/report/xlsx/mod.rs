//! A roster as an Excel workbook in the layout ward people know: a sheet for each unit that they
//! may change and hand back, and sheets to read. Prints on A3 and A4 landscape as it stands.

mod codes;
mod cover;
mod doctors;
mod ledgers;
pub(super) mod look;
mod people;
mod sheet;
mod sites;
mod stints;
mod table;
mod totals;
mod unit;
mod value;

use super::Timetable;
use crate::diagnostic::Lang;
pub use rust_xlsxwriter::XlsxError;
use sheet::Book;

/// The workbook of a timetable as bytes of an `.xlsx` file; the same timetable gives the same bytes.
///
/// # Errors
/// The roster is larger than a sheet of Excel.
pub fn workbook(timetable: &Timetable, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::new(timetable, lang);
    let layout = unit::Layout::new(&mut book);
    cover::sheet(&mut book, &layout)?;
    for table in &timetable.units {
        unit::sheet(&mut book, &layout, table)?;
    }
    codes::sheet(&mut book, &layout)?;
    sites::sheets(&mut book)?;
    stints::sheet(&mut book)?;
    doctors::sheet(&mut book, &layout)?;
    ledgers::shortages(&mut book)?;
    ledgers::public_health(&mut book)?;
    people::fairness(&mut book)?;
    people::requests(&mut book)?;
    ledgers::assessment(&mut book)?;
    people::attendance(&mut book)?;
    people::credit(&mut book)?;
    value::objective(&mut book)?;
    value::findings(&mut book)?;
    value::provenance(&mut book)?;
    book.finish()
}
