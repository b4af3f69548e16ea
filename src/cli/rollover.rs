//! `shangxia rollover`: the next quarter's instance.

use super::{Exit, args::RolloverArgs, files};
use anyhow::Result;
use shangxia::{
    audit::audit,
    diagnostic::{Diagnostic, Lang, Text},
    domain::OwnCalendar,
    format::{self, Source},
    rollover::{Options, Refusal, rollover},
    text,
};
use std::path::Path;

pub fn run(options: &RolloverArgs, lang: Lang) -> Result<Exit> {
    let (instance, roster) = match files::instance_and_roster(&options.instance, &options.roster, lang)? {
        Ok(both) => both,
        Err(exit) => return Ok(exit),
    };
    let calendar = match options.calendar.as_deref().map(|path| calendar(path, lang)).transpose()? {
        Some(Err(exit)) => return Ok(exit),
        calendar => calendar.and_then(Result::ok),
    };
    if [&options.instance, &options.roster].into_iter().any(|input| is_same(input, &options.output)) {
        let message = text!("输出文件不能是输入文件本身", "the file to write is one of those read");
        return Ok(refuse(&message, lang));
    }
    let Ok(verdict) = audit(&instance, &roster) else { return Ok(Exit::BadInput) };
    let next = match rollover(&instance, &roster, &Options { weeks: options.weeks.map(usize::from), calendar }) {
        Ok(next) => next,
        Err(Refusal::Calendar(why)) => return Ok(refuse(&why, lang)),
        Err(Refusal::Rules(mistakes)) => {
            files::explain(&options.instance, &mistakes, lang)?;
            return Ok(Exit::BadInput);
        }
    };
    let written = format::write_instance(&next.instance);
    let source = Source::new(options.output.display().to_string(), written.as_str());
    let reading = format::read_instance(&source);
    if reading.diagnostics.iter().any(Diagnostic::is_error) {
        eprint!("{}", format::render(&source, &reading.diagnostics, lang, files::colour()));
        return Ok(Exit::BadInput);
    }
    files::write(&options.output, &written, lang)?;
    for note in &next.notes {
        eprintln!("· {}", note.in_lang(lang));
    }
    let (path, horizon, hard) = (options.output.display(), next.instance.horizon, verdict.hard().count());
    let (start, last) = (horizon.start, horizon.date(horizon.days() as i64 - 1));
    let done = text!("下一期 {start} 至 {last}：{path}", "next horizon {start} to {last}: {path}");
    eprintln!("{}", done.in_lang(lang));
    if hard > 0 {
        let warning = text!(
            "注意：这份班表违反硬性规则 {hard} 处，照样计入累计数；见 shangxia audit",
            "note: this roster breaks hard rules {hard} times and was counted as it stands; see shangxia audit"
        );
        eprintln!("{}", warning.in_lang(lang));
        return Ok(Exit::HardFindings);
    }
    Ok(Exit::Fine)
}

fn calendar(path: &Path, lang: Lang) -> Result<Result<OwnCalendar, Exit>> {
    let source = files::source(path, lang)?;
    let reading = format::read_calendar(&source);
    eprint!("{}", format::render(&source, &reading.diagnostics, lang, files::colour()));
    Ok(reading.value.ok_or(Exit::BadInput))
}

fn is_same(a: &Path, b: &Path) -> bool {
    a.canonicalize().ok().zip(b.canonicalize().ok()).is_some_and(|(a, b)| a == b)
}

fn refuse(why: &Text, lang: Lang) -> Exit {
    let label = if lang == Lang::Zh { "错误" } else { "error" };
    eprintln!("{label}: {}", why.in_lang(lang));
    Exit::BadInput
}
