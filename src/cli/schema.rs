//! `shangxia schema`: the JSON Schema of an instance.

use super::{Exit, files};
use anyhow::Result;
use shangxia::format;

pub fn run() -> Result<Exit> {
    files::print(&format!("{}\n", serde_json::to_string_pretty(&format::schema())?))?;
    Ok(Exit::Fine)
}
