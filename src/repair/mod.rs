//! Repair: what happens to a published roster, and the fewest and latest-noticed changes that mend it.
//!
//! An event becomes an edit of the instance (`edit`, `stints`); the published roster stays in it, and
//! the rule of stability prices every change, so that a repaired roster is an ordinary roster of an
//! ordinary instance. The search goes on around what happened (`run`). What comes of it is told as
//! sentences for the people concerned (`moves`, `page`) and judged by the auditor (`outcome`). An
//! exchange between two doctors needs no search (`swap`).

mod edit;
mod moves;
mod outcome;
mod page;
#[cfg(feature = "solver")]
mod run;
mod stints;
mod swap;
pub(crate) mod words;

pub use edit::{Concern, Edited, edit};
pub use moves::{Handover, Left, Move, PersonMoves, moves};
pub use outcome::{Changed, Repaired, Short, missing};
pub use page::{json, page};
#[cfg(feature = "solver")]
pub use run::{Options, Unrepaired, repair};
pub use swap::{Burdens, Cell, NoSwap, Swap, swap};
