//! The words of the reports, in both languages.

use super::{Burden, Cover, Strain};
use crate::{
    diagnostic::{Lang, Text},
    domain::{Direction, FactKind, Mode, Name, PostKind, ShiftKind, Tier, Window},
    text,
};
use chrono::{Datelike, NaiveDate};

pub(super) fn of_name(name: &Name) -> Text {
    Text::new(name.zh(), name.en())
}

pub(super) fn name_or_id(name: Option<&Name>, id: &str) -> Text {
    name.map_or_else(|| Text::new(id, id), of_name)
}

pub(super) fn direction(kind: Direction) -> Text {
    match kind {
        Direction::Down => text!("下沉", "down"),
        Direction::Up => text!("上挂", "up"),
        Direction::Training => text!("轮转", "training"),
    }
}

pub(super) fn fact(kind: FactKind) -> Text {
    match kind {
        FactKind::Leave => text!("休假", "leave"),
        FactKind::Study => text!("学习", "study"),
        FactKind::Sick => text!("病假", "sick"),
        FactKind::Pregnancy => text!("孕期", "pregnancy"),
        FactKind::Nursing => text!("哺乳期", "nursing"),
        FactKind::Residency => text!("规培", "residency"),
        FactKind::Commitment => text!("承诺留岗", "committed to stay"),
    }
}

pub(super) fn shift_kind(kind: ShiftKind) -> Text {
    of_name(&kind.name())
}

/// One letter that tells posts on the same shift apart.
pub(super) fn post_kind_sign(kind: PostKind) -> Text {
    match kind {
        PostKind::Ward => text!("病", "W"),
        PostKind::Clinic => text!("门", "C"),
        PostKind::Night => text!("夜", "N"),
        PostKind::Emergency => text!("急", "E"),
        PostKind::Teaching => text!("教", "T"),
        PostKind::JointConsultation => text!("会", "J"),
        PostKind::PublicHealth => text!("公", "H"),
        PostKind::RemoteConsultation => text!("远", "R"),
        PostKind::Outreach => text!("巡", "O"),
        PostKind::Admin => text!("管", "A"),
    }
}

pub(super) fn tier(tier: Tier) -> Text {
    match tier {
        Tier::Primary => text!("基层", "primary"),
        Tier::Secondary => text!("二级", "secondary"),
        Tier::Tertiary => text!("三级", "tertiary"),
    }
}

pub(super) fn window(window: Window) -> Text {
    match window {
        Window::Week => text!("每周", "a week"),
        Window::Month => text!("每月", "a month"),
        Window::Quarter => text!("每季度", "a quarter"),
        Window::Horizon => text!("全期", "in all"),
    }
}

/// How much of a week is spent at the host, where it is not the whole week.
pub(super) fn part_of_week(mode: Mode) -> Option<Text> {
    match mode {
        Mode::Resident => None,
        Mode::Sessional(days) => Some(text!("每周 {days} 天", "{days} day(s) a week")),
        Mode::HalfDays(half_days) => Some(text!("每周 {half_days} 个半天", "{half_days} half-day(s) a week")),
    }
}

/// `1.5` from halves, `2` where nothing is left over.
pub(super) fn halves(halves: i64) -> String {
    if halves % 2 == 0 { format!("{}", halves / 2) } else { format!("{}.5", halves / 2) }
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `Jan`, `1月`.
pub(super) fn month(date: NaiveDate) -> Text {
    let month = date.month();
    Text::new(format!("{month}月"), MONTHS[month as usize - 1])
}

/// `5 Jan`, `1月5日`.
pub(super) fn date(date: NaiveDate) -> Text {
    let (month, day) = (date.month(), date.day());
    Text::new(format!("{month}月{day}日"), format!("{day} {}", MONTHS[month as usize - 1]))
}

/// `5 Jan 2026`, `2026年1月5日`.
pub(super) fn full_date(date: NaiveDate) -> Text {
    let (year, day) = (date.year(), self::date(date));
    Text::new(format!("{year}年{}", day.zh), format!("{} {year}", day.en))
}

/// `5–11 Jan`, `1月5—11日`; one day stands alone.
pub(super) fn span(from: NaiveDate, to: NaiveDate) -> Text {
    if from == to {
        return date(from);
    }
    let (a, b) = (date(from), date(to));
    if from.month() == to.month() && from.year() == to.year() {
        let (month, first, last) = (from.month(), from.day(), to.day());
        return Text::new(format!("{month}月{first}—{last}日"), format!("{first}–{}", b.en));
    }
    Text::new(format!("{}—{}", a.zh, b.zh), format!("{} – {}", a.en, b.en))
}

/// `2026年1月5日—4月5日`, `5 Jan – 5 Apr 2026`.
pub(super) fn full_span(from: NaiveDate, to: NaiveDate) -> Text {
    let inside = span(from, to);
    let (a, b) = (from.year(), to.year());
    if a == b {
        return Text::new(format!("{a}年{}", inside.zh), format!("{} {b}", inside.en));
    }
    let (first, last) = (date(from), date(to));
    Text::new(format!("{a}年{}—{b}年{}", first.zh, last.zh), format!("{} {a} – {} {b}", first.en, last.en))
}

/// One or two letters for a day of the week, Monday first.
pub(super) fn weekday(date: NaiveDate, lang: Lang) -> &'static str {
    let position = date.weekday().num_days_from_monday() as usize;
    match lang {
        Lang::Zh => ["一", "二", "三", "四", "五", "六", "日"][position],
        Lang::En => ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"][position],
    }
}

/// Hours to the half: `38`, `38.5`.
pub(super) fn hours(minutes: i64) -> String {
    let halves = (minutes + 15).div_euclid(30);
    self::halves(halves)
}

/// `1 entry`, `3 entries`.
pub(super) fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// `3.5` from tenths.
pub(super) fn tenths(tenths: u32) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// `18`, `18.2`: person-weeks from half-days of ten to a week.
pub(super) fn person_weeks(half_days: u32) -> String {
    if half_days.is_multiple_of(10) { (half_days / 10).to_string() } else { tenths(half_days) }
}

/// `84`, `84.5`: from hundredths, to the nearest tenth.
pub(super) fn hundredths(hundredths: u32) -> String {
    let rounded = (hundredths + 5) / 10;
    if rounded.is_multiple_of(10) { (rounded / 10).to_string() } else { tenths(rounded) }
}

/// `2/23`, `23 Feb`: a date where room is short.
pub(super) fn short_date(date: NaiveDate) -> Text {
    Text::new(format!("{}/{}", date.month(), date.day()), self::date(date).en)
}

/// `周二`, `Tue`.
pub(super) fn day_of_week(date: NaiveDate) -> Text {
    Text::new(format!("周{}", weekday(date, Lang::Zh)), date.weekday().to_string())
}

/// How well posts are covered.
pub(super) fn cover(cover: Cover) -> Text {
    match cover {
        Cover::Full => text!("达到目标人数", "at the target"),
        Cover::Thin => text!("达到最低、不到目标", "below the target"),
        Cover::Short => text!("低于最低人数（格内是缺几人）", "below the minimum (how many are missing)"),
    }
}

/// What colleagues share.
pub(super) fn burden(burden: Burden) -> Text {
    match burden {
        Burden::Hours => text!("周均工时", "Hours a week"),
        Burden::Nights => text!("夜班", "Nights"),
        Burden::Weekends => text!("周末班", "Weekends"),
        Burden::Holidays => text!("节假日班", "Holidays"),
    }
}

/// The limit a strain goes beyond.
pub(super) fn strain(strain: Strain) -> Text {
    match strain {
        Strain::Normal => text!("不超过 40 小时", "at most 40 h"),
        Strain::Above40 => text!("超过 40 小时", "above 40 h"),
        Strain::Above48 => text!("超过 48 小时", "above 48 h"),
        Strain::Above60 => text!("超过 60 小时", "above 60 h"),
    }
}

/// `5-16`, `7`, or `-` for nothing.
pub(super) fn range(range: Option<(u32, u32)>) -> String {
    match range {
        None => "-".to_owned(),
        Some((low, high)) if low == high => low.to_string(),
        Some((low, high)) => format!("{low}-{high}"),
    }
}
