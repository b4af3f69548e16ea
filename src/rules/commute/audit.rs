//! Follows each doctor through each day and measures the ways.

use super::Commute;
use crate::{
    domain::{Instance, Minutes, Roster, Timesheet},
    rules::{Finding, Measure, Settings},
    text,
};

pub(super) fn audit(rule: &Commute, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (doctor, entries) in Timesheet::new(instance, roster).each().filter(|(doctor, _)| instance.in_scope(&rule.scope, doctor)) {
        let id = &doctor.id;
        for (position, entry) in entries.iter().enumerate().filter(|(_, entry)| !entry.is_past()) {
            let (post, date) = (&entry.duty.post, entry.duty.date);
            let mut add = |text| {
                let finding = Finding::new(&Commute::CARD, rule.enforce, 1, Measure::Duties, text);
                findings.push(finding.doctor(id).post(post).date(date));
            };
            let way = instance.travel_minutes(&doctor.home, &entry.post.unit);
            if let Some(most) = rule.most_from_home(doctor).filter(|most| way > *most) {
                let (way, most, post) = (Minutes(way), Minutes(most), instance.post_called(post));
                add(text!(
                    "{id} {date} 去{post:#}的单程 {way:#}，至多 {most:#}",
                    "{id} on {post} on {date}: {way} from the home site, at most {most}"
                ));
            }
            for earlier in entries[..position].iter().filter(|earlier| earlier.duty.date == date) {
                let way = instance.travel_minutes(&earlier.post.unit, &entry.post.unit);
                if let Some(most) = rule.max_between.filter(|most| way > most.0) {
                    let (from, post, way) = (instance.post_called(&earlier.duty.post), instance.post_called(post), Minutes(way));
                    add(text!(
                        "{id} {date} 从{from:#}赶到{post:#}要 {way:#}，至多 {most:#}",
                        "{id} on {date}: {way} from {from} to {post}, at most {most}"
                    ));
                }
            }
        }
    }
    findings
}
