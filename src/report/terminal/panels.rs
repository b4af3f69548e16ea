//! Who carries the residents of those who are away, and who is left waiting.

use super::layout::{Page, Style, pad};
use crate::{
    diagnostic::Text,
    report::{Carrying, PanelWeeks, words},
    text,
};

/// Week by week, and in all.
pub(super) fn write(page: &mut Page<'_>) {
    let timetable = page.timetable;
    if timetable.carried.is_empty() {
        return;
    }
    page.heading(page.either("离开医生的居民由谁代管", "Residents carried by colleagues"));
    for line in &timetable.carried {
        let line = carrying(page, line);
        page.line(&line);
    }
    let sums = [
        (text!("有人代管", "carried"), timetable.carried_weeks(), None),
        (text!("无人代管，等候", "waiting"), timetable.waiting_weeks(), Some(Style::Alarm)),
    ];
    for (name, PanelWeeks { weeks, resident_weeks }, style) in sums {
        let many = Text::new(format!("{weeks} 周"), words::plural(weeks, "week", "weeks"));
        let text = text!("，居民×周 {resident_weeks}", ", residents x weeks {resident_weeks}");
        let text = format!("{}{}{}{}", page.say(&name), page.either("：", ": "), page.say(&many), page.say(&text));
        let text = style.filter(|_| weeks > 0).map_or(text.clone(), |style| page.paint(&text, style));
        page.line(&text);
    }
}

fn carrying(page: &Page<'_>, line: &Carrying) -> String {
    let timetable = page.timetable;
    let (owner, residents) = (&timetable.doctors[line.panel_of].id, line.residents);
    let dates = words::span(timetable.weeks[line.first].monday, timetable.weeks[line.last].sunday());
    let many = if residents == 0 { String::new() } else { page.say(&text!("居民 {residents}", "{residents} res.")).to_owned() };
    let by = line.by.map_or_else(|| pad(page.either("无人代管", "nobody: they wait"), 19), |by| pad(&timetable.doctors[by].id, 19));
    let by = if line.by.is_none() { page.paint(&by, Style::Alarm) } else { by };
    format!("{} {} {} > {by}{}", pad(page.say(&line.quota), 22), pad(&many, 11), pad(owner, 5), page.say(&dates))
}
