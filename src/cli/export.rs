//! `shangxia export`: the full model for other solvers.

use super::{
    Exit,
    args::{ExportArgs, ModelFormat},
    files,
};
use anyhow::Result;
use shangxia::{
    diagnostic::Lang,
    format,
    milp::FileFormat,
    planning::{Mode, Plan},
    rules::Book,
    text,
};
use std::path::Path;

pub fn run(options: &ExportArgs, lang: Lang) -> Result<Exit> {
    let instance = match files::instance(&options.instance, lang)? {
        Ok(instance) => instance,
        Err(exit) => return Ok(exit),
    };
    let Ok(book) = Book::new(&instance) else { return Ok(Exit::BadInput) };
    let mut plan = Plan::new(&instance, Mode::Strict);
    book.formulate(&mut plan);
    let program = &plan.program;
    if program.columns.is_empty() {
        let message = text!("错误：这个实例没有什么可决定的：没有人能上任何岗位", "error: there is nothing to decide: nobody can come to any post");
        eprintln!("{}", message.in_lang(lang));
        return Ok(Exit::BadInput);
    }
    let format = match options.format {
        ModelFormat::Mps => FileFormat::Mps,
        ModelFormat::Lp => FileFormat::Lp,
    };
    let title = format!(
        "The full model of an instance by shangxia {}: minimise the penalty of the roster.\n\
         SHA-256 of the instance: {}\n\
         Names are those of the program with [ ] = - : . written as ( ) . ~ @ ! and other signs as their number, {{4E2D}}.\n\
         `shangxia import-solution` takes the answer.",
        env!("CARGO_PKG_VERSION"),
        format::instance_hash(&instance)
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
