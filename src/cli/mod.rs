//! One file per command.

mod args;
#[cfg(feature = "solver")]
mod ask;
mod audit;
mod check;
mod completions;
mod explain;
mod export;
mod files;
mod generate;
mod help;
mod import;
mod import_roster;
mod import_solution;
mod mistakes;
#[cfg(feature = "solver")]
mod progress;
mod publish;
#[cfg(feature = "solver")]
mod repair;
mod report;
mod rollover;
mod rules;
mod schema;
#[cfg(feature = "solver")]
mod solve;
#[cfg(feature = "solver")]
mod stress;
mod swap;
mod template;
#[cfg(feature = "solver")]
mod trace;
#[cfg(feature = "solver")]
mod whatif;

use anyhow::Result;
use args::{Cli, Command};
use clap::FromArgMatches;
use shangxia::diagnostic::Lang;
use std::process::ExitCode;

/// How a command ended, as the shell sees it. The README lists these numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything is fine.
    Fine = 0,
    /// A file could not be read or written, or something unexpected happened.
    Failure = 1,
    /// The input has mistakes.
    BadInput = 2,
    /// The roster breaks hard rules.
    HardFindings = 3,
    /// There is no roster.
    NoRoster = 4,
    /// Interrupted; the best roster so far was written.
    Interrupted = 5,
    /// A publishing folder is not as it was signed for.
    Tampered = 6,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Reads the command line and does what it says.
pub fn run() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let lang = args::language(&arguments, |name| std::env::var(name).ok());
    let matches = match help::command(lang).try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(message) => {
            // Nothing can be done if even the message cannot be printed.
            match mistakes::in_chinese(&message).filter(|_| lang == Lang::Zh) {
                Some(text) => eprint!("{text}"),
                None => drop(message.print()),
            }
            return if message.use_stderr() { Exit::BadInput.into() } else { Exit::Fine.into() };
        }
    };
    let done = Cli::from_arg_matches(&matches).map_err(anyhow::Error::from).and_then(|cli| dispatch(cli, lang));
    match done {
        Ok(exit) => exit.into(),
        Err(error) if is_closed_pipe(&error) => Exit::Fine.into(),
        Err(error) => {
            let label = if lang == Lang::Zh { "错误" } else { "error" };
            eprintln!("{label}: {}", files::said(&error, lang));
            Exit::Failure.into()
        }
    }
}

/// Whether the reader of our output has left, as `| head` does.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

fn dispatch(cli: Cli, lang: Lang) -> Result<Exit> {
    match cli.command {
        Command::Check(options) => check::run(&options, lang),
        #[cfg(feature = "solver")]
        Command::Solve(options) => solve::run(&options, lang),
        #[cfg(feature = "solver")]
        Command::Whatif(options) => whatif::whatif(&options, lang),
        #[cfg(feature = "solver")]
        Command::Value(options) => whatif::value(&options, lang),
        Command::Audit(options) => audit::run(&options, lang),
        Command::Explain(options) => explain::run(&options, lang),
        Command::Rules(options) => rules::run(&options, lang),
        Command::Report(options) => report::run(&options, lang),
        Command::Export(options) => export::run(&options, lang),
        Command::ImportRoster(options) => import_roster::run(&options, lang),
        Command::ImportSolution(options) => import_solution::run(&options, lang),
        Command::Generate(options) => generate::run(&options, lang),
        Command::Import(options) => import::run(&options, lang),
        Command::Template(options) => template::run(&options, cli.lang, lang),
        Command::Publish(options) => publish::run(&options.command, lang),
        #[cfg(feature = "solver")]
        Command::Repair(options) => repair::run(&options, lang),
        #[cfg(feature = "solver")]
        Command::Stress(options) => stress::run(&options, lang),
        Command::Swap(options) => swap::run(&options, lang),
        Command::Rollover(options) => rollover::run(&options, lang),
        Command::Schema => schema::run(),
        Command::Completions(options) => completions::run(&options, lang),
    }
}
