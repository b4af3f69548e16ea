//! How much of the learners' time somebody who may teach is there.

use super::view::{View, arrow, direction, meter};
use crate::report::{LearnerLine, TeachingLine, words};
use maud::{Markup, html};

pub(super) fn section(view: &View<'_>) -> Markup {
    let note = view.either(
        "学员是上挂、轮转到该科室的医生。有带教资格、自己不是学员的医生同时在该科室当班，才算有老师在场。按班次起止时间计，不含交接班和听班；教学岗位的时间是该科室所有人在教学岗位上的时间。",
        "Learners are doctors on an up or training stint at the unit. A teacher is there while somebody licensed to teach, and no learner, is on duty in the same unit. Time by the clock, without handover and standby; hours on teaching posts are those of everybody on teaching posts of the unit.",
    );
    html! {
        @if !view.timetable.teaching.is_empty() {
            section.short-section {
                (view.heading("teaching", "带教时间", "Teaching hours", note))
                div.scroll tabindex="0" role="group" aria-label=(view.either("可左右滚动", "scrolls sideways")) {
                    table.list.taught {
                        thead {
                            tr {
                                th scope="col" { (view.either("科室", "Unit")) }
                                th scope="col" { (view.either("项目", "Programme")) }
                                th.n scope="col" { (view.either("学员", "Learners")) }
                                th.n scope="col" { (view.either("学员当班小时", "Hours of learners")) }
                                th.n scope="col" { (view.either("老师在场小时", "With a teacher")) }
                                th scope="col" colspan="2" { (view.either("占比", "Share")) }
                                th.n scope="col" { (view.either("教学岗位小时", "On teaching posts")) }
                            }
                        }
                        @for line in &view.timetable.teaching { (unit(view, line)) }
                    }
                }
            }
        }
    }
}

fn unit(view: &View<'_>, line: &TeachingLine) -> Markup {
    let rows = line.learners.len().max(1);
    let posts = if line.on_posts == 0 { "–".to_owned() } else { words::hours(line.on_posts) };
    html! {
        tbody {
            @for number in 0..rows {
                tr {
                    @if number == 0 { th scope="rowgroup" rowspan=(rows) { (view.unit_label(line.unit)) } }
                    @match line.learners.get(number) {
                        Some(learners) => (cells(view, learners)),
                        None => td colspan="6" { span.sub { (view.either("没有学员", "no learners")) } },
                    }
                    @if number == 0 { td.n rowspan=(rows) { (posts) } }
                }
            }
        }
    }
}

fn cells(view: &View<'_>, line: &LearnerLine) -> Markup {
    html! {
        td { (view.say(&line.programme)) span class=(format!("tag {}", direction(line.kind))) { (arrow(line.kind)) (view.say(&words::direction(line.kind))) } }
        td.n { (line.people) }
        td.n { (words::hours(line.minutes)) }
        td.n { (words::hours(line.taught)) }
        td.n { @if line.minutes == 0 { "–" } @else { (line.percent()) " %" } }
        td { @if line.minutes > 0 { (meter(line.percent())) } }
    }
}
