//! Wishes, and what is fixed by hand.

use super::{Checks, word};
use crate::{
    diagnostic::{Place, Text},
    domain::{DutyPin, Want},
    text,
};
use itertools::Itertools;
use std::collections::BTreeMap;

pub(super) fn check(on: &mut Checks<'_>) {
    requests(on);
    let place = Place::root().key("pins");
    for (i, pin) in on.instance.pins.duties.iter().enumerate() {
        duty(on, &place.key("duties").index(i), pin);
    }
    let pins = on.instance.pins.duties.iter().enumerate().map(|(i, pin)| {
        let what = format!("{} {} {}", pin.doctor, pin.date, pin.post);
        ((&pin.doctor, pin.date, &pin.post), what, place.key("duties").index(i))
    });
    on.once("pin-twice", pins.collect_vec());
    for (i, stint) in on.instance.pins.stints.iter().enumerate() {
        let at = place.key("stints").index(i).key("first");
        if on.monday(at.clone(), stint.first) && on.whole(&["horizon"]) {
            let (horizon, week) = (on.instance.horizon, on.instance.horizon.week(stint.first));
            if week >= horizon.weeks as i64 || week + stint.weeks as i64 <= 0 {
                let (start, end) = (horizon.start, horizon.end());
                let cause = text!("派驻段完全在计划期之外", "the stint lies wholly outside the horizon");
                on.error("date-outside", at, cause, text!("计划期从 {start} 到 {end} 之前", "the horizon runs from {start} until before {end}"));
            }
        }
    }
    frozen(on, &place.key("frozen_weeks"));
}

fn requests(on: &mut Checks<'_>) {
    let place = Place::root().key("requests");
    let mut wholly_off: BTreeMap<_, usize> = BTreeMap::new();
    for (i, request) in on.instance.requests.iter().enumerate() {
        on.within(place.index(i).key("date"), request.date);
        if request.want == Want::Off && request.post.is_none() && request.shift.is_none() {
            wholly_off.insert((&request.doctor, request.date), i);
        }
    }
    for (i, request) in on.instance.requests.iter().enumerate().filter(|(_, request)| request.want == Want::On) {
        if let Some(other) = wholly_off.get(&(&request.doctor, request.date)) {
            let Text { zh: there_zh, en: there_en } = (on.called)(&place.index(*other));
            let cause = text!("{0} 同一天既要休息（{there_zh}）又要上班", "{0} asks to be off on the same day ({there_en})", request.doctor);
            on.warn("contradicting-requests", place.index(i).key("want"), cause, text!("只保留一个", "keep one of them"));
        }
    }
    let all = on
        .instance
        .requests
        .iter()
        .enumerate()
        .map(|(i, r)| ((&r.doctor, r.date, r.want, &r.post, r.shift), format!("{} {}", r.doctor, r.date), place.index(i)));
    on.once("request-twice", all.collect_vec());
}

fn duty(on: &mut Checks<'_>, place: &Place, pin: &DutyPin) {
    if !on.within(place.key("date"), pin.date) || !pin.on {
        return;
    }
    let instance = on.instance;
    let (date, id) = (pin.date, &pin.post);
    let known = on.whole(&["horizon", "calendar", "sites", "units", "posts"]);
    if let Some(post) = instance.post(id).filter(|post| known && instance.need_on(post, date).is_none()) {
        let days = post.days.iter().map(word).join(", ");
        let cause = text!("岗位 {id} 在 {date} 不开放", "the post `{id}` is closed on {date}");
        on.error("post-closed", place.key("date"), cause, text!("岗位开放的日子：{days}", "the post is open on: {days}"));
    }
    if let Some(doctor) = instance.doctor(&pin.doctor).filter(|doctor| !doctor.is_available(date)) {
        let cause =
            text!("{0} 在 {date} 不在岗（休假、进修、病假或不在职）", "{0} is absent on {date}: on leave, studying, ill or not employed", doctor.id);
        let advice = text!("删除这一项，或改日期", "remove the pin, or change the date");
        on.warn("pin-while-absent", place.key("doctor"), cause, advice);
    }
}

fn frozen(on: &mut Checks<'_>, place: &Place) {
    let instance = on.instance;
    for (i, monday) in instance.pins.frozen_weeks.iter().enumerate() {
        if on.monday(place.index(i), *monday) {
            on.within(place.index(i), *monday);
        }
    }
    if !instance.pins.frozen_weeks.is_empty() && instance.published.is_none() {
        let cause = text!("冻结了几周，但没有已公布的排班表", "weeks are frozen, and no roster was published");
        let advice = text!("写 published: 排班表文件，或删除 frozen_weeks", "give `published: FILE`, or remove `frozen_weeks`");
        on.error("frozen-without-roster", place.clone(), cause, advice);
    }
}
