//! Hours of every doctor and week against 40, 48 and 60.

use super::view::View;
use crate::{
    report::{DoctorLine, Strain, words},
    text,
};
use maud::{Markup, html};

pub(super) fn section(view: &View<'_>) -> Markup {
    let note = view.either(
        "班次整段计入开始的那一天。“最忙七天”是任意连续七天；“最长在岗”含交接班，间断不足 2 小时不算断。",
        "A duty counts whole on the day it begins. “Busiest 7 days” are any seven in a row; “longest stretch” is the longest time on duty: handover counts, and a break under 2 h does not end it.",
    );
    html! {
        section {
            (view.heading("hours", "每周工时", "Hours a week", note))
            ul.legend {
                @for strain in [Strain::Above40, Strain::Above48, Strain::Above60] {
                    li { span class=(format!("key {}", class(strain))) { (strain.sign()) } (view.say(&words::strain(strain))) }
                }
            }
            div.scroll tabindex="0" role="group" aria-label=(view.either("可左右滚动", "scrolls sideways")) {
                table.heat {
                    (head(view))
                    @for (table, people) in view.staffed() {
                        tbody {
                            tr.group { th colspan=(view.timetable.weeks.len() + 5) scope="rowgroup" { (view.say(&table.title())) } }
                            @for doctor in people { (row(view, doctor)) }
                        }
                    }
                }
            }
        }
    }
}

fn head(view: &View<'_>) -> Markup {
    html! {
        thead {
            tr {
                th.who scope="col" { (view.either("医生", "Doctor")) }
                @for (number, week) in view.timetable.weeks.iter().enumerate() {
                    th scope="col" class=[(!week.holidays.is_empty()).then_some("ho")] { (number + 1) span.sub { (view.say(&words::short_date(week.monday))) } }
                }
                th.far scope="col" { (view.either("周均", "Mean")) }
                th scope="col" { (view.either("合同", "Contract")) }
                th scope="col" { (view.either("最忙七天", "Busiest 7 days")) }
                th scope="col" { (view.either("最长在岗", "Longest stretch")) }
            }
        }
    }
}

fn row(view: &View<'_>, doctor: &DoctorLine) -> Markup {
    let hours = &doctor.hours;
    html! {
        tr {
            th.who scope="row" { a href=(format!("#{}", doctor.id)) { (doctor.id) } span.sub { (view.say(&doctor.title)) } }
            @for minutes in &hours.weeks {
                @let strain = Strain::of(*minutes);
                td class=[(strain > Strain::Normal).then_some(class(strain))] { (words::hours(*minutes)) sup { (strain.sign()) } }
            }
            td.far { (words::hours(hours.mean())) }
            td { (words::hours(hours.contract)) }
            td {
                @if let Some(peak) = hours.busiest {
                    @let strain = Strain::of(peak.minutes);
                    span class=[(strain > Strain::Normal).then_some(class(strain))] { (words::hours(peak.minutes)) sup { (strain.sign()) } }
                    span.sub { (view.say(&text!("{} 起", "from {}", view.say(&words::short_date(peak.from))))) }
                }
            }
            td { @if let Some(peak) = hours.longest { (words::hours(peak.minutes)) span.sub { (view.say(&words::short_date(peak.from))) } } }
        }
    }
}

fn class(strain: Strain) -> &'static str {
    match strain {
        Strain::Normal => "",
        Strain::Above40 => "s40",
        Strain::Above48 => "s48",
        Strain::Above60 => "s60",
    }
}
