//! Running counts: what was borne before, and what the roster adds to it.

use super::due::due;
use crate::{
    domain::{Counts, DayType, Direction, Doctor, Entry, Instance, Mode, PostKind, Programme, Roster, ShiftKind, Stint, Timesheet},
    rules::{
        Pack, Settings,
        fair_share::{Burden, FairShare},
        service_credit::ServiceCredit,
    },
};

/// Half-days of a week of work.
const WEEK: i64 = 10;

/// The counts of everybody who was counted before or could have worked in the horizon, by doctor
/// in the order of the instance. A zero that is written down is a zero.
pub(super) fn counts(instance: &Instance, roster: &Roster) -> Vec<Counts> {
    let sheets = Timesheet::new(instance, roster);
    let credited = settings::<ServiceCredit>(instance);
    let borne: Vec<Borne> = instance.doctors.iter().map(|doctor| Borne::new(instance, roster, doctor, sheets.of(&doctor.id), &credited)).collect();
    // Now that they are over all stints stand, those too that the roster chose.
    let mut known = instance.clone();
    known.history.stints.extend(roster.stints.iter().cloned());
    let lent: Vec<Borne> = instance.doctors.iter().map(|doctor| Borne::of_hosts(&known, doctor, sheets.of(&doctor.id))).collect();
    let shared = settings::<FairShare>(instance);
    let [nights, weekends, holidays, remote_weeks, public_health_hours, hours] = Burden::ALL.map(|of| due(&known, &shared, &borne, &lent, of));
    let mut all = Vec::new();
    for (position, (doctor, now)) in instance.doctors.iter().zip(&borne).enumerate() {
        let before = instance.history.counts.iter().find(|counts| counts.doctor == doctor.id);
        if before.is_some() || was_there(instance, roster, doctor) {
            let before = before.cloned().unwrap_or_else(|| Counts::none(doctor.id.clone()));
            let whole = |of: Burden| of.counted(&before).0 + nearest(now.of(of), Borne::per(of));
            all.push(Counts {
                nights: whole(Burden::Nights),
                weekends: whole(Burden::Weekends),
                holidays: whole(Burden::Holidays),
                hours: whole(Burden::Hours),
                public_health_hours: whole(Burden::PublicHealthHours),
                remote_weeks: whole(Burden::RemoteWeeks),
                credit_days: before.credit_days + nearest(now.credit, 200),
                nights_due: nights[position],
                weekends_due: weekends[position],
                holidays_due: holidays[position],
                hours_due: hours[position],
                public_health_hours_due: public_health_hours[position],
                remote_weeks_due: remote_weeks[position],
                doctor: before.doctor,
            });
        }
    }
    all
}

fn was_there(instance: &Instance, roster: &Roster, doctor: &Doctor) -> bool {
    instance.horizon.dates().any(|date| doctor.is_available(date)) || roster.duties_of(&doctor.id).next().is_some()
}

/// What the roster holds for a doctor, counted as the fields of [`Counts`] say and not yet rounded.
#[derive(Default)]
pub(super) struct Borne {
    nights: i64,
    weekends: i64,
    holidays: i64,
    minutes: i64,
    public_health_minutes: i64,
    remote_half_days: i64,
    /// Half-days times percent.
    credit: i64,
}

impl Borne {
    fn new(instance: &Instance, roster: &Roster, doctor: &Doctor, entries: &[Entry<'_>], credited: &[ServiceCredit]) -> Self {
        let mut borne = Self::of_duties(instance, entries.iter());
        let by_remoteness = credited.iter().any(|rule| rule.remoteness_counts && instance.in_scope(&rule.scope, doctor));
        for stint in roster.stints_of(&doctor.id) {
            let Some(programme) = instance.programme(&stint.programme) else { continue };
            let half_days = weeks(instance, stint) * half_days(programme);
            let Some((home, host)) = instance.site_of(&doctor.home).zip(instance.site_of(&programme.host)) else { continue };
            if home.id != host.id && host.remoteness > 100 {
                borne.remote_half_days += half_days;
            }
            if programme.kind == Direction::Down {
                borne.credit += half_days * if by_remoteness { i64::from(host.remoteness) } else { 100 };
            }
        }
        borne
    }

    /// The part of it that was done for other units on stints of whole weeks there: nobody at home shares that.
    fn of_hosts(known: &Instance, doctor: &Doctor, entries: &[Entry<'_>]) -> Self {
        let hosts = FairShare::hosts(known, doctor);
        Self::of_duties(known, entries.iter().filter(|entry| hosts.contains(&&entry.post.unit)))
    }

    fn of_duties<'a>(instance: &Instance, entries: impl Iterator<Item = &'a Entry<'a>>) -> Self {
        let mut borne = Self::default();
        for entry in entries.filter(|entry| !entry.is_past()) {
            let day_type = Some(instance.calendar.day_type(entry.duty.date)).filter(|_| entry.shift.kind != ShiftKind::Standby);
            borne.nights += i64::from(entry.is_night());
            borne.weekends += i64::from(day_type == Some(DayType::Weekend));
            borne.holidays += i64::from(day_type == Some(DayType::Holiday));
            borne.minutes += entry.worked();
            if entry.post.kind == PostKind::PublicHealth {
                borne.public_health_minutes += entry.worked();
            }
        }
        borne
    }

    /// How much there is of a burden, in parts of what [`Counts`] counts.
    pub(super) fn of(&self, of: Burden) -> i64 {
        match of {
            Burden::Nights => self.nights,
            Burden::Weekends => self.weekends,
            Burden::Holidays => self.holidays,
            Burden::Hours => self.minutes,
            Burden::PublicHealthHours => self.public_health_minutes,
            Burden::RemoteWeeks => self.remote_half_days,
        }
    }

    /// So many parts make one.
    pub(super) fn per(of: Burden) -> i64 {
        match of {
            Burden::Nights | Burden::Weekends | Burden::Holidays => 1,
            Burden::Hours | Burden::PublicHealthHours => 60,
            Burden::RemoteWeeks => WEEK,
        }
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

pub(super) fn nearest(part: i64, whole: i64) -> u32 {
    ((2 * part + whole) / (2 * whole)) as u32
}

/// The entries of a rule that hold for an instance: its own, or else those of its pack.
pub(super) fn settings<S: Settings>(instance: &Instance) -> Vec<S> {
    let (policy, rule) = (&instance.rules, S::CARD.code);
    let own = || policy.entries.iter().filter(|entry| entry.rule == rule);
    let is_named = own().next().is_some() || policy.without.iter().any(|without| without == rule);
    let pack = policy.pack.as_deref().filter(|_| !is_named).and_then(Pack::named);
    let defaults = pack.iter().flat_map(Pack::rules).filter(|entry| entry.rule == rule);
    own().chain(defaults).filter_map(|entry| serde_json::from_value(entry.settings.clone()).ok()).collect()
}
