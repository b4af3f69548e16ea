//! `shangxia completions`: a completion script.

use super::{Exit, args::CompletionsArgs, files, help};
use anyhow::Result;
use shangxia::diagnostic::Lang;

pub fn run(options: &CompletionsArgs, lang: Lang) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut help::command(lang), "shangxia", &mut script);
    files::print(&String::from_utf8(script)?)?;
    Ok(Exit::Fine)
}
