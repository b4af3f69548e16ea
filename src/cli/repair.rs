//! `shangxia repair`: mend a published roster after something happened, with few changes.

use super::{
    Exit,
    args::RepairArgs,
    files,
    progress::Progress,
    solve::{cores, keeping_the_best, listen, names_of},
};
use anyhow::Result;
use shangxia::{
    diagnose,
    diagnostic::{Diagnostic, Lang, Text},
    domain::{Events, Instance, Roster},
    engine::Interrupt,
    format,
    repair::{self, Options, Repaired, Unrepaired},
    solve::{self, Culprit},
    text,
};
use std::{collections::BTreeSet, path::Path, time::Duration};

/// Rows shown at most.
const SHOWN: usize = 12;

pub fn run(options: &RepairArgs, lang: Lang) -> Result<Exit> {
    let (instance, published) = match files::instance_and_roster(&options.instance, &options.published, lang)? {
        Ok(both) => both,
        Err(exit) => return Ok(exit),
    };
    let mut events = match events(&options.events, &instance, &published, lang)? {
        Ok(events) => events,
        Err(exit) => return Ok(exit),
    };
    if let Some(announced) = options.announced {
        if instance.horizon.day_within(announced).is_none() {
            let (start, end) = (instance.horizon.start, instance.horizon.end());
            let said = text!(
                "--announced {announced} 不在计划期内（{start} 起，{end} 之前）",
                "--announced {announced} is not in the horizon: {start} until before {end}"
            );
            return Ok(refuse(&said, lang));
        }
        events.announced = Some(announced);
    }
    let book = diagnose::rule_book(&instance).unwrap_or_else(|mistakes| mistakes);
    if book.iter().any(Diagnostic::is_error) {
        files::explain(&options.instance, &book, lang)?;
        return Ok(Exit::NoRoster);
    }
    let interrupt = Interrupt::default();
    listen(&interrupt, &keeping_the_best(), lang)?;
    let progress = Progress::new(lang, names_of(&instance, lang));
    let how = Options {
        price: options.price,
        search: solve::Options {
            time_limit: Duration::from_secs(options.time_limit),
            deterministic: options.deterministic,
            seed: options.seed,
            workers: options.threads.map_or_else(cores, usize::from),
            ..solve::Options::default()
        },
    };
    let repaired = repair::repair(&instance, &published, &events, &how, &interrupt, &progress);
    progress.finish();
    match repaired {
        Ok(repaired) => hand_out(repaired, options, interrupt.is_asked(), lang),
        Err(why) => {
            eprintln!("{}", reasons(&why).in_lang(lang));
            Ok(Exit::NoRoster)
        }
    }
}

/// Reads events and prints what is wrong with them.
fn events(path: &Path, instance: &Instance, published: &Roster, lang: Lang) -> Result<Result<Events, Exit>> {
    let source = files::source(path, lang)?;
    let reading = format::read_events(&source, instance, published);
    eprint!("{}", format::render(&source, &reading.diagnostics, lang, files::colour()));
    Ok(reading.value.ok_or(Exit::BadInput))
}

fn hand_out(mut repaired: Repaired, options: &RepairArgs, interrupted: bool, lang: Lang) -> Result<Exit> {
    if let Some(provenance) = &mut repaired.roster.provenance {
        provenance.instance = format::instance_hash(&repaired.instance);
    }
    let written = format::write_roster(&repaired.roster);
    if let Some(path) = &options.instance_out {
        files::write(path, &format::write_instance(&repaired.instance), lang)?;
    }
    if let Some(path) = &options.json {
        let data = serde_json::to_string_pretty(&repair::json(&repaired))?;
        files::write(path, &(data + "\n"), lang)?;
    }
    if options.output == Path::new("-") {
        files::print(&written)?;
    } else {
        files::write(&options.output, &written, lang)?;
        files::print(&repair::page(&repaired, lang))?;
        eprintln!("{}", text!("班表：{}", "roster: {}", options.output.display()).in_lang(lang));
    }
    if let Some(path) = &options.instance_out {
        eprintln!("{}", text!("事件之后的实例：{}", "instance after the events: {}", path.display()).in_lang(lang));
    }
    let stated = repaired.roster.provenance.as_ref().map(|provenance| provenance.penalty);
    Ok(if repaired.verdict.hard().next().is_some() || stated != Some(repaired.verdict.penalty()) {
        Exit::HardFindings
    } else if interrupted {
        Exit::Interrupted
    } else {
        Exit::Fine
    })
}

fn reasons(why: &Unrepaired) -> Text {
    match why {
        Unrepaired::Rules(_) => text!("错误：规则库有误，见 `shangxia check`", "error: the rule book has mistakes, see `shangxia check`"),
        Unrepaired::Ended => text!("已中断，还没有修复好的班表", "ended before there was a repaired roster"),
        Unrepaired::Broken(rows) => broken(rows),
    }
}

fn broken(rows: &[Culprit]) -> Text {
    let of =
        |part: &dyn Fn(&Culprit) -> Option<String>| rows.iter().filter_map(part).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(", ");
    let (rules, doctors) = (of(&|row| Some(row.rule.clone())), of(&|row| row.part("d").map(str::to_owned)));
    let named: Vec<String> = rows.iter().take(SHOWN).map(|row| format!("\n  {}", row.row)).collect();
    let named = named.concat();
    text!(
        "修不好：找到的最好的班表仍然违反硬性规则。\n涉及的规则：{rules}\n涉及的医生：{doctors}\n仍然违反：{named}\n请加大 --time-limit，把改动公布得早一些（--announced），或放宽其中一条规则后再试。",
        "it cannot be mended: the best roster found still breaks hard rules.\nrules involved: {rules}\ndoctors involved: {doctors}\nstill broken:{named}\ngive more with --time-limit, announce changes earlier (--announced), or relax one of the rules, and try again."
    )
}

fn refuse(why: &Text, lang: Lang) -> Exit {
    let label = if lang == Lang::Zh { "错误" } else { "error" };
    eprintln!("{label}: {}", why.in_lang(lang));
    Exit::BadInput
}
