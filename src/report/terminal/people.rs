//! Hours, nights, weekend duties and requests.

use super::layout::{Page, Style, pad, right};
use crate::{
    report::{DoctorLine, Strain, UnitTable, words},
    text,
};

const NAME: usize = 35;

/// One line for each unit.
pub(super) fn by_unit(page: &mut Page<'_>) {
    page.heading(page.either("工时与夜班（按科室）", "Hours and nights by unit"));
    let columns = match page.lang {
        crate::diagnostic::Lang::Zh => ["人数", "周均", "最忙一周", ">48周", ">60周", "夜班"],
        crate::diagnostic::Lang::En => ["people", "h/wk", "peak week", ">48h", ">60h", "nights"],
    };
    page.line(&row(&pad("", NAME), &columns.map(ToOwned::to_owned)));
    let tables: Vec<&UnitTable> = page.units().collect();
    for table in tables {
        let overview = table.overview;
        let Some((minutes, doctor)) = overview.peak else { continue };
        let cells = [
            overview.people.to_string(),
            words::hours(overview.mean),
            format!("{} {}", words::hours(minutes), page.timetable.doctors[doctor].id),
            overview.above48.to_string(),
            overview.above60.to_string(),
            words::range(overview.nights),
        ];
        let line = row(&pad(page.say(&table.label), NAME), &cells);
        page.line(&line);
    }
}

fn row(name: &str, cells: &[String; 6]) -> String {
    let widths = [7, 7, 12, 6, 6, 7];
    let cells: String = cells.iter().zip(widths).map(|(cell, width)| right(cell, width)).collect();
    format!("{name}{cells}")
}

fn own<'a>(page: &Page<'a>, table: &'a UnitTable) -> impl Iterator<Item = &'a DoctorLine> + use<'a> {
    page.timetable.doctors.iter().filter(move |doctor| doctor.home == table.unit)
}

/// Hours of every week, nights, weekend and holiday duties of every doctor.
pub(super) fn by_doctor(page: &mut Page<'_>) {
    let timetable = page.timetable;
    page.heading(page.either("工时、夜班、周末班、节假日班（按医生）", "Hours, nights, weekend and holiday duties by doctor"));
    let note = text!(
        "每周小时数：+ 超过 40，* 超过 48，! 超过 60。“7天”为最忙的连续七天，“连续”为最长在岗时间（含交接班，间断不足 2 小时不算断）。夜班、周末班、节假日班按班数计，在家备班不算",
        "Hours by week: + above 40, * above 48, ! above 60. 7 d: the busiest seven days; run: the longest time on duty, handover included, breaks under 2 h not ending it. N, WE, H: nights, duties that begin on weekend days and on holidays, standby apart"
    );
    let note = page.say(&note).to_owned();
    page.paragraph(&note, 0);
    let (fewer, cell) = (timetable.weeks.len().min(13), 4);
    let tables: Vec<&UnitTable> = page.units().collect();
    for table in tables {
        if own(page, table).next().is_none() {
            continue;
        }
        let title = page.paint(page.say(&table.title()), Style::Strong);
        page.line("");
        page.line(&title);
        let weeks: String = (0..fewer).map(|week| right(&(week + 1).to_string(), cell)).collect();
        let after = match page.lang {
            crate::diagnostic::Lang::Zh => ["7天", "连续", "夜", "周末", "节"],
            crate::diagnostic::Lang::En => ["7 d", "run", "N", "WE", "H"],
        };
        page.line(&format!("{}{weeks}{}", pad("", 7), last(&after.map(ToOwned::to_owned))));
        let people: Vec<&DoctorLine> = own(page, table).collect();
        for doctor in people {
            let weeks: String = (0..fewer).map(|week| week_cell(page, doctor, week, cell)).collect();
            let hours = |peak: Option<crate::report::Peak>| peak.map_or_else(|| "-".to_owned(), |peak| ((peak.minutes + 30) / 60).to_string());
            let load = doctor.load;
            let cells = [
                hours(doctor.hours.busiest),
                hours(doctor.hours.longest),
                load.nights.to_string(),
                load.weekends.to_string(),
                load.holidays.to_string(),
            ];
            let line = format!("{}{weeks}{}", pad(&doctor.id, 7), last(&cells));
            page.line(&line);
        }
    }
}

fn week_cell(page: &Page<'_>, doctor: &DoctorLine, week: usize, width: usize) -> String {
    let strain = Strain::of(doctor.hours.weeks[week]);
    let style = match strain {
        Strain::Normal | Strain::Above40 => None,
        Strain::Above48 => Some(Style::Warn),
        Strain::Above60 => Some(Style::Alarm),
    };
    let text = format!("{}{}", right(&doctor.week_hours(week).to_string(), width - 1), pad(strain.sign(), 1));
    style.map_or(text.clone(), |style| page.paint(&text, style))
}

fn last(cells: &[String; 5]) -> String {
    cells.iter().zip([5, 5, 3, 5, 3]).map(|(cell, width)| right(cell, width)).collect()
}

/// Requests that were refused, and how many were granted.
pub(super) fn requests(page: &mut Page<'_>) {
    let timetable = page.timetable;
    if timetable.requests.is_empty() {
        return;
    }
    page.heading(page.either("个人请求", "Requests"));
    let (granted, refused): (Vec<_>, Vec<_>) = timetable.requests.iter().partition(|request| request.granted);
    let (granted, all) = (granted.len(), timetable.requests.len());
    let text = text!("满足 {granted}/{all}", "granted {granted} of {all}");
    let text = page.say(&text).to_owned();
    page.line(&text);
    for request in refused {
        let date = words::date(timetable.days[request.day].date);
        let because = request.because.as_ref().map_or("", |text| page.say(text));
        let wish = page.say(&request.wish);
        let line = format!("{} {}  {}  {because}", pad(&timetable.doctors[request.doctor].id, 6), pad(page.say(&date), 8), pad(wish, 18));
        page.paragraph(&line, 4);
    }
}
