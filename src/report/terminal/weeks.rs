//! A week of a unit: doctors by days.

use super::layout::{Page, Style, clip, pad, right};
use crate::{
    domain::{DayType, FactKind},
    report::{Cell, Presence, Role, UnitRow, UnitTable, words},
    text,
};
use unicode_width::UnicodeWidthStr;

const NAME: usize = 12;
const HOURS: usize = 5;

pub(super) fn write(page: &mut Page<'_>) {
    let tables: Vec<&UnitTable> = page.units().collect();
    let weeks: Vec<usize> = (0..page.timetable.weeks.len()).filter(|week| page.options.week.is_none_or(|wanted| wanted == *week)).collect();
    for table in tables {
        let title = page.say(&table.title()).to_owned();
        page.heading(&title);
        legend(page, table);
        for week in &weeks {
            write_week(page, table, *week);
        }
    }
}

fn legend(page: &mut Page<'_>, table: &UnitTable) {
    let posts = table.posts.iter().map(|post| {
        let post = &page.timetable.posts[*post];
        format!("{} {} {}-{}", page.say(&post.mark), page.say(&post.name), post.start, post.end)
    });
    let legend = posts.collect::<Vec<_>>().join(page.either("；", "; "));
    let elsewhere = page.either("（）在其他科室", "(): in another unit");
    let legend = page.paint(&format!("{legend}{}{elsewhere}", page.either("；", "; ")), Style::Faint);
    page.paragraph(&legend, 2);
}

fn cell_width(page: &Page<'_>) -> usize {
    (page.width() - NAME - HOURS) / 7
}

fn write_week(page: &mut Page<'_>, table: &UnitTable, week: usize) {
    let head = header(page, week);
    page.line("");
    for line in head {
        page.line(&line);
    }
    for row in &table.rows {
        for line in row_lines(page, table, row, week) {
            page.line(&line);
        }
    }
    for line in missing(page, table, week) {
        let line = page.paint(&line, Style::Alarm);
        page.paragraph(&line, 4);
    }
}

fn header(page: &Page<'_>, week: usize) -> [String; 2] {
    let timetable = page.timetable;
    let this = &timetable.weeks[week];
    let (number, dates) = (week + 1, words::span(this.monday, this.sunday()));
    let title = text!("第 {number} 周  {}  {}", "Week {number}  {}  {}", page.say(&dates), this.iso);
    let holidays: Vec<&str> = this.holidays.iter().map(|name| page.say(name)).collect();
    let title = format!("{}  {}", page.say(&title), holidays.join(page.either("、", ", ")));
    let width = cell_width(page);
    let days = timetable.days[week * 7..week * 7 + 7].iter().map(|day| {
        let sign = match day.kind {
            DayType::Holiday => page.either("休", "*"),
            _ if day.is_made_up() => page.either("班", "+"),
            _ => "",
        };
        let date = chrono::Datelike::day(&day.date);
        let text = pad(&format!("{} {date}{sign}", words::weekday(day.date, page.lang)), width);
        if day.kind == DayType::Workday { text } else { page.paint(&text, Style::Warn) }
    });
    let days: String = days.collect();
    [page.paint(title.trim_end(), Style::Strong), format!("{}{days}{}", " ".repeat(NAME), right(page.either("时", "h"), HOURS))]
}

fn row_lines(page: &Page<'_>, table: &UnitTable, row: &UnitRow, week: usize) -> Vec<String> {
    let timetable = page.timetable;
    let doctor = &timetable.doctors[row.doctor];
    let cells = &row.cells[week * 7..week * 7 + 7];
    let empty = |cell: &Cell| cell.duties.is_empty() && cell.presence == Presence::Outside;
    if row.role != Role::Own && cells.iter().all(empty) {
        return vec![];
    }
    let role = match row.role {
        Role::Own => short_title(page.say(&doctor.title)),
        Role::Visitor(stint) => page.say(&words::direction(timetable.stints[stint].kind)).to_owned(),
        Role::Guest => page.either("支援", "guest").to_owned(),
    };
    let name = pad(&format!("{} {role}", doctor.id), NAME);
    let hours = right(&words::hours(doctor.hours.weeks[week]), HOURS);
    let width = cell_width(page);
    if let Some(text) = away_all_week(page, cells) {
        return vec![format!("{name}{}{hours}", page.paint(&pad(&text, width * 7), Style::Faint))];
    }
    let columns: Vec<Vec<(String, Option<Style>)>> = cells.iter().map(|cell| lines_of(page, table, cell, width - 1)).collect();
    let height = columns.iter().map(Vec::len).max().unwrap_or(1);
    let line = |number: usize| {
        let cells = columns.iter().map(|lines| match lines.get(number) {
            Some((text, Some(style))) => format!("{}{}", page.paint(text, *style), " ".repeat(width.saturating_sub(text.width()))),
            Some((text, None)) => pad(text, width),
            None => " ".repeat(width),
        });
        let cells: String = cells.collect();
        if number == 0 { format!("{name}{cells}{hours}") } else { format!("{}{cells}", " ".repeat(NAME)) }
    };
    (0..height).map(line).collect()
}

/// A week spent on a stint or on leave is one bar.
fn away_all_week(page: &Page<'_>, cells: &[Cell]) -> Option<String> {
    let first = cells.first()?;
    let same = cells.iter().all(|cell| cell.duties.is_empty() && cell.presence == first.presence);
    match first.presence {
        Presence::Away(stint) if same => {
            let stint = &page.timetable.stints[stint];
            let host = page.timetable.units.iter().find(|table| table.unit == stint.host);
            let host = host.map_or_else(|| stint.programme.clone(), |host| host.label.clone());
            let kind = words::direction(stint.kind);
            Some(format!("<-- {} {} -->", page.say(&kind), page.say(&host)))
        }
        Presence::Absent(kind) if same => Some(format!("<-- {} -->", page.say(&words::fact(kind)))),
        _ => None,
    }
}

fn lines_of(page: &Page<'_>, table: &UnitTable, cell: &Cell, width: usize) -> Vec<(String, Option<Style>)> {
    if cell.duties.is_empty() {
        return vec![match cell.presence {
            Presence::Here => (".".to_owned(), Some(Style::Faint)),
            Presence::Away(stint) => (page.say(&words::direction(page.timetable.stints[stint].kind)).to_owned(), Some(Style::Faint)),
            Presence::Absent(kind) => (absent(page, kind), Some(Style::Faint)),
            Presence::Outside => (String::new(), None),
        }];
    }
    let marks: Vec<(String, bool)> = cell
        .duties
        .iter()
        .map(|post| {
            let post = &page.timetable.posts[*post];
            let mark = page.say(&post.mark);
            let text = if post.unit == table.unit { mark.to_owned() } else { format!("({mark})") };
            (text, post.is_night())
        })
        .collect();
    let night = marks.iter().any(|(_, night)| *night).then_some(Style::Night);
    let texts: Vec<&str> = marks.iter().map(|(text, _)| text.as_str()).collect();
    for separator in [" ", ""] {
        let joined = texts.join(separator);
        if joined.width() <= width {
            return vec![(joined, night)];
        }
    }
    marks.iter().map(|(text, night)| (clip(text, width), night.then_some(Style::Night))).collect()
}

fn absent(page: &Page<'_>, kind: FactKind) -> String {
    page.say(&words::fact(kind)).to_owned()
}

/// A title that leaves room for the code.
fn short_title(title: &str) -> String {
    let short = match title {
        "attending" => "att.",
        "resident" => "res.",
        "associate chief" => "assoc",
        "village doctor" => "vill.",
        "乡村医生" => "乡医",
        other => other.trim_end_matches("医师"),
    };
    short.to_owned()
}

fn missing(page: &Page<'_>, table: &UnitTable, week: usize) -> Vec<String> {
    let timetable = page.timetable;
    let gaps = timetable.gaps.iter().filter(|gap| gap.day / 7 == week && table.posts.contains(&gap.post));
    let parts: Vec<String> = gaps
        .map(|gap| {
            let date = timetable.days[gap.day].date;
            format!("{} {} -{}", words::weekday(date, page.lang), page.say(&timetable.posts[gap.post].name), gap.missing)
        })
        .collect();
    if parts.is_empty() {
        return vec![];
    }
    vec![format!("{} {}", page.either("缺人：", "short:"), parts.join(page.either("；", "; ")))]
}
