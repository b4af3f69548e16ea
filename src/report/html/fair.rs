//! Burdens of colleagues side by side: a dot for each doctor, a tick at the mean.

use super::view::{View, unit_anchor};
use crate::{
    report::{Burden, DoctorLine, FairnessLine, Strain, Timetable, UnitTable, words},
    text,
};
use maud::{Markup, html};
use std::collections::BTreeMap;

const WIDTH: f64 = 330.0;
const LEFT: f64 = 78.0;
const RIGHT: f64 = 52.0;
const ROW: usize = 30;

/// Hours of every doctor and week as small maps, a unit each.
pub(super) fn hours(view: &View<'_>) -> Markup {
    html! {
        h3 { (view.either("每周工时", "Hours a week")) }
        ul.legend {
            @for strain in [Strain::Normal, Strain::Above40, Strain::Above48, Strain::Above60] {
                li { span class=(format!("key {}", strain_class(strain))) { (strain.sign()) } (view.say(&words::strain(strain))) }
            }
            li.sub { (view.either("一行一位医生，一格一周；数字见", "One row is a doctor, one cell a week; the numbers: ")) a href="#hours" { (view.either("每周工时表", "hours a week")) } }
        }
        div.small { @for (table, people) in view.staffed() { (map(view, table, &people)) } }
    }
}

fn map(view: &View<'_>, table: &UnitTable, people: &[&DoctorLine]) -> Markup {
    let weeks = view.timetable.weeks.len().max(1);
    let (width, height) = (WIDTH / weeks as f64, 9);
    let (name, count) = (view.say(&table.label), people.len());
    let (above48, above60) = (table.overview.above48, table.overview.above60);
    let label = text!(
        "{name}：{count} 名医生，超过 48 小时 {above48} 个人周，其中超过 60 小时 {above60} 个",
        "{name}: {count} doctors, {above48} doctor-weeks above 48 h, {above60} of them above 60 h"
    );
    html! {
        figure {
            figcaption { a href=(unit_anchor(table)) { (name) } }
            svg viewBox=(format!("0 0 {WIDTH} {}", count * height)) role="img" aria-label=(view.say(&label)) {
                @for (row, doctor) in people.iter().enumerate() {
                    g {
                        title { (doctor.id) " " (doctor.hours.weeks.iter().map(|minutes| words::hours(*minutes)).collect::<Vec<_>>().join(" ")) }
                        @for (week, minutes) in doctor.hours.weeks.iter().enumerate() {
                            @let strain = Strain::of(*minutes);
                            @let x = width * week as f64;
                            rect class=(strain_class(strain)) x=(format!("{x:.1}")) y=(row * height) width=(format!("{:.1}", width - 1.0)) height=(height - 1) {}
                            @if strain == Strain::Above60 { circle.alarm cx=(format!("{:.1}", x + width / 2.0)) cy=(row * height + 4) r="2" {} }
                        }
                    }
                }
            }
        }
    }
}

fn strain_class(strain: Strain) -> &'static str {
    match strain {
        Strain::Normal => "s0",
        Strain::Above40 => "s40",
        Strain::Above48 => "s48",
        Strain::Above60 => "s60",
    }
}

/// Burdens of every peer group.
pub(super) fn groups(view: &View<'_>) -> Markup {
    html! {
        h3 { (view.either("同科室之间的负担", "Burdens among colleagues")) }
        ul.legend {
            li { svg.swatch viewBox="0 0 28 14" aria-hidden="true" { circle.dot cx="14" cy="7" r="4" {} } (view.either("一位医生", "a doctor")) }
            li { svg.swatch viewBox="0 0 28 14" aria-hidden="true" { line.tick x1="14" x2="14" y1="0" y2="14" {} } (view.either("平均（夜班只算值夜班的人）", "mean (of nights: those who do any)")) }
            li.sub { (view.either("各科室用同一刻度；右边是最少—最多。", "One scale for all units; on the right: least – most.")) }
        }
        div.small { @for (table, people) in view.staffed() { (group(view, table, &people)) } }
    }
}

fn group(view: &View<'_>, table: &UnitTable, people: &[&DoctorLine]) -> Markup {
    let timetable = view.timetable;
    let own: Vec<&FairnessLine> = timetable.fairness.iter().filter(|line| timetable.doctors[line.doctor].home == table.unit).collect();
    let weeks = timetable.weeks.len();
    let said = Burden::ALL.map(|burden| {
        let range = own.iter().find(|line| line.burden == burden && line.counted).map_or_else(|| "–".to_owned(), |line| range(line, weeks));
        format!("{} {range}", view.say(&words::burden(burden)))
    });
    let label = format!("{}{}{}", view.say(&table.label), view.either("：", ": "), said.join(view.either("，", ", ")));
    html! {
        figure {
            figcaption { a href=(unit_anchor(table)) { (view.say(&table.label)) } span.sub { (people.len()) (view.either(" 人", "")) } }
            svg viewBox=(format!("0 0 {WIDTH} {}", Burden::ALL.len() * ROW)) role="img" aria-label=(label) {
                @for (row, burden) in Burden::ALL.into_iter().enumerate() {
                    @let lines: Vec<&FairnessLine> = own.iter().copied().filter(|line| line.burden == burden && line.counted).collect();
                    (dots(view, burden, &lines, (row * ROW) as f64))
                }
            }
        }
    }
}

/// Where a value stands on the scale all units share, from nothing to the most of anybody.
fn place(timetable: &Timetable, burden: Burden, tenths: i64) -> f64 {
    let most = timetable.fairness.iter().filter(|line| line.burden == burden).map(|line| line.high).max().unwrap_or(0).max(1);
    LEFT + (WIDTH - LEFT - RIGHT) * tenths as f64 / (most * 10) as f64
}

fn dots(view: &View<'_>, burden: Burden, lines: &[&FairnessLine], top: f64) -> Markup {
    let middle = top + ROW as f64 / 2.0;
    let x = |tenths: i64| format!("{:.1}", place(view.timetable, burden, tenths));
    let mut before: BTreeMap<i64, i64> = BTreeMap::new();
    let mut stacked: Vec<(i64, i64)> = Vec::new();
    for line in lines {
        let number = before.entry(line.own).or_default();
        stacked.push((line.own, *number));
        *number += 1;
    }
    html! {
        text x="0" y=(format!("{:.1}", middle + 4.0)) { (view.say(&words::burden(burden))) }
        line.axis x1=(LEFT) x2=(WIDTH - RIGHT) y1=(middle) y2=(middle) {}
        @for (own, number) in stacked {
            @let up = if number % 2 == 0 { number / 2 } else { -(number + 1) / 2 };
            circle.dot cx=(x(own * 10)) cy=(format!("{:.1}", middle + (up as f64 * 3.0).clamp(-9.0, 9.0))) r="3.5" {}
        }
        @if let Some(line) = lines.first() {
            line.tick x1=(x(line.mean)) x2=(x(line.mean)) y1=(middle - 10.0) y2=(middle + 10.0) {}
            text.range x=(WIDTH) y=(format!("{:.1}", middle + 4.0)) text-anchor="end" { (range(line, view.timetable.weeks.len())) }
        } @else { text.range x=(WIDTH) y=(format!("{:.1}", middle + 4.0)) text-anchor="end" { "–" } }
    }
}

/// A number of duties, or hours of an average week.
pub(super) fn value(burden: Burden, count: i64, weeks: usize) -> String {
    if burden == Burden::Hours { words::hours(count / (weeks as i64).max(1)) } else { count.to_string() }
}

/// The mean of the peers, to a tenth, or to half an hour.
pub(super) fn mean(line: &FairnessLine, weeks: usize) -> String {
    if line.burden == Burden::Hours { words::hours(line.mean / 10 / (weeks as i64).max(1)) } else { words::tenths(line.mean as u32) }
}

pub(super) fn range(line: &FairnessLine, weeks: usize) -> String {
    let (low, high) = (value(line.burden, line.low, weeks), value(line.burden, line.high, weeks));
    if low == high { low } else { format!("{low}–{high}") }
}

/// One doctor on the range of the peers.
pub(super) fn strip(line: &FairnessLine) -> Markup {
    let span = (line.high.max(line.own) - line.low.min(line.own)).max(1) as f64;
    let x = |value: f64| format!("{:.1}", 6.0 + 108.0 * (value - line.low.min(line.own) as f64) / span);
    html! {
        svg.strip viewBox="0 0 120 14" aria-hidden="true" {
            line.axis x1=(x(line.low as f64)) x2=(x(line.high as f64)) y1="7" y2="7" {}
            line.tick x1=(x(line.mean as f64 / 10.0)) x2=(x(line.mean as f64 / 10.0)) y1="1" y2="13" {}
            circle.dot cx=(x(line.own as f64)) cy="7" r="4" {}
        }
    }
}
