//! "Why me": what a doctor bears beside the colleagues, and what became of the doctor's requests.

use super::{fair, requests, view::View};
use crate::{
    diagnostic::Text,
    domain::Counts,
    report::{Burden, CreditLine, words},
    rules::Finding,
    text,
};
use maud::{Markup, html};

pub(super) fn block(view: &View<'_>, position: usize) -> Markup {
    html! {
        (peers(view, position))
        (carried(view, position))
        (credit(view, position))
        (wishes(view, position))
        (findings(view, position))
    }
}

fn peers(view: &View<'_>, position: usize) -> Markup {
    let weeks = view.timetable.weeks.len();
    let doctor = &view.timetable.doctors[position];
    html! {
        table.peers {
            thead {
                tr {
                    th scope="col" { (view.either("与同科室相比", "Beside the colleagues")) }
                    th.n scope="col" { (view.either("本人", "own")) }
                    th.n scope="col" { (view.either("平均", "mean")) }
                    th.n scope="col" { (view.either("最少—最多", "least – most")) }
                    th.drawn scope="col" { span.unseen { (view.either("图示", "drawn")) } }
                }
            }
            tbody {
                @for line in view.timetable.fairness_of(position) {
                    tr {
                        th scope="row" {
                            (view.say(&words::burden(line.burden)))
                            @if line.burden == Burden::Nights && doctor.no_nights { span.sub { (view.either("免夜班", "exempt")) } }
                        }
                        td.n { b { (fair::value(line.burden, line.own, weeks)) } }
                        @if line.peers == 0 { td.n { "–" } td.n { "–" } td {} }
                        @else { td.n { (fair::mean(line, weeks)) } td.n { (fair::range(line, weeks)) } td.drawn { (fair::strip(line)) } }
                    }
                }
            }
        }
        @if doctor.fte != 100 {
            @let fte = doctor.fte;
            p.sub { (view.say(&text!("聘用比例 {fte} %；同科室数字未按比例折算。", "Works {fte} % of a full post; the colleagues' numbers are not scaled to it."))) }
        }
        @if let Some(earlier) = &doctor.earlier {
            p.sub { (view.say(&before(earlier))) }
        }
    }
}

/// What was borne before, and what of it was due, where the history says so.
fn before(counts: &Counts) -> Text {
    let borne = |of: fn(&Counts) -> (u32, Option<u32>)| match of(counts) {
        (borne, Some(due)) => text!("{borne}（应担 {due}）", "{borne} (due: {due})"),
        (borne, None) => text!("{borne}", "{borne}"),
    };
    let nights = borne(|counts| (counts.nights, counts.nights_due));
    let weekends = borne(|counts| (counts.weekends, counts.weekends_due));
    let holidays = borne(|counts| (counts.holidays, counts.holidays_due));
    Text::new(
        format!("此前各期累计：夜班 {}，周末班 {}，节假日班 {}；分担时一并计入。", nights.zh, weekends.zh, holidays.zh),
        format!(
            "In earlier quarters: nights {}, weekend duties {}, holiday duties {}; they count in the sharing.",
            nights.en, weekends.en, holidays.en
        ),
    )
}

/// Whose residents the doctor serves, and who serves the doctor's.
fn carried(view: &View<'_>, position: usize) -> Markup {
    let lines = view.timetable.carried.iter().filter(|line| line.panel_of == position || line.by == Some(position));
    html! {
        @for line in lines {
            p {
                @let weeks = &view.timetable.weeks;
                (view.say(&line.quota)) (view.either("：", ": "))
                @match line.by {
                    Some(by) if by == position => { (view.either("代管 ", "serves the residents of ")) (view.doctor(line.panel_of)) (view.either(" 的签约居民", "")) },
                    Some(by) => { (view.either("签约居民由 ", "own residents served by ")) (view.doctor(by)) (view.either(" 代管", "")) },
                    None => span.warn { (view.either("签约居民无人代管", "nobody serves the own residents")) },
                }
                span.sub { (view.say(&words::span(weeks[line.first].monday, weeks[line.last].sunday()))) }
            }
        }
    }
}

fn credit(view: &View<'_>, position: usize) -> Markup {
    let said = |line: &CreditLine| {
        let (before, planned, total) = (line.before, line.planned, line.total());
        let mut parts = vec![text!(
            "基层服务：此前 {before} 天，本期 {planned} 天，合计 {total} 天",
            "Service at the grass roots: {before} days before, {planned} in the plan, {total} in all"
        )];
        if let (Some(asked), Some(missing)) = (line.asked, line.missing()) {
            let (days, by) = (asked.days, words::full_date(asked.by));
            parts.push(text!(
                "；{} 申报应有 {days} 天，还差 {missing} 天",
                "; {days} needed for the application of {}, {missing} missing",
                if view.is_zh() { &by.zh } else { &by.en }
            ));
        }
        parts.iter().map(|part| view.say(part)).collect::<String>()
    };
    html! { @for line in view.timetable.credit.iter().filter(|line| line.doctor == position) { p { (said(line)) } } }
}

fn wishes(view: &View<'_>, position: usize) -> Markup {
    let own: Vec<_> = view.timetable.requests.iter().filter(|request| request.doctor == position).collect();
    html! {
        @if !own.is_empty() {
            p.head { (view.either("请求", "Requests")) }
            ul.wishes {
                @for request in own {
                    @let date = view.timetable.days[request.day].date;
                    li {
                        (view.say(&words::date(date))) span.sub { (view.say(&words::day_of_week(date))) } " " (view.say(&request.wish))
                        @if let Some(reason) = &request.reason { span.sub { (reason) } }
                        " " (requests::answer(view, request))
                    }
                }
            }
        }
    }
}

/// What the auditor says of this doctor and is paid for or broken.
fn findings(view: &View<'_>, position: usize) -> Markup {
    let id = &view.timetable.doctors[position].id;
    let mine = |finding: &&Finding| finding.doctor.as_ref().is_some_and(|doctor| doctor.as_str() == id);
    let mut own: Vec<&Finding> = view.timetable.findings.iter().filter(mine).collect();
    own.sort_by_key(|finding| (!finding.hard, -finding.penalty));
    let rest = own.len().saturating_sub(5);
    html! {
        @if !own.is_empty() {
            p.head { (view.either("审计程序所见", "What the auditor found")) }
            ul.findings {
                @for finding in own.iter().take(5) { li { @if finding.hard { span.warn { (view.either("硬性违规", "hard")) } " " } (view.say(&finding.text)) } }
            }
            @if rest > 0 { p.sub { (view.say(&text!("另有 {rest} 项", "and {rest} more"))) } }
        }
    }
}
