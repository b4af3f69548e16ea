//! `shangxia report`: a roster in the terminal, as HTML, as a workbook, as calendars or as tables.

use super::{Exit, args::ReportArgs, files};
use anyhow::Result;
use shangxia::{
    audit::audit,
    diagnostic::Lang,
    exchange::roster_csv,
    report::{Timetable, html, ics, tables, terminal, xlsx},
    text,
};
use std::io::IsTerminal;

pub fn run(options: &ReportArgs, lang: Lang) -> Result<Exit> {
    let (instance, roster) = match files::instance_and_roster(&options.instance, &options.roster, lang)? {
        Ok(both) => both,
        Err(exit) => return Ok(exit),
    };
    let Ok(verdict) = audit(&instance, &roster) else { return Ok(Exit::BadInput) };
    if let Some(unit) = options.unit.as_deref().filter(|unit| instance.unit(&(*unit).into()).is_none()) {
        let known = instance.units.iter().map(|unit| unit.id.as_str()).collect::<Vec<_>>().join(", ");
        let message = text!("错误：没有科室“{unit}”。现有：{known}", "error: there is no unit `{unit}`. The units are: {known}");
        eprintln!("{}", message.in_lang(lang));
        return Ok(Exit::BadInput);
    }
    if let Some(week) = options.week.filter(|week| usize::from(*week) > instance.horizon.weeks) {
        let weeks = instance.horizon.weeks;
        let message = text!("错误：没有第 {week} 周，计划期共 {weeks} 周", "error: there is no week {week}; the horizon has {weeks}");
        eprintln!("{}", message.in_lang(lang));
        return Ok(Exit::BadInput);
    }
    let before = match &options.since {
        None => None,
        Some(path) => match files::roster(path, &instance, lang)? {
            Ok(roster) => Some(roster),
            Err(exit) => return Ok(exit),
        },
    };
    let before = before.and_then(|roster| audit(&instance, &roster).ok().map(|verdict| Timetable::new(&instance, &roster, &verdict)));
    let timetable = Timetable::new(&instance, &roster, &verdict);
    if let Some(path) = &options.html {
        files::write(path, &html::page(&timetable, lang), lang)?;
    }
    if let Some(path) = &options.xlsx {
        let workbook = xlsx::workbook(&timetable, lang)?;
        files::write_with(path, lang, |out| out.write_all(&workbook))?;
    }
    if let Some(path) = &options.csv_roster {
        files::write(path, &roster_csv(&instance, &roster), lang)?;
    }
    if let Some(folder) = &options.ics {
        files::folder(folder, lang)?;
        for calendar in ics::calendars(&timetable, before.as_ref(), options.sequence, lang) {
            files::write(&folder.join(&calendar.name), &calendar.text, lang)?;
        }
    }
    if let Some(folder) = &options.csv {
        files::folder(folder, lang)?;
        for table in tables::tables(&timetable, lang) {
            files::write(&folder.join(format!("{}.csv", table.name)), &table.csv()?, lang)?;
        }
    }
    if let Some(path) = &options.json {
        files::write(path, &tables::json(&timetable, lang), lang)?;
    }
    let files = [&options.html, &options.xlsx, &options.csv_roster, &options.ics, &options.csv, &options.json];
    if files.iter().all(|file| file.is_none()) {
        let look = terminal::TerminalOptions {
            width: 80,
            colour: std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
            unit: options.unit.as_deref().map(Into::into),
            week: options.week.map(|week| usize::from(week) - 1),
        };
        let text = if options.summary { terminal::summary(&timetable, lang, &look) } else { terminal::full(&timetable, lang, &look) };
        files::print(&text)?;
    }
    Ok(if verdict.hard().next().is_some() { Exit::HardFindings } else { Exit::Fine })
}
