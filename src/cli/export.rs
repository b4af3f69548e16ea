//! `shangxia export`: an instance as a workbook or tables; its full model for other solvers.

use super::{
    Exit,
    args::{ExportArgs, ExportFormat},
    files,
};
use anyhow::Result;
use shangxia::{
    diagnostic::Lang,
    domain::Instance,
    exchange::{csv_tables, workbook},
    format,
    milp::FileFormat,
    planning::{Mode, Plan},
    rules::Book,
    text,
};
use std::path::{Path, PathBuf};

pub fn run(options: &ExportArgs, lang: Lang) -> Result<Exit> {
    let instance = match files::instance(&options.instance, lang)? {
        Ok(instance) => instance,
        Err(exit) => return Ok(exit),
    };
    let format = match options.format {
        ExportFormat::Xlsx => {
            return tables(&instance, options, lang, |instance| Ok(vec![(options.output.clone(), workbook::write_workbook(instance, lang)?)]));
        }
        ExportFormat::Csv => {
            return tables(&instance, options, lang, |instance| {
                let written = csv_tables::write(instance).into_iter();
                Ok(written.map(|(name, text)| (options.output.join(name), text.into_bytes())).collect())
            });
        }
        ExportFormat::Mps => FileFormat::Mps,
        ExportFormat::Lp => FileFormat::Lp,
    };
    model(&instance, format, options, lang)
}

/// Writes the files an instance is made into.
fn tables(instance: &Instance, options: &ExportArgs, lang: Lang, made: impl FnOnce(&Instance) -> Result<Vec<(PathBuf, Vec<u8>)>>) -> Result<Exit> {
    let files = made(instance)?;
    if options.format == ExportFormat::Csv {
        std::fs::create_dir_all(&options.output)?;
    }
    for (path, bytes) in &files {
        files::write_with(path, lang, |out| out.write_all(bytes))?;
    }
    let (shown, doctors, posts) = (options.output.display(), instance.doctors.len(), instance.posts.len());
    let message = text!("已写出：{shown}（{doctors} 名医生，{posts} 个岗位）", "written: {shown} ({doctors} doctors, {posts} posts)");
    eprintln!("{}", message.in_lang(lang));
    Ok(Exit::Fine)
}

fn model(instance: &Instance, format: FileFormat, options: &ExportArgs, lang: Lang) -> Result<Exit> {
    let Ok(book) = Book::new(instance) else { return Ok(Exit::BadInput) };
    let mut plan = Plan::new(instance, Mode::Strict);
    book.formulate(&mut plan);
    let program = &plan.program;
    if program.columns.is_empty() {
        let message = text!("错误：这个实例没有什么可决定的：没有人能上任何岗位", "error: there is nothing to decide: nobody can come to any post");
        eprintln!("{}", message.in_lang(lang));
        return Ok(Exit::BadInput);
    }
    let title = format!(
        "The full model of an instance by shangxia {}: minimise the penalty of the roster.\n\
         SHA-256 of the instance: {}\n\
         Names are those of the program with [ ] = - : . written as ( ) . ~ @ ! and other signs as their number, {{4E2D}}.\n\
         `shangxia import-solution` takes the answer.",
        env!("CARGO_PKG_VERSION"),
        format::instance_hash(instance)
    );
    if options.output == Path::new("-") {
        files::print_with(|out| program.write(format, &title, out))?;
        return Ok(Exit::Fine);
    }
    files::write_with(&options.output, lang, |out| program.write(format, &title, out))?;
    let (columns, rows, file) = (program.columns.len(), program.rows.len(), options.output.display());
    eprintln!("{}", text!("模型：{file}（{columns} 列，{rows} 行）", "model: {file} ({columns} columns, {rows} rows)").in_lang(lang));
    Ok(Exit::Fine)
}
