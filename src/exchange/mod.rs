//! What others have written, read into the domain; instances as people keep them in spreadsheets;
//! and rosters as others read them.

#[cfg(test)]
mod any_instance;
mod columns;
pub mod csv_tables;
mod guard;
mod headers;
mod roster_csv;
pub mod roster_workbook;
#[cfg(test)]
mod round_trip;
mod said;
mod shift_scheduling;
mod tables;
pub mod workbook;

pub use guard::LARGEST_WORKBOOK;
pub use roster_csv::roster_csv;
pub use said::{Said, render};
pub use shift_scheduling::read_shift_scheduling;
pub use tables::Import;
