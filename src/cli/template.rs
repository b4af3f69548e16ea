//! `shangxia template`: the empty workbook an HR office fills in.

use super::{
    Exit,
    args::{Language, TemplateArgs},
    files,
};
use anyhow::Result;
use shangxia::{diagnostic::Lang, exchange::workbook, text};

/// The workbook is in Chinese unless English was asked for; messages are in `lang`.
pub fn run(options: &TemplateArgs, asked: Option<Language>, lang: Lang) -> Result<Exit> {
    let language = if asked == Some(Language::En) { Lang::En } else { Lang::Zh };
    let bytes = workbook::template(language)?;
    files::write_with(&options.output, lang, |out| out.write_all(&bytes))?;
    let file = options.output.display();
    let message = text!(
        "模板：{file}。填好后运行：shangxia import {file} -o instance.yaml",
        "template: {file}; once it is filled in: shangxia import {file} -o instance.yaml"
    );
    eprintln!("{}", message.in_lang(lang));
    Ok(Exit::Fine)
}
