//! `shangxia whatif` and `shangxia value`: cases solved side by side and compared.

use super::{
    Exit,
    args::{EffortArgs, ValueArgs, WhatIfArgs},
    files,
    solve::{cores, listen},
};
use anyhow::{Context, Result};
use shangxia::{
    diagnostic::Lang,
    domain::Instance,
    engine::Interrupt,
    format,
    report::comparison::{self, Comparison},
    text,
    whatif::{self, Case, Effort, Ending, Folder, Watch},
};
use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

pub fn whatif(options: &WhatIfArgs, lang: Lang) -> Result<Exit> {
    let instance = match files::instance(&options.instance, lang)? {
        Ok(instance) => instance,
        Err(exit) => return Ok(exit),
    };
    let source = files::source(&options.scenarios, lang)?;
    let reading = whatif::read(&source, &instance);
    eprint!("{}", format::render(&source, &reading.diagnostics, lang, files::colour()));
    let Some(cases) = reading.value else { return Ok(Exit::BadInput) };
    let desk = match Desk::open(&instance, &options.effort, lang)? {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let progress = Progress::new(lang, Some(cases.len()));
    let endings = desk.run(&cases, &progress)?;
    desk.hand_out(&whatif::compare(&cases, &endings))?;
    Ok(exit(&endings))
}

pub fn value(options: &ValueArgs, lang: Lang) -> Result<Exit> {
    let instance = match files::instance(&options.instance, lang)? {
        Ok(instance) => instance,
        Err(exit) => return Ok(exit),
    };
    let desk = match Desk::open(&instance, &options.effort, lang)? {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let mut cases = whatif::worth(&instance);
    cases.truncate(if options.closing_only { 1 } else { cases.len() });
    let endings = desk.run(&cases, &Progress::new(lang, Some(cases.len())))?;
    let mut ranked = whatif::rank(&whatif::compare(&cases, &endings));
    ranked.title = text!("多一名医生值多少", "What one more doctor is worth");
    if exit(&endings) == Exit::Fine && ranked.base().is_some_and(|base| base.missing > 0) {
        let progress = Progress::new(lang, None);
        ranked.closing = whatif::close(&instance, &desk.effort, Some(&desk.folder), &desk.interrupt, &progress).with_context(|| desk.failed())?;
    }
    desk.hand_out(&ranked)?;
    Ok(if desk.interrupt.is_asked() { Exit::Interrupted } else { exit(&endings) })
}

/// Interrupted if a case was not finished, no roster if the instance itself has none.
fn exit(endings: &[Option<Ending>]) -> Exit {
    if endings.iter().any(Option::is_none) {
        return Exit::Interrupted;
    }
    let base = endings.first().and_then(Option::as_ref).and_then(Ending::roster);
    if base.is_some() { Exit::Fine } else { Exit::NoRoster }
}

/// What both commands work with.
struct Desk<'a> {
    options: &'a EffortArgs,
    effort: Effort,
    folder: Folder,
    interrupt: Interrupt,
    lang: Lang,
}

impl<'a> Desk<'a> {
    fn open(instance: &Instance, options: &'a EffortArgs, lang: Lang) -> Result<Result<Self, Exit>> {
        let from = match options.from.as_deref().map(|path| files::roster(path, instance, lang)).transpose()? {
            Some(Err(exit)) => return Ok(Err(exit)),
            from => from.and_then(Result::ok),
        };
        let at_once = options.jobs.map_or_else(cores, usize::from);
        let effort = Effort {
            time_limit: Duration::from_secs(options.time_limit),
            deterministic: options.deterministic,
            gap: options.gap / 100.0,
            seed: options.seed,
            at_once,
            workers: (cores() / at_once).max(1),
            from,
        };
        let interrupt = Interrupt::default();
        let ending = text!("\n正在结束，已算完的情景都已保存；再按一次立即退出", "\nending; what is finished is kept; once more to leave at once");
        listen(&interrupt, &ending, lang)?;
        let folder = Folder::open(&options.output).with_context(|| failed(options, lang))?;
        Ok(Ok(Self { options, effort, folder, interrupt, lang }))
    }

    fn failed(&self) -> String {
        failed(self.options, self.lang)
    }

    fn run(&self, cases: &[Case], progress: &Progress) -> Result<Vec<Option<Ending>>> {
        whatif::run(cases, &self.effort, Some(&self.folder), &self.interrupt, progress).with_context(|| self.failed())
    }

    fn hand_out(&self, comparison: &Comparison) -> Result<()> {
        let (options, lang) = (self.options, self.lang);
        if let Some(path) = &options.html {
            files::write(path, &comparison::html::page(comparison, lang), lang)?;
        }
        if let Some(path) = &options.json {
            files::write(path, &format!("{:#}\n", comparison::json(comparison)), lang)?;
        }
        if let Some(path) = &options.xlsx {
            let bytes = comparison::xlsx::workbook(comparison, lang)?;
            files::write_with(path, lang, |out| out.write_all(&bytes))?;
        }
        files::print(&comparison::terminal::text(comparison, lang))
    }
}

fn failed(options: &EffortArgs, lang: Lang) -> String {
    let folder = options.output.display();
    text!("无法写入 {folder}", "cannot write {folder}").in_lang(lang).to_owned()
}

/// A line on stderr for each case that begins or is done.
struct Progress {
    lang: Lang,
    begin: Instant,
    done: AtomicUsize,
    of: Option<usize>,
}

impl Progress {
    fn new(lang: Lang, of: Option<usize>) -> Self {
        Self { lang, begin: Instant::now(), done: AtomicUsize::new(0), of }
    }

    fn say(&self, line: &str) {
        eprintln!("{:>6.0} s  {line}", self.begin.elapsed().as_secs_f64());
    }
}

impl Watch for Progress {
    fn begins(&self, case: &Case) {
        let id = &case.id;
        self.say(text!("开始 {id}", "begins {id}").in_lang(self.lang));
    }

    fn ends(&self, case: &Case, ending: &Ending, kept: bool) {
        let done = self.done.fetch_add(1, Ordering::SeqCst) + 1;
        let count = self.of.map_or_else(|| done.to_string(), |of| format!("{done}/{of}"));
        let id = &case.id;
        let said = match ending {
            Ending::Found(roster) => {
                let provenance = roster.provenance.as_ref();
                let penalty = provenance.map_or(0, |provenance| provenance.penalty);
                let bound = provenance.and_then(|provenance| provenance.bound).map_or_else(|| "–".to_owned(), |bound| bound.to_string());
                text!("罚分 {penalty}  下界 {bound}", "penalty {penalty}  bound {bound}")
            }
            Ending::Impossible(why) | Ending::Nothing(why) => why.clone(),
        };
        let kept = if kept { text!("（以前算过）", " (kept from before)") } else { text!("", "") };
        self.say(&format!("{count}  {id}  {}{}", said.in_lang(self.lang), kept.in_lang(self.lang)));
    }
}
