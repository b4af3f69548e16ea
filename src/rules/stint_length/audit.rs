//! Goes through the stints of each doctor, and week by week through what they claim.

use super::StintLength;
use crate::{
    diagnostic::Text,
    domain::{Doctor, Instance, Roster, Stint},
    rules::{Finding, Measure, Settings},
    text,
};
use chrono::{Days, NaiveDate};

pub(super) fn audit(rule: &StintLength, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for doctor in instance.doctors.iter().filter(|doctor| instance.in_scope(&rule.scope, doctor)) {
        let stints: Vec<&Stint> = roster.stints_of(&doctor.id).collect();
        findings.extend(in_progress(rule, instance, doctor, &stints));
        findings.extend(lengths(rule, instance, doctor, &stints));
        findings.extend(numbers(rule, instance, doctor, &stints));
        findings.extend(gaps(rule, instance, doctor, &stints));
    }
    findings
}

fn finding(rule: &StintLength, doctor: &Doctor, amount: usize, measure: Measure, text: Text) -> Finding {
    Finding::new(&StintLength::CARD, rule.enforce, amount as i64, measure, text).doctor(&doctor.id)
}

/// The first day after a stint.
fn end(stint: &Stint) -> NaiveDate {
    stint.first + Days::new(stint.weeks as u64 * 7)
}

fn in_progress(rule: &StintLength, instance: &Instance, doctor: &Doctor, stints: &[&Stint]) -> Vec<Finding> {
    let horizon = instance.horizon;
    let due = instance.history.stints.iter().filter(|past| past.doctor == doctor.id && end(past) > horizon.start && past.first < horizon.end());
    let lost = due.filter(|past| !stints.contains(past)).map(|past| {
        let (id, programme, first, weeks) = (&doctor.id, instance.programme_called(&past.programme), past.first, past.weeks);
        let text = text!(
            "{id} 自 {first} 起派驻（{programme:#}）共 {weeks} 周，尚未结束，必须照原样继续",
            "{id} is on {programme} from {first} for {weeks} weeks already and must go on as it is"
        );
        finding(rule, doctor, 1, Measure::Stints, text).date(horizon.start)
    });
    lost.collect()
}

fn lengths(rule: &StintLength, instance: &Instance, doctor: &Doctor, stints: &[&Stint]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for stint in stints.iter().filter(|stint| !instance.history.stints.contains(stint) && !instance.pins.stints.contains(stint)) {
        let Some(programme) = instance.programme(&stint.programme) else { continue };
        let (id, name, weeks, first) = (&doctor.id, || instance.programme_called(&programme.id), stint.weeks, stint.first);
        let (min, max) = (programme.stint.min_weeks, programme.stint.max_weeks);
        if first < instance.horizon.start {
            let name = name();
            let text = text!(
                "{id} 的派驻（{name:#}）始于 {first}，早于计划开始，历史记录中却没有",
                "{id} on {name} since {first}, before the start: the history knows nothing of it"
            );
            findings.push(finding(rule, doctor, 1, Measure::Stints, text).date(first));
        } else if !(min..=max).contains(&weeks) {
            let (name, off) = (name(), if weeks < min { min - weeks } else { weeks - max });
            let text = text!("{id} 的派驻（{name:#}）为 {weeks} 周，应为 {min} 至 {max} 周", "{id} is on {name} for {weeks} weeks; it should be {min} to {max}");
            findings.push(finding(rule, doctor, off, Measure::Weeks, text).date(first));
        }
    }
    findings
}

fn numbers(rule: &StintLength, instance: &Instance, doctor: &Doctor, stints: &[&Stint]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for programme in &instance.programmes {
        let (number, most) = (stints.iter().filter(|stint| stint.programme == programme.id).count(), programme.stint.per_doctor);
        if number > most {
            let (id, name) = (&doctor.id, instance.programme_called(&programme.id));
            let text = text!("{id} 派驻（{name:#}）{number} 次，至多 {most} 次", "{id} has {number} stints on {name}, at most {most} allowed");
            findings.push(finding(rule, doctor, number - most, Measure::Stints, text));
        }
    }
    findings
}

/// Each week is claimed at most once: by a stint, or by the weeks at home owed after one.
fn gaps(rule: &StintLength, instance: &Instance, doctor: &Doctor, stints: &[&Stint]) -> Vec<Finding> {
    let rests = |stint: &Stint, monday: NaiveDate| {
        let gap = instance.programme(&stint.programme).map_or(0, |programme| programme.stint.gap_weeks);
        end(stint) <= monday && monday < end(stint) + Days::new(gap as u64 * 7)
    };
    let before = instance.history.stints.iter().filter(|past| past.doctor == doctor.id && past.first < instance.horizon.start);
    let last_ended = before.max_by_key(|past| end(past)).filter(|past| end(past) <= instance.horizon.start);
    let mut findings = Vec::new();
    for monday in instance.horizon.dates().step_by(7) {
        let claims = stints.iter().filter(|stint| stint.covers(monday) || rests(stint, monday)).count()
            + usize::from(last_ended.is_some_and(|past| rests(past, monday)));
        if claims > 1 {
            let id = &doctor.id;
            let text = text!(
                "{id} 在 {monday} 起的一周：上一段派驻之后应留在本科室的周数还没有满，又被占用",
                "{id}, week of {monday}: claimed again before the weeks at home owed after the last stint are over"
            );
            findings.push(finding(rule, doctor, claims - 1, Measure::Weeks, text).date(monday));
        }
    }
    findings
}
