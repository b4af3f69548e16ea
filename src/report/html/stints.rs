//! The chart of the quarter: who is down, up or in training, and when, as a drawing of the page.

use super::view::{View, arrow, direction, fit};
use crate::{
    domain::{DayType, Direction, Mode},
    report::{StintLine, words},
    text,
};
use maud::{Markup, html};
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// The drawing in its own units; it is scaled to the page.
const LEFT: usize = 300;
const WIDTH: usize = 1100;
const HEAD: usize = 46;
const ROW: usize = 32;
/// Rows of one drawing: more would not fit a sheet of A4 across.
const ROWS: usize = 18;

pub(super) fn section(view: &View<'_>) -> Markup {
    let stints: Vec<&StintLine> = view.timetable.stints.iter().collect();
    let note = view.either("一行是一位医生的一段派驻；竖向色带是节假日。", "One row is one stint of one doctor; shaded bands are holidays.");
    html! {
        section {
            (view.heading("stints", "派驻：谁下沉、谁上挂、什么时候", "Stints: who is down, who is up, and when", note))
            (key(view))
            @if stints.is_empty() { p { (view.either("本期没有派驻。", "No stints in this plan.")) } }
            @let portion = stints.len().div_ceil(stints.len().div_ceil(ROWS).max(1)).max(1);
            @for rows in stints.chunks(portion) { (view.scroll(&chart(view, rows))) }
            @if !stints.is_empty() { (listed(view, &stints)) }
        }
    }
}

/// The drawing in words, for those who cannot see it.
fn listed(view: &View<'_>, stints: &[&StintLine]) -> Markup {
    html! {
        details {
            summary { (view.either("派驻明细", "The stints in words")) }
            ul.moves {
                @for stint in stints {
                    li {
                        (view.doctor(stint.doctor)) " "
                        span class=(format!("tag {}", direction(stint.kind))) { (arrow(stint.kind)) (view.say(&words::direction(stint.kind))) }
                        (view.unit_label(stint.home)) " → " (view.unit_label(stint.host))
                        span.sub {
                            (view.say(&stint.programme)) (view.either("，", ", ")) (view.say(&words::full_span(stint.first, stint.last)))
                            @if let Some(part) = words::part_of_week(stint.mode) { (view.either("，", ", ")) (view.say(&part)) }
                        }
                    }
                }
            }
        }
    }
}

fn key(view: &View<'_>) -> Markup {
    html! {
        ul.legend {
            @for kind in [Direction::Down, Direction::Up, Direction::Training] {
                li {
                    svg.swatch viewBox="0 0 28 14" aria-hidden="true" { (patterns("k")) (fill(kind, "k", 0.0, 0.0, 28.0, 14.0)) }
                    (arrow(kind)) " " (view.say(&words::direction(kind)))
                    span.sub { (view.say(&explained(kind))) }
                }
            }
            li {
                svg.swatch viewBox="0 0 28 14" aria-hidden="true" { line.thread x1="0" y1="7" x2="28" y2="7" {} circle.bead.down cx="14" cy="7" r="5" {} }
                (view.either("每周部分天数", "some days a week"))
            }
        }
    }
}

fn explained(kind: Direction) -> crate::diagnostic::Text {
    match kind {
        Direction::Down => text!("医院医生到基层", "hospital to primary care"),
        Direction::Up => text!("基层医生到医院", "primary care to hospital"),
        Direction::Training => text!("培训轮转", "rotation"),
    }
}

fn x(view: &View<'_>, day: usize) -> f64 {
    let days = view.timetable.days.len().max(1);
    LEFT as f64 + (WIDTH - LEFT) as f64 * day as f64 / days as f64
}

fn chart(view: &View<'_>, rows: &[&StintLine]) -> Markup {
    let bottom = HEAD + rows.len() * ROW;
    let label = view.either("派驻图", "Chart of stints");
    html! {
        svg.stints viewBox=(format!("0 0 {WIDTH} {}", bottom + 4)) role="img" aria-label=(label) {
            (patterns("c"))
            (holidays(view, bottom))
            (weeks(view, bottom))
            @for (position, stint) in rows.iter().enumerate() {
                @let top = HEAD + position * ROW;
                @let opens = position > 0 && rows[position - 1].kind != stint.kind;
                line.rule.opens[opens] x1="0" y1=(top) x2=(WIDTH) y2=(top) {}
                (name(view, stint, top))
                (track(view, stint, top))
            }
            line.rule x1="0" y1=(bottom) x2=(WIDTH) y2=(bottom) {}
        }
    }
}

/// Stripes and dots: the directions differ without colour too.
fn patterns(prefix: &str) -> Markup {
    html! {
        defs {
            pattern id=(format!("{prefix}-up")) width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                rect.up-ground width="7" height="7" {}
                rect.up-stripe width="2" height="7" {}
            }
            pattern id=(format!("{prefix}-training")) width="7" height="7" patternUnits="userSpaceOnUse" {
                rect.training-ground width="7" height="7" {}
                circle.training-dot cx="2" cy="2" r="1.1" {}
            }
        }
    }
}

fn fill(kind: Direction, prefix: &str, x: f64, y: f64, width: f64, height: f64) -> Markup {
    let (x, y, width, height) = (format!("{x:.1}"), format!("{y:.1}"), format!("{width:.1}"), format!("{height:.1}"));
    html! {
        @match kind {
            Direction::Down => rect.block.down x=(x) y=(y) width=(width) height=(height) rx="2" {},
            kind => {
                @let url = format!("url(#{prefix}-{})", direction(kind));
                rect class=(format!("block {}", direction(kind))) x=(x) y=(y) width=(width) height=(height) rx="2" fill=(url) {}
            },
        }
    }
}

fn holidays(view: &View<'_>, bottom: usize) -> Markup {
    let days = &view.timetable.days;
    let mut bands: Vec<Range<usize>> = Vec::new();
    for (position, _) in days.iter().enumerate().filter(|(_, day)| day.kind == DayType::Holiday) {
        match bands.last_mut() {
            Some(band) if band.end == position && days[band.start].holiday == days[position].holiday => band.end += 1,
            _ => bands.push(position..position + 1),
        }
    }
    html! {
        @for band in bands {
            @let (from, to) = (x(view, band.start), x(view, band.end));
            rect.holiday x=(format!("{from:.1}")) y="14" width=(format!("{:.1}", to - from)) height=(bottom - 14) {}
            @if let Some(name) = &days[band.start].holiday {
                @let centre = f64::midpoint(from, to);
                @if centre > WIDTH as f64 - 40.0 { text.holiday-name x=(WIDTH) y="10" text-anchor="end" { (view.say(name)) } }
                @else { text.holiday-name x=(format!("{centre:.1}")) y="10" text-anchor="middle" { (view.say(name)) } }
            }
        }
    }
}

fn weeks(view: &View<'_>, bottom: usize) -> Markup {
    html! {
        @for (number, week) in view.timetable.weeks.iter().enumerate() {
            @let left = x(view, number * 7);
            line.week x1=(format!("{left:.1}")) y1="18" x2=(format!("{left:.1}")) y2=(bottom) {}
            text.week-number x=(format!("{:.1}", left + 4.0)) y="28" { (number + 1) }
            text.week-date x=(format!("{:.1}", left + 4.0)) y="40" { (view.say(&words::short_date(week.monday))) }
        }
    }
}

fn name(view: &View<'_>, stint: &StintLine, top: usize) -> Markup {
    let doctor = &view.timetable.doctors[stint.doctor];
    let home = view.unit_label(stint.home);
    html! {
        text.name x="0" y=(top + 13) {
            tspan.code { (doctor.id) }
            tspan dx="6" { (view.say(&doctor.title)) }
        }
        text.route x="0" y=(top + 26) { (fit(&format!("{home} {} {}", arrow(stint.kind), view.unit_label(stint.host)), LEFT / 6)) }
    }
}

fn track(view: &View<'_>, stint: &StintLine, top: usize) -> Markup {
    let (from, to) = (x(view, stint.within.start * 7), x(view, stint.within.end * 7));
    let tooltip = format!(
        "{} {}：{}，{}",
        view.timetable.doctors[stint.doctor].id,
        view.say(&words::direction(stint.kind)),
        view.say(&stint.programme),
        view.say(&words::full_span(stint.first, stint.last)),
    );
    let tooltip = tooltip.replace('：', view.either("：", ": ")).replace('，', view.either("，", ", "));
    html! {
        g {
            title { (tooltip) }
            @match stint.mode {
                Mode::Resident => (solid(view, stint, top, from, to)),
                Mode::Sessional(days) => (beads(view, stint, top, &days.to_string())),
                Mode::HalfDays(half_days) => (beads(view, stint, top, &words::halves(i64::from(half_days)))),
            }
        }
    }
}

fn solid(view: &View<'_>, stint: &StintLine, top: usize, from: f64, to: f64) -> Markup {
    let middle = top as f64 + ROW as f64 / 2.0;
    let (y, height) = (top as f64 + 5.0, ROW as f64 - 10.0);
    let label = label(view, stint, (to - from - 16.0) / 6.2);
    html! {
        (fill(stint.kind, "c", from + 1.0, y, to - from - 2.0, height))
        @if stint.began_before { path.notch d=(format!("M{:.1} {y:.1}l8 {:.1}l-8 {:.1}z", from + 0.5, height / 2.0, height / 2.0)) {} }
        @if stint.goes_on { path.notch d=(format!("M{:.1} {y:.1}v{height:.1}l0 0l-9 0l9 {:.1}l-9 {:.1}z", to - 0.5, -height / 2.0, -height / 2.0)) {} }
        text class=(format!("label {}", direction(stint.kind))) x=(format!("{:.1}", from + if stint.began_before { 15.0 } else { 8.0 })) y=(format!("{:.1}", middle + 4.0)) { (label) }
    }
}

/// As much as fits: programme and length, length and end, direction, nothing.
fn label(view: &View<'_>, stint: &StintLine, columns: f64) -> String {
    let weeks = stint.weeks;
    let length = view.say(&text!("{weeks} 周", "{weeks} wk")).to_owned();
    let end = words::date(stint.last);
    let until = if stint.goes_on { view.say(&text!("，至 {}", ", to {}", view.say(&end))).to_owned() } else { String::new() };
    let programme = view.say(&stint.programme);
    let candidates = [
        format!("{programme} · {length}{until}"),
        format!("{programme} · {length}"),
        format!("{length}{until}"),
        format!("{} {length}", view.say(&words::direction(stint.kind))),
        length,
    ];
    candidates.into_iter().find(|text| text.width() as f64 <= columns).unwrap_or_default()
}

fn beads(view: &View<'_>, stint: &StintLine, top: usize, days: &str) -> Markup {
    let middle = top as f64 + ROW as f64 / 2.0;
    let (first, last) = (x(view, stint.within.start * 7), x(view, stint.within.end * 7));
    html! {
        line.thread x1=(format!("{first:.1}")) x2=(format!("{last:.1}")) y1=(format!("{middle:.1}")) y2=(format!("{middle:.1}")) {}
        @for week in stint.within.clone() {
            @let centre = f64::midpoint(x(view, week * 7), x(view, week * 7 + 7));
            circle class=(format!("bead {}", direction(stint.kind))) cx=(format!("{centre:.1}")) cy=(format!("{middle:.1}")) r="9" {}
            text.days x=(format!("{centre:.1}")) y=(format!("{:.1}", middle + 4.0)) text-anchor="middle" { (days) }
        }
    }
}
