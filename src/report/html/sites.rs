//! Person-weeks sent and received by each site, and by programme: the assessment sheet.

use super::view::{View, arrow, direction};
use crate::{
    domain::Direction,
    report::{PersonWeeks, ProgrammeLine, words},
    text,
};
use maud::{Markup, html};

pub(super) fn section(view: &View<'_>) -> Markup {
    let note = view.either(
        "5 天计 1 人周；每周只去几天的按天折算，括号内是其中这一部分；斜线后是考核要求。只算本期内的周；同一单位内部科室之间的派驻不算派出和接收。",
        "Five days are one person-week; stints of some days a week count by days, in brackets their part; after the stroke: what the assessment asks for. Weeks of this plan only; stints between units of one site are neither sent nor received.",
    );
    html! {
        @if view.timetable.has_sheet() {
            section {
                (view.heading("sites", "派驻人周（考核表）", "Person-weeks (assessment sheet)", note))
                @if !view.timetable.sites.is_empty() { (by_site(view)) }
                @if !view.timetable.programmes.is_empty() { (by_programme(view)) }
            }
        }
    }
}

fn by_site(view: &View<'_>) -> Markup {
    let timetable = view.timetable;
    html! {
        div.scroll tabindex="0" role="group" aria-label=(view.either("可左右滚动", "scrolls sideways")) {
            table.list {
                thead {
                    tr {
                        th rowspan="2" scope="col" { (view.either("单位", "Site")) }
                        th rowspan="2" scope="col" { (view.either("层级", "Tier")) }
                        th.n rowspan="2" scope="col" { (view.either("医生", "Doctors")) }
                        @for kind in [Direction::Down, Direction::Up, Direction::Training] {
                            th.over colspan="2" scope="colgroup" { (view.say(&words::direction(kind))) }
                        }
                    }
                    tr {
                        @for _ in 0..3 {
                            th.n scope="col" { (view.either("派出", "sent")) }
                            th.n scope="col" { (view.either("接收", "received")) }
                        }
                    }
                }
                tbody {
                    @for site in &timetable.sites {
                        @let down = site.owes.map(|owes| owes.sent);
                        @let up = site.owes.map(|owes| owes.received);
                        tr {
                            td { (view.say(&site.name)) }
                            td { (view.say(&words::tier(site.tier))) }
                            td.n { (site.doctors) }
                            (cell(view, site.sent(Direction::Down), down))
                            (cell(view, site.received(Direction::Down), None))
                            (cell(view, site.sent(Direction::Up), None))
                            (cell(view, site.received(Direction::Up), up))
                            (cell(view, site.sent(Direction::Training), None))
                            (cell(view, site.received(Direction::Training), None))
                        }
                    }
                }
            }
        }
    }
}

fn by_programme(view: &View<'_>) -> Markup {
    html! {
        h3 { (view.either("按派驻项目", "By programme")) }
        div.scroll tabindex="0" role="group" aria-label=(view.either("可左右滚动", "scrolls sideways")) {
            table.list {
                thead {
                    tr {
                        th scope="col" { (view.either("项目", "Programme")) }
                        th scope="col" { (view.either("接收科室", "Host")) }
                        th.n scope="col" { (view.either("医生", "Doctors")) }
                        th.n scope="col" { (view.either("人周", "Person-weeks")) }
                    }
                }
                tbody { @for line in &view.timetable.programmes { (programme(view, line)) } }
            }
        }
    }
}

fn programme(view: &View<'_>, line: &ProgrammeLine) -> Markup {
    html! {
        tr {
            td { (view.say(&line.name)) span class=(format!("tag {}", direction(line.kind))) { (arrow(line.kind)) (view.say(&words::direction(line.kind))) } }
            td { (view.unit_label(line.host)) }
            td.n { (line.people) }
            (cell(view, line.weeks, None))
        }
    }
}

fn cell(view: &View<'_>, weeks: PersonWeeks, owes: Option<u32>) -> Markup {
    let owes = owes.filter(|owes| *owes > 0);
    let sessional = words::person_weeks(weeks.sessional);
    html! {
        td.n {
            @if weeks.half_days() == 0 && owes.is_none() { span.sub { "–" } }
            @else {
                (words::person_weeks(weeks.half_days()))
                @if weeks.sessional > 0 { span.sub { (view.say(&text!("（{sessional}）", "({sessional})"))) } }
                @if let Some(owes) = owes {
                    " / " (owes)
                    @if !weeks.reaches(owes) { span.warn { (view.either("不足", "short")) } }
                }
            }
        }
    }
}
