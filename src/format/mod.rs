//! Files ⇄ domain: YAML read with the place of every value, written so that changes are easy to
//! see, and the JSON Schema both follow.
//!
//! Reading goes in three steps. The text becomes a tree of nodes that know their bytes. A walk
//! along the JSON Schema reports every mistake of form and leaves out what is wrong, so that the
//! rest can become an instance. Checks of meaning, and the rules' own, look at that. Nothing
//! stops at the first mistake.

mod attached;
mod checks;
mod hash;
mod node;
mod parse;
mod read;
mod reference;
mod render;
pub(crate) mod schema;
mod source;
mod structure;
mod syntax;
pub(crate) mod table;
mod write;

use crate::diagnostic::suggest;

pub use hash::instance_hash;
#[cfg(test)]
pub(crate) use read::form_of_instance;
#[cfg(feature = "solver")] // scenarios are there to be solved
pub(crate) use read::read_about;
pub(crate) use read::read_instance_tree;
pub use read::{Reading, check_instance, read_calendar, read_events, read_instance, read_rates, read_roster};
pub use reference::{RULES_HEADING, reference};
pub use render::render;
pub use schema::{roster_schema, schema};
pub use source::{LARGEST_FILE, Source};
pub use write::{write_instance, write_roster};
