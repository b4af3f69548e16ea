//! `shangxia stress`: random absences against a published roster.

use super::{
    Exit,
    args::StressArgs,
    files,
    solve::{cores, listen},
};
use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};
use shangxia::{
    diagnose,
    diagnostic::{Diagnostic, Lang},
    domain::SickRates,
    engine::Interrupt,
    format, repair, solve,
    stress::{self, Options, Played},
    text,
};
use std::{
    io::IsTerminal,
    path::Path,
    sync::Mutex,
    time::{Duration, Instant},
};

pub fn run(options: &StressArgs, lang: Lang) -> Result<Exit> {
    let (instance, published) = match files::instance_and_roster(&options.instance, &options.published, lang)? {
        Ok(both) => both,
        Err(exit) => return Ok(exit),
    };
    let rates = match options.rates.as_deref().map(|path| rates(path, lang)).transpose()? {
        Some(Err(exit)) => return Ok(exit),
        rates => rates.and_then(Result::ok).unwrap_or_default(),
    };
    let book = diagnose::rule_book(&instance).unwrap_or_else(|mistakes| mistakes);
    if book.iter().any(Diagnostic::is_error) {
        files::explain(&options.instance, &book, lang)?;
        return Ok(Exit::NoRoster);
    }
    let search = solve::Options { time_limit: Duration::from_secs(options.work), ..solve::Options::default() };
    let how = Options {
        runs: options.runs as usize,
        seed: options.seed,
        rates,
        repair: repair::Options { price: options.price, search },
        workers: options.threads.map_or_else(cores, usize::from),
    };
    let interrupt = Interrupt::default();
    let ending = text!("\n正在结束，报告已经推演的缺勤；再按一次立即退出", "\nending with the absences played so far; once more to leave at once");
    listen(&interrupt, &ending, lang)?;
    let (begin, times, bar) = (Instant::now(), Mutex::new(Vec::new()), bar(how.runs));
    let told = |played: &Played, time: Duration| {
        let number = times.lock().map_or(0, |mut times: std::sync::MutexGuard<'_, Vec<usize>>| {
            times.push(time.as_millis() as usize);
            times.len()
        });
        match &bar {
            Some(bar) => bar.inc(1),
            None if number % 10 == 0 || number == how.runs => {
                let (runs, seconds, last) = (how.runs, begin.elapsed().as_secs_f64(), played.number);
                eprintln!(
                    "{seconds:>6.1} s  {}",
                    text!("{number}/{runs}（刚完成第 {last} 次）", "{number}/{runs} (number {last} just now)").in_lang(lang)
                );
            }
            None => {}
        }
    };
    let report = stress::stress(&instance, &published, &how, &interrupt, &told);
    if let Some(bar) = &bar {
        bar.finish_and_clear();
    }
    files::print(&stress::page(&instance, &report, lang))?;
    if let Ok(mut times) = times.into_inner() {
        times.sort_unstable();
        let [half, most, all] = [50, 90, 100].map(|percent| stress::percentile(&times, percent) as f64 / 1000.0);
        let line = text!(
            "每次修复用时：一半不超过 {half:.1} 秒，九成不超过 {most:.1} 秒，最长 {all:.1} 秒",
            "time of a repair: half of them at most {half:.1} s, nine of ten at most {most:.1} s, the longest {all:.1} s"
        );
        eprintln!("{}", line.in_lang(lang));
    }
    if let Some(path) = &options.json {
        files::write(path, &(serde_json::to_string_pretty(&stress::json(&report))? + "\n"), lang)?;
    }
    if let Some(path) = &options.csv {
        files::write(path, &stress::csv(&instance, &report), lang)?;
    }
    Ok(if interrupt.is_asked() { Exit::Interrupted } else { Exit::Fine })
}

/// A bar on stderr where it is a terminal.
fn bar(runs: usize) -> Option<ProgressBar> {
    std::io::stderr().is_terminal().then(|| {
        let bar = ProgressBar::new(runs as u64);
        if let Ok(style) = ProgressStyle::with_template("{elapsed:>4} {wide_bar} {pos}/{len}") {
            bar.set_style(style);
        }
        bar
    })
}

fn rates(path: &Path, lang: Lang) -> Result<Result<SickRates, Exit>> {
    let source = files::source(path, lang)?;
    let reading = format::read_rates(&source);
    eprint!("{}", format::render(&source, &reading.diagnostics, lang, files::colour()));
    Ok(reading.value.ok_or(Exit::BadInput))
}
