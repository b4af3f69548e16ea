//! Stints as a chart of weeks.

use super::layout::{Page, Style, pad};
use crate::{
    domain::Direction,
    report::{StintLine, words},
    text,
};

pub(super) fn write(page: &mut Page<'_>) {
    let timetable = page.timetable;
    let stints: Vec<&StintLine> = timetable.stints.iter().filter(|stint| page.shows(stint.home) || page.shows(stint.host)).collect();
    page.heading(page.either("派驻", "Stints"));
    if stints.is_empty() {
        page.line(page.either("没有派驻", "none"));
        return;
    }
    let cell = if timetable.weeks.len() > 13 { 2 } else { 3 };
    let left = page.width() - timetable.weeks.len() * cell;
    let weeks: String = (0..timetable.weeks.len()).map(|week| pad(&(week + 1).to_string(), cell)).collect();
    page.line(&format!("{}{weeks}", " ".repeat(left)));
    for stint in stints {
        let line = format!("{}{}", label(page, stint, left), bar(page, stint, cell));
        page.line(&line);
    }
    let legend = text!(
        "下 下沉，上 上挂，训 轮转；v ^ t 每周部分天数；< 期前已开始，> 期后继续",
        "D down, U up, T training; small letters: some days a week; < began before, > goes on"
    );
    let legend = page.paint(page.say(&legend), Style::Faint);
    page.paragraph(&legend, 0);
}

fn label(page: &Page<'_>, stint: &StintLine, width: usize) -> String {
    let timetable = page.timetable;
    let host = timetable.units.iter().find(|table| table.unit == stint.host);
    let kind = words::direction(stint.kind);
    let host = page.say(host.map_or(&kind, |host| &host.label));
    pad(&format!("{} {host}", timetable.doctors[stint.doctor].id), width - 1) + " "
}

fn bar(page: &Page<'_>, stint: &StintLine, cell: usize) -> String {
    let weeks = page.timetable.weeks.len();
    let sign = match (stint.kind, stint.is_sessional()) {
        (Direction::Down, false) => page.either("下", "D"),
        (Direction::Up, false) => page.either("上", "U"),
        (Direction::Training, false) => page.either("训", "T"),
        (Direction::Down, true) => page.either("v", "d"),
        (Direction::Up, true) => page.either("^", "u"),
        (Direction::Training, true) => page.either("t", "t"),
    };
    let cells = (0..weeks).map(|week| {
        let text = if stint.within.contains(&week) { sign } else { "." };
        let before = if week == 0 && stint.began_before { "<" } else { "" };
        let after = if week + 1 == weeks && stint.goes_on { ">" } else { "" };
        let room = cell.saturating_sub(unicode_width::UnicodeWidthStr::width(text));
        pad(&if room > 0 { format!("{before}{text}{after}") } else { text.to_owned() }, cell)
    });
    cells.collect()
}
