//! A matrix into HiGHS and back: values, bound, status; progress and interruption on the way.
//! Knows no doctors.
//!
//! HiGHS runs on a thread of its own. Its polls for an interruption can be silent for many seconds
//! inside a root relaxation, so the caller waits a moment for a polite end and then leaves with the
//! best solution seen.

mod callback;
mod file;
mod highs;
mod interrupt;
mod linear;
mod observer;
mod relax;

pub use file::{ModelFile, read_file};
pub use highs::{Limits, Outcome, Status, solve, solve_at, version};
pub use interrupt::Interrupt;
pub use linear::LinearProgram;
pub use observer::{Observer, Silent, Snapshot};
pub use relax::{Relaxed, relax};
