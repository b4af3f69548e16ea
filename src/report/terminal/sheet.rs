//! Person-weeks by site and programme: the assessment sheet.

use super::layout::{Page, Style, pad, right};
use crate::{
    diagnostic::Lang,
    domain::Direction,
    report::{PersonWeeks, words},
    text,
};

/// Person-weeks sent and received by each site, and by programme.
pub(super) fn write(page: &mut Page<'_>) {
    let timetable = page.timetable;
    if !timetable.has_sheet() {
        return;
    }
    page.heading(page.either("派驻人周（考核表）", "Person-weeks (assessment sheet)"));
    let note = text!("5 天计 1 人周，按天派驻的折算；斜线后是考核要求", "five days are one; after the stroke what the assessment asks for");
    let note = page.paint(page.say(&note), Style::Faint);
    page.paragraph(&note, 0);
    if !timetable.sites.is_empty() {
        by_site(page);
    }
    let [people, weeks] = [page.either("医生", "doctors"), page.either("人周", "weeks")];
    page.line(&format!("{}{}{}", pad(page.either("按派驻项目", "by programme"), 64), right(people, 8), right(weeks, 8)));
    for line in &timetable.programmes {
        let host = timetable.units.iter().find(|table| table.unit == line.host).map_or("", |table| page.say(&table.label));
        let kind = words::direction(line.kind);
        let (people, weeks) = (line.people.to_string(), words::person_weeks(line.weeks.half_days()));
        let name = format!("{} {} {}", pad(page.say(&line.name), 27), pad(page.say(&kind), 8), pad(host, 27));
        page.line(&format!("{name}{}{}", right(&people, 8), right(&weeks, 8)));
    }
}

fn by_site(page: &mut Page<'_>) {
    let timetable = page.timetable;
    let columns = match page.lang {
        Lang::Zh => ["下沉派出", "下沉接收", "上挂派出", "上挂接收"],
        Lang::En => ["down sent", "received", "up sent", "received"],
    };
    let head: String = columns.iter().map(|column| right(column, 11)).collect();
    page.line(&format!("{}{head}", " ".repeat(34)));
    for site in &timetable.sites {
        let owed = |weeks: PersonWeeks, owes: Option<u32>| {
            let many = words::person_weeks(weeks.half_days());
            owes.filter(|owes| *owes > 0).map_or_else(|| many.clone(), |owes| format!("{many}/{owes}"))
        };
        let cells = [
            owed(site.sent(Direction::Down), site.owes.map(|owes| owes.sent)),
            owed(site.received(Direction::Down), None),
            owed(site.sent(Direction::Up), None),
            owed(site.received(Direction::Up), site.owes.map(|owes| owes.received)),
        ];
        let cells: String = cells.iter().map(|cell| right(cell, 11)).collect();
        let line = format!("{}{cells}", pad(page.say(&site.name), 34));
        page.line(&line);
    }
}
