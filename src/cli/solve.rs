//! `shangxia solve`: make a roster, audit it, write it.

use super::{Exit, args::SolveArgs, ask, audit::words, files, progress::Progress, trace::Trace};
use anyhow::Result;
use shangxia::{
    audit::audit,
    diagnose,
    diagnostic::{Diagnostic, Lang, Text},
    domain::{Instance, Name, Unit},
    engine::{Interrupt, Status},
    format,
    report::{Timetable, html, terminal},
    solve::{NoRoster, Options, Solution, solve},
    text,
};
use std::{path::Path, time::Duration};

/// Time at least for the reason why there is no roster.
const REASON: Duration = Duration::from_secs(5);

pub fn run(options: &SolveArgs, lang: Lang) -> Result<Exit> {
    let instance = match files::instance(&options.instance, lang)? {
        Ok(instance) => instance,
        Err(exit) => return Ok(exit),
    };
    let book = diagnose::rule_book(&instance).unwrap_or_else(|mistakes| mistakes);
    files::explain(&options.instance, &book, lang)?;
    if book.iter().any(Diagnostic::is_error) {
        ask::why(&instance, None, options.seed, &Interrupt::default(), lang);
        return Ok(Exit::NoRoster);
    }
    let from = match options.from.as_deref().map(|path| files::roster(path, &instance, lang)).transpose()? {
        Some(Err(exit)) => return Ok(exit),
        from => from.and_then(Result::ok),
    };
    let interrupt = Interrupt::default();
    listen(&interrupt, &keeping_the_best(), lang)?;
    let progress = Progress::new(lang, names_of(&instance, lang));
    let how = Options {
        time_limit: Duration::from_secs(options.time_limit),
        deterministic: options.deterministic,
        from,
        gap: options.gap / 100.0,
        seed: options.seed,
        workers: options.threads.map_or_else(cores, usize::from),
        ..Options::default()
    };
    let trace = Trace::new(&progress);
    let solved = solve(&instance, &how, &interrupt, &trace);
    progress.finish();
    if options.verbose
        && let Some(peak) = peak_memory()
    {
        eprintln!("{}", text!("内存峰值：{peak} MB", "peak memory: {peak} MB").in_lang(lang));
    }
    if let Some(end) = solved.as_ref().ok().and_then(|solution| solution.roster.provenance.as_ref()) {
        trace.end(end.penalty, end.bound);
    }
    let exit = match solved {
        Ok(solution) => hand_out(&instance, solution, options, lang)?,
        Err(why) => {
            eprintln!("{}", reasons(&why).in_lang(lang));
            if !matches!(why, NoRoster::Rules(_) | NoRoster::Interrupted) {
                // A search that ran out of time is no sign of a contradiction: little more of it is asked for one.
                let time = matches!(why, NoRoster::Nothing).then(|| (how.time_limit / 10).max(REASON));
                ask::why(&instance, time, options.seed, &interrupt, lang);
            }
            Exit::NoRoster
        }
    };
    if let Some(path) = &options.trace {
        files::write(path, &trace.csv(), lang)?;
    }
    Ok(exit)
}

/// Names of the units by position, each with its site's where several units are called alike.
pub(super) fn names_of(instance: &Instance, lang: Lang) -> Vec<String> {
    let word = |name: Option<&Name>, id: &str| name.map_or(id, |name| if lang == Lang::Zh { name.zh() } else { name.en() }).to_owned();
    let own: Vec<String> = instance.units.iter().map(|unit| word(unit.name.as_ref(), unit.id.as_str())).collect();
    let name = |(unit, name): (&Unit, &String)| {
        let site = instance.site(&unit.site).filter(|_| own.iter().filter(|other| *other == name).count() > 1);
        site.map_or_else(|| name.clone(), |site| format!("{} · {name}", word(site.name.as_ref(), site.id.as_str())))
    };
    instance.units.iter().zip(&own).map(name).collect()
}

pub(super) fn cores() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

/// The most memory this process has held so far in megabytes, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kibibytes * 1024 / 1_000_000)
}

/// What a search says when it is asked to end.
pub(super) fn keeping_the_best() -> Text {
    text!("\n正在结束，保留目前最好的班表；再按一次立即退出", "\nending with the best roster so far; once more to leave at once")
}

/// The first Ctrl-C asks the search to end, the second ends the process.
pub(super) fn listen(interrupt: &Interrupt, message: &Text, lang: Lang) -> Result<()> {
    let (interrupt, message) = (interrupt.clone(), message.in_lang(lang).to_owned());
    ctrlc::set_handler(move || {
        if interrupt.ask() > 1 {
            std::process::exit(130);
        }
        eprintln!("{message}");
    })?;
    Ok(())
}

fn hand_out(instance: &Instance, solution: Solution, options: &SolveArgs, lang: Lang) -> Result<Exit> {
    let Solution { mut roster, status } = solution;
    if let Some(provenance) = &mut roster.provenance {
        provenance.instance = format::instance_hash(instance);
    }
    let Ok(verdict) = audit(instance, &roster) else { return Ok(Exit::BadInput) };
    let written = format::write_roster(&roster);
    if options.output == Path::new("-") {
        files::print(&written)?;
    } else {
        files::write(&options.output, &written, lang)?;
        let timetable = Timetable::new(instance, &roster, &verdict);
        if let Some(path) = &options.html {
            files::write(path, &html::page(&timetable, lang), lang)?;
        }
        let look = terminal::TerminalOptions { width: 80, colour: false, unit: None, week: None };
        files::print(&terminal::summary(&timetable, lang, &look))?;
        eprintln!("{}", text!("班表：{}", "roster: {}", options.output.display()).in_lang(lang));
    }
    let stated = roster.provenance.as_ref().map(|provenance| provenance.penalty);
    if verdict.hard().next().is_some() || stated != Some(verdict.penalty()) {
        eprint!("{}", words(&verdict, false, lang));
        return Ok(Exit::HardFindings);
    }
    Ok(if status == Status::Interrupted { Exit::Interrupted } else { Exit::Fine })
}

fn reasons(why: &NoRoster) -> Text {
    match why {
        NoRoster::Rules(_) => text!("错误：规则库有误，见 `shangxia check`", "error: the rule book has mistakes, see `shangxia check`"),
        NoRoster::Nothing => {
            text!("在限定时间内没有排出班表；请加大 --time-limit", "no roster was found in the time allowed; give more with --time-limit")
        }
        NoRoster::Interrupted => text!("已中断，还没有班表", "interrupted before there was a roster"),
        NoRoster::Contradiction(_) | NoRoster::Infeasible => {
            text!("没有一份班表能满足全部硬性规则", "no roster keeps all hard rules")
        }
    }
}
