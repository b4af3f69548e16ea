//! How good the roster is, what the auditor found, and how the roster came to be.

use super::view::View;
use crate::{
    report::{timetable::rule_name, words},
    rules::Finding,
    text,
};
use itertools::Itertools;
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
        section {
            (view.heading("value", "目标值（按规则）", "Objective by rule", note))
            div.scroll {
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
    let findings = &view.timetable.findings;
    let (hard, weighted): (Vec<&Finding>, Vec<&Finding>) = findings.iter().partition(|finding| finding.hard);
    html! {
        @if !findings.is_empty() {
            section {
                (view.heading("findings", "审计发现", "Findings", ""))
                @if !hard.is_empty() {
                    h3.bad { (view.either("硬性违规", "Hard findings")) }
                    ul.findings { @for finding in &hard { (line(view, finding)) } }
                }
                @for (code, group) in &weighted.iter().chunk_by(|finding| finding.rule) {
                    @let group: Vec<_> = group.sorted_by_key(|finding| -finding.penalty).collect();
                    h3 { (view.say(&rule_name(code))) span.sub { (group.len()) } }
                    ul.findings { @for finding in group.iter().take(EXAMPLES) { (line(view, finding)) } }
                    @if group.len() > EXAMPLES {
                        @let rest = group.len() - EXAMPLES;
                        p.sub { (view.say(&text!("另有 {rest} 项罚分不更高的发现", "and {rest} more that cost no more"))) }
                    }
                }
            }
        }
    }
}

fn line(view: &View<'_>, finding: &Finding) -> Markup {
    html! {
        li {
            (view.say(&finding.text))
            @if finding.penalty > 0 { span.sub { (view.either("罚", "penalty")) " " (finding.penalty) } }
            @if let (Some(date), true) = (finding.date, finding.hard) { span.sub { (view.say(&words::date(date))) } }
        }
    }
}

pub(super) fn provenance(view: &View<'_>) -> Markup {
    let Some(provenance) = &view.timetable.provenance else { return html! {} };
    let seconds = provenance.time_limit_seconds;
    let rows = [
        (view.either("排班程序", "Program"), format!("shangxia {}", provenance.program)),
        (view.either("求解器", "Solver"), provenance.solver.clone()),
        (view.either("规则包", "Rule pack"), provenance.pack.clone().unwrap_or_else(|| "–".to_owned())),
        (view.either("结束方式", "Status"), view.say(&view.timetable.objective.status).to_owned()),
        (view.either("随机种子", "Seed"), provenance.seed.to_string()),
        (view.either("限时", "Time limit"), view.say(&text!("{seconds} 秒", "{seconds} s")).to_owned()),
        (view.either("输入数据摘要（SHA-256）", "Instance (SHA-256)"), provenance.instance.clone()),
    ];
    html! {
        section {
            (view.heading("provenance", "来源", "Provenance", ""))
            dl.facts { @for (name, value) in rows { dt { (name) } dd { (value) } } }
        }
    }
}
