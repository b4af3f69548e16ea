//! Dates, times of day and lengths of time: what is wrong with them and what was meant.

use crate::{
    diagnostic::Text,
    domain::{Clock, Minutes},
    text,
};
use chrono::NaiveDate;
use itertools::Itertools;

/// What is wrong with a text of a named type, what to do, and what was meant if it is plain.
pub(super) struct Mistake {
    pub cause: Text,
    pub advice: Text,
    pub meant: Option<String>,
}

/// The mistake in a text of a named type, if there is one.
pub(super) fn mistake(name: &str, text: &str) -> Option<Mistake> {
    match name {
        "Date" => date(text),
        "Minutes" if text.parse::<Minutes>().is_err() => {
            let meant = length_meant(text).map(|length| length.to_string());
            let cause = text!("“{text}”不是时长", "`{text}` is not a length of time");
            let advice = match &meant {
                Some(meant) => text!("写成 {meant}", "write {meant}"),
                None => text!("用小时 h 和分钟 m 写，例如 8h、45m、8h30m", "write hours and minutes like 8h, 45m or 8h30m"),
            };
            Some(Mistake { cause, advice, meant })
        }
        "Clock" if text.parse::<Clock>().is_err() => {
            let cause = text!("“{text}”不是时刻", "`{text}` is not a time of day");
            let advice = text!(
                "写 00:00 到 23:59 之间的时刻，例如 \"08:00\"；跨零点的班次用 length 表示",
                "write 00:00 to 23:59, such as \"08:00\"; `length` takes a shift past midnight"
            );
            Some(Mistake { cause, advice, meant: None })
        }
        _ => None,
    }
}

fn date(text: &str) -> Option<Mistake> {
    let shape = text.len() == 10 && text.bytes().enumerate().all(|(i, byte)| if i == 4 || i == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    let numbers: Option<(i32, u32, u32)> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect_tuple()
        .and_then(|(y, m, d)| Some((y.parse().ok()?, m.parse().ok()?, d.parse().ok()?)));
    let known = numbers.and_then(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d)).filter(|date| in_range(*date));
    let cause = text!("“{text}”不是日期", "`{text}` is not a date");
    match (shape, numbers, known) {
        (true, _, Some(_)) => None,
        (false, _, Some(date)) => Some(Mistake { cause, advice: text!("写成 {date}", "write {date}"), meant: Some(date.to_string()) }),
        (_, Some((y, m, d)), None) if (1900..2200).contains(&y) && (1..=12).contains(&m) => {
            let last = (28..=31).rev().find(|day| NaiveDate::from_ymd_opt(y, m, *day).is_some()).unwrap_or(28);
            let cause = text!("没有 {y} 年 {m} 月 {d} 日这一天", "there is no day {d} in month {m} of {y}");
            let advice = text!("这个月最后一天是 {y}-{m:02}-{last}", "the month ends on {y}-{m:02}-{last}");
            Some(Mistake { cause, advice, meant: None })
        }
        _ => {
            let advice = text!("写成 年-月-日，例如 2026-01-05（1900 到 2199 年）", "write year-month-day, such as 2026-01-05 (1900 to 2199)");
            Some(Mistake { cause, advice, meant: None })
        }
    }
}

fn in_range(date: NaiveDate) -> bool {
    (1900..2200).contains(&chrono::Datelike::year(&date))
}

/// `8 hours`, `8.5h`, `480 分钟`: the length that was probably meant.
fn length_meant(text: &str) -> Option<Minutes> {
    let text = text.trim().to_lowercase();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let unit = unit.trim();
    let whole: i64 = whole.parse().ok().filter(|n| *n < 10_000)?;
    if ["h", "hr", "hrs", "hour", "hours", "时", "小时", "个小时"].contains(&unit) {
        let minutes = match part {
            "" | "0" => 0,
            "25" => 15,
            "5" => 30,
            "75" => 45,
            _ => return None,
        };
        Some(Minutes(whole * 60 + minutes))
    } else if part.is_empty() && ["m", "min", "mins", "minute", "minutes", "分", "分钟"].contains(&unit) {
        Some(Minutes(whole))
    } else {
        None
    }
}
