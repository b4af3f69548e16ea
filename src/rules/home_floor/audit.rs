//! Counts who is left at home in each unit and week.

use super::HomeFloor;
use crate::{
    domain::{Doctor, Instance, Mode, Roster, Stint, Title},
    rules::{Finding, Measure, Settings},
    text,
};
use chrono::{Days, NaiveDate};

pub(super) fn audit(rule: &HomeFloor, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for unit in instance.units.iter().filter(|unit| instance.unit_in_scope(&rule.scope, &unit.id)) {
        let doctors: Vec<&Doctor> = instance.doctors.iter().filter(|doctor| doctor.home == unit.id).collect();
        for monday in instance.horizon.dates().step_by(7) {
            let staff = doctors.iter().filter(|doctor| days(monday, |date| doctor.employed.is_none_or(|span| span.contains(date))) >= 4).count();
            let could: Vec<&Doctor> = doctors
                .iter()
                .copied()
                .filter(|doctor| days(monday, |date| doctor.is_available(date)) >= 4)
                .filter(|doctor| !is_away(instance, &instance.history.stints, doctor, monday))
                .filter(|doctor| !is_away(instance, &instance.pins.stints, doctor, monday))
                .collect();
            let by_percent = (staff as u32 * rule.percent).div_ceil(100);
            let mut check = |least: Title, floor: u32, zh: &str, en: &str| {
                let could: Vec<&Doctor> = could.iter().copied().filter(|doctor| doctor.title >= least).collect();
                let left = could.iter().filter(|doctor| !is_away(instance, &roster.stints, doctor, monday)).count();
                let wanted = could.len().min(floor as usize);
                if left < wanted {
                    let name = instance.unit_called(&unit.id);
                    let text = text!(
                        "{name:#}在 {monday} 起的一周应留守{zh} {wanted} 人，只有 {left} 人",
                        "{name}, week of {monday}: {wanted} {en} should stay, {left} do"
                    );
                    let finding = Finding::new(&HomeFloor::CARD, rule.enforce, (wanted - left) as i64, Measure::People, text);
                    findings.push(finding.unit(&unit.id).date(monday));
                }
            };
            check(Title::Village, rule.people.max(by_percent), "医生", "doctors");
            if let Some(seniors) = rule.seniors {
                check(seniors.title, seniors.at_least, "高年资医生", "seniors");
            }
        }
    }
    findings
}

fn days(monday: NaiveDate, holds: impl Fn(NaiveDate) -> bool) -> usize {
    (0..7).filter(|day| holds(monday + Days::new(*day))).count()
}

fn is_away(instance: &Instance, stints: &[Stint], doctor: &Doctor, monday: NaiveDate) -> bool {
    stints.iter().any(|stint| {
        stint.doctor == doctor.id
            && stint.covers(monday)
            && instance.programme(&stint.programme).is_some_and(|programme| programme.mode == Mode::Resident)
    })
}
