//! The wall sheets: each unit's people by days, four or five weeks a sheet.

use super::{
    cover,
    view::{View, arrow, direction, shade},
};
use crate::{
    report::{Cell, Day, Presence, Role, UnitRow, UnitTable, words},
    text,
};
use chrono::Datelike;
use maud::{Markup, html};
use std::ops::Range;

pub(super) fn section(view: &View<'_>) -> Markup {
    let blocks = blocks(view.timetable.weeks.len());
    html! {
        section {
            (view.heading("units", "各科室排班", "Rosters by unit", ""))
            @for table in &view.timetable.units {
                section.unit id=(format!("unit-{}", table.id)) aria-label=(view.say(&table.title())) {
                    h3 { (view.say(&table.title())) }
                    div.on-screen { (legend(view, table)) }
                    @for block in &blocks { (sheet(view, table, block.clone())) }
                    (cover::weeks(view, table))
                }
            }
        }
    }
}

/// Weeks by sheet: as few sheets of at most five weeks as there can be, as even as can be.
fn blocks(weeks: usize) -> Vec<Range<usize>> {
    let sheets = weeks.div_ceil(5).max(1);
    (0..sheets).map(|sheet| sheet * weeks / sheets..(sheet + 1) * weeks / sheets).collect()
}

fn legend(view: &View<'_>, table: &UnitTable) -> Markup {
    html! {
        ul.legend {
            @for post in &table.posts {
                @let post = &view.timetable.posts[*post];
                li { (view.mark(post, false)) (view.say(&post.name)) span.sub { (post.start) "–" (post.end) } }
            }
            li { b."m out" { (view.either("例", "x")) } (view.either("在其他科室", "in another unit")) }
            li { span."key short" {} (view.either("缺人的岗位", "post short of people")) }
            li { span."key ho" {} (view.either("节假日", "holiday")) }
            li { span."key we" {} (view.either("周末", "weekend")) }
        }
    }
}

fn sheet(view: &View<'_>, table: &UnitTable, weeks: Range<usize>) -> Markup {
    let timetable = view.timetable;
    let days = weeks.start * 7..weeks.end * 7;
    let present = |row: &&UnitRow| {
        row.role == Role::Own || row.cells[days.clone()].iter().any(|cell| !cell.duties.is_empty() || cell.presence == Presence::Here)
    };
    let rows: Vec<&UnitRow> = table.rows.iter().filter(present).collect();
    html! {
        div.scroll tabindex="0" role="group" aria-label=(view.either("可左右滚动", "scrolls sideways")) {
            table.roster {
                thead {
                    tr {
                        th.who rowspan="2" scope="col" { (view.say(&table.name)) span.sub { (view.say(&table.site)) } }
                        @for week in weeks.clone() {
                            th.week colspan="7" scope="colgroup" {
                                @let week_line = &timetable.weeks[week];
                                @let number = week + 1;
                                (view.say(&text!("第 {number} 周", "Week {number}")))
                                span.sub { (view.say(&words::span(week_line.monday, week_line.sunday()))) }
                            }
                        }
                        th.sum rowspan="2" scope="col" { (view.either("工时", "Hours")) }
                    }
                    tr.days {
                        @for (position, day) in timetable.days[days.clone()].iter().enumerate() { (day_head(view, day, position % 7 == 0)) }
                    }
                }
                tbody {
                    @for row in &rows {
                        @let visits = row.role != Role::Own;
                        tr.visit[visits] {
                            (who(view, row))
                            (cells(view, table, row, days.clone()))
                            td.sum { (words::hours(timetable.doctors[row.doctor].hours.weeks[weeks.clone()].iter().sum())) }
                        }
                    }
                }
                (short(view, table, days))
            }
            div.on-paper { (legend(view, table)) }
        }
    }
}

fn day_head(view: &View<'_>, day: &Day, monday: bool) -> Markup {
    let class = [shade(day), monday.then_some("mon")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let sign = match day.kind {
        crate::domain::DayType::Holiday => view.either("休", "off"),
        _ if day.is_made_up() => view.either("班", "work"),
        _ => "",
    };
    html! {
        th class=[(!class.is_empty()).then_some(class)] title=[day.holiday.as_ref().map(|name| view.say(name))] scope="col" {
            span.wd { (words::weekday(day.date, view.lang)) }
            (day.date.day())
            @if !sign.is_empty() { i.made-up[day.is_made_up()] { (sign) } }
        }
    }
}

fn who(view: &View<'_>, row: &UnitRow) -> Markup {
    let doctor = &view.timetable.doctors[row.doctor];
    html! {
        th.who scope="row" {
            a href=(format!("#{}", doctor.id)) { (doctor.id) }
            @match row.role {
                Role::Own => span.sub { (view.say(&doctor.title)) },
                Role::Visitor(stint) => {
                    @let stint = &view.timetable.stints[stint];
                    span class=(format!("tag {}", direction(stint.kind))) { (arrow(stint.kind)) (view.say(&words::direction(stint.kind))) }
                },
                Role::Guest => span.sub { (view.either("支援", "guest")) },
            }
        }
    }
}

/// A run of equal days without duties, away or absent, is one bar.
fn cells(view: &View<'_>, table: &UnitTable, row: &UnitRow, days: Range<usize>) -> Markup {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for day in days {
        let joins = |run: &Range<usize>| is_bar(&row.cells[day]) && row.cells[run.start] == row.cells[day];
        match runs.last_mut() {
            Some(run) if joins(run) => run.end = day + 1,
            _ => runs.push(day..day + 1),
        }
    }
    html! {
        @for run in runs {
            @if is_bar(&row.cells[run.start]) { (bar(view, &row.cells[run.start], run.len())) }
            @else { (cell(view, table, &row.cells[run.start], run.start)) }
        }
    }
}

fn is_bar(cell: &Cell) -> bool {
    cell.duties.is_empty() && matches!(cell.presence, Presence::Away(_) | Presence::Absent(_))
}

fn bar(view: &View<'_>, cell: &Cell, length: usize) -> Markup {
    let (class, label, title) = match cell.presence {
        Presence::Away(stint) => {
            let stint = &view.timetable.stints[stint];
            let kind = format!("{} {}", arrow(stint.kind), view.say(&words::direction(stint.kind)));
            let host = view.unit_label(stint.host);
            let label = if length >= 7 { format!("{kind}：{host}") } else { arrow(stint.kind).to_owned() };
            (direction(stint.kind), label.replace('：', view.either("：", ": ")), host)
        }
        Presence::Absent(kind) => {
            let text = words::fact(kind);
            let all = view.say(&text).to_owned();
            let short = if length >= 2 { all.clone() } else { all.chars().take(view.either("一", "123").len().min(1)).collect() };
            ("absent", short, all)
        }
        _ => ("", String::new(), String::new()),
    };
    html! { td colspan=(length) class=(format!("bar {class}")) title=(title) { span { (label) } } }
}

fn cell(view: &View<'_>, table: &UnitTable, cell: &Cell, day: usize) -> Markup {
    let outside = cell.presence == Presence::Outside && cell.duties.is_empty();
    let classes = [shade(&view.timetable.days[day]), day.is_multiple_of(7).then_some("mon"), outside.then_some("no")];
    let class = classes.into_iter().flatten().collect::<Vec<_>>().join(" ");
    html! {
        td class=[(!class.is_empty()).then_some(class)] {
            @for post in &cell.duties {
                @let post = &view.timetable.posts[*post];
                (view.mark(post, post.unit != table.unit))
            }
        }
    }
}

/// The last row: which posts are short on which day, one mark for each doctor missing.
fn short(view: &View<'_>, table: &UnitTable, days: Range<usize>) -> Markup {
    let timetable = view.timetable;
    let gaps: Vec<_> = timetable.gaps.iter().filter(|gap| days.contains(&gap.day) && table.posts.contains(&gap.post)).collect();
    let missing: u32 = gaps.iter().map(|gap| gap.missing).sum();
    html! {
        @if !gaps.is_empty() {
            tfoot {
                tr {
                    th.who scope="row" { (view.either("缺人", "Short")) }
                    @for day in days {
                        @let class = [shade(&timetable.days[day]), day.is_multiple_of(7).then_some("mon")].into_iter().flatten().collect::<Vec<_>>().join(" ");
                        td class=[(!class.is_empty()).then_some(class)] {
                            @for gap in gaps.iter().filter(|gap| gap.day == day) {
                                @let post = &timetable.posts[gap.post];
                                b."m short" title=(view.say(&post.name)) {
                                    (view.say(&post.mark)) @if gap.missing > 1 { "×" (gap.missing) }
                                }
                            }
                        }
                    }
                    td.sum { (missing) }
                }
            }
        }
    }
}
