//! `shangxia import-roster`: a roster workbook that someone has changed, audited, as a roster and as pins.

use super::{Exit, args::ImportRosterArgs, audit::words, files};
use anyhow::Result;
use shangxia::{
    audit::{Verdict, audit},
    diagnostic::{Lang, Text},
    domain::{Instance, Provenance, Roster},
    exchange::{
        LARGEST_WORKBOOK,
        roster_workbook::{Change, Edited, Mistake, pins, read_roster_workbook},
    },
    format, text,
};
use std::{collections::BTreeSet, fmt::Write as _, path::Path};

/// Mistakes shown at most.
const SHOWN: usize = 500;

pub fn run(options: &ImportRosterArgs, lang: Lang) -> Result<Exit> {
    let (instance, old) = match files::instance_and_roster(&options.instance, &options.roster, lang)? {
        Ok(both) => both,
        Err(exit) => return Ok(exit),
    };
    let bytes = files::bytes(&options.workbook, LARGEST_WORKBOOK, lang)?;
    let Edited { mut roster, changes } = match read_roster_workbook(&bytes, &instance, &old) {
        Ok(edited) => edited,
        Err(mistakes) => {
            complain(&options.workbook, &mistakes, lang);
            return Ok(Exit::BadInput);
        }
    };
    let (Ok(before), Ok(verdict)) = (audit(&instance, &old), audit(&instance, &roster)) else { return Ok(Exit::BadInput) };
    if !changes.is_empty() {
        roster.provenance = Some(provenance(&instance, &old, &verdict, &options.workbook));
    }
    files::print(&said(&changes, lang))?;
    files::print(&words(&verdict, false, lang))?;
    let (was, is, hard) = (before.penalty(), verdict.penalty(), before.hard().count());
    let line = text!(
        "改之前：硬性违规 {hard} 处，罚分 {was}；罚分变化 {:+}",
        "before the changes: {hard} hard findings, penalty {was}; the penalty changes by {:+}",
        is - was
    );
    files::print(&format!("{}\n", line.in_lang(lang)))?;
    if let Some(path) = &options.output {
        files::write(path, &format::write_roster(&roster), lang)?;
        eprintln!("{}", text!("班表：{}", "roster: {}", path.display()).in_lang(lang));
    }
    if let Some(path) = &options.pinned {
        let pinned = Instance { pins: pins(&instance, &roster, &changes), ..instance };
        files::write(path, &format::write_instance(&pinned), lang)?;
        let cells = changes.len();
        let line = text!("固定了 {cells} 个格子的实例：{}", "instance with {cells} cells pinned: {}", path.display());
        eprintln!("{}", line.in_lang(lang));
    }
    Ok(if verdict.hard().next().is_some() { Exit::HardFindings } else { Exit::Fine })
}

/// The difference cell by cell.
fn said(changes: &[Change], lang: Lang) -> String {
    let mut lines = String::new();
    let mut sheet = "";
    let empty = text!("空", "nothing");
    let list = |codes: &[String]| if codes.is_empty() { empty.in_lang(lang).to_owned() } else { codes.join(" ") };
    for change in changes {
        if change.sheet != sheet {
            sheet = &change.sheet;
            lines.push_str(sheet);
            lines.push('\n');
        }
        let (before, after) = (list(&change.before), list(&change.after));
        let _ = writeln!(lines, "  {:<7} {}  {}  {before} → {after}", change.cell, change.doctor, change.date);
    }
    let (cells, doctors) = (changes.len(), changes.iter().map(|change| &change.doctor).collect::<BTreeSet<_>>().len());
    let sum = if changes.is_empty() {
        text!("没有改动", "nothing was changed")
    } else {
        text!("改了 {cells} 个格子，涉及 {doctors} 名医生", "{cells} cells changed, of {doctors} doctors")
    };
    lines + sum.in_lang(lang) + "\n"
}

/// Where the edited roster comes from. A bound holds for every roster of the instance.
fn provenance(instance: &Instance, old: &Roster, verdict: &Verdict, file: &Path) -> Provenance {
    let hash = format::instance_hash(instance);
    let penalty = verdict.penalty();
    let bound = old.provenance.as_ref().filter(|old| old.instance == hash).and_then(|old| old.bound);
    Provenance {
        alliance: instance.alliance.zh().to_owned(),
        instance: hash,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        solver: file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned(),
        pack: verdict.pack.clone(),
        status: "edited".to_owned(),
        penalty,
        penalty_by_priority: verdict.penalty_by_priority(),
        penalty_by_rule: verdict.penalty_by_rule(),
        bound,
        gap_basis_points: bound
            .filter(|bound| *bound <= penalty)
            .map(|bound| if penalty == 0 { 0 } else { ((penalty - bound) * 10_000 + penalty - 1) / penalty } as u32),
        ..Provenance::default()
    }
}

fn complain(path: &Path, mistakes: &[Mistake], lang: Lang) {
    let label = if lang == Lang::Zh { "错误" } else { "error" };
    for mistake in mistakes.iter().take(SHOWN) {
        let place = match (&mistake.sheet, &mistake.cell) {
            (Some(sheet), Some(cell)) => text!("表“{sheet}” {cell}", "sheet `{sheet}` {cell}"),
            (Some(sheet), None) => text!("表“{sheet}”", "sheet `{sheet}`"),
            _ => Text::new(path.display().to_string(), path.display().to_string()),
        };
        let said = &mistake.diagnostic;
        let (cause, advice) = (said.cause.in_lang(lang), said.advice.in_lang(lang));
        eprintln!("{label}[{}]: {}: {cause}; {advice}", said.code, place.in_lang(lang));
    }
    let more = mistakes.len().saturating_sub(SHOWN);
    if more > 0 {
        eprintln!("{}", text!("还有 {more} 处没有列出", "{more} more are not listed").in_lang(lang));
    }
    eprintln!("{}", text!("没有写出任何文件", "no file was written").in_lang(lang));
}
