//! What was before the horizon.

use super::Checks;
use crate::{
    diagnostic::{Place, Text},
    domain::Stint,
    text,
};
use itertools::Itertools;

pub(super) fn check(on: &mut Checks<'_>) {
    let place = Place::root().key("history");
    let (instance, start) = (on.instance, on.instance.horizon.start);
    if on.whole(&["horizon"]) {
        for (i, duty) in instance.history.duties.iter().enumerate().filter(|(_, duty)| duty.date >= start) {
            let date = duty.date;
            let cause = text!("{date} 不在计划期开始（{start}）之前", "{date} is not before the start of the horizon, {start}");
            let advice = text!("计划期内固定的班写在 pins 里", "a duty fixed within the horizon belongs into `pins`");
            on.error("date-outside", place.key("duties").index(i).key("date"), cause, advice);
        }
    }
    let duties = instance.history.duties.iter().enumerate();
    on.once(
        "duty-twice",
        duties.map(|(i, duty)| (duty, format!("{} {} {}", duty.doctor, duty.date, duty.post), place.key("duties").index(i))).collect_vec(),
    );
    let counts = instance.history.counts.iter().enumerate();
    on.once("counts-twice", counts.map(|(i, c)| (&c.doctor, c.doctor.to_string(), place.key("counts").index(i).key("doctor"))).collect_vec());
    for (i, counts) in instance.history.counts.iter().enumerate() {
        let (part, whole) = (counts.public_health_hours, counts.hours);
        // No hours at all mean that nobody counted them.
        if whole > 0 && part > whole {
            let cause = text!("公卫工时 {part} 小时，多于总工时 {whole} 小时", "{part} hours of public-health work out of {whole} hours in all");
            let advice = text!("hours 是全部工时，包括公卫", "`hours` are all hours, public-health work among them");
            on.warn("part-above-whole", place.key("counts").index(i).key("public_health_hours"), cause, advice);
        }
    }
    for (i, stint) in instance.history.stints.iter().enumerate() {
        let at = place.key("stints").index(i);
        if on.monday(at.key("first"), stint.first) && on.whole(&["horizon"]) {
            in_progress(on, &at, stint);
        }
    }
    both_at_once(on);
}

fn in_progress(on: &mut Checks<'_>, place: &Place, stint: &Stint) {
    let horizon = on.instance.horizon;
    let first = horizon.week(stint.first);
    if first >= 0 {
        let start = horizon.start;
        let cause = text!("派驻段不在计划期开始（{start}）之前开始", "the stint does not begin before the horizon does, on {start}");
        let advice = text!("计划期内固定的派驻段写在 pins 里", "a stint fixed within the horizon belongs into `pins`");
        on.error("date-outside", place.key("first"), cause, advice);
    } else if first + stint.weeks as i64 <= 0 && is_cut_short(on, stint) {
        let cause = text!("派驻段在计划期开始前已经结束", "the stint is over before the horizon begins");
        let advice = text!(
            "检查 weeks；结束的派驻段只影响间隔和连续性（谁去过这里）",
            "look at `weeks`; a stint that is over counts for gaps and for continuity (who has been there) only"
        );
        on.warn("stint-over", place.key("weeks"), cause, advice);
    }
}

/// A stint shorter than its programme allows was probably meant to go on; one of full length is over.
fn is_cut_short(on: &Checks<'_>, stint: &Stint) -> bool {
    on.instance.programme(&stint.programme).is_none_or(|programme| stint.weeks < programme.stint.min_weeks)
}

/// Nobody is on two stints in one week.
fn both_at_once(on: &mut Checks<'_>) {
    let instance = on.instance;
    let list = |part: &str, stints: &'_ [Stint]| {
        let place = Place::root().key(part).key("stints");
        stints.iter().cloned().enumerate().map(move |(i, stint)| (stint, place.index(i))).collect_vec()
    };
    let mut stints = list("history", &instance.history.stints);
    stints.extend(list("pins", &instance.pins.stints));
    stints.sort_by(|(a, _), (b, _)| (&a.doctor, a.first).cmp(&(&b.doctor, b.first)));
    for ((earlier, before), (later, place)) in stints.iter().tuple_windows() {
        if earlier.doctor == later.doctor && earlier.covers(later.first) && earlier != later {
            let Text { zh: there_zh, en: there_en } = (on.called)(before);
            let cause = text!("{0} 在这段时间已经有派驻（{there_zh}）", "{0} is on a stint already ({there_en})", later.doctor);
            on.error("stints-overlap", place.key("first"), cause, text!("改日期或周数", "change the dates or the weeks"));
        }
    }
    on.once(
        "stint-twice",
        stints.iter().map(|(stint, place)| (stint, format!("{} {} {}", stint.doctor, stint.programme, stint.first), place.clone())).collect_vec(),
    );
}
