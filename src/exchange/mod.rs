//! What others have written, read into the domain; and rosters as others read them.

mod roster_csv;
pub mod roster_workbook;
mod shift_scheduling;

pub use roster_csv::roster_csv;
pub use shift_scheduling::read_shift_scheduling;
