//! Messages about workbooks and tables: with sheet and cell, or file and line.

use crate::diagnostic::{Diagnostic, Lang, Severity, Text};
use annotate_snippets::{Group, Level, Origin, Renderer};
use std::fmt::Write as _;

/// A message about a workbook or a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Sheet and cell, such as `医生!C7`, or file and line; none if the whole file is meant.
    pub at: Option<String>,
    /// What stands above the cell: the title of its column.
    pub title: Option<Text>,
    /// What is wrong and what to do.
    pub diagnostic: Diagnostic,
}

impl Said {
    /// A message about the whole file.
    pub(crate) fn of_file(diagnostic: Diagnostic) -> Self {
        Self { at: None, title: None, diagnostic }
    }
}

/// Messages with sheet, cell and column, one below the other, and advice.
pub fn render(file: &str, said: &[Said], lang: Lang, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let (error, warning, help) = match lang {
        Lang::Zh => ("错误", "警告", "建议"),
        Lang::En => ("error", "warning", "help"),
    };
    let mut all = String::new();
    for Said { at, title, diagnostic } in said {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR.with_name(error),
            Severity::Warning => Level::WARNING.with_name(warning),
        };
        let mut origin = file.to_owned();
        if let Some(at) = at {
            let _ = write!(origin, " {at}");
        }
        if let Some(title) = title {
            let _ = match lang {
                Lang::Zh => write!(origin, "（{}）", title.zh),
                Lang::En => write!(origin, " ({})", title.en),
            };
        }
        let group: Group<'_> = level
            .primary_title(diagnostic.cause.in_lang(lang))
            .id(diagnostic.code)
            .element(Origin::path(origin))
            .element(Level::HELP.with_name(help).message(diagnostic.advice.in_lang(lang)));
        let _ = writeln!(all, "{}\n", renderer.render(&[group]));
    }
    all
}
