//! Why a step of publishing is not taken.

use crate::{diagnostic::Text, text};
use std::{io, path::Path};

/// Why a step is not taken. Whatever it is, the folder is as it was.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Somebody else works on the folder.
    #[error("somebody else is publishing in this folder")]
    Busy,
    /// A file cannot be read or written.
    #[error("{path}: {error}")]
    File {
        /// Which.
        path: String,
        /// What the system says.
        error: io::Error,
    },
    /// The log or a file it names is not what it was.
    #[error("{}", .0.en)]
    Broken(Text),
    /// The step does not follow from the state of the folder, or something is missing for it.
    #[error("{}", .0.en)]
    Refused(Text),
    /// The roster breaks hard rules, so many times.
    #[error("the roster breaks hard rules {0} times")]
    Hard(usize),
}

impl Refusal {
    pub(super) fn file(path: &Path, error: io::Error) -> Self {
        Self::File { path: path.display().to_string(), error }
    }

    /// What to tell the person who signs.
    pub fn words(&self) -> Text {
        match self {
            Self::Busy => text!("有人正在这个文件夹里发布，请稍后再试", "somebody else is publishing in this folder; try again in a moment"),
            Self::File { path, error } => {
                text!("无法读写 {path}：{error}；文件夹保持原样", "cannot read or write {path}: {error}; the folder is as it was")
            }
            Self::Broken(text) | Self::Refused(text) => text.clone(),
            Self::Hard(number) => {
                text!(
                    "班表违反硬性规则 {number} 处，不能批准；见 shangxia audit",
                    "the roster breaks hard rules {number} times and cannot be approved; see shangxia audit"
                )
            }
        }
    }
}
