//! Messages for people: the line itself, what is wrong in it underlined, and what to do.

use super::{Source, parse::parse};
use crate::diagnostic::{Diagnostic, Lang, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::{fmt::Write as _, ops::Range};

const WIDTH: usize = 120;

/// Messages with file, line and column, the line itself underlined, and advice.
pub fn render(source: &Source, diagnostics: &[Diagnostic], lang: Lang, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH);
    let tree = if diagnostics.iter().any(|diagnostic| diagnostic.span.is_none()) { parse(source).ok() } else { None };
    let mut all = String::new();
    for diagnostic in diagnostics {
        let located = || tree.as_ref().map(|tree| tree.locate(&diagnostic.place, source));
        let span = diagnostic.span.clone().or_else(located).map(|span| source.on_one_line(&span));
        let _ = writeln!(all, "{}\n", renderer.render(&[group(source, diagnostic, span, lang)]));
    }
    all
}

fn group<'a>(source: &'a Source, diagnostic: &'a Diagnostic, span: Option<Range<usize>>, lang: Lang) -> Group<'a> {
    let (error, warning, help) = match lang {
        Lang::Zh => ("错误", "警告", "建议"),
        Lang::En => ("error", "warning", "help"),
    };
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(error),
        Severity::Warning => Level::WARNING.with_name(warning),
    };
    let title = level.primary_title(diagnostic.cause.in_lang(lang)).id(diagnostic.code);
    let group = match span.filter(|_| !source.text().is_empty()) {
        Some(span) => {
            let (line, first) = line_around(source, &span);
            let within = span.start - line.start..span.end - line.start;
            let snippet = Snippet::source(&source.text()[line]).line_start(first).path(source.name());
            title.element(snippet.annotation(AnnotationKind::Primary.span(within)))
        }
        None => title.element(Origin::path(source.name())),
    };
    group.element(Level::HELP.with_name(help).message(diagnostic.advice.in_lang(lang)))
}

/// The line a span on one line lies on, without its end, and its number.
fn line_around(source: &Source, span: &Range<usize>) -> (Range<usize>, usize) {
    let text = source.text();
    let start = text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |newline| span.end + newline);
    let end = if text[start..end].ends_with('\r') { end - 1 } else { end };
    (start..end.max(span.end), source.line_of(start))
}
