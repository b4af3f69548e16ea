//! The calendar of the next horizon and of the last days before it.

use crate::{
    diagnostic::Text,
    domain::{Calendar, DayType, Horizon, OwnCalendar, OwnHoliday},
    text,
};
use chrono::{Datelike, NaiveDate, Weekday};
use std::collections::BTreeSet;

/// A calendar that speaks of every day of the horizon and, as far as anybody knows them, of the
/// days from `known_from` on. A year nobody has published is not guessed.
pub(super) fn next(now: &Calendar, horizon: &Horizon, known_from: NaiveDate, given: Option<&OwnCalendar>) -> Result<Calendar, Text> {
    match (now, given) {
        (_, Some(given)) => joined(now, given, horizon, known_from),
        (Calendar::BuiltIn(_) | Calendar::Years(_), None) => built_in(now, horizon, known_from),
        (Calendar::Own(_) | Calendar::File(_), None) => {
            horizon.dates().find(|date| !now.knows(*date)).map_or_else(|| Ok(now.clone()), |gap| Err(missing(gap)))
        }
    }
}

fn missing(gap: NaiveDate) -> Text {
    let year = gap.year();
    text!(
        "没有 {year} 年的放假通知（下一期包含 {gap}），不能猜测。通知公布后写成日历文件（写法见 instances/calendars/cn-2024.yaml），再加 --calendar 文件名",
        "there is no holiday notice for {year} here, and none is guessed; the next horizon holds {gap}. Once it is published write it into a calendar file, in the way of instances/calendars/cn-2024.yaml, and give --calendar FILE"
    )
}

/// The built-in years of the horizon, and those of the days before it.
fn built_in(now: &Calendar, horizon: &Horizon, known_from: NaiveDate) -> Result<Calendar, Text> {
    let name = |date: NaiveDate| format!("cn-{}", date.year());
    let is_there = |name: &String| Calendar::built_in().any(|known| known == name);
    if let Some(gap) = horizon.dates().find(|date| !is_there(&name(*date))) {
        return Err(missing(gap));
    }
    let asked: BTreeSet<String> = known_from.iter_days().take_while(|date| *date < horizon.end()).map(name).filter(is_there).collect();
    let mut years: Vec<String> = asked.into_iter().collect();
    Ok(match years.len() {
        1 => Calendar::BuiltIn(years.remove(0)),
        0 => now.clone(),
        _ => Calendar::Years(years),
    })
}

/// One calendar written out: what is given, and the one before for the dates that does not speak of.
fn joined(now: &Calendar, given: &OwnCalendar, horizon: &Horizon, known_from: NaiveDate) -> Result<Calendar, Text> {
    let built_in = Calendar::Years(Calendar::built_in().map(str::to_owned).collect());
    let file = Calendar::Own(given.clone());
    let speaks = |date: NaiveDate| [&file, now, &built_in].into_iter().find(|calendar| calendar.knows(date));
    if let Some(gap) = horizon.dates().find(|date| speaks(*date).is_none()) {
        return Err(missing(gap));
    }
    let unknown = horizon
        .start
        .pred_opt()
        .into_iter()
        .flat_map(|last| std::iter::successors(Some(last), NaiveDate::pred_opt))
        .find(|date| *date < known_from || speaks(*date).is_none());
    let from = unknown.and_then(|date| date.succ_opt()).unwrap_or(horizon.start);
    let last = horizon.date(horizon.days() as i64 - 1);
    let to = if given.from <= last { given.to.max(last) } else { last };
    let mut own = OwnCalendar { source: given.source.clone(), from, to, holidays: Vec::new(), worked: Vec::new() };
    for date in from.iter_days().take_while(|date| *date <= to) {
        let Some(calendar) = speaks(date) else { continue };
        if let Some(name) = calendar.holiday_name(date) {
            own.holidays.push(OwnHoliday { date, name, statutory: calendar.is_statutory(date) });
        } else if matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && calendar.day_type(date) == DayType::Workday {
            own.worked.push(date);
        }
    }
    Ok(Calendar::Own(own))
}
