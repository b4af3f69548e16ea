//! How well the posts are covered: the quarter by day and unit, and each unit's posts by week.

use super::view::{View, fit};
use crate::{
    report::{Cover, CoverageLine, DayCover, Staffing, UnitTable, words},
    text,
};
use maud::{Markup, html};

/// The drawing in its own units; it is scaled to the page.
const LEFT: f64 = 190.0;
const WIDTH: f64 = 1100.0;
const HEAD: usize = 34;
const ROW: usize = 22;

/// Units by days, one drawing.
pub(super) fn heat(view: &View<'_>) -> Markup {
    let timetable = view.timetable;
    let tables: Vec<&UnitTable> = timetable.units.iter().filter(|table| !table.posts.is_empty()).collect();
    let height = HEAD + tables.len() * ROW;
    let (days, short) = (timetable.days.len().max(1), timetable.missing());
    let step = (WIDTH - LEFT) / days as f64;
    let label = text!("岗位覆盖，按科室和日期；全期共缺 {short} 人次", "Coverage by unit and day; {short} person-days short in all");
    html! {
        h3 { (view.either("岗位覆盖", "Coverage")) }
        ul.legend {
            @for cover in [Cover::Full, Cover::Thin, Cover::Short] { li { span class=(format!("key {}", class(cover))) {} (view.say(&words::cover(cover))) } }
            li { span."key shut" {} (view.either("不开放", "closed")) }
        }
        (view.scroll(&html! {
            svg.chart-heat viewBox=(format!("0 0 {WIDTH} {height}")) role="img" aria-label=(view.say(&label)) {
                @for (number, week) in timetable.weeks.iter().enumerate() {
                    @let x = format!("{:.1}", LEFT + step * 7.0 * number as f64);
                    text.week-number x=(x) y="14" { (number + 1) }
                    text.week-date x=(x) y="28" { (view.say(&words::short_date(week.monday))) }
                }
                @for (row, table) in tables.into_iter().enumerate() {
                    @let top = HEAD + row * ROW;
                    text x="0" y=(top + 15) { (fit(view.say(&table.label), 27)) }
                    @for (day, cover) in timetable.cover_of(table).into_iter().enumerate() { (day_cell(view, cover, day, top, step)) }
                }
            }
        }))
    }
}

/// Weeks stand a little apart; what is missing stands in the cell.
fn day_cell(view: &View<'_>, cover: Option<DayCover>, day: usize, top: usize, step: f64) -> Markup {
    let Some(on) = cover else { return html! {} };
    let x = LEFT + step * day as f64;
    let width = step - if day % 7 == 6 { 3.0 } else { 1.0 };
    html! {
        rect class=(class(on.cover)) x=(format!("{x:.1}")) y=(top + 1) width=(format!("{width:.1}")) height=(ROW - 2) {
            @if on.wanting > 0 {
                @let (missing, wanting) = (on.missing, on.wanting);
                @let date = words::date(view.timetable.days[day].date);
                @let date = view.say(&date);
                title { (view.say(&text!("{date}：比最低少 {missing} 人，比目标少 {wanting} 人", "{date}: {missing} below the minimum, {wanting} below the target"))) }
            }
        }
        @if on.missing > 0 { text.missing x=(format!("{:.1}", x + width / 2.0)) y=(top + 15) text-anchor="middle" { (on.missing) } }
    }
}

/// The posts of a unit by weeks: how many were there of how many needed.
pub(super) fn weeks(view: &View<'_>, table: &UnitTable) -> Markup {
    let timetable = view.timetable;
    html! {
        @if !table.posts.is_empty() {
            h4 { (view.either("岗位覆盖（每周在岗人次 / 最低需要）", "Coverage (person-days a week / needed at least)")) }
            (view.scroll(&html! {
                table.heat.cover {
                    thead {
                        tr {
                            th.who scope="col" { (view.either("岗位", "Post")) }
                            @for (number, week) in timetable.weeks.iter().enumerate() {
                                th scope="col" class=[(!week.holidays.is_empty()).then_some("ho")] { (number + 1) span.sub { (view.say(&words::short_date(week.monday))) } }
                            }
                        }
                    }
                    tbody {
                        @for post in &table.posts {
                            tr {
                                th.who scope="row" { (view.mark(&timetable.posts[*post], false)) " " (view.say(&timetable.posts[*post].name)) }
                                @for week in 0..timetable.weeks.len() { (week_cell(&timetable.coverage[*post], week)) }
                            }
                        }
                    }
                }
            }))
        }
    }
}

fn week_cell(line: &CoverageLine, week: usize) -> Markup {
    let open: Vec<Staffing> = line.days[week * 7..week * 7 + 7].iter().copied().flatten().collect();
    let Some(worst) = open.iter().map(|day| day.cover()).min() else { return html! { td { span.sub { "–" } } } };
    let (there, min): (u32, u32) = (open.iter().map(|day| day.there).sum(), open.iter().map(|day| day.min).sum());
    html! { td class=[(worst != Cover::Full).then_some(class(worst))] { (there) span.of { "/" (min) } @if worst == Cover::Short { sup { "×" } } } }
}

fn class(cover: Cover) -> &'static str {
    match cover {
        Cover::Full => "c-full",
        Cover::Thin => "c-thin",
        Cover::Short => "c-short",
    }
}
