//! Gathers who is on duty together, then holds every condition of the posts open that day against it.

use super::SkillMix;
use crate::{
    diagnostic::Text,
    domain::{Doctor, Instance, Mix, Roster, ShiftId, SkillId, Timesheet, Title, UnitId},
    rules::{Finding, Measure, Settings},
    text,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Who works together: a unit and a shift on a date.
type Team<'a> = (&'a UnitId, &'a ShiftId, NaiveDate);

pub(super) fn audit(rule: &SkillMix, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut teams: BTreeMap<Team<'_>, Vec<&Doctor>> = BTreeMap::new();
    let sheets = Timesheet::new(instance, roster);
    for (doctor, entries) in sheets.each() {
        for entry in entries.iter().filter(|entry| !entry.is_past()) {
            teams.entry((&entry.post.unit, &entry.post.shift, entry.duty.date)).or_default().push(doctor);
        }
    }
    let mut findings = Vec::new();
    for ((team, _, _), mix) in asked(rule, instance) {
        let there = teams.get(&team).map_or(0, |doctors| doctors.iter().filter(|doctor| doctor.counts_for(mix)).count() as u32);
        if there < mix.at_least {
            let (unit, shift, date) = team;
            let (who, wanted) = (description(mix), mix.at_least);
            let (zh, en) = (who.zh, who.en);
            let (there_in, then) = (instance.unit_called(unit), instance.shift_called(shift));
            let text = text!(
                "{there_in:#} {date} {then:#}需要{zh}至少 {wanted} 人，只有 {there} 人",
                "{there_in} on {date}, {then}: at least {wanted} {en}, only {there} there"
            );
            let missing = i64::from(wanted - there);
            findings.push(Finding::new(&SkillMix::CARD, rule.enforce, missing, Measure::People, text).unit(unit).date(date));
        }
    }
    findings
}

/// Every condition once for each team, with the largest number asked for.
fn asked<'a>(rule: &SkillMix, instance: &'a Instance) -> BTreeMap<(Team<'a>, Option<Title>, Option<&'a SkillId>), &'a Mix> {
    let mut asked = BTreeMap::new();
    for post in instance.posts.iter().filter(|post| instance.unit_in_scope(&rule.scope, &post.unit)) {
        for date in instance.horizon.dates() {
            let needed = instance.need_on(post, date).map_or(0, |need| need.max());
            for mix in post.mix.iter().filter(|_| needed > 0) {
                let key = ((&post.unit, &post.shift, date), mix.title_at_least, mix.skill.as_ref());
                asked.entry(key).and_modify(|known: &mut &Mix| if known.at_least < mix.at_least { *known = mix }).or_insert(mix);
            }
        }
    }
    asked
}

fn description(mix: &Mix) -> Text {
    let title = mix.title_at_least.map(Title::name);
    let (zh, en) = title.map_or((String::new(), "doctors".to_owned()), |t| (format!("{}及以上", t.zh()), format!("of title {} or higher", t.en())));
    match &mix.skill {
        Some(skill) => text!("{zh}具备 {skill} 技能者", "{en} with skill {skill}"),
        None => text!("{zh}", "{en}"),
    }
}
