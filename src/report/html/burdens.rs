//! Nights, weekend and holiday duties of every doctor beside the mean of the unit.

use super::view::View;
use crate::{
    report::{DoctorLine, Load, UnitTable, words},
    text,
};
use maud::{Markup, html};

pub(super) fn section(view: &View<'_>) -> Markup {
    let note = view.either(
        "竖线是本科室同事的平均数（夜班只算本期值夜班的人）。周末班、节假日班按开始的班数计，上午和下午算两个，在家备班不算。",
        "The tick is the mean of the unit (for nights: of those who do any). Weekend and holiday duties count by the day they begin, a morning and an afternoon as two, standby not at all.",
    );
    let most = |count: fn(&Load) -> u32| view.timetable.doctors.iter().map(|doctor| count(&doctor.load)).max().unwrap_or(0).max(1);
    let most = [most(|load| load.nights), most(|load| load.weekends), most(|load| load.holidays)];
    let earlier = view.timetable.doctors.iter().any(|doctor| doctor.earlier.is_some());
    html! {
        section {
            (view.heading("burdens", "夜班、周末班、节假日班", "Nights, weekend and holiday duties", note))
            div.scroll tabindex="0" role="group" aria-label=(view.either("可左右滚动", "scrolls sideways")) {
                table.bars {
                    thead {
                        tr {
                            th.who scope="col" { (view.either("医生", "Doctor")) }
                            th scope="col" { (view.either("夜班", "Nights")) }
                            th scope="col" { (view.either("周末班", "Weekend duties")) }
                            th scope="col" { (view.either("节假日班", "Holiday duties")) }
                            @if earlier { th scope="col" { (view.either("此前累计：夜班 / 周末班 / 节假日班", "Before: nights / weekend / holiday duties")) } }
                        }
                    }
                    @for (table, people) in view.staffed() {
                        tbody {
                            tr.group { th colspan=(if earlier { 5 } else { 4 }) scope="rowgroup" { (view.say(&table.title())) } }
                            @for doctor in people { (row(view, table, doctor, most, earlier)) }
                        }
                    }
                }
            }
        }
    }
}

fn row(view: &View<'_>, table: &UnitTable, doctor: &DoctorLine, most: [u32; 3], earlier: bool) -> Markup {
    let (load, means) = (doctor.load, table.means);
    let statutory = load.statutory;
    html! {
        tr {
            th.who scope="row" { a href=(format!("#{}", doctor.id)) { (doctor.id) } span.sub { (view.say(&doctor.title)) } }
            td {
                @if doctor.no_nights && load.nights == 0 { span.sub { (view.either("免夜班", "exempt")) } }
                @else { (bar(view, load.nights, means.nights, most[0], "night")) }
            }
            td { (bar(view, load.weekends, means.weekends, most[1], "plain")) }
            td {
                (bar(view, load.holidays, means.holidays, most[2], "plain"))
                @if statutory > 0 { span.sub { (view.say(&text!("法定 {statutory}", "{statutory} statutory"))) } }
            }
            @if earlier {
                td { @if let Some(counts) = &doctor.earlier { (counts.nights) " / " (counts.weekends) " / " (counts.holidays) } }
            }
        }
    }
}

/// A number, its bar, and a tick at the mean of the peers.
fn bar(view: &View<'_>, count: u32, mean: u32, most: u32, class: &str) -> Markup {
    let scale = |tenths: u32| f64::from(tenths) * 10.0 / f64::from(most);
    let (width, tick) = (scale(count * 10), scale(mean));
    if count == 0 && mean == 0 {
        return html! { span.sub { "–" } };
    }
    html! {
        span.num { (count) }
        svg.bar viewBox="0 0 102 12" aria-hidden="true" {
            rect class=(class) x="0" y="2" width=(format!("{width:.1}")) height="8" {}
            line.tick x1=(format!("{tick:.1}")) x2=(format!("{tick:.1}")) y1="0" y2="12" {}
        }
        span.sub { (view.either("均", "mean")) " " (words::tenths(mean)) }
    }
}
