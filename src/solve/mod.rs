//! From an instance to a roster: which portion of the program goes to the solver when.
//!
//! Up to [`SMALL`] free decisions the whole program is solved at once; what that does not close in
//! a tenth of the time is searched like a larger one, from what was found. Above, the stints are
//! decided first on a weekly form of the program (`weekly`), then the duties with the stints fixed: a first roster (`begin`) by
//! simulated annealing of everybody's days (`annealing`) or in windows of a few days, which roll forward over the horizon; then
//! windows over everybody, those first that owe most, longer ones as far as the budget bears it (`sweep`, `daily`). From
//! there neighbourhoods of several kinds (`kinds`) are drawn, solved and learned from (`choice`,
//! `improve`) until the budget is spent. Where people's horizons do not overlap and can be walked
//! (`parts`), everybody's together give the bound and the first roster instead, by column generation,
//! and neighbourhoods are searched by it as well (`columns`). Where only a few people and days are
//! concerned, the search stays around a given roster (`around`). Beside all this, from the first moment
//! on, or from the first roster on where its beginning takes much of the time, a bound of the whole program is raised (`bound`,
//! `beside`); the relaxation it begins with tells whether other stints would be cheaper (`other_weeks`), and has a processor to itself.
//! No rule is named here: everything follows from rows, columns and blocks.

mod annealing;
mod around;
mod begin;
mod beside;
pub mod bound;
mod budget;
mod choice;
mod columns;
mod daily;
mod dice;
mod improve;
mod incumbent;
mod kinds;
mod neighbourhood;
mod no_roster;
mod other_weeks;
mod parts;
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
pub(crate) use side_by_side::side_by_side;
pub use solution::Solution;

/// Up to this many free 0/1 decisions the whole program is solved at once first. Measured: most such
/// programs close in seconds, and splitting them gains nothing.
pub const SMALL: usize = 3_000;
