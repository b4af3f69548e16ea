//! Looks up each wish in the doctor's own timesheet.

use super::{Requests, speaks_of};
use crate::{
    domain::{Called, Instance, Name, Request, Roster, Timesheet, Want},
    rules::{Finding, Measure, Settings},
    text,
};

pub(super) fn audit(rule: &Requests, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let sheets = Timesheet::new(instance, roster);
    let mut findings = Vec::new();
    for request in instance.requests.iter().filter(|request| instance.horizon.day_within(request.date).is_some()) {
        let asks = instance.doctor(&request.doctor).is_some_and(|doctor| instance.in_scope(&rule.scope, doctor));
        if !asks {
            continue;
        }
        let entries = sheets.of(&request.doctor).iter();
        let meant = entries.filter(|entry| entry.duty.date == request.date && speaks_of(request, &entry.duty.post, entry.shift));
        let posts = Called::list(meant.map(|entry| instance.post_called(&entry.duty.post)));
        let (id, date, because) = (&request.doctor, request.date, reason(request));
        let text = match request.want {
            Want::Off if !posts.is_empty() => {
                text!("{id} 希望 {date} 不上班{because:#}，却排了{posts:#}", "{id} asked to be off on {date}{because} and is on {posts}")
            }
            Want::On if posts.is_empty() => {
                text!("{id} 希望 {date} 上班{because:#}，却没有排", "{id} asked to work on {date}{because} and does not")
            }
            _ => continue,
        };
        findings.push(Finding::new(&Requests::CARD, rule.price(request), 1, Measure::Wishes, text).doctor(id).date(date));
    }
    findings
}

fn reason(request: &Request) -> Called {
    request.reason.as_ref().map_or_else(Called::default, |reason| Name::both(&format!("（{reason}）"), &format!(" ({reason})")).into())
}
