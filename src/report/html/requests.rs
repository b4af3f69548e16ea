//! Requests: granted, or refused and why.

use super::view::View;
use crate::{
    report::{RequestLine, words},
    text,
};
use maud::{Markup, html};

pub(super) fn section(view: &View<'_>) -> Markup {
    let requests = &view.timetable.requests;
    let (granted, all) = (requests.iter().filter(|request| request.granted).count(), requests.len());
    let note = text!("满足 {granted} 项，共 {all} 项。", "{granted} of {all} granted.");
    html! {
        @if !requests.is_empty() {
            section {
                (view.heading("requests", "个人请求", "Requests", view.say(&note)))
                div.scroll tabindex="0" role="group" aria-label=(view.either("可左右滚动", "scrolls sideways")) {
                    table.list {
                        thead {
                            tr {
                                th scope="col" { (view.either("医生", "Doctor")) }
                                th scope="col" { (view.either("日期", "Date")) }
                                th scope="col" { (view.either("请求", "Request")) }
                                th scope="col" { (view.either("理由", "Reason")) }
                                th scope="col" { (view.either("结果", "Answer")) }
                            }
                        }
                        tbody { @for request in requests { (row(view, request)) } }
                    }
                }
            }
        }
    }
}

fn row(view: &View<'_>, request: &RequestLine) -> Markup {
    let timetable = view.timetable;
    let doctor = &timetable.doctors[request.doctor];
    let date = timetable.days[request.day].date;
    html! {
        tr {
            td { a href=(format!("#{}", doctor.id)) { (doctor.id) } }
            td { (view.say(&words::date(date))) span.sub { (view.say(&words::day_of_week(date))) } }
            td { (view.say(&request.wish)) }
            td.text { (request.reason.as_deref().unwrap_or_default()) }
            td.text { (answer(view, request)) }
        }
    }
}

/// Granted, or refused and what stands in the way.
pub(super) fn answer(view: &View<'_>, request: &RequestLine) -> Markup {
    html! {
        @if request.granted { span.good { "✓ " (view.either("满足", "granted")) } }
        @else {
            span.warn { "✕ " (view.either("未满足", "refused")) }
            @if let Some(because) = &request.because { " " (view.say(because)) }
        }
    }
}
