//! Lists by post, task and site: shortages, public-health work, the assessment sheet.

use super::{
    XlsxError,
    sheet::Book,
    table::{FIRST, Value, list},
};
use crate::{
    diagnostic::Lang,
    domain::Direction,
    report::{PersonWeeks, words},
};
use rust_xlsxwriter::utility::row_col_to_cell;

/// Posts below their minimum.
pub(super) fn shortages(book: &mut Book<'_>) -> Result<(), XlsxError> {
    let timetable = book.timetable;
    let name = book.either("缺人", "Shortages");
    let note = book.either("每天每岗位低于最低人数的；人次 = 每天缺的人数 × 天数。", "Posts below their minimum; persons × days in the last column.");
    let heads: &[(&str, f64)] = match book.lang {
        Lang::Zh => &[("科室", 24.0), ("岗位", 26.0), ("从", 12.0), ("到", 12.0), ("天数", 8.0), ("每天缺", 8.0), ("人次", 8.0)],
        Lang::En => &[("Unit", 24.0), ("Post", 26.0), ("From", 12.0), ("To", 12.0), ("Days", 8.0), ("Missing a day", 9.0), ("In all", 8.0)],
    };
    let row = |(number, range): (usize, &crate::report::GapRange)| {
        let post = &timetable.posts[range.post];
        let at = FIRST + number as u32;
        vec![
            Value::Text(book.unit_label(post.unit)),
            Value::Text(book.say(&post.name).to_owned()),
            Value::Date(timetable.days[range.first].date),
            Value::Date(timetable.days[range.last].date),
            Value::count(range.days as i64),
            Value::count(range.missing),
            Value::Formula(format!("{}*{}", row_col_to_cell(at, 4), row_col_to_cell(at, 5)), f64::from(range.total())),
        ]
    };
    let rows: Vec<_> = timetable.gap_ranges.iter().enumerate().map(row).collect();
    list(book, name, note, heads, &rows)
}

/// Public-health output against target, window by window.
pub(super) fn public_health(book: &mut Book<'_>) -> Result<(), XlsxError> {
    let timetable = book.timetable;
    let name = book.either("公卫任务", "Public health");
    let heads: &[(&str, f64)] = match book.lang {
        Lang::Zh => &[
            ("单位", 22.0),
            ("任务", 26.0),
            ("周期", 10.0),
            ("从", 12.0),
            ("到", 12.0),
            ("应完成", 9.0),
            ("已排", 9.0),
            ("完成率", 9.0),
            ("差额", 9.0),
            ("剩余人数", 10.0),
        ],
        Lang::En => &[
            ("Site", 22.0),
            ("Task", 26.0),
            ("Window", 10.0),
            ("From", 12.0),
            ("To", 12.0),
            ("Due", 9.0),
            ("Planned", 9.0),
            ("Rate", 9.0),
            ("Missing", 9.0),
            ("People left", 10.0),
        ],
    };
    let mut rows = Vec::new();
    for quota in &timetable.quotas {
        for window in &quota.windows {
            let at = FIRST + rows.len() as u32;
            let (due, made) = (row_col_to_cell(at, 5), row_col_to_cell(at, 6));
            rows.push(vec![
                Value::Text(book.say(&quota.site).to_owned()),
                Value::Text(book.say(&quota.name).to_owned()),
                Value::Text(book.say(&words::window(quota.window)).to_owned()),
                Value::Date(timetable.days[window.first].date),
                Value::Date(timetable.days[window.last].date),
                Value::count(window.due),
                Value::count(window.items),
                Value::Percent(window.percent()),
                Value::Formula(format!("MAX(0,{due}-{made})"), window.missing as f64),
                quota.eligible.map_or(Value::Nothing, Value::count),
            ]);
        }
    }
    list(book, name, "", heads, &rows)
}

/// Person-weeks sent down and received for further training by site against what it owes.
pub(super) fn assessment(book: &mut Book<'_>) -> Result<(), XlsxError> {
    let timetable = book.timetable;
    let name = book.either("考核表", "Assessment");
    let note = book.either("单位：人周；非整周派驻按每周半天数 ÷ 10 折算。", "In person-weeks; stints of some days a week count half-days ÷ 10.");
    let heads: &[(&str, f64)] = match book.lang {
        Lang::Zh => &[
            ("单位", 24.0),
            ("级别", 8.0),
            ("医生", 8.0),
            ("下沉派出", 10.0),
            ("应派出", 9.0),
            ("差额", 9.0),
            ("下沉接收", 10.0),
            ("上挂派出", 10.0),
            ("上挂接收", 10.0),
            ("应接收", 9.0),
            ("差额", 9.0),
            ("轮转派出", 10.0),
            ("轮转接收", 10.0),
        ],
        Lang::En => &[
            ("Site", 24.0),
            ("Tier", 10.0),
            ("Doctors", 9.0),
            ("Down: sent", 9.0),
            ("Owed", 9.0),
            ("Missing", 9.0),
            ("Down: received", 10.0),
            ("Up: sent", 9.0),
            ("Up: received", 10.0),
            ("Owed", 9.0),
            ("Missing", 9.0),
            ("Training: sent", 10.0),
            ("Training: received", 10.0),
        ],
    };
    let weeks = |weeks: PersonWeeks| f64::from(weeks.half_days()) / 10.0;
    let row = |(number, site): (usize, &crate::report::SiteLine)| {
        let at = FIRST + number as u32;
        let (sent, received) = (weeks(site.sent(Direction::Down)), weeks(site.received(Direction::Up)));
        let owed = |owed: Option<u32>, there: f64, column: u16| match owed {
            None => [Value::Nothing, Value::Nothing],
            Some(owed) => {
                let formula = format!("MAX(0,{}-{})", row_col_to_cell(at, column), row_col_to_cell(at, column - 1));
                [Value::count(owed), Value::Formula(formula, (f64::from(owed) - there).max(0.0))]
            }
        };
        let mut values = vec![
            Value::Text(book.say(&site.name).to_owned()),
            Value::Text(book.say(&words::tier(site.tier)).to_owned()),
            Value::count(site.doctors as i64),
            Value::Number(sent),
        ];
        values.extend(owed(site.owes.map(|owes| owes.sent), sent, 4));
        values.push(Value::Number(weeks(site.received(Direction::Down))));
        values.push(Value::Number(weeks(site.sent(Direction::Up))));
        values.push(Value::Number(received));
        values.extend(owed(site.owes.map(|owes| owes.received), received, 9));
        values.push(Value::Number(weeks(site.sent(Direction::Training))));
        values.push(Value::Number(weeks(site.received(Direction::Training))));
        values
    };
    let rows: Vec<_> = timetable.sites.iter().enumerate().map(row).collect();
    list(book, name, note, heads, &rows)
}
