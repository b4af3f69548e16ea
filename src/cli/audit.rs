//! `shangxia audit`: verify a roster independently of the solver.

use super::{Exit, args::AuditArgs, files};
use anyhow::Result;
use shangxia::{
    audit::{Verdict, audit},
    diagnostic::Lang,
    text,
};
use std::fmt::Write as _;

pub fn run(options: &AuditArgs, lang: Lang) -> Result<Exit> {
    let (instance, roster) = match files::instance_and_roster(&options.instance, &options.roster, lang)? {
        Ok(both) => both,
        Err(exit) => return Ok(exit),
    };
    let Ok(verdict) = audit(&instance, &roster) else { return Ok(Exit::BadInput) };
    files::print(&words(&verdict, options.all, lang))?;
    Ok(if verdict.hard().next().is_some() { Exit::HardFindings } else { Exit::Fine })
}

/// The verdict in words: hard findings each, weighted ones by rule or each.
pub fn words(verdict: &Verdict, all: bool, lang: Lang) -> String {
    let mut out = String::new();
    let hard = verdict.hard().count();
    for finding in verdict.findings.iter().filter(|finding| finding.hard || all) {
        let mark = if finding.hard { "✗" } else { "·" };
        let price = if finding.hard { String::new() } else { format!(" (+{})", finding.penalty) };
        let _ = writeln!(out, "{mark} {}{price}", finding.said().in_lang(lang));
    }
    for (rule, penalty) in verdict.penalty_by_rule() {
        let _ = match verdict.findings.iter().find(|finding| finding.rule == rule) {
            Some(finding) if lang == Lang::Zh => writeln!(out, "  {rule:<20} {penalty:>8}  {}", finding.name_zh),
            _ => writeln!(out, "  {rule:<20} {penalty:>8}"),
        };
    }
    let (penalty, pack) = (verdict.penalty(), verdict.pack.as_deref().unwrap_or("–"));
    let line = if hard > 0 {
        text!("违反硬性规则 {hard} 处；罚分合计 {penalty}", "{hard} hard findings; penalty {penalty}")
    } else {
        text!("没有硬性违规；符合规则包 {pack}；罚分合计 {penalty}", "no hard finding; complies with rule pack {pack}; penalty {penalty}")
    };
    let _ = writeln!(out, "{}", line.in_lang(lang));
    out
}
