//! What is signed for: the verdict of the auditor, what is short, rule pack and calendar.

use super::Signature;
use crate::{
    audit::Verdict,
    diagnostic::{Lang, Text},
    domain::{Calendar, Instance, Priority},
    text,
};
use chrono::NaiveDate;
use serde::Serialize;
use std::{collections::BTreeMap, fmt::Write as _};

/// A rule that is broken so many times, by name of rule and count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Acknowledged {
    /// Code of the rule.
    pub rule: String,
    /// Findings.
    pub findings: usize,
}

impl Acknowledged {
    /// As it is written on the command line.
    pub fn option(&self) -> String {
        format!("--acknowledge {}={}", self.rule, self.findings)
    }
}

/// A checklist, signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Checklist {
    /// The version it is about.
    pub version: u32,
    /// Code or role of who signs.
    pub by: String,
    /// When.
    pub at: String,
    /// First day of the roster.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// SHA-256 of the instance in its canonical form.
    pub instance: String,
    /// SHA-256 of the roster file.
    pub roster: String,
    /// Hard findings; never other than 0.
    pub hard_findings: usize,
    /// What is short or owed, acknowledged.
    pub acknowledged: Vec<Acknowledged>,
    /// Penalty of the roster.
    pub penalty: i64,
    /// Rule pack and version.
    pub pack: Option<String>,
    /// The calendar: built-in years, or where its dates were published.
    pub calendar: String,
    /// Version of this program.
    pub program: String,
    /// SHA-256 of the last line of the log when it was signed.
    pub log: String,
}

/// What must be acknowledged: findings of law and safety that are weighted, shortages and
/// obligations, counted by rule.
pub(super) fn shortages(verdict: &Verdict) -> Vec<Acknowledged> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in verdict.findings.iter().filter(|finding| !finding.hard && finding.penalty > 0 && finding.priority <= Priority::Obligations) {
        *counts.entry(finding.rule).or_default() += 1;
    }
    counts.into_iter().map(|(rule, findings)| Acknowledged { rule: rule.to_owned(), findings }).collect()
}

/// The calendar by name.
pub(super) fn calendar(calendar: &Calendar) -> String {
    match calendar {
        Calendar::Own(own) => format!("{} ({} – {})", own.source, own.from, own.to),
        Calendar::File(file) => file.file.clone(),
        named => named.names().join(", "),
    }
}

impl Checklist {
    /// As YAML.
    pub fn yaml(&self) -> String {
        serde_yaml::to_string(self).unwrap_or_default()
    }

    /// As a page to print and to file.
    pub fn page(&self, instance: &Instance, lang: Lang) -> String {
        let alliance = if lang == Lang::Zh { instance.alliance.zh() } else { instance.alliance.en() };
        let Self { version, by, at, from, to, penalty, calendar, program, .. } = self;
        let pack = self.pack.as_deref().unwrap_or("–");
        let mut lines: Vec<Text> = vec![
            text!("# 排班表发布核对表：{alliance}，第 {version} 版\n", "# Checklist of a roster: {alliance}, version {version}\n"),
            text!("排班期：{from} 至 {to}\n", "Roster from {from} to {to}\n"),
            text!("- [x] 没有硬性违规；符合规则包 {pack}", "- [x] No hard finding; complies with rule pack {pack}"),
            text!("- [x] 日历：{calendar}", "- [x] Calendar: {calendar}"),
        ];
        if self.acknowledged.is_empty() {
            lines.push(text!("- [x] 没有缺口，没有未完成的约定任务", "- [x] Nothing is short, nothing that was promised is missing"));
        } else {
            lines.push(text!("- [x] 已知悉以下缺口和未完成的约定任务：", "- [x] Acknowledged as short or owed:"));
            lines.extend(self.acknowledged.iter().map(|known| {
                let (rule, count) = (&known.rule, known.findings);
                let card = crate::rules::KINDS.iter().map(crate::rules::RuleKind::card).find(|card| card.code == rule);
                let Text { zh, en } = card.map_or_else(|| Text::new(rule, rule), crate::rules::Card::name);
                text!("  - {zh}（{rule}）：{count} 处", "  - {en} ({rule}): {count} findings")
            }));
        }
        lines.push(text!("- 罚分合计：{penalty}", "- Penalty: {penalty}"));
        let (instance_hash, roster, log) = (&self.instance, &self.roster, &self.log);
        lines.push(text!("- 实例 SHA-256：{instance_hash}", "- SHA-256 of the instance: {instance_hash}"));
        lines.push(text!("- 班表 SHA-256：{roster}", "- SHA-256 of the roster: {roster}"));
        lines.push(text!("- 签署前的记录 SHA-256：{log}", "- SHA-256 of the log before this signature: {log}"));
        lines.push(text!("- 程序：shangxia {program}\n", "- Program: shangxia {program}\n"));
        lines.push(text!("批准人（代码或职务）：{by}，{at}", "Approved by (code or role): {by}, {at}"));
        lines.iter().fold(String::new(), |mut page, line| {
            let _ = writeln!(page, "{}", line.in_lang(lang));
            page
        })
    }
}

/// What a checklist says of who signs and when.
pub(super) fn signed(signature: &Signature) -> (String, String) {
    (signature.by.clone(), signature.at.to_rfc3339())
}
