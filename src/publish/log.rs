//! The log: one line of JSON for each step, each with the hash of the line before.

use super::Refusal;
use crate::text;
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fmt::Write as _};

/// What the first line gives as the line before it.
const BEGINNING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// A version was laid down.
    Draft,
    /// It was signed for.
    Approve,
    /// It was given out.
    Release,
}

/// How far a version has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Laid down.
    Draft,
    /// Signed for.
    Approved,
    /// What people work by.
    Published,
    /// Another version was published after it.
    Superseded,
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Number of the line, from 1.
    pub line: usize,
    /// When it was signed.
    pub at: DateTime<FixedOffset>,
    /// What was done.
    pub action: Action,
    /// To which version, from 1.
    pub version: u32,
    /// Code or role of who signs.
    pub by: String,
    /// SHA-256 of the instance in its canonical form.
    pub instance: String,
    /// SHA-256 of the files the step laid down, by path in the folder.
    pub files: BTreeMap<String, String>,
    /// SHA-256 of the line before, without its end; zeros in the first line.
    pub previous: String,
}

/// The lines that were read, whole and in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Log {
    /// The text as it stands in the file.
    pub text: String,
    pub entries: Vec<Entry>,
}

impl Log {
    /// Reads a log and follows its chain.
    pub fn read(text: String) -> Result<Self, Refusal> {
        let mut log = Self::default();
        let mut previous = BEGINNING.to_owned();
        for (position, line) in text.lines().enumerate() {
            let number = position + 1;
            let broken = |zh: &str, en: &str| Refusal::Broken(text!("log.jsonl 第 {number} 行：{zh}", "log.jsonl, line {number}: {en}"));
            let entry: Entry = serde_json::from_str(line).map_err(|_| broken("不是一条记录", "this is no entry"))?;
            if entry.previous != previous {
                return Err(broken(
                    "与上一行接不上：上一行被改过，或少了几行",
                    "the chain is broken: the line before was changed, or lines are missing",
                ));
            }
            if entry.line != number {
                return Err(broken("行号不对", "its number is wrong"));
            }
            previous = hash(line.as_bytes());
            log.entries.push(entry);
        }
        if !text.is_empty() && !text.ends_with('\n') {
            return Err(Refusal::Broken(text!("log.jsonl 最后一行不完整", "the last line of log.jsonl is cut off")));
        }
        log.text = text;
        Ok(log)
    }

    /// The hash of the last line: it stands for all of them.
    pub fn head(&self) -> String {
        self.text.lines().last().map_or_else(|| BEGINNING.to_owned(), |line| hash(line.as_bytes()))
    }

    /// The text with one line more.
    pub fn with(&self, entry: &Entry) -> String {
        format!("{}{}\n", self.text, serde_json::to_string(entry).unwrap_or_default())
    }

    /// The newest version.
    pub fn last(&self) -> Option<u32> {
        self.entries.iter().map(|entry| entry.version).max()
    }

    /// The version people work by.
    pub fn published(&self) -> Option<u32> {
        self.entries.iter().rev().find(|entry| entry.action == Action::Release).map(|entry| entry.version)
    }

    /// How far a version has come; none: there is no such version.
    pub fn state(&self, version: u32) -> Option<State> {
        let last = self.entries.iter().rev().find(|entry| entry.version == version)?;
        Some(match last.action {
            Action::Draft => State::Draft,
            Action::Approve => State::Approved,
            Action::Release if self.published() == Some(version) => State::Published,
            Action::Release => State::Superseded,
        })
    }

    /// The step that laid down a version.
    pub fn step(&self, version: u32, action: Action) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.version == version && entry.action == action)
    }
}

/// SHA-256 in hex.
pub(super) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
