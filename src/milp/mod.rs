//! A program as data: named columns and rows, and where each belongs. No doctors, no solver.
//!
//! Every number is an integer: a roster's penalty and the verdict on a row are exact.

mod block;
mod evaluate;
mod ledger;
mod lists;
mod matrix;
mod part;
mod program;
mod tally;
mod text;
mod write;

pub use block::{Block, Level};
pub use evaluate::Evaluation;
pub use ledger::Ledger;
pub(crate) use lists::Lists;
pub use matrix::{Contradiction, Entry, Line, Matrix, Portion};
pub use part::Part;
pub use program::{Charge, Column, Derived, Fixing, Linear, Program, Row, Sense};
pub use tally::Tally;
pub use text::{Answer, FileFormat, Mistake, Wrong};
