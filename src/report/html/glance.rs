//! The head of the page: whose roster, under which rules, and the figures people ask for first.

use super::{
    cover, fair,
    view::{View, meter, unit_anchor},
};
use crate::{
    domain::Direction,
    report::{Strain, UnitTable, words},
    text,
};
use maud::{Markup, html};

pub(super) fn section(view: &View<'_>) -> Markup {
    let timetable = view.timetable;
    let weeks = timetable.weeks.len();
    let hard = timetable.objective.hard();
    html! {
        header.top {
            h1 { (view.say(&timetable.alliance)) " " span.kind { (view.either("排班表", "roster")) } }
            p.dates { (view.dates()) span.sub { (view.say(&text!("{weeks} 周", "{weeks} weeks"))) } }
            p.statement.bad[hard > 0] {
                span.sign aria-hidden="true" { @if hard > 0 { "✕" } @else { "✓" } }
                (view.say(&timetable.statement))
            }
            (figures(view))
        }
        (contents(view))
    }
}

/// The quarter at a glance: coverage, hours, burdens, public health, and each unit in a line.
pub(super) fn quarter(view: &View<'_>) -> Markup {
    html! {
        section.glance {
            (view.heading("glance", "本季一览", "The quarter at a glance", ""))
            (units(view))
            (cover::heat(view))
            (fair::hours(view))
            (fair::groups(view))
            (progress(view))
        }
    }
}

/// Public-health work so far as planned.
fn progress(view: &View<'_>) -> Markup {
    let quotas = &view.timetable.quotas;
    html! {
        @if !quotas.is_empty() {
            h3 { (view.either("公共卫生任务进度", "Public-health work")) }
            ul.progress {
                @for quota in quotas {
                    li.short[quota.items < quota.due] {
                        span { a href="#health" { (view.say(&quota.name)) } }
                        (meter(quota.percent()))
                        span.n { (quota.percent()) " %" @if quota.items < quota.due { " ×" } span.sub { (quota.items) " / " (quota.due) } }
                    }
                }
            }
        }
    }
}

struct Figure {
    label: &'static str,
    value: String,
    detail: String,
}

fn figures(view: &View<'_>) -> Markup {
    let always = [people(view), duties(view), gaps(view), hours(view)];
    let figures = always.into_iter().chain(health(view)).chain(wishes(view)).chain([value(view)]);
    html! {
        dl.figures {
            @for figure in figures {
                div {
                    dt { (figure.label) }
                    dd.value { (figure.value) }
                    dd.detail { (figure.detail) }
                }
            }
        }
    }
}

fn people(view: &View<'_>) -> Figure {
    let timetable = view.timetable;
    let [down, up, training] = [Direction::Down, Direction::Up, Direction::Training].map(|kind| timetable.stints_of(kind).count());
    let detail = text!("下沉 {down} · 上挂 {up} · 轮转 {training}", "{down} down · {up} up · {training} training");
    Figure { label: view.either("医生", "Doctors"), value: timetable.doctors.len().to_string(), detail: view.say(&detail).to_owned() }
}

fn duties(view: &View<'_>) -> Figure {
    let nights: u32 = view.timetable.doctors.iter().map(|doctor| doctor.load.nights).sum();
    let detail = text!("其中夜班 {nights} 个", "{nights} nights among them");
    Figure { label: view.either("班次", "Duties"), value: view.timetable.duties().to_string(), detail: view.say(&detail).to_owned() }
}

fn gaps(view: &View<'_>) -> Figure {
    let posts = view.timetable.gap_ranges.iter().map(|range| range.post).collect::<std::collections::BTreeSet<_>>().len();
    let detail = match posts {
        0 => text!("全部岗位达到最低人数", "every post has its minimum"),
        _ => text!("人次，涉及 {posts} 个岗位", "person-days on {posts} posts"),
    };
    Figure { label: view.either("岗位缺口", "Uncovered"), value: view.timetable.missing().to_string(), detail: view.say(&detail).to_owned() }
}

fn hours(view: &View<'_>) -> Figure {
    let above48 = view.timetable.strained(Strain::Above48);
    let detail = text!("人周；超过 48 小时 {above48} 个", "doctor-weeks; {above48} above 48\u{a0}h");
    let value = view.timetable.strained(Strain::Above60).to_string();
    Figure { label: view.either("超过 60 小时", "Above 60 h"), value, detail: view.say(&detail).to_owned() }
}

fn health(view: &View<'_>) -> Option<Figure> {
    let quotas = &view.timetable.quotas;
    let worst = quotas.iter().min_by_key(|quota| quota.percent())?;
    let (met, all) = (quotas.iter().filter(|quota| quota.windows.iter().all(|window| window.missing == 0)).count(), quotas.len());
    let name = view.say(&worst.name);
    let detail = text!("最低：{name} {}%", "lowest: {name} {}%", worst.percent());
    Some(Figure { label: view.either("公卫达标", "Public health met"), value: format!("{met}/{all}"), detail: view.say(&detail).to_owned() })
}

fn wishes(view: &View<'_>) -> Option<Figure> {
    let requests = &view.timetable.requests;
    let granted = requests.iter().filter(|request| request.granted).count();
    let detail = view.either("项个人请求得到满足", "requests granted").to_owned();
    (!requests.is_empty()).then(|| Figure { label: view.either("请求", "Requests"), value: format!("{granted}/{}", requests.len()), detail })
}

fn value(view: &View<'_>) -> Figure {
    let objective = &view.timetable.objective;
    let penalty = objective.penalty;
    let status = view.say(&objective.status);
    let detail = match objective.bound {
        Some(bound) => text!("罚分 {penalty}，下界 {bound}，{status}", "penalty {penalty}, bound {bound}, {status}"),
        None => text!("罚分 {penalty}，没有下界，{status}", "penalty {penalty}, no bound, {status}"),
    };
    let value = objective.gap_percent().unwrap_or_else(|| "–".to_owned());
    Figure { label: view.either("与最优的差距至多", "Gap to optimal, at most"), value, detail: view.say(&detail).to_owned() }
}

/// Sections that are not on the page are not in its contents.
fn contents(view: &View<'_>) -> Markup {
    let timetable = view.timetable;
    let sections = [
        ("glance", "一览", "At a glance", true),
        ("stints", "派驻", "Stints", true),
        ("units", "各科室排班", "Rosters", true),
        ("site-pages", "成员单位", "Sites", true),
        ("hours", "工时", "Hours", true),
        ("burdens", "夜班与周末", "Nights", true),
        ("gaps", "缺口", "Gaps", true),
        ("health", "公共卫生", "Public health", !timetable.quotas.is_empty()),
        ("sites", "派驻人周", "Person-weeks", timetable.has_sheet()),
        ("specialists", "下沉班次", "Work down", !timetable.specialists.is_empty()),
        ("teaching", "带教", "Teaching", !timetable.teaching.is_empty()),
        ("credit", "服务台账", "Service credit", !timetable.credit.is_empty()),
        ("requests", "请求", "Requests", !timetable.requests.is_empty()),
        ("doctors", "个人", "Doctors", true),
        ("value", "目标值", "Objective", true),
        ("provenance", "来源", "Provenance", timetable.provenance.is_some()),
    ];
    html! {
        nav aria-label=(view.either("目录", "Contents")) {
            @for (id, zh, en, _) in sections.into_iter().filter(|(.., there)| *there) {
                a href=(format!("#{id}")) { (view.either(zh, en)) }
            }
        }
    }
}

/// The units, each a link to its sheets.
fn units(view: &View<'_>) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label=(view.either("可左右滚动", "scrolls sideways")) {
            table.list.overview {
                thead {
                    tr {
                        th scope="col" { (view.either("科室", "Unit")) }
                        th.n scope="col" { (view.either("医生", "Doctors")) }
                        th.n scope="col" { (view.either("周均工时", "Mean week, h")) }
                        th.n scope="col" { (view.either("最长一周", "Longest week, h")) }
                        th.n scope="col" { (view.either("超过 48 小时的人周", "Weeks above 48 h")) }
                        th.n scope="col" { (view.either("超过 60 小时的人周", "Weeks above 60 h")) }
                        th.n scope="col" { (view.either("每人夜班", "Nights each")) }
                        th.n scope="col" { (view.either("缺口人次", "Uncovered")) }
                    }
                }
                tbody { @for table in &view.timetable.units { (unit(view, table)) } }
            }
        }
    }
}

fn unit(view: &View<'_>, table: &UnitTable) -> Markup {
    let overview = table.overview;
    let alarm = |count: usize| if count > 0 { Some("warn") } else { None };
    html! {
        tr {
            th scope="row" { a href=(unit_anchor(table)) { (view.say(&table.label)) } }
            td.n { (overview.people) }
            td.n { (words::hours(overview.mean)) }
            td.n {
                @if let Some((minutes, doctor)) = overview.peak {
                    (words::hours(minutes)) span.sub { (view.timetable.doctors[doctor].id) }
                }
            }
            td.n { (overview.above48) }
            td.n { span class=[alarm(overview.above60)] { (overview.above60) } }
            td.n { (words::range(overview.nights)) }
            td.n { span class=[alarm(overview.missing as usize)] { (overview.missing) } }
        }
    }
}
