//! The arguments of `whatif` and `value`.

use super::percent;
use clap::Args;
use std::path::PathBuf;

/// How far every case is solved, and where its result goes.
#[derive(Debug, Args)]
pub struct EffortArgs {
    /// Folder for results: each case that is done is a file, and the next call does not solve it again.
    #[arg(short, long, default_value = "whatif")]
    pub output: PathBuf,
    /// Time allowed for each case in seconds.
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=604_800))]
    pub time_limit: u64,
    /// Stop a case at this gap in percent.
    #[arg(long, default_value_t = 1.0, value_parser = percent)]
    pub gap: f64,
    /// Seed of the searches.
    #[arg(long, default_value_t = 0)]
    pub seed: u32,
    /// Cases solved at the same time. Default: the cores there are.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    /// Count work, never the clock: the same bytes on any machine and under any load.
    #[arg(long)]
    pub deterministic: bool,
    /// A roster of the instance as it stands to begin with.
    #[arg(long, value_name = "ROSTER")]
    pub from: Option<PathBuf>,
    /// Write one self-contained page with charts.
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Write an Excel workbook.
    #[arg(long, value_name = "FILE")]
    pub xlsx: Option<PathBuf>,
    /// Write everything as JSON.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// Arguments of `whatif`.
#[derive(Debug, Args)]
pub struct WhatIfArgs {
    /// Instance file (YAML).
    pub instance: PathBuf,
    /// File of scenarios (YAML).
    pub scenarios: PathBuf,
    /// How far, and where to.
    #[command(flatten)]
    pub effort: EffortArgs,
}

/// Arguments of `value`.
#[derive(Debug, Args)]
pub struct ValueArgs {
    /// Instance file (YAML).
    pub instance: PathBuf,
    /// Only look for the fewest doctors more that leave nothing short.
    #[arg(long)]
    pub closing_only: bool,
    /// How far, and where to.
    #[command(flatten)]
    pub effort: EffortArgs,
}
