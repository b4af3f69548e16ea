//! Files that an instance names: a calendar of its own, the published roster. What they hold takes
//! the place of their names, so that an instance is whole once it is read, and its hash covers them.

use super::{
    Source,
    read::{Reading, read_calendar, read_roster},
};
use crate::{
    diagnostic::{Diagnostic, Place, Text, of_system},
    domain::{Calendar, Instance, Published},
    text,
};
use std::path::Path;

/// Reads the files an instance names, from a folder on. Gives everything that is wrong with them.
pub(super) fn read(instance: &mut Instance, folder: &Path) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if let Calendar::File(file) = &instance.calendar {
        let place = Place::root().key("calendar").key("file");
        if let Some(calendar) = open(&folder.join(&file.file), &place, &mut found, read_calendar) {
            instance.calendar = Calendar::Own(calendar);
        }
    }
    if let Some(Published::File(file)) = &instance.published {
        let place = Place::root().key("published");
        let path = folder.join(file);
        let roster = open(&path, &place, &mut found, |source| {
            let mut reading = read_roster(source, instance);
            // It was made before the instance was changed: that is what it is there for.
            reading.diagnostics.retain(|diagnostic| diagnostic.code != "other-instance");
            reading
        });
        if let Some(roster) = roster {
            instance.published = Some(Published::Read(roster.into()));
        }
    }
    found
}

fn open<T>(path: &Path, place: &Place, found: &mut Vec<Diagnostic>, read: impl Fn(&Source) -> Reading<T>) -> Option<T> {
    let source = match Source::open(path) {
        Ok(source) => source,
        Err(error) => {
            let (name, Text { zh, en }) = (path.display(), of_system(&error));
            found.push(Diagnostic::error(
                "file-missing",
                place.clone(),
                text!("无法读取 {name}：{zh}", "cannot read {name}: {en}"),
                text!("路径从本文件所在的文件夹算起", "paths start from the folder of this file"),
            ));
            return None;
        }
    };
    let reading = read(&source);
    for diagnostic in reading.diagnostics {
        let (line, column) = source.position_of(diagnostic.span.as_ref().map_or(0, |span| span.start));
        let (name, zh, en) = (source.name(), &diagnostic.cause.zh, &diagnostic.cause.en);
        let cause = text!("{name}:{line}:{column}：{zh}", "{name}:{line}:{column}: {en}");
        found.push(Diagnostic { place: place.clone(), span: None, cause, ..diagnostic });
    }
    reading.value
}
