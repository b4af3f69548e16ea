//! Results on disk: a file for each case that is done, written whole or not at all.

use super::{Case, Ending};
use crate::{
    diagnostic::Text,
    format::{self, Source},
};
use serde_json::{Value, json};
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// A folder of results. For a case `cap-48`: `cap-48.instance.yaml`, the instance, and under the key
/// of its instance and effort `cap-48.KEY.yaml`, its roster, or `cap-48.KEY.none.json`, why there is none.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// A folder; it is made if it is not there.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn open(root: &Path) -> io::Result<Self> {
        fs::create_dir_all(root)?;
        Ok(Self { root: root.to_owned() })
    }

    /// Where the roster of a case is kept.
    pub fn roster(&self, case: &Case, key: &str) -> PathBuf {
        self.root.join(format!("{}.{key}.yaml", case.id))
    }

    fn none(&self, case: &Case, key: &str) -> PathBuf {
        self.root.join(format!("{}.{key}.none.json", case.id))
    }

    /// What is kept of a case; a file that cannot be read is not kept.
    pub(super) fn get(&self, case: &Case, key: &str) -> Option<Ending> {
        if let Ok(source) = Source::open(&self.roster(case, key)) {
            return Some(Ending::Found(Box::new(format::read_roster(&source, &case.instance).value?)));
        }
        let said: Value = serde_json::from_slice(&fs::read(self.none(case, key)).ok()?).ok()?;
        Some(Ending::Impossible(Text::new(said["zh"].as_str()?, said["en"].as_str()?)))
    }

    pub(super) fn put(&self, case: &Case, key: &str, ending: &Ending) -> io::Result<()> {
        self.write(&self.root.join(format!("{}.instance.yaml", case.id)), &format::write_instance(&case.instance))?;
        match ending {
            Ending::Found(roster) => self.write(&self.roster(case, key), &format::write_roster(roster)),
            Ending::Impossible(why) | Ending::Nothing(why) => {
                self.write(&self.none(case, key), &format!("{}\n", json!({ "zh": why.zh, "en": why.en })))
            }
        }
    }

    fn write(&self, path: &Path, text: &str) -> io::Result<()> {
        let mut file = tempfile::Builder::new().prefix(".shangxia-").tempfile_in(&self.root)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        readable(file.as_file())?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    }
}

/// Temporary files are private to their owner; a result is read by others.
#[cfg(unix)]
fn readable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_file: &fs::File) -> io::Result<()> {
    Ok(())
}
