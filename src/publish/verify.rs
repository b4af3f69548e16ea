//! Holds a folder against its log.

use super::{Folder, Refusal};
use crate::{diagnostic::Text, text};
use std::path::Path;

/// Something that is not as it was signed for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, or the log.
    pub path: String,
    /// What is wrong with it.
    pub text: Text,
}

/// Everything that is wrong: a broken chain, files changed or missing, folders of versions the log
/// does not know, and, if a hash of an earlier line is given, that no line of the log has it.
///
/// # Errors
/// The log cannot be read at all.
pub fn verify(root: &Path, noted: Option<&str>) -> Result<Vec<Fault>, Refusal> {
    let folder = match Folder::look(root) {
        Err(Refusal::Broken(text)) => return Ok(vec![Fault { path: "log.jsonl".to_owned(), text }]),
        folder => folder?,
    };
    let mut faults = Vec::new();
    let mut fault = |path: &str, text: Text| faults.push(Fault { path: path.to_owned(), text });
    for (path, said) in folder.entries().iter().flat_map(|entry| &entry.files) {
        match folder.holds(path, said) {
            Ok(true) => {}
            Ok(false) => fault(path, text!("{path} 已被改动", "{path} was changed")),
            Err(_) => fault(path, text!("{path} 不见了或无法读取", "{path} is missing or cannot be read")),
        }
    }
    for version in folder.versions_on_disk().into_iter().filter(|version| folder.state(*version).is_none()) {
        let path = super::folder::name(version);
        fault(&path, text!("记录里没有 {path}：记录被截短，或上次中断", "the log does not know {path}: the log was cut, or a run was"));
    }
    for version in folder.versions_on_disk() {
        let path = format!("{}/approval", super::folder::name(version));
        let is_known = folder.entries().iter().any(|entry| entry.files.keys().any(|file| file.starts_with(&format!("{path}/"))));
        if folder.place(version).join("approval").exists() && folder.state(version).is_some() && !is_known {
            fault(&path, text!("记录里没有 {path}：记录被截短，或上次中断", "the log does not know {path}: the log was cut, or a run was"));
        }
    }
    let lines = folder.log.text.lines().map(|line| super::log::hash(line.as_bytes()));
    if let Some(noted) = noted.filter(|noted| !lines.into_iter().any(|hash| hash == *noted)) {
        fault("log.jsonl", text!("没有一行的 SHA-256 是 {noted}：记录被改写或截短", "no line has the SHA-256 {noted}: the log was rewritten or cut"));
    }
    Ok(faults)
}
