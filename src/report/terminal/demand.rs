//! What has to be done: coverage gaps and public-health output.

use super::layout::{Page, Style, joined, pad, right};
use crate::{
    report::{GapRange, QuotaLine, words},
    text,
};

/// Posts below their minimum, the largest gaps first if only some are shown.
pub(super) fn gaps(page: &mut Page<'_>, at_most: Option<usize>) {
    let timetable = page.timetable;
    let chosen = |range: &&GapRange| {
        let in_week = page.options.week.is_none_or(|week| (range.first / 7..=range.last / 7).contains(&week));
        in_week && page.shows(timetable.posts[range.post].unit)
    };
    let mut ranges: Vec<&GapRange> = timetable.gap_ranges.iter().filter(chosen).collect();
    page.heading(page.either("岗位缺口", "Coverage gaps"));
    if ranges.is_empty() {
        page.line(page.either("没有缺口", "none"));
        return;
    }
    if at_most.is_some() {
        ranges.sort_by_key(|range| std::cmp::Reverse(range.total()));
    }
    let shown = at_most.unwrap_or(ranges.len());
    for range in ranges.iter().take(shown) {
        let line = gap(page, range);
        page.paragraph(&line, 4);
    }
    if ranges.len() > shown {
        let (rest, missing) = (ranges.len() - shown, ranges[shown..].iter().map(|range| range.total()).sum::<u32>());
        let text = text!("另有 {rest} 处，共 {missing} 人次", "and {rest} more, {missing} person-days");
        let text = page.say(&text).to_owned();
        page.line(&text);
    }
}

fn gap(page: &Page<'_>, range: &GapRange) -> String {
    let timetable = page.timetable;
    let post = &timetable.posts[range.post];
    let unit = timetable.units.iter().find(|table| table.unit == post.unit);
    let unit = unit.map_or("", |table| page.say(&table.label));
    let dates = words::span(timetable.days[range.first].date, timetable.days[range.last].date);
    let (days, missing) = (range.days, range.missing);
    let many = match days {
        1 => text!("缺 {missing} 人", "{missing} short"),
        _ => text!("每天缺 {missing} 人，{days} 天", "{missing} short a day, {days} days"),
    };
    let place = format!("{unit} {}", page.say(&post.name));
    format!("{} {} {}", pad(&place, 36), pad(page.say(&dates), 18), page.say(&many))
}

/// Public-health output against its targets.
pub(super) fn quotas(page: &mut Page<'_>) {
    let timetable = page.timetable;
    if timetable.quotas.is_empty() {
        return;
    }
    page.heading(page.either("公共卫生任务", "Public-health work"));
    for quota in &timetable.quotas {
        let line = quota_line(page, quota);
        page.line(&line);
        if quota.windows.len() > 1 {
            let line = quota_shares(page, quota);
            page.line(&line);
        }
        if let (true, Some(left)) = (quota.exceeds_eligible, quota.eligible) {
            let text = text!("  目标超过剩下的服务对象（{left} 人）", "  more is asked for than the {left} people who are left");
            let text = page.paint(page.say(&text), Style::Warn);
            page.paragraph(&text, 2);
        }
    }
}

fn quota_line(page: &Page<'_>, quota: &QuotaLine) -> String {
    let name = pad(&joined(page.say(&quota.site), page.say(&quota.name), 43), 44);
    let (items, due, percent) = (quota.items, quota.due, quota.percent());
    let done = page.say(&text!("完成 {items}/{due}", "{items} of {due}")).to_owned();
    let short = quota.windows.iter().filter(|window| window.missing > 0).count();
    let windows = quota.windows.len();
    let late = match short {
        0 => String::new(),
        _ if windows == 1 => page.either("未完成", "short").to_owned(),
        _ => page.say(&text!("{short}/{windows} 期不足", "short in {short}/{windows}")).to_owned(),
    };
    format!("{name}{} {}  {late}", pad(&done, 16), right(&format!("{percent}%"), 4))
}

/// Each window in percent of its target.
fn quota_shares(page: &Page<'_>, quota: &QuotaLine) -> String {
    let window = words::window(quota.window);
    let shares = quota.windows.iter().map(|window| right(&window.percent().to_string(), 4));
    let shares: String = shares.take(13).collect();
    let more = if quota.windows.len() > 13 { " .." } else { "" };
    format!("  {}{shares}{more}", pad(&format!("{} %", page.say(&window)), 10))
}
