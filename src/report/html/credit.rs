//! The ledger of service at the grass roots.

use super::view::View;
use crate::{
    report::{CreditLine, words},
    text,
};
use maud::{Markup, html};

pub(super) fn section(view: &View<'_>) -> Markup {
    let lines = &view.timetable.credit;
    let remote = lines.iter().any(|line| line.weighted != line.planned * 100);
    let asked = lines.iter().any(|line| line.asked.is_some());
    let note = view.either(
        "单位是天：整周下沉一周计 5 天，按天派驻的按天数计。应有天数是晋升申报所要求的；还差 = 应有 − 此前 − 本期，申报日前没有结束的周不抵。偏远加权是本期天数乘以机构的偏远系数，只供对照，不抵应有天数。本台账不能代替服务证明。",
        "In days: a whole week down is 5, a week of some days as many as it has. Needed is what the application for promotion asks for; missing = needed − before − in the plan, weeks that do not end before the application left out. By remoteness are the days of the plan times the coefficient of the site, for comparison only. The ledger is no certificate of service.",
    );
    html! {
        @if !lines.is_empty() {
            section.short-section {
                (view.heading("credit", "基层服务台账", "Service credit", note))
                div.scroll tabindex="0" role="group" aria-label=(view.either("可左右滚动", "scrolls sideways")) {
                    table.list {
                        thead {
                            tr {
                                th scope="col" { (view.either("医生", "Doctor")) }
                                th.n scope="col" { (view.either("此前", "Before")) }
                                th.n scope="col" { (view.either("本期", "In the plan")) }
                                th.n scope="col" { (view.either("合计", "Total")) }
                                @if asked {
                                    th.n scope="col" { (view.either("应有", "Needed")) }
                                    th scope="col" { (view.either("申报日", "Application")) }
                                    th.n scope="col" { (view.either("还差", "Missing")) }
                                }
                                @if remote { th.n scope="col" { (view.either("本期偏远加权", "Plan, by remoteness")) } }
                            }
                        }
                        tbody { @for line in lines { (row(view, line, asked, remote)) } }
                    }
                }
            }
        }
    }
}

fn row(view: &View<'_>, line: &CreditLine, asked: bool, remote: bool) -> Markup {
    let late = line.asked.map_or(0, |asked| line.planned - asked.in_time);
    html! {
        tr {
            td { (view.doctor(line.doctor)) span.sub { (view.say(&view.timetable.doctors[line.doctor].title)) } }
            td.n { (line.before) }
            td.n {
                (line.planned)
                @if late > 0 { span.sub { (view.say(&text!("其中 {late} 天过了申报日", "{late} of them too late"))) } }
            }
            td.n { (line.total()) }
            @if asked { (application(view, line)) }
            @if remote { td.n { (words::hundredths(line.weighted)) } }
        }
    }
}

fn application(view: &View<'_>, line: &CreditLine) -> Markup {
    let Some(asked) = line.asked else { return html! { td.n { "–" } td { "–" } td.n { "–" } } };
    let missing = line.missing().unwrap_or_default();
    html! {
        td.n { (asked.days) }
        td { (view.say(&words::full_date(asked.by))) }
        td.n { @if missing == 0 { span.good { "✓ 0" } } @else { span.warn { (missing) } } }
    }
}
