//! Running counts: what was borne before, and what the roster adds to it.

use crate::{
    diagnostic::Text,
    domain::{Counts, DayType, Direction, Doctor, DoctorId, Entry, Instance, Mode, PostKind, Programme, Roster, ShiftKind, Stint, Timesheet, UnitId},
    rules::{Pack, service_credit::ServiceCredit},
    text,
};
use std::collections::{BTreeMap, BTreeSet};

/// Half-days of a week of work.
const WEEK: i64 = 10;

/// The counts of everybody who was counted before or could have worked in the horizon, by doctor
/// in the order of the instance. A zero that is written down is a zero.
pub(super) fn counts(instance: &Instance, roster: &Roster) -> Vec<Counts> {
    let sheets = Timesheet::new(instance, roster);
    let mut all = Vec::new();
    for doctor in &instance.doctors {
        let before = before(instance, &doctor.id);
        if before.is_some() || was_there(instance, roster, doctor) {
            let now = borne(instance, roster, doctor, sheets.of(&doctor.id));
            all.push(before.map_or_else(|| now.clone(), |before| sum(before, &now)));
        }
    }
    all
}

fn before<'a>(instance: &'a Instance, doctor: &DoctorId) -> Option<&'a Counts> {
    instance.history.counts.iter().find(|counts| counts.doctor == *doctor)
}

fn was_there(instance: &Instance, roster: &Roster, doctor: &Doctor) -> bool {
    instance.horizon.dates().any(|date| doctor.is_available(date)) || roster.duties_of(&doctor.id).next().is_some()
}

fn sum(before: &Counts, now: &Counts) -> Counts {
    Counts {
        doctor: before.doctor.clone(),
        nights: before.nights + now.nights,
        weekends: before.weekends + now.weekends,
        holidays: before.holidays + now.holidays,
        hours: before.hours + now.hours,
        public_health_hours: before.public_health_hours + now.public_health_hours,
        remote_weeks: before.remote_weeks + now.remote_weeks,
        credit_days: before.credit_days + now.credit_days,
    }
}

/// What the roster holds for a doctor, counted as the fields of [`Counts`] say; parts of an hour,
/// of a week and of a day are rounded once, to the nearest.
fn borne(instance: &Instance, roster: &Roster, doctor: &Doctor, entries: &[Entry<'_>]) -> Counts {
    let now = || entries.iter().filter(|entry| !entry.is_past());
    let count = |counts: &dyn Fn(&Entry<'_>) -> bool| now().filter(|entry| counts(entry)).count() as u32;
    let on = |entry: &Entry<'_>, day: DayType| entry.shift.kind != ShiftKind::Standby && instance.calendar.day_type(entry.duty.date) == day;
    let minutes = |counts: fn(&Entry<'_>) -> bool| now().filter(|entry| counts(entry)).map(Entry::worked).sum::<i64>();
    let (mut remote, mut credit) = (0, 0);
    let remoteness_counts = remoteness_counts(instance, doctor);
    for stint in roster.stints_of(&doctor.id) {
        let Some(programme) = instance.programme(&stint.programme) else { continue };
        let half_days = weeks(instance, stint) * half_days(programme);
        let Some((home, host)) = instance.site_of(&doctor.home).zip(instance.site_of(&programme.host)) else { continue };
        if home.id != host.id && host.remoteness > 100 {
            remote += half_days;
        }
        if programme.kind == Direction::Down {
            credit += half_days * if remoteness_counts { i64::from(host.remoteness) } else { 100 };
        }
    }
    Counts {
        doctor: doctor.id.clone(),
        nights: count(&|entry| entry.is_night()),
        weekends: count(&|entry| on(entry, DayType::Weekend)),
        holidays: count(&|entry| on(entry, DayType::Holiday)),
        hours: nearest(minutes(|_| true), 60),
        public_health_hours: nearest(minutes(|entry| entry.post.kind == PostKind::PublicHealth), 60),
        remote_weeks: nearest(remote, WEEK),
        credit_days: nearest(credit, 200),
    }
}

/// Weeks of a stint that lie in the horizon.
fn weeks(instance: &Instance, stint: &Stint) -> i64 {
    instance.horizon.dates().step_by(7).filter(|monday| stint.covers(*monday)).count() as i64
}

/// Half-days a week of a programme, a whole week at most.
fn half_days(programme: &Programme) -> i64 {
    match programme.mode {
        Mode::Resident => WEEK,
        Mode::Sessional(days) => WEEK.min(2 * i64::from(days)),
        Mode::HalfDays(half_days) => WEEK.min(i64::from(half_days)),
    }
}

fn nearest(part: i64, whole: i64) -> u32 {
    ((2 * part + whole) / (2 * whole)) as u32
}

/// Whether the book credits a doctor's service by the remoteness of the site.
fn remoteness_counts(instance: &Instance, doctor: &Doctor) -> bool {
    const RULE: &str = "service_credit";
    let policy = &instance.rules;
    let own = || policy.entries.iter().filter(|entry| entry.rule == RULE);
    let is_named = own().next().is_some() || policy.without.iter().any(|without| without == RULE);
    let pack = policy.pack.as_deref().filter(|_| !is_named).and_then(Pack::named);
    let defaults = pack.iter().flat_map(Pack::rules).filter(|entry| entry.rule == RULE);
    let read = |settings: &serde_json::Value| serde_json::from_value::<ServiceCredit>(settings.clone()).ok();
    let mut rules = own().chain(defaults).filter_map(|entry| read(&entry.settings));
    rules.any(|rule| rule.remoteness_counts && instance.in_scope(&rule.scope, doctor))
}

/// Those who are counted for the first time while colleagues of their unit bring counts along: the
/// difference would be theirs to make up.
pub(super) fn newcomers(instance: &Instance, roster: &Roster) -> Option<Text> {
    let mut known: BTreeMap<&UnitId, (u32, u32)> = BTreeMap::new();
    for doctor in &instance.doctors {
        if let Some(counts) = before(instance, &doctor.id) {
            let (people, nights) = known.entry(&doctor.home).or_default();
            *people += 1;
            *nights += counts.nights;
        }
    }
    let is_new = |doctor: &&Doctor| known.contains_key(&doctor.home) && before(instance, &doctor.id).is_none() && was_there(instance, roster, doctor);
    let new: Vec<&Doctor> = instance.doctors.iter().filter(is_new).collect();
    let units: BTreeSet<&UnitId> = new.iter().map(|doctor| &doctor.home).collect();
    let mean = |unit: &UnitId| known.get(unit).map_or(0, |(people, nights)| (nights + people / 2) / people);
    let means: Vec<String> = units.into_iter().map(|unit| format!("{unit} {}", mean(unit))).collect();
    (!new.is_empty()).then(|| {
        let (ids, means) = (new.iter().map(|doctor| doctor.id.as_str()).collect::<Vec<_>>().join(", "), means.join(", "));
        text!(
            "{ids} 第一次有累计数，只含本期；同科室的人带着以前的累计数（此前夜班人均：{means}）。若他们是新来的，不应补以前的差额，请在 history.counts 中把累计数提高到与同事持平",
            "{ids} are counted for the first time, with this horizon alone, while colleagues of their unit bring more along (nights before, on average: {means}). Where somebody is new and has nothing to make up for, raise the counts in `history.counts` to theirs"
        )
    })
}
