//! Adds up who is at home and what the visitors are worth, in each unit and week.

use super::Backfill;
use crate::{
    domain::{Doctor, Instance, Mode, Programme, Roster, Stint},
    rules::{Finding, Measure, Settings},
    text,
};
use chrono::{Days, NaiveDate};

pub(super) fn audit(rule: &Backfill, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    let stays: Vec<(&Stint, &Programme, &Doctor)> = roster
        .stints
        .iter()
        .filter_map(|stint| Some((stint, instance.programme(&stint.programme)?, instance.doctor(&stint.doctor)?)))
        .filter(|(_, programme, _)| programme.mode == Mode::Resident)
        .collect();
    for unit in instance.units.iter().filter(|unit| instance.unit_in_scope(&rule.scope, &unit.id)) {
        for monday in instance.horizon.dates().step_by(7) {
            let staff: Vec<&Doctor> = instance.doctors.iter().filter(|doctor| doctor.home == unit.id && works_here(doctor, monday)).collect();
            let is_away = |doctor: &Doctor| stays.iter().any(|(stint, _, who)| who.id == doctor.id && stint.covers(monday));
            let sent = staff.iter().filter(|doctor| is_away(doctor)).count() as i64;
            let visitors: Vec<i64> = stays
                .iter()
                .filter(|(stint, programme, _)| programme.host == unit.id && stint.covers(monday))
                .map(|(stint, programme, doctor)| {
                    let week_of_stay = monday.signed_duration_since(stint.first).num_weeks();
                    programme.backfill.percent(doctor.title, week_of_stay as usize)
                })
                .collect();
            let name = instance.unit_called(&unit.id);
            let mut add = |missing: i64, text| {
                let finding = Finding::new(&Backfill::CARD, rule.enforce, missing, Measure::Percent, text);
                findings.push(finding.unit(&unit.id).date(monday));
            };
            let there = 100 * (staff.len() as i64 - sent) + visitors.iter().sum::<i64>();
            let floor = i64::from(rule.floor_percent) * staff.len() as i64;
            if there < floor {
                let text = text!(
                    "{name:#}在 {monday} 起的一周留下的力量为 {there}%（本科室医生每人 100%），应有 {floor}%",
                    "{name}, week of {monday}: strength left is {there} % of a doctor, should be {floor} %"
                );
                add(floor - there, text);
            }
            let out = sent - visitors.len() as i64;
            if let Some(most) = rule.net_outflow.map(i64::from).filter(|most| out > *most) {
                let text = text!(
                    "{name:#}在 {monday} 起的一周净派出 {out} 人，至多 {most} 人",
                    "{name}, week of {monday}: sends {out} more than it receives, at most {most}"
                );
                add(100 * (out - most), text);
            }
        }
    }
    findings
}

/// Employed on four days of the week or more.
fn works_here(doctor: &Doctor, monday: NaiveDate) -> bool {
    (0..7).filter(|day| doctor.employed.is_none_or(|span| span.contains(monday + Days::new(*day)))).count() >= 4
}
