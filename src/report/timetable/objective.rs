//! How good the roster is: penalty by rule, bound and gap, and the sentence on the rules.

use crate::{
    audit::{STRUCTURE, Verdict},
    diagnostic::Text,
    domain::{Instance, Roster},
    report::words,
    rules::{Finding, KINDS},
    text,
};

/// The share of one rule.
#[derive(Clone, Debug)]
pub struct RuleLine {
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub name: Text,
    /// Breaches that must not be.
    pub hard: usize,
    /// Breaches that are paid for.
    pub weighted: usize,
    /// What they cost.
    pub penalty: i64,
}

/// The value of a roster, by the auditor's count.
#[derive(Clone, Debug)]
pub struct Objective {
    /// Rules that are broken anywhere, dearest first.
    pub rules: Vec<RuleLine>,
    /// What it costs by place in the order of objectives, the most important first.
    pub priorities: Vec<(Text, i64)>,
    /// Sum of the penalties.
    pub penalty: i64,
    /// No roster costs less, as far as proven.
    pub bound: Option<i64>,
    /// (penalty − bound) / penalty in hundredths of a percent.
    pub gap: Option<i64>,
    /// How the search ended.
    pub status: Text,
    /// The penalty the roster's file states, where it is another than the auditor's.
    pub stated: Option<i64>,
}

impl Objective {
    /// The gap as `1.25 %`.
    pub fn gap_percent(&self) -> Option<String> {
        self.gap.map(|gap| format!("{}{}.{:02} %", if gap < 0 { "-" } else { "" }, gap.abs() / 100, gap.abs() % 100))
    }

    /// Breaches that must not be.
    pub fn hard(&self) -> usize {
        self.rules.iter().map(|rule| rule.hard).sum()
    }
}

/// The name of a rule by its code.
fn rule_name(code: &str) -> Text {
    let mut cards = KINDS.iter().map(crate::rules::RuleKind::card).chain([&STRUCTURE]);
    cards.find(|card| card.code == code).map_or_else(|| Text::new(code, code), crate::rules::Card::name)
}

pub(super) fn objective(roster: &Roster, verdict: &Verdict) -> Objective {
    let provenance = roster.provenance.as_ref();
    let penalty = verdict.penalty();
    let bound = provenance.and_then(|provenance| provenance.bound);
    let gap = bound.map(|bound| if penalty == 0 { 0 } else { (penalty - bound) * 10_000 / penalty });
    Objective {
        rules: rules(&verdict.findings),
        priorities: verdict.penalty_by_priority().into_iter().map(|(priority, sum)| (words::name_or_id(Some(&priority.name()), ""), sum)).collect(),
        penalty,
        bound,
        gap,
        status: provenance.map_or_else(|| text!("非求解所得", "not from a solver"), |provenance| status(&provenance.status)),
        stated: provenance.map(|provenance| provenance.penalty).filter(|stated| *stated != penalty),
    }
}

fn rules(findings: &[Finding]) -> Vec<RuleLine> {
    let mut lines: Vec<RuleLine> = Vec::new();
    for finding in findings {
        let position = lines.iter().position(|line| line.code == finding.rule).unwrap_or_else(|| {
            lines.push(RuleLine { code: finding.rule, name: rule_name(finding.rule), hard: 0, weighted: 0, penalty: 0 });
            lines.len() - 1
        });
        let line = &mut lines[position];
        line.hard += usize::from(finding.hard);
        line.weighted += usize::from(!finding.hard);
        line.penalty += finding.penalty;
    }
    lines.sort_by_key(|line| (-(line.hard as i64), -line.penalty, line.code));
    lines
}

fn status(word: &str) -> Text {
    match word {
        "optimal" => text!("已证明最优", "proven optimal"),
        "gap" => text!("达到设定的差距", "stopped at the gap allowed"),
        "work" => text!("达到设定的计算量", "stopped at the work allowed"),
        "time" => text!("达到设定的时间", "stopped at the time allowed"),
        "interrupted" => text!("被用户中止", "interrupted by the user"),
        "imported" => text!("取自其他求解器的解", "taken from another solver's answer"),
        "repaired" => text!("按发生的事修复，只在其周围求解", "repaired after events, searched around them alone"),
        "edited" => text!("手工修改", "edited by hand"),
        other => Text::new(other, other),
    }
}

/// Which rules the roster keeps. It speaks of the rule pack, never of the law.
pub(super) fn statement(instance: &Instance, verdict: &Verdict) -> Text {
    let hard = verdict.hard().count();
    let pack = verdict.pack.as_deref().map(|title| title.rsplit_once(' ').unwrap_or((title, "")));
    let own = instance.rules.entries.len() + instance.rules.without.len();
    let (own_zh, own_en) = (own, words::plural(own, "entry", "entries"));
    let (hard_zh, hard_en) = (hard, words::plural(hard, "finding", "findings"));
    match (pack, hard) {
        (Some((pack, version)), 0) if own == 0 => text!("符合规则包 {pack} 版本 {version}", "Complies with rule pack {pack}, version {version}"),
        (Some((pack, version)), 0) => text!(
            "符合规则包 {pack} 版本 {version}（本单位另有 {own_zh} 条设置）",
            "Complies with rule pack {pack}, version {version}, as amended by {own_en} of the instance"
        ),
        (Some((pack, version)), _) => {
            text!("违反规则包 {pack} 版本 {version} 的硬性规则：{hard_zh} 处", "Breaks hard rules of rule pack {pack}, version {version}: {hard_en}")
        }
        (None, 0) => text!("符合本单位设置的硬性规则（未用规则包）", "Complies with the instance's own hard rules (no rule pack)"),
        (None, _) => text!("违反本单位设置的硬性规则：{hard_zh} 处", "Breaks the instance's own hard rules: {hard_en}"),
    }
}
