//! What is said to have happened: spans that can be, days of the horizon, stints and leaves that are there.

use super::Checks;
use crate::{
    diagnostic::{Diagnostic, Place},
    domain::{Absence, Closure, Event, Events, Instance, Roster, StintEnd},
    text,
};
use chrono::NaiveDate;

/// Mistakes of meaning in events.
pub(in crate::format) fn check(events: &Events, instance: &Instance, roster: &Roster) -> Vec<Diagnostic> {
    let mut on = Checks::new(instance, &[], &|_| text!("", ""));
    if let Some(announced) = events.announced {
        on.within(Place::root().key("announced"), announced);
    }
    for (i, event) in events.events.iter().enumerate() {
        let place = Place::root().key("events").index(i);
        match event {
            Event::Ill(absence) => span(&mut on, &place.key("ill"), absence.from, absence.to),
            Event::LeaveWithdrawn(absence) => withdrawn(&mut on, &place.key("leave_withdrawn"), absence),
            Event::Closed(closure) => closed(&mut on, &place.key("closed"), closure),
            Event::StintEnds(end) => stint(&mut on, &place.key("stint_ends"), end, roster),
            Event::Leaves(departure) => {
                on.within(place.key("leaves").key("last"), departure.last);
            }
        }
    }
    on.found
}

/// A span of which a day at least lies in the horizon.
fn span(on: &mut Checks<'_>, place: &Place, from: NaiveDate, to: NaiveDate) {
    let horizon = on.instance.horizon;
    if on.span(place, from, to) && (to < horizon.start || horizon.end() <= from) {
        on.within(place.key("from"), from);
    }
}

fn closed(on: &mut Checks<'_>, place: &Place, closure: &Closure) {
    span(on, place, closure.from, closure.to);
    if closure.sites.is_empty() && closure.units.is_empty() && closure.posts.is_empty() {
        let cause = text!("没有说明关闭的是什么", "it does not say what is closed");
        on.error("nothing-closed", place.clone(), cause, text!("写 sites、units 或 posts", "give `sites`, `units` or `posts`"));
    }
}

fn withdrawn(on: &mut Checks<'_>, place: &Place, absence: &Absence) {
    span(on, place, absence.from, absence.to);
    let is_of = |from: NaiveDate, to: NaiveDate| from <= absence.to && absence.from <= to;
    let facts = on.instance.doctor(&absence.doctor).into_iter().flat_map(|doctor| &doctor.facts);
    if !facts.into_iter().any(|fact| fact.kind.is_absence() && is_of(fact.from, fact.to)) {
        let (id, from, to) = (&absence.doctor, absence.from, absence.to);
        let cause = text!("{id} 在 {from} 到 {to} 没有休假可取消", "{id} has no leave to call off between {from} and {to}");
        on.error("no-leave", place.clone(), cause, text!("检查医生和日期", "look at the doctor and the dates"));
    }
}

fn stint(on: &mut Checks<'_>, place: &Place, end: &StintEnd, roster: &Roster) {
    on.within(place.key("last"), end.last);
    let (id, programme, last) = (&end.doctor, &end.programme, end.last);
    let horizon = on.instance.horizon;
    let monday = horizon.monday(horizon.week(last));
    let all: Vec<_> = roster.stints_of(id).filter(|stint| stint.programme == *programme).collect();
    if !all.iter().any(|stint| stint.covers(monday)) {
        let cause = text!("{id} 在 {last} 不在派驻项目 {programme} 上", "{id} is not on the programme {programme} on {last}");
        let known: Vec<String> = all.iter().map(|stint| format!("{} × {}", stint.first, stint.weeks)).collect();
        let known = known.join(", ");
        let advice = if all.is_empty() {
            text!("班表里这位医生没有这个项目的派驻段", "the roster has no stint of this doctor on it")
        } else {
            text!("班表里的派驻段（起始日 × 周数）：{known}", "stints in the roster (first day × weeks): {known}")
        };
        on.error("no-stint", place.key("last"), cause, advice);
    }
}
