//! Coverage gaps, and public-health work against its targets.

use super::view::View;
use crate::{
    domain::Window,
    report::{GapRange, QuotaLine, QuotaWindow, words},
    text,
};
use maud::{Markup, html};

pub(super) fn gaps(view: &View<'_>) -> Markup {
    let timetable = view.timetable;
    html! {
        section {
            (view.heading("gaps", "岗位缺口", "Coverage gaps", view.either("在岗人数低于最低需要的岗位；相连的开放日合为一行。", "Posts below their minimum; open days in a row stand in one line.")))
            @if timetable.gap_ranges.is_empty() { p { (view.either("没有缺口：每个岗位每天都达到最低人数。", "None: every post has its minimum on every day.")) } }
            @else {
                div.scroll {
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
            td { (view.unit_title(post.unit)) }
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
    html! {
        @if !timetable.quotas.is_empty() {
            section {
                (view.heading("health", "公共卫生任务", "Public-health work", view.either("每格是一期完成的数量；× 表示未达到目标。", "Each box is the output of one window; × is below target.")))
                @for quota in &timetable.quotas { (quota_block(view, quota)) }
                (carried(view))
            }
        }
    }
}

fn quota_block(view: &View<'_>, quota: &QuotaLine) -> Markup {
    let (items, due, target) = (quota.items, quota.due(), quota.target);
    let window = words::window(quota.window);
    html! {
        div.quota {
            h3 { (view.say(&quota.site)) " · " (view.say(&quota.name)) }
            p {
                strong { (view.say(&text!("完成 {items} / {due}（{}%）", "{items} of {due} ({} %)", quota.percent()))) }
                span.sub { (view.say(&text!("目标{} {target}", "target {target} {}", view.say(&window)))) }
                @if let Some(left) = quota.eligible {
                    span.sub { (view.say(&text!("服务对象还剩 {left} 人", "{left} people left to reach"))) }
                    @if quota.exceeds_eligible() { span.warn { (view.either("目标超过服务对象人数", "more is asked than there are people")) } }
                }
            }
            ol.windows { @for output in &quota.windows { (window_box(view, quota, output)) } }
        }
    }
}

fn window_box(view: &View<'_>, quota: &QuotaLine, output: &QuotaWindow) -> Markup {
    let days = &view.timetable.days;
    let share = (output.items * 100 / i64::from(quota.target).max(1)).min(100);
    let label = match quota.window {
        Window::Week => view.say(&words::short_date(days[output.first].date)).to_owned(),
        _ => view.say(&words::span(days[output.first].date, days[output.last].date)).to_owned(),
    };
    let short = output.missing > 0;
    html! {
        li.short[short] {
            span.sub { (label) }
            span.num { (output.items) @if short { sup { "×" } } }
            svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" { rect.ground width="100" height="6" {} rect.done width=(share) height="6" {} }
        }
    }
}

fn carried(view: &View<'_>) -> Markup {
    let timetable = view.timetable;
    html! {
        @if !timetable.carried.is_empty() {
            h3 { (view.either("外出医生的居民由谁代管", "Who carries the residents of those away")) }
            div.scroll {
                table.list {
                    thead {
                        tr {
                            th scope="col" { (view.either("任务", "Task")) }
                            th scope="col" { (view.either("医生", "Doctor")) }
                            th scope="col" { (view.either("代管", "Carried by")) }
                            th scope="col" { (view.either("日期", "Dates")) }
                            th.n scope="col" { (view.either("周数", "Weeks")) }
                        }
                    }
                    tbody {
                        @for line in &timetable.carried {
                            tr {
                                td { (view.say(&line.quota)) }
                                td { (timetable.doctors[line.panel_of].id) }
                                td {
                                    @match line.by {
                                        Some(by) => (timetable.doctors[by].id),
                                        None => span.warn { (view.either("无人代管，居民等待", "nobody: they wait")) },
                                    }
                                }
                                td { (view.say(&words::span(timetable.weeks[line.first].monday, timetable.weeks[line.last].sunday()))) }
                                td.n { (line.last - line.first + 1) }
                            }
                        }
                    }
                }
            }
        }
    }
}
