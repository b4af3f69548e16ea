//! Who carries the residents of those who are away, and who is left waiting.

use super::view::View;
use crate::report::{Carrying, PanelWeeks, words};
use maud::{Markup, html};

pub(super) fn table(view: &View<'_>) -> Markup {
    let timetable = view.timetable;
    let note = view.either(
        "签约医生离开的每一周由谁代管其居民；“居民×周”是人数乘以周数。派驻到别的机构而排班表没有写代管人的，也算等候。",
        "For each week a doctor is away: who serves the doctor's residents. Residents × weeks is their number times the weeks. A stint at another site for which the roster names nobody counts as waiting too.",
    );
    html! {
        @if !timetable.carried.is_empty() {
            h3 { (view.either("离开医生的居民由谁代管", "Who carries the residents of those away")) }
            p.note { (note) }
            div.scroll tabindex="0" role="group" aria-label=(view.either("可左右滚动", "scrolls sideways")) {
                table.list {
                    thead {
                        tr {
                            th scope="col" { (view.either("任务", "Task")) }
                            th scope="col" { (view.either("医生", "Doctor")) }
                            th scope="col" { (view.either("代管", "Carried by")) }
                            th scope="col" { (view.either("日期", "Dates")) }
                            th.n scope="col" { (view.either("居民", "Residents")) }
                            th.n scope="col" { (view.either("周数", "Weeks")) }
                            th.n scope="col" { (view.either("居民×周", "Residents × weeks")) }
                        }
                    }
                    tbody { @for line in &timetable.carried { (row(view, line)) } }
                    tfoot {
                        (sum(view.either("有人代管", "Carried"), timetable.carried_weeks(), false))
                        (sum(view.either("无人代管，等候", "Waiting"), timetable.waiting_weeks(), true))
                    }
                }
            }
        }
    }
}

fn row(view: &View<'_>, line: &Carrying) -> Markup {
    let timetable = view.timetable;
    let residents = |count: u64| if line.residents == 0 { "–".to_owned() } else { count.to_string() };
    html! {
        tr.waits[line.by.is_none()] {
            td { (view.say(&line.quota)) }
            td { (view.doctor(line.panel_of)) }
            td {
                @match line.by {
                    Some(by) => (view.doctor(by)),
                    None => span.warn { "✕ " (view.either("无人代管，居民等候", "nobody: they wait")) },
                }
            }
            td { (view.say(&words::span(timetable.weeks[line.first].monday, timetable.weeks[line.last].sunday()))) }
            td.n { (residents(u64::from(line.residents))) }
            td.n { (line.weeks()) }
            td.n { (residents(line.resident_weeks())) }
        }
    }
}

fn sum(name: &str, sum: PanelWeeks, alarming: bool) -> Markup {
    let class = (alarming && sum.weeks > 0).then_some("bad");
    html! {
        tr class=[class] {
            th colspan="5" scope="row" { (name) }
            td.n { (sum.weeks) }
            td.n { (sum.resident_weeks) }
        }
    }
}
