//! `shangxia import`: an instance from a workbook, from tables, or from a file of another format.

use super::{
    Exit,
    args::{ForeignFormat, ImportArgs},
    files,
};
use anyhow::Result;
use shangxia::{
    diagnostic::{Diagnostic, Lang},
    domain::Instance,
    exchange::{self, csv_tables, workbook},
    format::{self, Source},
    text,
};
use std::path::Path;

pub fn run(options: &ImportArgs, lang: Lang) -> Result<Exit> {
    let Some(read) = read(options, lang)? else { return Ok(Exit::BadInput) };
    write(&read, options, lang)
}

/// The instance in the file; what is wrong with it is printed.
fn read(options: &ImportArgs, lang: Lang) -> Result<Option<Instance>> {
    let (path, shown) = (&options.file, options.file.display().to_string());
    let workbook = path.extension().is_some_and(|extension| ["xlsx", "xlsm", "xls"].iter().any(|known| extension.eq_ignore_ascii_case(known)));
    let format = match options.format {
        Some(format) => format,
        None if path.is_dir() => ForeignFormat::Csv,
        None if workbook => ForeignFormat::Xlsx,
        None => {
            let message = text!(
                "错误：从文件名看不出 {shown} 的格式，请用 --format 说明",
                "error: the name of {shown} does not tell its format; say it with --format"
            );
            eprintln!("{}", message.in_lang(lang));
            return Ok(None);
        }
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    let import = match format {
        ForeignFormat::Xlsx => workbook::read_workbook(&files::bytes(path, exchange::LARGEST_WORKBOOK, lang)?, folder),
        ForeignFormat::Csv => csv_tables::read(path)?,
        ForeignFormat::ShiftScheduling => return benchmark(options, lang),
    };
    eprint!("{}", exchange::render(&shown, &import.said, lang, files::colour()));
    Ok(import.instance)
}

fn benchmark(options: &ImportArgs, lang: Lang) -> Result<Option<Instance>> {
    let source = files::source(&options.file, lang)?;
    let name = options.file.file_stem().map_or_else(|| options.file.display().to_string(), |stem| stem.to_string_lossy().into_owned());
    let read = match source.refused() {
        Some(refused) => Err(vec![refused.clone()]),
        None => exchange::read_shift_scheduling(&name, source.text()),
    };
    read.map(Some).or_else(|wrong| {
        eprint!("{}", format::render(&source, &wrong, lang, files::colour()));
        Ok(None)
    })
}

fn write(instance: &Instance, options: &ImportArgs, lang: Lang) -> Result<Exit> {
    let written = format::write_instance(instance);
    // What is handed out must be what `check` accepts; what was odd has been said already.
    let shown = options.output.as_ref().map_or_else(|| "-".to_owned(), |path| path.display().to_string());
    let target = Source::new(shown.clone(), written.as_str());
    let reading = format::read_instance(&target);
    let wrong: Vec<Diagnostic> =
        reading.diagnostics.into_iter().filter(|said| said.is_error() || options.format == Some(ForeignFormat::ShiftScheduling)).collect();
    eprint!("{}", format::render(&target, &wrong, lang, files::colour()));
    if reading.value.is_none() {
        return Ok(Exit::BadInput);
    }
    let Some(path) = &options.output else {
        files::print(&written)?;
        return Ok(Exit::Fine);
    };
    files::write(path, &written, lang)?;
    let (doctors, posts, weeks) = (instance.doctors.len(), instance.posts.len(), instance.horizon.weeks);
    let message =
        text!("实例：{shown}（{doctors} 名医生，{posts} 个岗位，{weeks} 周）", "instance: {shown} ({doctors} doctors, {posts} posts, {weeks} weeks)");
    eprintln!("{}", message.in_lang(lang));
    Ok(Exit::Fine)
}
