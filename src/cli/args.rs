//! The arguments of every command.

mod explain;
mod publish;
mod repair;
#[cfg(feature = "solver")]
mod solve;
#[cfg(feature = "solver")]
mod whatif;

#[cfg(feature = "solver")]
pub use explain::AskArgs;
pub use explain::ExplainArgs;
pub use publish::{ApproveArgs, DraftArgs, FolderArgs, PublishArgs, PublishCommand, ReleaseArgs, SignArgs, VerifyArgs};

pub use repair::SwapArgs;
#[cfg(feature = "solver")]
pub use repair::{RepairArgs, StressArgs};
#[cfg(feature = "solver")]
pub use solve::SolveArgs;
#[cfg(feature = "solver")]
pub use whatif::{EffortArgs, ValueArgs, WhatIfArgs};

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use shangxia::diagnostic::Lang;
use std::{ffi::OsString, path::PathBuf};

/// Rosters for hospital alliances: who goes down, who goes up, who is on duty when.
#[derive(Debug, Parser)]
#[command(name = "shangxia", version, propagate_version = true, arg_required_else_help = true)]
pub struct Cli {
    /// Language of messages and reports; from the locale if not given.
    #[arg(long, global = true, value_enum)]
    pub lang: Option<Language>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// A language as it is written on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Chinese.
    Zh,
    /// English.
    En,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check an instance: every mistake at once, and supply against demand.
    Check(CheckArgs),
    /// Make a roster.
    #[cfg(feature = "solver")]
    Solve(SolveArgs),
    /// Make small changes to an instance by name, solve each, compare: what if.
    #[cfg(feature = "solver")]
    Whatif(WhatIfArgs),
    /// Say what one more doctor of each kind is worth, and how many more leave nothing short.
    #[cfg(feature = "solver")]
    Value(ValueArgs),
    /// Verify a roster independently of the solver.
    Audit(AuditArgs),
    /// Say what a rule says and why; why there is no roster; why a cell of a roster is as it is.
    Explain(ExplainArgs),
    /// List the rule book.
    Rules(RulesArgs),
    /// Show a roster in the terminal, or write it as HTML, calendars, CSV or JSON.
    Report(ReportArgs),
    /// Write an instance as a workbook or as tables, or its full model for other solvers.
    Export(ExportArgs),
    /// Make a roster of another solver's answer, audited.
    ImportSolution(ImportSolutionArgs),
    /// Read a roster workbook that someone has changed: the difference, the audit, a new roster, pins.
    ImportRoster(ImportRosterArgs),
    /// Generate a realistic alliance from a seed.
    Generate(GenerateArgs),
    /// Make an instance from a workbook, from tables, or from a file of another format.
    Import(ImportArgs),
    /// Write an empty workbook to fill in.
    Template(TemplateArgs),
    /// Give a roster a version, sign for it, publish it.
    Publish(PublishArgs),
    /// Mend a published roster after something happened, with few changes.
    #[cfg(feature = "solver")]
    Repair(RepairArgs),
    /// Ask whether two doctors may exchange duties, and what it does to both.
    Swap(SwapArgs),
    /// Play random absences against a roster: who cannot be replaced, which posts go uncovered.
    #[cfg(feature = "solver")]
    Stress(StressArgs),
    /// Make the next quarter's instance of an instance and its roster.
    Rollover(RolloverArgs),
    /// Print the JSON Schema of an instance, for editors.
    Schema,
    /// Print a completion script for a shell.
    Completions(CompletionsArgs),
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Instance file (YAML).
    pub instance: PathBuf,
}

/// Arguments of `audit`.
#[derive(Debug, Args)]
pub struct AuditArgs {
    /// Instance file (YAML).
    pub instance: PathBuf,
    /// Roster file (YAML).
    pub roster: PathBuf,
    /// List the weighted findings too, not only the hard ones.
    #[arg(long)]
    pub all: bool,
}

/// Arguments of `rules`.
#[derive(Debug, Args)]
pub struct RulesArgs {
    /// List the entries of a rule pack.
    #[arg(long)]
    pub pack: Option<String>,
}

/// Arguments of `report`.
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// Instance file (YAML).
    pub instance: PathBuf,
    /// Roster file (YAML).
    pub roster: PathBuf,
    /// Write one self-contained HTML file instead of printing.
    #[arg(long)]
    pub html: Option<PathBuf>,
    /// Write an Excel workbook: a sheet for each unit, which may be changed and read back with `import-roster`, and lists.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["unit", "week", "summary"])]
    pub xlsx: Option<PathBuf>,
    /// Write a table instead of printing: a line for each doctor, `id,day 0,day 1,…`, each cell the id of the shift or
    /// empty, several joined by `+`.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["unit", "week", "summary"])]
    pub csv_roster: Option<PathBuf>,
    /// Write a calendar (.ics) for each doctor and each site into this folder.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["unit", "week", "summary"])]
    pub ics: Option<PathBuf>,
    /// Number of this version in the calendars; it must grow from one version handed out to the next.
    #[arg(long, value_name = "N", default_value_t = 0, requires = "ics")]
    pub sequence: u32,
    /// The roster handed out before: what is gone since then is cancelled in the calendars.
    #[arg(long, value_name = "ROSTER", requires = "ics")]
    pub since: Option<PathBuf>,
    /// Write everything the report counts as CSV files into this folder.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["unit", "week", "summary"])]
    pub csv: Option<PathBuf>,
    /// The same as one JSON file.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["unit", "week", "summary"])]
    pub json: Option<PathBuf>,
    /// Only this unit.
    #[arg(long)]
    pub unit: Option<String>,
    /// Only this week of the horizon, counted from 1.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=52))]
    pub week: Option<u16>,
    /// Only the summary.
    #[arg(long, conflicts_with_all = ["unit", "week", "html"])]
    pub summary: bool,
}

/// A format others read: people in their spreadsheets, and solvers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Excel workbook: the whole instance, to fill in and to import again.
    Xlsx,
    /// CSV tables in a folder: the whole instance.
    Csv,
    /// Free MPS: every solver.
    Mps,
    /// CPLEX LP: also for people.
    Lp,
}

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Instance file (YAML).
    pub instance: PathBuf,
    /// Format of the file.
    #[arg(long, value_enum)]
    pub format: ExportFormat,
    /// File to write, or folder for `csv`; `-` prints a model.
    #[arg(short, long)]
    pub output: PathBuf,
}

/// Arguments of `import-solution`.
#[derive(Debug, Args)]
pub struct ImportSolutionArgs {
    /// Instance file (YAML) the model was exported from.
    pub instance: PathBuf,
    /// Solution file of HiGHS, SCIP, CBC or Gurobi, or lines `name value`.
    pub solution: PathBuf,
    /// Roster file to write; `-` prints it.
    #[arg(short, long, default_value = "roster.yaml")]
    pub output: PathBuf,
    /// The solver and its version, for the provenance.
    #[arg(long)]
    pub solver: Option<String>,
    /// A lower bound that solver has proven.
    #[arg(long, value_parser = finite, allow_negative_numbers = true)]
    pub bound: Option<f64>,
}

/// Arguments of `import-roster`.
#[derive(Debug, Args)]
pub struct ImportRosterArgs {
    /// Instance file (YAML).
    pub instance: PathBuf,
    /// The roster (YAML) the workbook was made from.
    pub roster: PathBuf,
    /// The workbook (.xlsx) of `report --xlsx`, changed.
    pub workbook: PathBuf,
    /// Roster file to write; without it nothing is written, only said.
    #[arg(short, long)]
    pub output: Option<PathBuf>,
    /// Write the instance with every changed cell pinned, for the next solve.
    #[arg(long, value_name = "INSTANCE")]
    pub pinned: Option<PathBuf>,
}

/// How large a generated alliance is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AllianceSize {
    /// About 40 doctors.
    S,
    /// About 130 doctors.
    M,
    /// About 500 doctors.
    L,
    /// About 1500 doctors.
    Xl,
}

/// Arguments of `generate`.
#[derive(Debug, Args)]
pub struct GenerateArgs {
    /// How large the alliance is.
    #[arg(long, value_enum)]
    pub size: AllianceSize,
    /// Another seed, another alliance; the same seed, the same file.
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
    /// Number of weeks.
    #[arg(long, default_value_t = 13, value_parser = clap::value_parser!(u8).range(1..=26))]
    pub weeks: u8,
    /// The Monday the plan starts on.
    #[arg(long, default_value = "2026-01-05")]
    pub start: NaiveDate,
    /// Make it feasible: plant a roster, lower the needs to it, and write it beside the instance.
    #[arg(long, requires = "output")]
    pub planted: bool,
    /// Instance file to write; it is printed if not given.
    #[arg(short, long)]
    pub output: Option<PathBuf>,
}

/// A format of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ForeignFormat {
    /// Excel workbook: the template filled in, or one exported.
    Xlsx,
    /// A folder of CSV tables.
    Csv,
    /// The text format of the shift-scheduling benchmarks of Curtois and Qu.
    ShiftScheduling,
}

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Format of the file; by its name if not given: `.xlsx`, or a folder of CSV tables.
    #[arg(long, value_enum)]
    pub format: Option<ForeignFormat>,
    /// File or folder to read.
    pub file: PathBuf,
    /// Instance file to write; it is printed if not given.
    #[arg(short, long)]
    pub output: Option<PathBuf>,
}

/// Arguments of `template`.
#[derive(Debug, Args)]
pub struct TemplateArgs {
    /// Workbook to write; in Chinese unless `--lang en` is given.
    #[arg(short, long)]
    pub output: PathBuf,
}

/// Arguments of `rollover`.
#[derive(Debug, Args)]
pub struct RolloverArgs {
    /// Instance file (YAML) of the quarter that ends.
    pub instance: PathBuf,
    /// Roster file (YAML) as it was worked.
    pub roster: PathBuf,
    /// Instance file to write.
    #[arg(short, long)]
    pub output: PathBuf,
    /// Weeks of the next horizon; as many as before if not given.
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=52))]
    pub weeks: Option<u8>,
    /// Calendar file for a year that is not built in.
    #[arg(long, value_name = "FILE")]
    pub calendar: Option<PathBuf>,
}

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

fn finite(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|value: &f64| value.is_finite()).ok_or_else(|| format!("`{text}` is not a number"))
}

#[cfg(feature = "solver")]
fn percent(text: &str) -> Result<f64, String> {
    let value: f64 = text.trim_end_matches('%').parse().map_err(|_| format!("`{text}` is not a percentage"))?;
    if (0.0..=100.0).contains(&value) { Ok(value) } else { Err(format!("{value} is not between 0 and 100")) }
}

/// The language: the option if given, else the locale. It is needed before the arguments are
/// read, because the help text depends on it.
pub fn language(arguments: &[OsString], variable: impl Fn(&str) -> Option<String>) -> Lang {
    let texts: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let given = texts.iter().enumerate().find_map(|(position, text)| match text.strip_prefix("--lang")? {
        "" => texts.get(position + 1).map(ToString::to_string),
        value => value.strip_prefix('=').map(str::to_owned),
    });
    match given.as_deref() {
        Some("en") => Lang::En,
        Some("zh") => Lang::Zh,
        _ => {
            let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| variable(name).filter(|value| !value.is_empty()));
            if locale.is_some_and(|locale| locale.starts_with("zh")) { Lang::Zh } else { Lang::En }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(arguments: &[&str], locale: &str) -> Lang {
        let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        language(&arguments, |name| (name == "LANG").then(|| locale.to_owned()))
    }

    #[test]
    fn the_option_comes_before_the_locale() {
        assert_eq!(lang(&["shangxia", "rules"], "zh_CN.UTF-8"), Lang::Zh);
        assert_eq!(lang(&["shangxia", "rules"], "C.UTF-8"), Lang::En);
        assert_eq!(lang(&["shangxia", "--lang", "en", "rules"], "zh_CN.UTF-8"), Lang::En);
        assert_eq!(lang(&["shangxia", "rules", "--lang=zh"], ""), Lang::Zh);
    }
}
