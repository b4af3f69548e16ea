//! The arguments of `solve`.

use super::percent;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `solve`.
#[derive(Debug, Args)]
pub struct SolveArgs {
    /// Instance file (YAML).
    pub instance: PathBuf,
    /// Roster file to write; `-` prints it.
    #[arg(short, long, default_value = "roster.yaml")]
    pub output: PathBuf,
    /// Write the HTML report as well.
    #[arg(long)]
    pub html: Option<PathBuf>,
    /// Time allowed in seconds. Where there is no roster then, a tenth of it more, and at least 5 s, is for the reason.
    #[arg(long, default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=604_800))]
    pub time_limit: u64,
    /// Stop at this gap in percent.
    #[arg(long, default_value_t = 1.0, value_parser = percent)]
    pub gap: f64,
    /// Seed of the search.
    #[arg(long, default_value_t = 0)]
    pub seed: u32,
    /// Portions solved side by side; the roster does not depend on it. Default: the cores there are.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
    /// Begin with this roster, an older or an edited one.
    #[arg(long, value_name = "ROSTER")]
    pub from: Option<PathBuf>,
    /// Count work, never the clock: the same bytes on any machine and under any load. `--time-limit`
    /// then stands for the work that a usual machine does in that time.
    #[arg(long)]
    pub deterministic: bool,
    /// Say how much memory was needed.
    #[arg(short, long)]
    pub verbose: bool,
    /// Write the course of the search as CSV: seconds, stage, incumbent, bound.
    #[arg(long, value_name = "FILE")]
    pub trace: Option<PathBuf>,
}
