//! Lists by doctor: fairness, requests, attendance, service.

use super::{
    XlsxError,
    sheet::{Book, hours},
    table::{FIRST, Value, list},
};
use crate::{diagnostic::Lang, report::Burden};
use rust_xlsxwriter::utility::row_col_to_cell;

/// Each doctor beside the colleagues of the unit.
pub(super) fn fairness(book: &mut Book<'_>) -> Result<(), XlsxError> {
    let timetable = book.timetable;
    let name = book.either("公平性", "Fairness");
    let note = book.either(
        "“同科”为本科室平均，夜班只算值夜班的人；“此前”为以前各期累计；数字未按聘用比例折算。",
        "Unit: mean of the colleagues, of nights of those who do any; before: earlier periods; not scaled to part-time.",
    );
    let mut heads: Vec<(String, f64)> = match book.lang {
        Lang::Zh => [("工号", 8.0), ("科室", 20.0), ("职称", 13.0), ("聘用", 7.0)],
        Lang::En => [("Doctor", 8.0), ("Unit", 20.0), ("Title", 15.0), ("Part of post", 8.0)],
    }
    .map(|(head, width)| (head.to_owned(), width))
    .to_vec();
    for burden in Burden::ALL {
        let what = match burden {
            Burden::Hours => book.either("工时", "Hours"),
            Burden::Nights => book.either("夜班", "Nights"),
            Burden::Weekends => book.either("周末班", "Weekends"),
            Burden::Holidays => book.either("节假日班", "Holidays"),
        };
        for part in [book.either("本人", "own"), book.either("同科", "unit"), book.either("差", "more"), book.either("此前", "before")] {
            heads.push((format!("{what}\n{part}"), 8.5));
        }
    }
    let heads: Vec<(&str, f64)> = heads.iter().map(|(head, width)| (head.as_str(), *width)).collect();
    let row = |(number, doctor): (usize, &crate::report::DoctorLine)| {
        let at = FIRST + number as u32;
        let mut values = vec![
            Value::Text(doctor.id.clone()),
            Value::Text(book.unit_label(doctor.home)),
            Value::Text(book.say(&doctor.title).to_owned()),
            Value::Percent(i64::from(doctor.fte)),
        ];
        for line in timetable.fairness_of(number) {
            let scaled = |value: f64| if line.burden == Burden::Hours { value / 60.0 } else { value };
            let (own, mean) = (scaled(line.own as f64), scaled(line.mean as f64 / 10.0));
            let before = doctor.earlier.as_ref().map(|counts| match line.burden {
                Burden::Hours => counts.hours,
                Burden::Nights => counts.nights,
                Burden::Weekends => counts.weekends,
                Burden::Holidays => counts.holidays,
            });
            let column = values.len() as u16;
            values.push(Value::Number(own));
            values.push(Value::Number(mean));
            values.push(Value::Formula(format!("{}-{}", row_col_to_cell(at, column), row_col_to_cell(at, column + 1)), own - mean));
            values.push(before.map_or(Value::Nothing, Value::count));
        }
        values
    };
    let rows: Vec<_> = timetable.doctors.iter().enumerate().map(row).collect();
    list(book, name, note, &heads, &rows)
}

/// What was asked for, and what became of it.
pub(super) fn requests(book: &mut Book<'_>) -> Result<(), XlsxError> {
    let timetable = book.timetable;
    let name = book.either("个人申请", "Requests");
    let heads: &[(&str, f64)] = match book.lang {
        Lang::Zh => &[("工号", 9.0), ("科室", 18.0), ("日期", 12.0), ("申请", 20.0), ("理由", 24.0), ("结果", 10.0), ("未满足的原因", 40.0)],
        Lang::En => {
            &[("Doctor", 9.0), ("Unit", 18.0), ("Date", 12.0), ("Asked for", 20.0), ("Why", 24.0), ("Answer", 10.0), ("Refused because", 40.0)]
        }
    };
    let row = |line: &crate::report::RequestLine| {
        let doctor = &timetable.doctors[line.doctor];
        let answer = if line.granted {
            Value::Text(book.either("满足", "granted").to_owned())
        } else {
            Value::Alarm(book.either("未满足", "refused").to_owned())
        };
        vec![
            Value::Text(doctor.id.clone()),
            Value::Text(book.unit_label(doctor.home)),
            Value::Date(timetable.days[line.day].date),
            Value::Text(book.say(&line.wish).to_owned()),
            Value::Text(line.reason.clone().unwrap_or_default()),
            answer,
            Value::Text(line.because.as_ref().map(|because| book.say(because).to_owned()).unwrap_or_default()),
        ]
    };
    let rows: Vec<_> = timetable.requests.iter().map(row).collect();
    list(book, name, "", heads, &rows)
}

/// What each doctor worked at each site, for the pay sheets of both employers.
pub(super) fn attendance(book: &mut Book<'_>) -> Result<(), XlsxError> {
    let timetable = book.timetable;
    let name = book.either("考勤", "Attendance");
    let note = book.either(
        "双方单位发薪用：按“人事关系所在单位”或“出勤单位”筛选。加权工时 = 工时 × 偏远系数。",
        "For the pay sheets of both employers: filter by employer or by site worked at. Weighted hours = hours × remoteness.",
    );
    let heads: &[(&str, f64)] = match book.lang {
        Lang::Zh => &[
            ("工号", 9.0),
            ("人事关系所在单位", 22.0),
            ("出勤单位", 22.0),
            ("外派", 7.0),
            ("出勤天数", 9.0),
            ("班次", 8.0),
            ("工时", 9.0),
            ("夜班", 8.0),
            ("周末班", 8.0),
            ("节假日班", 9.0),
            ("偏远系数", 9.0),
            ("加权工时", 10.0),
        ],
        Lang::En => &[
            ("Doctor", 9.0),
            ("Employer", 22.0),
            ("Site worked at", 22.0),
            ("Away", 7.0),
            ("Days", 8.0),
            ("Duties", 8.0),
            ("Hours", 9.0),
            ("Nights", 8.0),
            ("Weekend duties", 9.0),
            ("Holiday duties", 9.0),
            ("Remote-ness", 9.0),
            ("Weighted hours", 10.0),
        ],
    };
    let site = |position: usize| {
        timetable.site_pages.iter().find(|page| page.site == position).map(|page| book.say(&page.name).to_owned()).unwrap_or_default()
    };
    let employer = |unit: usize| {
        timetable.site_pages.iter().find(|page| page.units.contains(&unit)).map(|page| book.say(&page.name).to_owned()).unwrap_or_default()
    };
    let row = |(number, line): (usize, &crate::report::AttendanceLine)| {
        let doctor = &timetable.doctors[line.doctor];
        let at = FIRST + number as u32;
        let (worked, remoteness) = (hours(line.worked.0), f64::from(line.remoteness) / 100.0);
        vec![
            Value::Text(doctor.id.clone()),
            Value::Text(employer(doctor.home)),
            Value::Text(site(line.site)),
            Value::Text(if line.is_home { String::new() } else { book.either("是", "yes").to_owned() }),
            Value::count(line.days as i64),
            Value::count(line.duties),
            Value::Number(worked),
            Value::count(line.nights),
            Value::count(line.weekends),
            Value::count(line.holidays),
            Value::Number(remoteness),
            Value::Formula(format!("{}*{}", row_col_to_cell(at, 6), row_col_to_cell(at, 10)), worked * remoteness),
        ]
    };
    let rows: Vec<_> = timetable.attendance.iter().enumerate().map(row).collect();
    list(book, name, note, heads, &rows)
}

/// Service at the grass roots.
pub(super) fn credit(book: &mut Book<'_>) -> Result<(), XlsxError> {
    let timetable = book.timetable;
    let name = book.either("基层服务台账", "Service ledger");
    let note = book.either("单位：天；每整周计 5 天。", "In days; a whole week counts five.");
    let heads: &[(&str, f64)] = match book.lang {
        Lang::Zh => &[
            ("工号", 9.0),
            ("科室", 18.0),
            ("此前", 9.0),
            ("本期", 9.0),
            ("本期（偏远加权）", 12.0),
            ("合计", 9.0),
            ("申报应有", 10.0),
            ("申报日", 12.0),
            ("还差", 9.0),
        ],
        Lang::En => &[
            ("Doctor", 9.0),
            ("Unit", 18.0),
            ("Before", 9.0),
            ("In the plan", 9.0),
            ("By remoteness", 12.0),
            ("In all", 9.0),
            ("Asked for", 10.0),
            ("Application", 12.0),
            ("Missing", 9.0),
        ],
    };
    let row = |(number, line): (usize, &crate::report::CreditLine)| {
        let doctor = &timetable.doctors[line.doctor];
        let at = FIRST + number as u32;
        vec![
            Value::Text(doctor.id.clone()),
            Value::Text(book.unit_label(doctor.home)),
            Value::count(line.before),
            Value::count(line.planned),
            Value::Number(f64::from(line.weighted) / 100.0),
            Value::Formula(format!("{}+{}", row_col_to_cell(at, 2), row_col_to_cell(at, 3)), f64::from(line.total())),
            line.asked.map_or(Value::Nothing, |asked| Value::count(asked.days)),
            line.asked.map_or(Value::Nothing, |asked| Value::Date(asked.by)),
            match line.missing() {
                None => Value::Nothing,
                Some(0) => Value::Number(0.0),
                Some(missing) => Value::Alarm(missing.to_string()),
            },
        ]
    };
    let rows: Vec<_> = timetable.credit.iter().enumerate().map(row).collect();
    list(book, name, note, heads, &rows)
}
