//! Looks at each stint, each duty, and each week of a doctor at another unit.

use super::Eligibility;
use crate::{
    diagnostic::Text,
    domain::{Called, Direction, Doctor, DoctorId, Instance, Mode, Post, PostKind, Programme, Roster, ShiftKind, Stint, Timesheet, UnitId},
    rules::{Finding, Measure, Settings},
    text,
};
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn audit(rule: &Eligibility, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (doctor, entries) in Timesheet::new(instance, roster).each().filter(|(doctor, _)| instance.in_scope(&rule.scope, doctor)) {
        let id = &doctor.id;
        let finding = |amount, measure, text| Finding::new(&Eligibility::CARD, rule.enforce, amount, measure, text).doctor(id);
        let stints: Vec<(&Stint, &Programme)> =
            roster.stints_of(id).filter_map(|stint| Some((stint, instance.programme(&stint.programme)?))).collect();
        for (stint, programme) in stints.iter().filter(|(stint, _)| !instance.history.stints.contains(stint)) {
            if let Some((zh, en)) = joined(&against_stint(instance, doctor, programme, stint)) {
                let programme = instance.programme_called(&programme.id);
                let text = Text::new(format!("{id} 不能派往{programme:#}：{zh}"), format!("{id} cannot go on {programme}: {en}"));
                findings.push(finding(1, Measure::Stints, text).date(stint.first));
            }
        }
        let mut visits: BTreeMap<(NaiveDate, &UnitId), Visit> = BTreeMap::new();
        for entry in entries.iter().filter(|entry| !entry.is_past()) {
            let (post, date) = (entry.post, entry.duty.date);
            let monday = instance.horizon.monday(instance.horizon.week(date));
            if let Some((zh, en)) = joined(&against_duty(doctor, post)) {
                let name = instance.post_called(&post.id);
                let text = Text::new(format!("{id} 不能上{name:#}：{zh}"), format!("{id} cannot be on {name}: {en}"));
                findings.push(finding(1, Measure::Duties, text).post(&post.id).date(date));
            }
            if !belongs(doctor, post) {
                let visit = visits.entry((monday, &post.unit)).or_default();
                visit.days.insert(date);
                visit.half_days += if entry.shift.kind == ShiftKind::Session { 1 } else { 2 };
            } else if let Some((_, elsewhere)) =
                stints.iter().find(|(stint, on)| stint.covers(monday) && on.mode == Mode::Resident && on.host != post.unit)
            {
                let (name, elsewhere) = (instance.post_called(&post.id), instance.programme_called(&elsewhere.id));
                let text = text!(
                    "{id} {date} 排在{name:#}，那一周却整周派驻（{elsewhere:#}）",
                    "{id} is on {name} on {date}, in a week away on {elsewhere}"
                );
                findings.push(finding(1, Measure::Duties, text).post(&post.id).date(date));
            }
        }
        for ((monday, unit), visit) in visits {
            let modes: Vec<Mode> =
                stints.iter().filter(|(stint, on)| stint.covers(monday) && on.host == *unit).map(|(_, programme)| programme.mode).collect();
            if let Some((amount, measure, text)) = visit.beyond(&modes, id, monday, &instance.unit_called(unit)) {
                findings.push(finding(amount, measure, text).unit(unit).date(monday));
            }
        }
    }
    findings
}

/// What a doctor spends at a host in a week.
#[derive(Default)]
struct Visit {
    days: BTreeSet<NaiveDate>,
    half_days: u32,
}

impl Visit {
    /// By how much it is more than the stints there give: half-days where one of them is by half-days, else days.
    fn beyond(&self, stints: &[Mode], id: &DoctorId, monday: NaiveDate, unit: &Called) -> Option<(i64, Measure, Text)> {
        let halves: Vec<u32> = stints.iter().filter_map(|mode| if let Mode::HalfDays(given) = mode { Some(*given) } else { None }).collect();
        let days = |mode: &Mode| if let Mode::Sessional(days) = mode { *days } else { 7 };
        let (used, given, measure) = match halves.as_slice() {
            [] => (self.days.len() as u32, stints.iter().map(days).sum(), Measure::Days),
            halves => (self.half_days, halves.iter().sum(), Measure::HalfDays),
        };
        let (zh, en) = if measure == Measure::Days { ("天", "days") } else { ("个半天", "half-days") };
        let text = text!(
            "{id} 在 {monday} 起的一周有 {used} {zh}在{unit:#}，派驻只给 {given} {zh}",
            "{id} is at {unit} on {used} {en} in the week of {monday}; stints give {given}"
        );
        (used > given).then(|| (i64::from(used - given), measure, text))
    }
}

/// At home in the unit, or drawn there by the post.
fn belongs(doctor: &Doctor, post: &Post) -> bool {
    doctor.home == post.unit || post.who.units.contains(&doctor.home) || post.who.doctors.contains(&doctor.id)
}

fn joined(reasons: &[Text]) -> Option<(String, String)> {
    let zh: Vec<&str> = reasons.iter().map(|reason| reason.zh.as_str()).collect();
    let en: Vec<&str> = reasons.iter().map(|reason| reason.en.as_str()).collect();
    (!reasons.is_empty()).then(|| (zh.join("；"), en.join("; ")))
}

fn against_stint(instance: &Instance, doctor: &Doctor, programme: &Programme, stint: &Stint) -> Vec<Text> {
    let mut reasons = Vec::new();
    if doctor.home == programme.host {
        reasons.push(text!("接收的就是本科室", "the host is the doctor's own unit"));
    }
    if !doctor.fits(&programme.who) {
        reasons.push(text!("不在项目的派出范围内", "not among those who may go"));
    }
    if !programme.needs.is_empty() && !programme.needs.iter().any(|skill| doctor.skills.contains_key(skill)) {
        reasons.push(text!("接收单位不需要这些专长", "the host needs none of the doctor's skills"));
    }
    if programme.teaching && !doctor.teaches {
        reasons.push(text!("没有带教资格", "not licensed to teach"));
    }
    let sites = instance.site_of(&doctor.home).zip(instance.site_of(&programme.host));
    if let Some((home, host)) = sites {
        if programme.kind == Direction::Down && host.tier > home.tier {
            reasons.push(text!("下沉不能派往级别更高的单位", "down cannot lead to a higher tier"));
        }
        if programme.kind == Direction::Up && host.tier < home.tier {
            reasons.push(text!("上挂不能派往级别更低的单位", "up cannot lead to a lower tier"));
        }
        let mut days = (0..stint.weeks as u64 * 7).map(|day| stint.first + Days::new(day));
        let uncovered = days.find(|day| {
            let agreed = [home, host].iter().all(|site| site.agreement.is_none_or(|span| span.contains(*day)));
            instance.horizon.day_within(*day).is_some() && !agreed
        });
        if let Some(day) = uncovered {
            reasons.push(text!("协议不包括 {day}", "the agreement does not cover {day}"));
        }
    }
    reasons
}

fn against_duty(doctor: &Doctor, post: &Post) -> Vec<Text> {
    let mut reasons = Vec::new();
    if !doctor.fits(&post.who) {
        reasons.push(text!("不符合岗位对职称、技能或人员的要求", "does not meet the post's title, skills or names"));
    }
    if post.kind == PostKind::Teaching && !doctor.teaches {
        reasons.push(text!("没有带教资格", "not licensed to teach"));
    }
    reasons
}
