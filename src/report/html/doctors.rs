//! A card for each doctor: the quarter with its weeks side by side, hours, nights, stints.

use super::{
    view::{View, arrow, direction, shade, unit_anchor},
    why,
};
use crate::report::{DoctorLine, StintLine, Strain, UnitTable, words};
use chrono::Datelike;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn section(view: &View<'_>) -> Markup {
    let note = view.either(
        "每列一周，末行是当周工时；右边是与同科室的比较、请求和答复。",
        "One column is a week; its hours stand below. Beside it: the doctor among the colleagues, requests and answers.",
    );
    html! {
        section {
            (view.heading("doctors", "每位医生", "Every doctor", note))
            nav.index aria-label=(view.either("医生索引", "Index of doctors")) {
                @for (table, people) in view.staffed() {
                    p { span.sub { (view.say(&table.label)) } @for doctor in people { " " a href=(format!("#{}", doctor.id)) { (doctor.id) } } }
                }
            }
            @for (table, people) in view.staffed() { @for doctor in people { (card(view, table, doctor)) } }
        }
    }
}

fn card(view: &View<'_>, table: &UnitTable, doctor: &DoctorLine) -> Markup {
    let position = view.timetable.doctors.iter().position(|other| other.id == doctor.id).unwrap_or(0);
    html! {
        article id=(doctor.id) aria-label=(doctor.id) {
            h3 { (doctor.id) span.sub { (view.say(&doctor.title)) " · " a href=(unit_anchor(table)) { (view.say(&table.title())) } } }
            div.person {
                div {
                    (calendar(view, doctor))
                    (posts(view, doctor))
                }
                div {
                    @for stint in &doctor.stints { (stint_line(view, &view.timetable.stints[*stint])) }
                    @for fact in &doctor.facts {
                        p { (view.say(&words::fact(fact.kind))) span.sub { (view.say(&words::full_span(fact.from, fact.to))) } }
                    }
                    (why::block(view, position))
                }
            }
        }
    }
}

fn stint_line(view: &View<'_>, stint: &StintLine) -> Markup {
    html! {
        p {
            span class=(format!("tag {}", direction(stint.kind))) { (arrow(stint.kind)) (view.say(&words::direction(stint.kind))) }
            (view.unit_label(stint.host)) " "
            span.sub {
                (view.say(&words::full_span(stint.first, stint.last)))
                @if let Some(part) = words::part_of_week(stint.mode) { (view.either("，", ", ")) (view.say(&part)) }
            }
        }
    }
}

fn calendar(view: &View<'_>, doctor: &DoctorLine) -> Markup {
    let timetable = view.timetable;
    html! {
        div.scroll tabindex="0" role="group" aria-label=(view.either("可左右滚动", "scrolls sideways")) {
            table.mini {
                thead { (week_heads(view, doctor)) }
                tbody {
                    @for weekday in 0..7 {
                        tr {
                            th scope="row" { (timetable.days.get(weekday).map_or("", |day| words::weekday(day.date, view.lang))) }
                            @for week in 0..timetable.weeks.len() { (day_cell(view, doctor, week * 7 + weekday)) }
                        }
                    }
                }
                tfoot {
                    tr {
                        th scope="row" { (view.either("时", "h")) }
                        @for minutes in &doctor.hours.weeks { td { ((minutes + 30) / 60) sup { (Strain::of(*minutes).sign()) } } }
                    }
                }
            }
        }
    }
}

/// The month where it changes and the day of each Monday; weeks on a stint are tinted.
fn week_heads(view: &View<'_>, doctor: &DoctorLine) -> Markup {
    let timetable = view.timetable;
    html! {
        tr {
            th scope="col" { span.unseen { (view.either("星期", "Day")) } }
            @for (number, week) in timetable.weeks.iter().enumerate() {
                @let stint = doctor.stints.iter().map(|stint| &timetable.stints[*stint]).find(|stint| stint.within.contains(&number));
                @let fresh = number == 0 || timetable.weeks[number - 1].monday.month() != week.monday.month();
                th scope="col" class=[stint.map(|stint| direction(stint.kind))] {
                    span.month { @if fresh { (view.say(&words::month(week.monday))) } @else if let Some(stint) = stint { (arrow(stint.kind)) } }
                    (week.monday.day())
                }
            }
        }
    }
}

fn day_cell(view: &View<'_>, doctor: &DoctorLine, day: usize) -> Markup {
    let timetable = view.timetable;
    let date = timetable.days[day].date;
    let absent = doctor.facts.iter().any(|fact| fact.kind.is_absence() && fact.holds(date));
    let classes = [shade(&timetable.days[day]), absent.then_some("absent")];
    let class = classes.into_iter().flatten().collect::<Vec<_>>().join(" ");
    html! {
        td class=[(!class.is_empty()).then_some(class)] {
            @for post in &doctor.duties[day] { (view.mark(&timetable.posts[*post], false)) }
        }
    }
}

/// How often the doctor is on which post, unit by unit, the own one first.
fn posts(view: &View<'_>, doctor: &DoctorLine) -> Markup {
    let timetable = view.timetable;
    let mut counts: BTreeMap<(bool, usize, usize), usize> = BTreeMap::new();
    for post in doctor.duties.iter().flatten() {
        let unit = timetable.posts[*post].unit;
        *counts.entry((unit != doctor.home, unit, *post)).or_default() += 1;
    }
    let units: BTreeSet<(bool, usize)> = counts.keys().map(|(elsewhere, unit, _)| (*elsewhere, *unit)).collect();
    html! {
        @for (elsewhere, unit) in units {
            ul.posts {
                @if elsewhere { li.sub { (view.unit_label(unit)) } }
                @for ((_, of, post), count) in &counts {
                    @let post = &timetable.posts[*post];
                    @if *of == unit { li { (view.mark(post, false)) (view.say(&post.name)) " × " (count) } }
                }
            }
        }
        @if doctor.facts.iter().any(|fact| fact.kind.is_absence()) {
            ul.posts { li { span."key absent" {} (view.either("不在岗", "absent")) } }
        }
    }
}
