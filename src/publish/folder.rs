//! The folder on disk: read and written under a lock, files of a step first, the log last.

use super::{
    Entry, Refusal, State,
    log::{Log, hash},
};
use crate::text;
use std::{
    collections::BTreeMap,
    fs::{self, File, TryLockError},
    io::Write,
    path::{Path, PathBuf},
};

const LOG: &str = "log.jsonl";
const LOCK: &str = ".lock";

/// A publishing folder, held for as long as the value lives.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    pub(super) log: Log,
    /// Nobody else writes while this file is open; a folder that is only read has none.
    _lock: Option<File>,
}

impl Folder {
    /// Opens a folder to write in it; it is made if it is not there.
    ///
    /// # Errors
    /// [`Refusal`]: somebody else has it, it cannot be read or made, or its log is broken.
    pub fn open(root: &Path) -> Result<Self, Refusal> {
        fs::create_dir_all(root).map_err(|error| Refusal::file(root, error))?;
        let path = root.join(LOCK);
        let lock = File::options().create(true).append(true).open(&path).map_err(|error| Refusal::file(&path, error))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Refusal::Busy),
            Err(TryLockError::Error(error)) => return Err(Refusal::file(&path, error)),
        }
        Ok(Self { log: Log::read(read(&root.join(LOG), true)?)?, root: root.to_owned(), _lock: Some(lock) })
    }

    /// Opens a folder to look at it: the log is replaced as a whole, so no lock is needed.
    ///
    /// # Errors
    /// [`Refusal`]: there is no log here, or it is broken.
    pub fn look(root: &Path) -> Result<Self, Refusal> {
        Ok(Self { log: Log::read(read(&root.join(LOG), false)?)?, root: root.to_owned(), _lock: None })
    }

    /// The lines of the log.
    pub fn entries(&self) -> &[Entry] {
        &self.log.entries
    }

    /// How far a version has come.
    pub fn state(&self, version: u32) -> Option<State> {
        self.log.state(version)
    }

    /// The version people work by: the number an update of a calendar carries.
    pub fn published(&self) -> Option<u32> {
        self.log.published()
    }

    /// The newest version.
    pub fn newest(&self) -> Option<u32> {
        self.log.last()
    }

    /// SHA-256 of the last line: who notes it down can tell later that nothing before it was changed.
    pub fn head(&self) -> String {
        self.log.head()
    }

    /// Where the files of a version are.
    pub fn place(&self, version: u32) -> PathBuf {
        self.root.join(name(version))
    }

    /// Folders of versions that are there, whatever the log says.
    pub(super) fn versions_on_disk(&self) -> Vec<u32> {
        let names = fs::read_dir(&self.root).into_iter().flatten().flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut versions: Vec<u32> = names.filter_map(|name| name.strip_prefix('v')?.parse().ok()).collect();
        versions.sort_unstable();
        versions
    }

    /// The text of a file of the folder.
    pub(super) fn text(&self, path: &str) -> Result<String, Refusal> {
        read(&self.root.join(path), false)
    }

    /// Whether a file is what a hash says; an error if it cannot be read.
    pub(super) fn holds(&self, path: &str, said: &str) -> Result<bool, Refusal> {
        let path = self.root.join(path);
        fs::read(&path).map(|bytes| hash(&bytes) == said).map_err(|error| Refusal::file(&path, error))
    }

    /// Refuses unless every file of a version is what the log says.
    pub(super) fn assert_untouched(&self, version: u32) -> Result<(), Refusal> {
        for (path, said) in self.log.entries.iter().filter(|entry| entry.version == version).flat_map(|entry| &entry.files) {
            if !self.holds(path, said)? {
                return Err(Refusal::Broken(text!("{path} 已被改动，与记录不符", "{path} was changed: it is not what was signed for")));
            }
        }
        Ok(())
    }

    /// Takes a step: lays files down in a new folder, all or none, then appends to the log. `entry`
    /// gets the hashes of the files. If anything fails, what was laid down is taken away again.
    pub(super) fn commit(&mut self, place: &str, files: &[(&str, String)], mut entry: Entry) -> Result<(), Refusal> {
        entry.files = files.iter().map(|(name, text)| (format!("{place}/{name}"), hash(text.as_bytes()))).collect::<BTreeMap<_, _>>();
        let target = self.root.join(place);
        if !files.is_empty() {
            self.lay_down(&target, files)?;
        }
        let text = self.log.with(&entry);
        if let Err(refusal) = self.replace_log(&text) {
            if !files.is_empty() {
                let _ = fs::remove_dir_all(&target);
            }
            return Err(refusal);
        }
        self.log.text = text;
        self.log.entries.push(entry);
        Ok(())
    }

    fn lay_down(&self, target: &Path, files: &[(&str, String)]) -> Result<(), Refusal> {
        if target.exists() {
            let name = target.display();
            return Err(Refusal::Refused(text!(
                "{name} 已经存在，记录里却没有：上次中断了，或记录被截短。请先 shangxia publish verify，确认无用后移走它",
                "{name} is there, and the log does not know it: a run was cut off, or the log was. See `shangxia publish verify`, then move it away"
            )));
        }
        let failed = |error| Refusal::file(target, error);
        let beside = tempfile::Builder::new().prefix(".shangxia-").tempdir_in(&self.root).map_err(failed)?;
        for (name, text) in files {
            write(&beside.path().join(name), text).map_err(failed)?;
        }
        readable(beside.path()).map_err(failed)?;
        fs::rename(beside.path(), target).map_err(failed)?;
        // The temporary name is gone: there is nothing to remove when it is dropped.
        let _ = beside.keep();
        sync(target.parent().unwrap_or(&self.root));
        Ok(())
    }

    fn replace_log(&self, text: &str) -> Result<(), Refusal> {
        let path = self.root.join(LOG);
        let failed = |error| Refusal::file(&path, error);
        let mut file = tempfile::Builder::new().prefix(".shangxia-").tempfile_in(&self.root).map_err(failed)?;
        file.write_all(text.as_bytes()).map_err(failed)?;
        file.as_file().sync_all().map_err(failed)?;
        open_to_all(file.path(), 0o644).map_err(failed)?;
        file.persist(&path).map_err(|error| failed(error.error))?;
        sync(&self.root);
        Ok(())
    }
}

/// `v001`.
pub(super) fn name(version: u32) -> String {
    format!("v{version:03}")
}

fn read(path: &Path, may_lack: bool) -> Result<String, Refusal> {
    match fs::read_to_string(path) {
        Err(error) if may_lack && error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        result => result.map_err(|error| Refusal::file(path, error)),
    }
}

/// A file of a version: on the disk when this returns, and not to be written again.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    open_to_all(path, 0o444)
}

fn readable(folder: &Path) -> std::io::Result<()> {
    open_to_all(folder, 0o755)
}

#[cfg(unix)]
fn open_to_all(path: &Path, mode: u32) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn open_to_all(_path: &Path, _mode: u32) -> std::io::Result<()> {
    Ok(())
}

/// A renamed name is safe once its folder is on the disk; where folders cannot be synced nothing is lost but that.
fn sync(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
