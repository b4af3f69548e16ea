//! A page for each site: who comes and goes, the experts patients can see, and who worked there.

use super::view::{View, arrow, direction, meter, unit_anchor};
use crate::{
    report::{AttendanceLine, ExpertLine, SitePage, StintLine, words},
    text,
};
use itertools::Itertools as _;
use maud::{Markup, html};

pub(super) fn section(view: &View<'_>) -> Markup {
    html! {
        section {
            (view.heading("site-pages", "各成员单位", "Every site", ""))
            @for site in &view.timetable.site_pages {
                section.page id=(format!("site-{}", site.id)) aria-label=(view.say(&site.name)) {
                    h3 { (view.say(&site.name)) span.sub { (view.say(&words::tier(site.tier))) } }
                    (facts(view, site))
                    (experts(view, site))
                    (moves(view, site))
                    (attendance(view, site))
                }
            }
        }
    }
}

fn facts(view: &View<'_>, site: &SitePage) -> Markup {
    let (people, missing) = (site.people, site.missing);
    html! {
        p {
            (view.say(&text!("医生 {people} 人 · 岗位缺口 {missing} 人次", "{people} doctors · {missing} person-days uncovered")))
            @if site.remoteness != 100 { " · " (view.either("偏远系数 ", "remoteness ")) (words::hundredths(site.remoteness)) }
            @for table in view.timetable.units.iter().filter(|table| site.units.contains(&table.unit)) { " · " a href=(unit_anchor(table)) { (view.say(&table.name)) } }
        }
        @if !site.quotas.is_empty() {
            ul.progress {
                @for quota in &site.quotas {
                    @let quota = &view.timetable.quotas[*quota];
                    li.short[quota.items < quota.due] { span { (view.say(&quota.name)) } (meter(quota.percent())) span.n { (quota.items) " / " (quota.due) } }
                }
            }
        }
    }
}

/// The list patients read: by day of the week.
fn experts(view: &View<'_>, site: &SitePage) -> Markup {
    let lines: Vec<&ExpertLine> = view.timetable.experts.iter().filter(|line| line.site == site.site).collect();
    html! {
        @if !lines.is_empty() {
            h4 { (view.either("专家出诊一览", "Expert sessions")) }
            p.note { (view.either("副主任医师以上，或派驻到本单位的医生；可张贴公示。停诊以当日通知为准。", "Associate chiefs and above, and those seconded here; may be posted in public. Changes of the day are announced on the day.")) }
            (view.scroll(&html! {
                table.list.experts {
                    thead {
                        tr {
                            th scope="col" { (view.either("星期", "Day")) }
                            th scope="col" { (view.either("时间", "Time")) }
                            th scope="col" { (view.either("门诊", "Session")) }
                            th scope="col" { (view.either("医生", "Doctor")) }
                            th scope="col" { (view.either("日期", "Dates")) }
                            th.n scope="col" { (view.either("次数", "Times")) }
                        }
                    }
                    @for (_, of_day) in &lines.iter().chunk_by(|line| line.weekday) { (weekday(view, &of_day.copied().collect::<Vec<_>>())) }
                }
            }))
        }
    }
}

fn weekday(view: &View<'_>, lines: &[&ExpertLine]) -> Markup {
    let timetable = view.timetable;
    html! {
        tbody {
            @for (number, line) in lines.iter().enumerate() {
                @let (post, doctor) = (&timetable.posts[line.post], &timetable.doctors[line.doctor]);
                tr {
                    @if number == 0 { th scope="rowgroup" rowspan=(lines.len()) { (view.say(&words::day_of_week(timetable.days[line.days[0]].date))) } }
                    td { (post.start) "–" (post.end) }
                    td { (view.say(&post.name)) span.sub { (view.unit(post.unit).map_or("", |table| view.say(&table.name))) } }
                    td { (view.doctor(line.doctor)) span.sub { (view.say(&doctor.title)) @if line.visits { (view.either("，", ", ")) (view.unit_label(doctor.home)) } } }
                    td.text { (dates(view, line)) }
                    td.n { (line.days.len()) }
                }
            }
        }
    }
}

/// A span where the sessions are weekly, else every date.
fn dates(view: &View<'_>, line: &ExpertLine) -> String {
    let date = |day: &usize| view.timetable.days[*day].date;
    match (line.days.first(), line.days.last()) {
        (Some(first), Some(last)) if line.is_weekly => {
            let span = words::span(date(first), date(last));
            view.say(&text!("每周，{}", "weekly, {}", if view.is_zh() { &span.zh } else { &span.en })).to_owned()
        }
        _ => line.days.iter().map(|day| view.say(&words::short_date(date(day))).to_owned()).join(view.either("、", ", ")),
    }
}

fn moves(view: &View<'_>, site: &SitePage) -> Markup {
    let list = |title: &str, stints: &[usize]| {
        html! {
            @if !stints.is_empty() {
                div {
                    h4 { (title) }
                    ul.moves { @for stint in stints { (stint_line(view, &view.timetable.stints[*stint])) } }
                }
            }
        }
    };
    html! {
        div.beside {
            (list(view.either("来这里的", "Coming here"), &site.received))
            (list(view.either("从这里派出的", "Sent from here"), &site.sent))
        }
    }
}

fn stint_line(view: &View<'_>, stint: &StintLine) -> Markup {
    html! {
        li {
            (view.doctor(stint.doctor)) " "
            span class=(format!("tag {}", direction(stint.kind))) { (arrow(stint.kind)) (view.say(&words::direction(stint.kind))) }
            (view.unit_label(stint.home)) " → " (view.unit_label(stint.host))
            span.sub { (view.say(&words::full_span(stint.first, stint.last))) @if let Some(part) = words::part_of_week(stint.mode) { (view.either("，", ", ")) (view.say(&part)) } }
        }
    }
}

fn attendance(view: &View<'_>, site: &SitePage) -> Markup {
    let lines: Vec<&AttendanceLine> = view.timetable.attendance.iter().filter(|line| line.site == site.site).collect();
    html! {
        @if !lines.is_empty() {
            h4 { (view.either("出勤（计划）", "Attendance (planned)")) }
            (view.scroll(&html! {
                table.list.attendance {
                    thead {
                        tr {
                            th scope="col" { (view.either("医生", "Doctor")) }
                            th scope="col" { (view.either("人事关系", "Employed at")) }
                            th.n scope="col" { (view.either("出勤天数", "Days")) }
                            th.n scope="col" { (view.either("班次", "Duties")) }
                            th.n scope="col" { (view.either("工时", "Hours")) }
                            th.n scope="col" { (view.either("夜班", "Nights")) }
                            th.n scope="col" { (view.either("周末班", "Weekend duties")) }
                            th.n scope="col" { (view.either("节假日班", "Holiday duties")) }
                        }
                    }
                    tbody { @for line in lines { (attended(view, line)) } }
                }
            }))
        }
    }
}

fn attended(view: &View<'_>, line: &AttendanceLine) -> Markup {
    let doctor = &view.timetable.doctors[line.doctor];
    html! {
        tr {
            th scope="row" { (view.doctor(line.doctor)) span.sub { (view.say(&doctor.title)) } }
            td { @if line.is_home { (view.either("本单位", "here")) } @else { (view.unit_label(doctor.home)) } }
            td.n { (line.days) }
            td.n { (line.duties) }
            td.n { (words::hours(line.worked.0)) }
            td.n { (line.nights) }
            td.n { (line.weekends) }
            td.n { (line.holidays) }
        }
    }
}
