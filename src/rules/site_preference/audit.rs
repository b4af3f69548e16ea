//! Reads each doctor's list of sites and looks where the roster sends them.

use super::{SitePreference, unwanted};
use crate::{
    domain::{Instance, Roster, Timesheet},
    rules::{Finding, Measure, Settings},
    text,
};

pub(super) fn audit(rule: &SitePreference, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (doctor, entries) in Timesheet::new(instance, roster).each().filter(|(doctor, _)| instance.in_scope(&rule.scope, doctor)) {
        let id = &doctor.id;
        let finding = |amount, measure, text| Finding::new(&SitePreference::CARD, rule.enforce, amount, measure, text).doctor(id);
        let stays: Vec<_> = roster
            .stints_of(id)
            .filter_map(|stint| Some((stint, unwanted(instance, doctor, &instance.programme(&stint.programme)?.host)?)))
            .collect();
        for (stint, site) in stays.iter().filter(|(stint, _)| !instance.history.stints.contains(stint)) {
            let weeks = instance.horizon.dates().step_by(7).filter(|monday| stint.covers(*monday)).count() as i64;
            let site = instance.site_called(site);
            let text = text!("{id} 不愿去{site:#}，却派驻 {weeks} 周", "{id} does not want {site} and is on a stint there for {weeks} weeks");
            findings.push(finding(weeks, Measure::Weeks, text).date(stint.first));
        }
        for entry in entries.iter().filter(|entry| !entry.is_past()) {
            let Some(site) = unwanted(instance, doctor, &entry.post.unit) else { continue };
            let monday = instance.horizon.monday(instance.horizon.week(entry.duty.date));
            if !stays.iter().any(|(stint, there)| *there == site && stint.covers(monday)) {
                let (post, date) = (&entry.duty.post, entry.duty.date);
                let (site, called) = (instance.site_called(site), instance.post_called(post));
                let text = text!("{id} 不愿去{site:#}，{date} 却排在{called:#}", "{id} does not want {site} and is on {called} on {date}");
                findings.push(finding(1, Measure::Duties, text).post(post).date(date));
            }
        }
    }
    findings
}
