//! Coverage gaps, and public-health work against its targets.

use super::{
    panels,
    view::{View, meter},
};
use crate::{
    diagnostic::Text,
    domain::Window,
    report::{GapRange, QuotaLine, QuotaWindow, words},
};
use maud::{Markup, html};

pub(super) fn gaps(view: &View<'_>) -> Markup {
    let timetable = view.timetable;
    html! {
        section {
            (view.heading("gaps", "岗位缺口", "Coverage gaps", view.either("在岗人数低于最低需要的岗位；相连的开放日合为一行。", "Posts below their minimum; open days in a row stand in one line.")))
            @if timetable.gap_ranges.is_empty() { p { (view.either("没有缺口：每个岗位每天都达到最低人数。", "None: every post has its minimum on every day.")) } }
            @else {
                div.scroll tabindex="0" role="group" aria-label=(view.either("可左右滚动", "scrolls sideways")) {
                    table.list {
                        thead {
                            tr {
                                th scope="col" { (view.either("科室", "Unit")) }
                                th scope="col" { (view.either("岗位", "Post")) }
                                th scope="col" { (view.either("日期", "Dates")) }
                                th.n scope="col" { (view.either("天数", "Days")) }
                                th.n scope="col" { (view.either("每天缺", "Short a day")) }
                                th.n scope="col" { (view.either("共缺人次", "Person-days")) }
                            }
                        }
                        tbody { @for range in &timetable.gap_ranges { (gap(view, range)) } }
                        tfoot { tr { th colspan="5" scope="row" { (view.either("合计", "Total")) } td.n { (timetable.missing()) } } }
                    }
                }
            }
        }
    }
}

fn gap(view: &View<'_>, range: &GapRange) -> Markup {
    let timetable = view.timetable;
    let post = &timetable.posts[range.post];
    html! {
        tr {
            td { (view.unit_label(post.unit)) }
            td { (view.mark(post, false)) " " (view.say(&post.name)) }
            td { (view.say(&words::span(timetable.days[range.first].date, timetable.days[range.last].date))) }
            td.n { (range.days) }
            td.n { (range.missing) }
            td.n { (range.total()) }
        }
    }
}

pub(super) fn quotas(view: &View<'_>) -> Markup {
    let timetable = view.timetable;
    let note = view.either("× 表示未完成应完成的数量。", "× is less than is due.");
    html! {
        @if !timetable.quotas.is_empty() {
            section {
                (view.heading("health", "公共卫生任务", "Public-health work", note))
                div.scroll tabindex="0" role="group" aria-label=(view.either("可左右滚动", "scrolls sideways")) {
                    table.list.quotas {
                        thead {
                            tr {
                                th scope="col" { (view.either("单位", "Site")) }
                                th scope="col" { (view.either("任务", "Task")) }
                                th scope="col" { (view.either("目标", "Target")) }
                                th.n scope="col" { (view.either("应完成", "Due")) }
                                th.n scope="col" { (view.either("完成", "Done")) }
                                th scope="col" colspan="2" { (view.either("完成率", "Share")) }
                                th.n scope="col" { (view.either("还剩服务对象", "People left")) }
                            }
                        }
                        @for quota in &timetable.quotas { (quota_rows(view, quota)) }
                    }
                }
                (panels::table(view))
            }
        }
    }
}

fn quota_rows(view: &View<'_>, quota: &QuotaLine) -> Markup {
    let window = words::window(quota.window);
    let short = quota.items < quota.due;
    html! {
        tbody.short[short] {
            tr {
                td { (view.say(&quota.site)) }
                th scope="row" { (view.say(&quota.name)) }
                td { (view.say(&Text::new(format!("{} {}", window.zh, quota.target), format!("{} {}", quota.target, window.en)))) }
                td.n { (quota.due) }
                td.n { (quota.items) }
                td.n { (quota.percent()) " %" @if short { sup { "×" } } }
                td { (meter(quota.percent())) }
                td.n {
                    @if let Some(left) = quota.eligible { (left) } @else { "–" }
                    @if quota.exceeds_eligible { span.warn { (view.either("目标超过服务对象", "more asked than people")) } }
                }
            }
            @if quota.windows.len() > 1 {
                tr { td colspan="8" { ol.windows { @for output in &quota.windows { (window_box(view, quota, output)) } } } }
            }
        }
    }
}

fn window_box(view: &View<'_>, quota: &QuotaLine, output: &QuotaWindow) -> Markup {
    let days = &view.timetable.days;
    let label = match quota.window {
        Window::Week => words::short_date(days[output.first].date),
        _ => words::span(days[output.first].date, days[output.last].date),
    };
    let short = output.missing > 0;
    html! {
        li.short[short] {
            span.sub { (view.say(&label)) }
            span.num { (output.items) @if short { sup { "×" } } span.sub { "/ " (output.due) } }
            (meter(output.percent()))
        }
    }
}
