//! A card for each doctor: the quarter with its weeks side by side, hours, nights, stints.

use super::view::{View, arrow, direction, shade};
use crate::{
    report::{DoctorLine, StintLine, Strain, words},
    text,
};
use chrono::Datelike;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn section(view: &View<'_>) -> Markup {
    html! {
        section {
            (view.heading("doctors", "每位医生", "Every doctor", view.either("每列一周，末行是当周工时。", "One column is a week; its hours stand below.")))
            @for (table, people) in view.staffed() {
                h3 { (view.say(&table.title())) }
                div.cards { @for doctor in people { (card(view, doctor)) } }
            }
        }
    }
}

fn card(view: &View<'_>, doctor: &DoctorLine) -> Markup {
    html! {
        article id=(doctor.id) {
            h4 { (doctor.id) span.sub { (view.say(&doctor.title)) } }
            p { (sums(view, doctor)) }
            @for stint in &doctor.stints { (stint_line(view, &view.timetable.stints[*stint])) }
            @for fact in &doctor.facts {
                p.sub { (view.say(&words::fact(fact.kind))) " " (view.say(&words::full_span(fact.from, fact.to))) }
            }
            (calendar(view, doctor))
            (posts(view, doctor))
        }
    }
}

fn sums(view: &View<'_>, doctor: &DoctorLine) -> String {
    let (hours, load) = (&doctor.hours, doctor.load);
    let mean = view.unit(doctor.home).map_or(0, |table| table.means.nights);
    let (total, average) = (words::hours(hours.total), words::hours(hours.mean()));
    let peers = if doctor.no_nights { text!("免夜班", "exempt") } else { text!("同科平均 {}", "unit mean {}", words::tenths(mean)) };
    let (nights, weekends, holidays) = (load.nights, load.weekends, load.holidays);
    let text = text!(
        "共 {total} 小时，周均 {average} · 夜班 {nights}（{}）· 周末班 {weekends} · 节假日班 {holidays}",
        "{total} h, {average} h a week · {nights} nights ({}) · {weekends} weekend duties · {holidays} holiday duties",
        view.say(&peers)
    );
    view.say(&text).to_owned()
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
        div.scroll {
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
            th {}
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
