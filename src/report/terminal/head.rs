//! Title, key figures and the sentence on the rules.

use super::layout::{Page, Style};
use crate::{
    domain::Direction,
    report::{Strain, words},
    text,
};

pub(super) fn write(page: &mut Page<'_>) {
    let timetable = page.timetable;
    let (Some(first), Some(last)) = (timetable.days.first(), timetable.days.last()) else { return };
    let weeks = timetable.weeks.len();
    let span = words::full_span(first.date, last.date);
    let (name, dates) = (page.say(&timetable.alliance), page.say(&span));
    let title = format!("{name}  {dates}{}", page.say(&text!("（{weeks} 周）", " ({weeks} weeks)")));
    let title = page.paint(&title, Style::Strong);
    page.paragraph(&title, 0);
    let style = if timetable.objective.hard() > 0 { Style::Alarm } else { Style::Strong };
    let statement = page.paint(page.say(&timetable.statement), style);
    page.paragraph(&statement, 0);
    for line in [people(page), work(page), value(page)] {
        page.paragraph(&line, 2);
    }
}

fn people(page: &Page<'_>) -> String {
    let timetable = page.timetable;
    let doctors = timetable.doctors.len();
    let [down, up, training] = [Direction::Down, Direction::Up, Direction::Training].map(|kind| timetable.stints_of(kind).count());
    let text = text!(
        "医生 {doctors} 人；派驻：下沉 {down}、上挂 {up}、轮转 {training}",
        "{doctors} doctors; stints: {down} down, {up} up, {training} training"
    );
    page.say(&text).to_owned()
}

fn work(page: &Page<'_>) -> String {
    let timetable = page.timetable;
    let (duties, missing) = (timetable.duties(), timetable.missing());
    let [above48, above60] = [Strain::Above48, Strain::Above60].map(|strain| timetable.strained(strain));
    let text = text!(
        "班次 {duties} 个，缺 {missing} 人次；超过 48 小时的人周 {above48} 个，超过 60 小时的 {above60} 个",
        "{duties} duties, {missing} uncovered; doctor-weeks above 48 h: {above48}, above 60 h: {above60}"
    );
    page.say(&text).to_owned()
}

fn value(page: &Page<'_>) -> String {
    let objective = &page.timetable.objective;
    let penalty = objective.penalty;
    let proven = match (objective.bound, objective.gap_percent()) {
        (Some(bound), Some(gap)) => text!("，下界 {bound}，差距 {gap}", ", bound {bound}, gap {gap}"),
        _ => text!("，没有下界", ", no bound"),
    };
    let status = &objective.status;
    let text = text!("罚分 {penalty}{}（{}）", "penalty {penalty}{} ({})", page.say(&proven), page.say(status));
    page.say(&text).to_owned()
}
