//! The columns every rendering shows, once for all of them.

use super::{Comparison, Line, Measures};
use crate::{diagnostic::Text, report::words, text};

/// A column of the table of measures.
pub(super) struct Column {
    /// Key in tables for programs.
    pub code: &'static str,
    /// A head that fits a narrow column.
    pub short: Text,
    /// What is counted, in words.
    pub about: Text,
    /// What stands in a cell.
    pub cell: fn(&Measures) -> String,
    /// The number for programs and charts.
    pub value: fn(&Measures) -> f64,
}

/// The measures in the order they are shown.
pub(super) fn columns() -> Vec<Column> {
    let column = |code, short, about, cell, value| Column { code, short, about, cell, value };
    vec![
        column(
            "missing",
            text!("缺口", "short"),
            text!("岗位缺人，人·天", "persons × days missing on posts"),
            |m| m.missing.to_string(),
            |m| f64::from(m.missing),
        ),
        column(
            "hours_above_48",
            text!("超48时", ">48h"),
            text!("每周超过 48 小时的部分，全体合计小时", "hours above 48 a week, of all doctors together"),
            |m| words::hours(m.above48),
            |m| m.above48 as f64 / 60.0,
        ),
        column(
            "hours_above_contract",
            text!("超合同", "over h"),
            text!("每周超过合同工时的部分，全体合计小时", "hours above the contracted week, of all doctors together"),
            |m| words::hours(m.overtime),
            |m| m.overtime as f64 / 60.0,
        ),
        column(
            "nights_mean",
            text!("夜均", "nights"),
            text!("值夜班者平均夜班数", "mean number of nights of those who do any"),
            |m| words::tenths(m.nights_mean),
            |m| f64::from(m.nights_mean) / 10.0,
        ),
        column(
            "nights_most",
            text!("夜最多", "most"),
            text!("一人最多夜班数", "most nights of one doctor"),
            |m| m.nights_most.to_string(),
            |m| f64::from(m.nights_most),
        ),
        column(
            "nights_above_mean",
            text!("不均", "uneven"),
            text!("比本科室平均多出的夜班，最多者", "nights above the mean of the unit, the furthest above"),
            |m| words::tenths(m.nights_above_mean.max(0) as u32),
            |m| m.nights_above_mean as f64 / 10.0,
        ),
        column(
            "public_health_percent",
            text!("公卫%", "PH%"),
            text!("公卫任务完成率", "public-health work done of what is due, in percent"),
            |m| words::tenths(m.rate().max(0) as u32),
            |m| m.rate() as f64 / 10.0,
        ),
        column(
            "down_person_weeks",
            text!("下沉", "down"),
            text!("下沉人·周", "person-weeks down"),
            |m| words::person_weeks(m.down),
            |m| f64::from(m.down) / 10.0,
        ),
        column(
            "up_person_weeks",
            text!("上挂", "up"),
            text!("上挂人·周", "person-weeks up"),
            |m| words::person_weeks(m.up),
            |m| f64::from(m.up) / 10.0,
        ),
    ]
}

/// `1.25 %` of a gap.
pub(super) fn gap(measures: &Measures) -> String {
    measures.gap().map_or_else(|| "–".to_owned(), |gap| format!("{}.{:02} %", gap / 100, gap % 100))
}

/// A number or a dash.
pub(super) fn number(value: Option<i64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| value.to_string())
}

/// `+12`, `-3`, `0`: the penalty against the first case, where both count the same.
pub(super) fn difference(comparison: &Comparison, line: &Line) -> Option<String> {
    let (own, base) = (line.measures.as_ref()?, comparison.base()?);
    line.comparable.then(|| format!("{:+}", own.penalty - base.penalty)).map(|text| if text == "+0" { "0".to_owned() } else { text })
}

/// How a case stands to the first, in words; nothing for the first itself.
pub(super) fn against_base(comparison: &Comparison, position: usize) -> Text {
    if position == 0 {
        return Text::new("", "");
    }
    comparison.standing(position).map_or_else(|| comparison.lines[position].ending.clone(), super::Standing::words)
}

/// What the columns and the words mean, for the foot of a page.
pub(super) fn notes() -> Vec<Text> {
    vec![
        text!(
            "“已证明”：一方班表的罚分低于另一方的下界，所以最好的班表之间也是这个次序。“在差距之内”：差别可能只是还没有算到底。",
            "Proven: the penalty of one roster lies below the bound of the other, so their best rosters stand in that order too. Within the gap: the \
             difference may only mean that a search was not finished."
        ),
        text!(
            "“计分不同，不能比”：规则的价格与现状不同，总罚分不是同一把尺；缺口、工时、夜班、公卫、派驻照样可以比，但没有下界。",
            "Counted otherwise: a rule has another price than in the first line, so the sums do not measure the same; shortages, hours, nights, \
             public-health work and stints can still be compared, without bounds."
        ),
    ]
}

/// The doctors who were added until nothing was short, and what is proven of their number.
pub(super) fn closing(closing: &super::Closing) -> Text {
    let (added, kinds) = (closing.added(), closing.kinds.len());
    match closing.proof {
        super::Proof::Smallest if added == 0 => text!("现状没有缺口。", "Nothing is short as it stands."),
        super::Proof::Smallest => text!(
            "增加 {added} 名医生后没有缺口。少一名不行，已证明：考察的 {kinds} 类医生，不论怎样搭配 {} 名，都不能把岗位全部排满。",
            "With {added} doctors more nothing is short. One fewer is not enough, proven: however {} are chosen from the {kinds} kinds looked at, the \
             posts cannot all be filled.",
            added - 1
        ),
        super::Proof::Enough => text!(
            "增加 {added} 名医生后没有缺口。是否可以更少，没有证明。",
            "With {added} doctors more nothing is short. Whether fewer would do is not proven."
        ),
        super::Proof::NotClosed => text!("增加 {added} 名医生后仍有缺口。", "With {added} doctors more something is still short."),
    }
}
