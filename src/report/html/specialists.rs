//! What those who are down do there: work that needs no specialist, and half-days without work.

use super::view::View;
use crate::{
    report::{Idle, SpecialistLine, words},
    text,
};
use maud::{Markup, html};

pub(super) fn section(view: &View<'_>) -> Markup {
    let lines = &view.timetable.specialists;
    html! {
        @if !lines.is_empty() {
            section.short-section {
                (view.heading("specialists", "下沉专家的班次与空闲", "Work and idle time of those down", note(view)))
                div.scroll tabindex="0" role="group" aria-label=(view.either("可左右滚动", "scrolls sideways")) {
                    table.list {
                        thead {
                            tr {
                                th scope="col" { (view.either("医生", "Doctor")) }
                                th scope="col" { (view.either("接收科室", "Host")) }
                                th scope="col" { (view.either("派驻周（本期）", "Weeks in the plan")) }
                                th.n scope="col" { (view.either("在接收科室的班次", "Duties at the host")) }
                                th.n scope="col" { (view.either("其中用不上专长", "Not for a specialist")) }
                                th.n scope="col" { (view.either("空闲", "Idle")) }
                            }
                        }
                        tbody { @for line in lines { (row(view, line)) } }
                        tfoot {
                            tr {
                                th colspan="3" scope="row" { (view.either("合计", "Total")) }
                                td.n { (lines.iter().map(|line| line.duties).sum::<usize>()) }
                                td.n { (lines.iter().filter_map(|line| line.unsuited).sum::<usize>()) }
                                td.n { (idle_in_all(view)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn note(view: &View<'_>) -> &'static str {
    view.either(
        "岗位要求项目所需专长中的一项，或要求副主任及以上职称，或是教学、会诊、远程会诊岗位，才算用得上专长；项目没有写明所需专长的不算（–）。整周派驻的空闲：工作日上午（8—12 点）或下午（13—17 点）没有任何班次，一周至多算到工时比合同少几个 4 小时为止。按天派驻的空闲：约定去的天数中，在接收科室没有班次的天数。休假、节假日都不算；斜线后是总数。",
        "A duty is for a specialist if its post asks for a skill the programme needs, or for an associate chief or higher, or is there for teaching or consultation; where the programme names no skills this is not counted (–). Idle on a stint of whole weeks: mornings (8–12) and afternoons (13–17) of workdays without any duty, in a week at most as many as it is times 4 h short of the contract. Idle on a stint of some days a week: agreed days without a duty at the host. Leave and holidays do not count; after the stroke: out of how many.",
    )
}

fn row(view: &View<'_>, line: &SpecialistLine) -> Markup {
    let stint = &view.timetable.stints[line.stint];
    let weeks = &view.timetable.weeks[stint.within.clone()];
    html! {
        tr {
            td { (view.doctor(stint.doctor)) }
            td { (view.unit_label(stint.host)) span.sub { (view.say(&stint.programme)) } }
            td {
                @if let (Some(first), Some(last)) = (weeks.first(), weeks.last()) { (view.say(&words::span(first.monday, last.sunday()))) }
            }
            td.n { (line.duties) }
            td.n { @if let Some(unsuited) = line.unsuited { (unsuited) } @else { "–" } }
            td.n {
                @match line.idle {
                    Idle::HalfDays { idle, all } => { (idle) " / " (all) span.sub { (view.either("个半天", "half-days")) } },
                    Idle::Days { idle, all } => { (idle) " / " (all) span.sub { (view.either("天", "days")) } },
                }
            }
        }
    }
}

fn idle_in_all(view: &View<'_>) -> String {
    let (mut half_days, mut days) = (0, 0);
    for line in &view.timetable.specialists {
        match line.idle {
            Idle::HalfDays { idle, .. } => half_days += idle,
            Idle::Days { idle, .. } => days += idle,
        }
    }
    let text = match (half_days, days) {
        (half_days, 0) => text!("{half_days} 个半天", "{half_days} half-days"),
        (0, days) => text!("{days} 天", "{days} days"),
        (half_days, days) => text!("{half_days} 个半天、{days} 天", "{half_days} half-days, {days} days"),
    };
    view.say(&text).to_owned()
}
