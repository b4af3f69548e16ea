//! The arguments of `explain`.

use clap::Args;
#[cfg(feature = "solver")]
use {chrono::NaiveDate, std::path::PathBuf};

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// Code of a rule, such as `weekly_hours`; or an instance file (YAML) to ask about.
    #[arg(value_name = "RULE|INSTANCE")]
    pub what: String,
    /// Questions that are answered by solving.
    #[cfg(feature = "solver")]
    #[command(flatten)]
    pub ask: AskArgs,
}

/// Questions about an instance or a roster.
#[cfg(feature = "solver")]
#[derive(Debug, Args)]
pub struct AskArgs {
    /// Roster file (YAML) to ask about.
    pub roster: Option<PathBuf>,
    /// Why is there no roster of this instance? What cannot hold together, and the cheapest ways out.
    #[arg(long, conflicts_with_all = ["roster", "doctor", "shortage"])]
    pub infeasible: bool,
    /// Why is this doctor there on that day, or on that stint?
    #[arg(long, value_name = "D017", requires = "roster")]
    pub doctor: Option<String>,
    /// The day asked about.
    #[arg(long, requires = "roster", conflicts_with = "stint")]
    pub date: Option<NaiveDate>,
    /// Ask about the doctor's stint.
    #[arg(long, requires = "doctor")]
    pub stint: bool,
    /// Why is somebody missing at this post? On `--date`, or on the first day that is short.
    #[arg(long, value_name = "POST", requires = "roster", conflicts_with = "doctor")]
    pub shortage: Option<String>,
    /// Time allowed in seconds, in all: 60 for `--infeasible`, 20 else, if not said.
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub time_limit: Option<u64>,
    /// Seed of the solver.
    #[arg(long, default_value_t = 0)]
    pub seed: u32,
}
