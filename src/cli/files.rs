//! Reading and writing files for the commands.

use super::Exit;
use anyhow::{Context, Result};
use shangxia::{
    diagnostic::{Lang, of_system},
    domain::{Instance, Roster},
    format::{self, Source},
};
use std::{
    io::{BufWriter, IsTerminal, Read, Write},
    path::Path,
};

/// Whether messages on stderr may have colours.
pub fn colour() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// An error with all its causes; what the system says of files, in the language of the message.
pub fn said(error: &anyhow::Error, lang: Lang) -> String {
    let colon = if lang == Lang::Zh { "：" } else { ": " };
    let cause = |cause: &(dyn std::error::Error + 'static)| match cause.downcast_ref::<std::io::Error>() {
        Some(error) => of_system(error).in_lang(lang).to_owned(),
        None => cause.to_string(),
    };
    error.chain().map(cause).collect::<Vec<_>>().join(colon)
}

/// The text of a file.
///
/// # Errors
/// The file cannot be read.
pub fn source(path: &Path, lang: Lang) -> Result<Source> {
    let what = if lang == Lang::Zh { "无法读取" } else { "cannot read" };
    let bytes = std::fs::read(path).with_context(|| format!("{what} {}", path.display()))?;
    Ok(Source::from_bytes(path.display().to_string(), bytes))
}

/// The bytes of a file, at most one more than `most`: what reads them then says that it is too large.
///
/// # Errors
/// The file cannot be read.
pub fn bytes(path: &Path, most: usize, lang: Lang) -> Result<Vec<u8>> {
    let what = if lang == Lang::Zh { "无法读取" } else { "cannot read" };
    let failed = || format!("{what} {}", path.display());
    let mut bytes = Vec::new();
    std::fs::File::open(path).with_context(failed)?.take(most as u64 + 1).read_to_end(&mut bytes).with_context(failed)?;
    Ok(bytes)
}

/// Reads an instance and prints what is wrong with it.
///
/// # Errors
/// The file cannot be read. Mistakes in it give `Ok(Err(Exit::BadInput))`.
pub fn instance(path: &Path, lang: Lang) -> Result<Result<Instance, Exit>> {
    let source = source(path, lang)?;
    let reading = format::read_instance(&source);
    eprint!("{}", format::render(&source, &reading.diagnostics, lang, colour()));
    Ok(reading.value.ok_or(Exit::BadInput))
}

/// Prints messages about an instance to stderr, with their places in its file.
///
/// # Errors
/// The file cannot be read any more.
pub fn explain(path: &Path, said: &[shangxia::diagnostic::Diagnostic], lang: Lang) -> Result<()> {
    if !said.is_empty() {
        eprint!("{}", format::render(&source(path, lang)?, said, lang, colour()));
    }
    Ok(())
}

/// Reads the roster of an instance and prints what is wrong with it.
///
/// # Errors
/// The file cannot be read. Mistakes in it give `Ok(Err(Exit::BadInput))`.
pub fn roster(path: &Path, instance: &Instance, lang: Lang) -> Result<Result<Roster, Exit>> {
    let source = source(path, lang)?;
    let reading = format::read_roster(&source, instance);
    eprint!("{}", format::render(&source, &reading.diagnostics, lang, colour()));
    Ok(reading.value.ok_or(Exit::BadInput))
}

/// Reads an instance and a roster of it, and prints what is wrong with either.
///
/// # Errors
/// As [`instance`] and [`roster`].
pub fn instance_and_roster(of: &Path, at: &Path, lang: Lang) -> Result<Result<(Instance, Roster), Exit>> {
    let instance = match instance(of, lang)? {
        Ok(instance) => instance,
        Err(exit) => return Ok(Err(exit)),
    };
    Ok(roster(at, &instance, lang)?.map(|roster| (instance, roster)))
}

/// Makes a folder and those above it, unless they are there.
///
/// # Errors
/// It cannot be made.
pub fn folder(path: &Path, lang: Lang) -> Result<()> {
    let what = if lang == Lang::Zh { "无法建立目录" } else { "cannot make the folder" };
    std::fs::create_dir_all(path).with_context(|| format!("{what} {}", path.display()))
}

/// Writes a file whole or not at all: into a temporary file beside it, then renamed.
///
/// # Errors
/// The file cannot be written; what was there before is untouched.
pub fn write(path: &Path, text: &str, lang: Lang) -> Result<()> {
    write_with(path, lang, |out| out.write_all(text.as_bytes()))
}

/// Like [`write`], bit by bit.
///
/// # Errors
/// As [`write`].
pub fn write_with(path: &Path, lang: Lang, content: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<()> {
    let what = if lang == Lang::Zh { "无法写入" } else { "cannot write" };
    let failed = || format!("{what} {}", path.display());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".shangxia-").tempfile_in(folder).with_context(failed)?;
    let mut out = BufWriter::new(&mut file);
    content(&mut out).with_context(failed)?;
    out.flush().with_context(failed)?;
    drop(out);
    file.as_file().sync_all().with_context(failed)?;
    readable(file.as_file()).with_context(failed)?;
    file.persist(path).with_context(failed)?;
    Ok(())
}

/// Temporary files are private to their owner; a roster is read by others.
#[cfg(unix)]
fn readable(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_file: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}

/// Prints to stdout; a reader that has left is an error the caller can tell.
///
/// # Errors
/// Stdout cannot be written.
pub fn print(text: &str) -> Result<()> {
    print_with(|out| out.write_all(text.as_bytes()))
}

/// Like [`print`], bit by bit.
///
/// # Errors
/// As [`print`].
pub fn print_with(content: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    content(&mut out)?;
    out.flush()?;
    Ok(())
}
