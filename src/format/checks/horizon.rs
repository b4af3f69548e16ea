//! The weeks to plan and their calendar.

use super::Checks;
use crate::{
    diagnostic::Place,
    domain::{Calendar, OwnCalendar},
    format::suggest,
    text,
};
use chrono::{Datelike, NaiveDate, Weekday};
use itertools::Itertools;

pub(super) fn check(on: &mut Checks<'_>) {
    let (horizon, place) = (on.instance.horizon, Place::root().key("horizon"));
    if on.sound(&place.key("start")) {
        on.monday(place.key("start"), horizon.start);
    }
    if on.whole(&["calendar"]) && names(on) {
        let (calendar, before) = (&on.instance.calendar, on.found.len());
        if let Calendar::Own(own) = calendar {
            written_out(on, own);
        }
        if on.whole(&["horizon"]) && on.found.len() == before {
            reach(on, calendar);
        }
    }
}

/// Built-in calendars must be known by name.
fn names(on: &mut Checks<'_>) -> bool {
    let place = Place::root().key("calendar");
    let (calendar, before) = (&on.instance.calendar, on.found.len());
    let several = matches!(calendar, Calendar::Years(_));
    if several && calendar.names().is_empty() {
        let advice = text!("写出需要的年份，例如 [cn-2025, cn-2026]", "name the years needed, such as [cn-2025, cn-2026]");
        on.error("unknown-calendar", place.clone(), text!("没有写日历", "no calendar is named"), advice);
    }
    let places = |position: usize| if several { place.index(position) } else { place.clone() };
    for (position, name) in calendar.names().into_iter().enumerate() {
        if Calendar::built_in().any(|known| known == name) {
            continue;
        }
        let year = name.strip_prefix("cn-").filter(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()));
        if let Some(year) = year {
            let cause = text!("没有 {year} 年的放假通知，不能猜测", "there is no holiday notice for {year} here, and none is guessed");
            on.error("no-notice", places(position), cause, written_out_advice());
        } else {
            let cause = text!("没有名为“{name}”的日历", "there is no calendar `{name}`");
            let known: Vec<&str> = Calendar::built_in().collect();
            on.error("unknown-calendar", places(position), cause, suggest::advice(name, known));
        }
    }
    on.once("calendar-twice", calendar.names().into_iter().enumerate().map(|(i, name)| (name, format!("`{name}`"), places(i))).collect_vec());
    on.found.len() == before
}

fn written_out_advice() -> crate::diagnostic::Text {
    text!(
        "把放假安排写成日历文件（写法见 instances/calendars/cn-2024.yaml），再写 calendar: {{ file: 文件名 }}",
        "write the notice into a calendar file, in the way of instances/calendars/cn-2024.yaml, and name it: calendar: {{ file: NAME }}"
    )
}

/// Every day of the horizon must be known.
fn reach(on: &mut Checks<'_>, calendar: &Calendar) {
    let Some(gap) = on.instance.horizon.dates().find(|date| !calendar.knows(*date)) else { return };
    let name = format!("cn-{}", gap.year());
    let advice = if matches!(calendar, Calendar::Own(_)) {
        text!("把 from 和 to 放宽到整个计划期，并补上这些天的节假日", "widen `from` and `to` to the whole horizon and add the holidays of those days")
    } else if Calendar::built_in().any(|known| known == name) {
        let all = calendar.names().into_iter().chain([name.as_str()]).sorted().join(", ");
        text!("写成 calendar: [{all}]", "write calendar: [{all}]")
    } else {
        written_out_advice()
    };
    let cause = text!("日历不包含计划期内的 {gap}", "the calendar does not speak of {gap}, a day of the horizon");
    on.error("calendar-gap", Place::root().key("calendar"), cause, advice);
}

fn written_out(on: &mut Checks<'_>, own: &OwnCalendar) {
    let place = Place::root().key("calendar");
    if !on.span(&place, own.from, own.to) {
        return;
    }
    let holidays = own.holidays.iter().enumerate().map(|(i, holiday)| (holiday.date, place.key("holidays").index(i).key("date"))).collect_vec();
    let worked = own.worked.iter().enumerate().map(|(i, date)| (*date, place.key("worked").index(i))).collect_vec();
    for (date, at) in holidays.iter().chain(&worked) {
        if *date < own.from || own.to < *date {
            let (from, to) = (own.from, own.to);
            let cause = text!("{date} 不在日历的范围内", "{date} is outside the calendar");
            on.error("date-outside", at.clone(), cause, text!("日历是 {from} 到 {to}", "the calendar is {from} to {to}"));
        }
    }
    let rest_day = |date: &NaiveDate| matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    for (date, at) in worked.iter().filter(|(date, _)| !rest_day(date)) {
        let cause = text!("{date} 本来就是工作日", "{date} is a workday anyway");
        on.warn("worked-weekday", at.clone(), cause, text!("worked 只写调休上班的周末", "`worked` is for weekend days worked"));
    }
    on.once("day-twice", holidays.into_iter().chain(worked).map(|(date, at)| (date, date.to_string(), at)).collect_vec());
}
