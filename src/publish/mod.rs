//! Publishing: versions of a roster in a plain folder, signed for step by step (draft → approved →
//! published), with a log in which every line carries the hash of the line before.
//!
//! ```text
//! FOLDER/log.jsonl                the log: what happened, when, by whom; the state of every version follows from it
//! FOLDER/v001/version.yaml        number of the version, and of the one it is compared with
//! FOLDER/v001/instance.yaml       the instance, whole
//! FOLDER/v001/roster.yaml         the roster
//! FOLDER/v001/changes.{yaml,zh.md,en.md}             the difference to the version before
//! FOLDER/v001/approval/checklist.{yaml,zh.md,en.md}  what was signed for
//! ```
//!
//! The files of a step are complete in their place before the log names them with their hashes;
//! what the log does not name has not happened. Nothing is ever written over. Who works on the
//! folder holds a lock that the system releases with the process; what is true is read under it.

mod changes;
mod checklist;
mod folder;
mod log;
mod refusal;
mod steps;
mod verify;

pub use changes::{Changes, DayChange, PersonChanges, StintChange, Weeks};
pub use checklist::{Acknowledged, Checklist};
pub use folder::Folder;
pub use log::{Action, Entry, State};
pub use refusal::Refusal;
pub use steps::{Drafted, Signature, approve, draft, release};
pub use verify::{Fault, verify};
