//! The arguments of the steps of publishing.

use chrono::{DateTime, FixedOffset};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Arguments of `publish`.
#[derive(Debug, Args)]
pub struct PublishArgs {
    /// Which step.
    #[command(subcommand)]
    pub command: PublishCommand,
}

/// The steps of publishing.
#[derive(Debug, Subcommand)]
pub enum PublishCommand {
    /// Lay a roster down as a new version, with the difference to the one before.
    Draft(DraftArgs),
    /// Sign for a version: no hard finding, every shortage acknowledged.
    Approve(ApproveArgs),
    /// Give an approved version out.
    Release(ReleaseArgs),
    /// Print what was done, and the state of every version.
    Log(FolderArgs),
    /// Hold the files against the log, and the log against itself.
    Verify(VerifyArgs),
}

/// Who signs, and when.
#[derive(Debug, Args)]
pub struct SignArgs {
    /// Code or role of who signs, such as `HR-01`; no name.
    #[arg(long)]
    pub by: String,
    /// Moment of signing, `2026-01-02T09:30:00+08:00`; now if not given.
    #[arg(long, value_parser = DateTime::parse_from_rfc3339)]
    pub at: Option<DateTime<FixedOffset>>,
}

/// Arguments of `publish draft`.
#[derive(Debug, Args)]
pub struct DraftArgs {
    /// Publishing folder; it is made if it is not there.
    pub folder: PathBuf,
    /// Instance file (YAML).
    pub instance: PathBuf,
    /// Roster file (YAML).
    pub roster: PathBuf,
    /// Who signs.
    #[command(flatten)]
    pub sign: SignArgs,
}

/// Arguments of `publish approve`.
#[derive(Debug, Args)]
pub struct ApproveArgs {
    /// Publishing folder.
    pub folder: PathBuf,
    /// Number of the version.
    pub version: u32,
    /// A rule that is broken and how often, such as `coverage=3`; once for each.
    #[arg(long, value_name = "RULE=COUNT", value_parser = rule_and_count)]
    pub acknowledge: Vec<(String, usize)>,
    /// Who signs.
    #[command(flatten)]
    pub sign: SignArgs,
}

/// Arguments of `publish release`.
#[derive(Debug, Args)]
pub struct ReleaseArgs {
    /// Publishing folder.
    pub folder: PathBuf,
    /// Number of the version.
    pub version: u32,
    /// Who signs.
    #[command(flatten)]
    pub sign: SignArgs,
}

/// Arguments of `publish log`.
#[derive(Debug, Args)]
pub struct FolderArgs {
    /// Publishing folder.
    pub folder: PathBuf,
}

/// Arguments of `publish verify`.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// Publishing folder.
    pub folder: PathBuf,
    /// A SHA-256 of the log that was noted down: the line it belongs to must still be there.
    #[arg(long, value_name = "SHA-256")]
    pub head: Option<String>,
}

fn rule_and_count(text: &str) -> Result<(String, usize), String> {
    let parts = text.split_once('=').and_then(|(rule, count)| Some((rule.to_owned(), count.parse().ok()?)));
    parts.ok_or_else(|| format!("`{text}` is not of the form coverage=3"))
}
