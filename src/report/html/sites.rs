//! Person-weeks sent and received by each site: the assessment sheet.

use super::view::View;
use crate::{
    domain::Direction,
    report::{PersonWeeks, words},
    text,
};
use maud::{Markup, html};

pub(super) fn section(view: &View<'_>) -> Markup {
    let timetable = view.timetable;
    html! {
        section.short-section {
            (view.heading("sites", "各单位派驻人周", "Person-weeks by site", view.either("括号内是每周部分天数的人周；斜线后是考核要求。", "In brackets: weeks of some days only; after the stroke: what the assessment asks for.")))
            div.scroll {
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
}

fn cell(view: &View<'_>, weeks: PersonWeeks, owes: Option<u32>) -> Markup {
    let owes = owes.filter(|owes| *owes > 0);
    let short = owes.is_some_and(|owes| weeks.all() < owes);
    let sessional = weeks.sessional;
    html! {
        td.n {
            @if weeks.all() == 0 && owes.is_none() { span.sub { "–" } }
            @else {
                (weeks.all())
                @if sessional > 0 { span.sub { (view.say(&text!("（{sessional}）", "({sessional})"))) } }
                @if let Some(owes) = owes { " / " (owes) }
                @if short { span.warn { (view.either("不足", "short")) } }
            }
        }
    }
}
