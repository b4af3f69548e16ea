//! From an instance to a roster: which portion of the program goes to the solver when.
//!
//! Below [`SMALL`] free decisions the whole program is solved at once, to proven optimality.
//! Above, the stints are decided first on a weekly form of the program (`weekly`), then the duties
//! with the stints fixed, in neighbourhoods around the best roster so far: each unit week by week,
//! then everybody in windows of days (`sweep`). From there neighbourhoods of several kinds
//! (`kinds`) are drawn, solved and learned from (`choice`, `improve`) until the budget is spent.
//! Where only a few people and days are concerned, the search stays around a given roster (`around`).
//! Beside all this a bound of the whole program is raised (`bound`, `beside`).
//! No rule is named here: everything follows from rows, columns and blocks.

mod around;
mod beside;
pub mod bound;
mod budget;
mod choice;
mod dice;
mod improve;
mod incumbent;
mod kinds;
mod neighbourhood;
mod no_roster;
mod pieces;
mod search;
mod side_by_side;
mod solution;
mod sweep;
mod terrain;
mod weekly;

pub use around::{Area, Focus, around};
pub use no_roster::{Culprit, NoRoster};
pub use search::{Options, solve};
pub use solution::Solution;

/// Up to this many free 0/1 decisions the whole program is solved at once. Measured: such
/// programs close in seconds, and splitting them gains nothing.
pub const SMALL: usize = 3_000;
