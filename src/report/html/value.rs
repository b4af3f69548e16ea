//! How good the roster is, what the auditor found, and how the roster came to be.

use super::view::View;
use crate::{report::RuleLine, rules::Finding, text};
use maud::{Markup, html};

/// Findings of a weighted rule shown one by one; the table of rules holds the sum of all.
const EXAMPLES: usize = 10;

pub(super) fn objective(view: &View<'_>) -> Markup {
    let objective = &view.timetable.objective;
    let note = view.either(
        "罚分由独立审计程序重新计算；下界表示任何排班的罚分都不会更低。",
        "Penalties are counted by the independent auditor; the bound says that no roster can cost less.",
    );
    html! {
        section.short-section {
            (view.heading("value", "目标值（按规则）", "Objective by rule", note))
            div.scroll tabindex="0" role="group" aria-label=(view.either("可左右滚动", "scrolls sideways")) {
                table.list {
                    thead {
                        tr {
                            th scope="col" { (view.either("规则", "Rule")) }
                            th.n scope="col" { (view.either("硬性违规", "Hard findings")) }
                            th.n scope="col" { (view.either("计分项", "Weighted findings")) }
                            th.n scope="col" { (view.either("罚分", "Penalty")) }
                        }
                    }
                    tbody {
                        @for rule in &objective.rules {
                            tr {
                                td { (view.say(&rule.name)) span.sub { code { (rule.code) } } }
                                td.n { @if rule.hard > 0 { span.warn { (rule.hard) } } @else { "0" } }
                                td.n { (rule.weighted) }
                                td.n { (rule.penalty) }
                            }
                        }
                    }
                    tfoot {
                        @for (name, sum) in &objective.priorities {
                            tr { td colspan="3" { (view.either("其中：", "Of it: ")) (view.say(name)) } td.n { (sum) } }
                        }
                        tr { th colspan="3" scope="row" { (view.either("合计", "Total")) } td.n { (objective.penalty) } }
                        tr { th colspan="3" scope="row" { (view.either("下界", "Bound")) } td.n { (objective.bound.map_or_else(|| "–".to_owned(), |bound| bound.to_string())) } }
                        tr { th colspan="3" scope="row" { (view.either("差距", "Gap")) } td.n { (objective.gap_percent().unwrap_or_else(|| "–".to_owned())) } }
                    }
                }
            }
            @if let Some(stated) = objective.stated {
                p.warn { (view.say(&text!("注意：排班文件中写的罚分是 {stated}，与审计结果不同。", "Note: the roster's file states a penalty of {stated}, which is not what the auditor counts."))) }
            }
        }
    }
}

pub(super) fn findings(view: &View<'_>) -> Markup {
    let timetable = view.timetable;
    html! {
        @if !timetable.findings.is_empty() {
            section {
                (view.heading("findings", "审计发现", "Findings", ""))
                @for rule in &timetable.objective.rules { (findings_of(view, rule)) }
            }
        }
    }
}

/// Every hard finding of a rule, and the dearest of those that are paid for.
fn findings_of(view: &View<'_>, rule: &RuleLine) -> Markup {
    let of_rule = view.timetable.findings.iter().filter(|finding| finding.rule == rule.code);
    let (hard, mut weighted): (Vec<&Finding>, Vec<&Finding>) = of_rule.partition(|finding| finding.hard);
    weighted.sort_by_key(|finding| -finding.penalty);
    let rest = weighted.len().saturating_sub(EXAMPLES);
    html! {
        h3 {
            (view.say(&rule.name))
            @if !hard.is_empty() { span.warn { (view.either("硬性违规", "hard")) " " (hard.len()) } }
            @if !weighted.is_empty() { span.sub { (view.either("计分项", "weighted")) " " (weighted.len()) } }
        }
        ul.findings { @for finding in hard.iter().chain(weighted.iter().take(EXAMPLES)) { (line(view, finding)) } }
        @if rest > 0 { p.sub { (view.say(&text!("另有 {rest} 项罚分不更高", "and {rest} more that cost no more"))) } }
    }
}

fn line(view: &View<'_>, finding: &Finding) -> Markup {
    html! {
        li {
            (view.say(&finding.text))
            @if finding.penalty > 0 { span.sub { (view.either("罚", "penalty")) " " (finding.penalty) } }
        }
    }
}

pub(super) fn provenance(view: &View<'_>) -> Markup {
    let Some(provenance) = &view.timetable.provenance else { return html! {} };
    let seconds = provenance.time_limit_seconds;
    let mut rows = vec![
        (view.either("排班程序", "Program"), format!("shangxia {}", provenance.program)),
        (view.either("求解器", "Solver"), provenance.solver.clone()),
        (view.either("规则包", "Rule pack"), provenance.pack.clone().unwrap_or_else(|| "–".to_owned())),
        (view.either("结束方式", "Status"), view.say(&view.timetable.objective.status).to_owned()),
    ];
    // An answer brought in from elsewhere has neither.
    if seconds > 0 {
        rows.push((view.either("随机种子", "Seed"), provenance.seed.to_string()));
        rows.push((view.either("限时", "Time limit"), view.say(&text!("{seconds} 秒", "{seconds} s")).to_owned()));
    }
    rows.push((view.either("输入数据摘要（SHA-256）", "Instance (SHA-256)"), provenance.instance.clone()));
    html! {
        section.short-section {
            (view.heading("provenance", "来源", "Provenance", ""))
            dl.facts { @for (name, value) in rows { dt { (name) } dd { (value) } } }
        }
    }
}
