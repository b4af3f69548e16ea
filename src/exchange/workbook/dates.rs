//! Dates and times as spreadsheets count them: days since the end of 1899, or since 1904.

use crate::{diagnostic::Text, format::table::Cell, text};
use calamine::ExcelDateTime;
use chrono::{Days, NaiveDate};

/// Days from 1899-12-30 to 1904-01-01.
const TO_1904: f64 = 1462.0;

/// What a date cell holds. `counted_from_1904` is a property of the whole workbook.
pub(super) fn cell(value: &ExcelDateTime, counted_from_1904: bool) -> Cell {
    let serial = value.as_f64();
    let minutes = |days: f64| (days * 1440.0).round() as i64;
    if value.is_duration() && (0.0..10_000.0).contains(&serial) || (0.0..1.0).contains(&serial) {
        return Cell::Time(minutes(serial));
    }
    let serial = if counted_from_1904 { serial + TO_1904 } else { serial };
    if !(1.0..120_000.0).contains(&serial) {
        let cause = text!("日期超出范围", "the date is out of range");
        return Cell::Broken(cause, usual());
    }
    // Spreadsheets count a 29 February 1900 that never was.
    if !counted_from_1904 && (60.0..61.0).contains(&serial) {
        return Cell::Broken(text!("没有 1900 年 2 月 29 日这一天", "there is no 29 February 1900"), usual());
    }
    let zero = if serial < 60.0 { NaiveDate::from_ymd_opt(1899, 12, 31) } else { NaiveDate::from_ymd_opt(1899, 12, 30) };
    let date = zero.and_then(|zero| zero.checked_add_days(Days::new(serial.floor() as u64))).unwrap_or_default();
    if minutes(serial.fract()) % 1440 != 0 {
        let cause = text!("日期 {date} 后面还带着时间", "there is a time of day behind the date {date}");
        return Cell::Broken(cause, text!("只写日期：{date}", "write the date alone: {date}"));
    }
    Cell::Date(date)
}

fn usual() -> Text {
    text!("写成 年-月-日，例如 2026-01-05", "write year-month-day, such as 2026-01-05")
}
