//! The arguments of what happens to a published roster: repair, swap, stress.

use clap::Args;
use shangxia::repair::Cell;
use std::path::PathBuf;

/// Arguments of `repair`.
#[cfg(feature = "solver")]
#[derive(Debug, Args)]
pub struct RepairArgs {
    /// Instance file (YAML).
    pub instance: PathBuf,
    /// Published roster (YAML).
    pub published: PathBuf,
    /// What happened (YAML): who is ill, what is closed, which stint ends, who leaves.
    #[arg(long, value_name = "FILE")]
    pub events: PathBuf,
    /// Roster file to write; `-` prints it.
    #[arg(short, long, default_value = "repaired.yaml")]
    pub output: PathBuf,
    /// Write the instance that holds after the events: the repaired roster belongs to it.
    #[arg(long, value_name = "INSTANCE")]
    pub instance_out: Option<PathBuf>,
    /// The day on which changes are announced; days before it stay. Default: as the events say, else the first day of the first one.
    #[arg(long, value_name = "DATE")]
    pub announced: Option<chrono::NaiveDate>,
    /// What a change costs: nobody is moved for the sake of penalties smaller than this.
    #[arg(long, value_name = "PENALTY", default_value_t = 25, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub price: u32,
    /// Write the changes and what they come to as JSON.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
    /// Time allowed in seconds.
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=604_800))]
    pub time_limit: u64,
    /// Seed of the search.
    #[arg(long, default_value_t = 0)]
    pub seed: u32,
    /// Portions solved side by side; the roster does not depend on it. Default: the cores there are.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
    /// Count work, never the clock: the same bytes on any machine and under any load.
    #[arg(long)]
    pub deterministic: bool,
}

/// Arguments of `stress`.
#[cfg(feature = "solver")]
#[derive(Debug, Args)]
pub struct StressArgs {
    /// Instance file (YAML).
    pub instance: PathBuf,
    /// Published roster (YAML).
    pub published: PathBuf,
    /// Absences to play.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub runs: u32,
    /// Seed of the absences: the same seed, the same report.
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
    /// Rates of illness by title (YAML); 20 days of a thousand, one day to two weeks long, if not given.
    #[arg(long, value_name = "FILE")]
    pub rates: Option<PathBuf>,
    /// What a change costs, as in `repair`.
    #[arg(long, value_name = "PENALTY", default_value_t = 25, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub price: u32,
    /// Work for each repair: what a usual machine does in so many seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3_600))]
    pub work: u64,
    /// Repairs made side by side; the report does not depend on it. Default: the cores there are.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
    /// Write the report and every absence as JSON.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
    /// Write the absences as CSV, one on a line.
    #[arg(long, value_name = "FILE")]
    pub csv: Option<PathBuf>,
}

/// Arguments of `swap`.
#[derive(Debug, Args)]
pub struct SwapArgs {
    /// Instance file (YAML).
    pub instance: PathBuf,
    /// Roster file (YAML).
    pub roster: PathBuf,
    /// Whose duties of which day go to the other: `D017@2026-02-14`, one of several: `D017@2026-02-14:ed-night`.
    #[arg(value_name = "DOCTOR@DATE")]
    pub one: Cell,
    /// And the other's, which come in exchange; a day without a duty gives nothing back.
    #[arg(value_name = "DOCTOR@DATE")]
    pub other: Cell,
    /// Roster file to write, if the exchange is allowed.
    #[arg(short, long)]
    pub output: Option<PathBuf>,
    /// Write what it does as JSON.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}
