//! Questions about a roster, and the alternatives that answer them.

use super::{
    substitutes::{Place, Substitute},
    weigh::Forced,
};
use crate::{
    diagnostic::{Diagnostic, Text},
    domain::{Called, Doctor, DoctorId, Duty, DutyPin, Fact, FactKind, Instance, Post, PostId, Roster, Stint},
    solve::Area,
    text,
};
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

/// A question about a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Why does this doctor do what they do on this day?
    Day {
        /// Who.
        doctor: DoctorId,
        /// When.
        date: NaiveDate,
    },
    /// Why is this doctor on a stint, or on none?
    Stint {
        /// Who.
        doctor: DoctorId,
    },
    /// Why is somebody missing at this post?
    Shortage {
        /// Where.
        post: PostId,
        /// When; not said: the first day on which somebody is missing.
        date: Option<NaiveDate>,
    },
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unanswered {
    /// The rule book of the instance has mistakes.
    Rules(Vec<Diagnostic>),
    /// There is no such doctor, post, day or shortage.
    Nothing(Text),
}

/// A question with what follows from instance and roster.
pub(super) struct Asked {
    pub(super) now: Text,
    pub(super) forced: Vec<Forced>,
    pub(super) places: Vec<Place>,
    pub(super) area: Area,
}

/// Days on either side that are solved anew.
const BESIDE: u64 = 3;
/// Doctors that a missing place is tried with.
const TRIED: usize = 3;

impl Question {
    pub(super) fn ask(&self, instance: &Instance, roster: &Roster) -> Result<Asked, Unanswered> {
        match self {
            Self::Day { doctor, date } => day(instance, roster, known(instance, doctor)?, *date),
            Self::Stint { doctor } => Ok(stint(instance, roster, known(instance, doctor)?)),
            Self::Shortage { post, date } => shortage(instance, roster, post, *date),
        }
    }

    /// A missing place, filled by those who could best.
    pub(super) fn filled_by(&self, instance: &Instance, roster: &Roster, substitutes: &[Substitute]) -> Vec<Forced> {
        if !matches!(self, Self::Shortage { .. }) {
            return Vec::new();
        }
        let fill = |substitute: &Substitute| match &substitute.place {
            Place::Missing { post, date } => Some(on(instance, roster, &substitute.doctor, *date, post)),
            Place::Duty(_) | Place::Stint(_) => None,
        };
        substitutes.iter().take(TRIED).filter_map(fill).collect()
    }
}

fn known<'a>(instance: &'a Instance, doctor: &DoctorId) -> Result<&'a Doctor, Unanswered> {
    instance.doctor(doctor).ok_or_else(|| Unanswered::Nothing(text!("没有医生“{doctor}”", "there is no doctor `{doctor}`")))
}

fn day(instance: &Instance, roster: &Roster, doctor: &Doctor, date: NaiveDate) -> Result<Asked, Unanswered> {
    if instance.horizon.day_within(date).is_none() {
        return Err(Unanswered::Nothing(text!("{date} 不在计划期内", "{date} is not within the horizon")));
    }
    let id = &doctor.id;
    let duties: Vec<Duty> = roster.duties.iter().filter(|duty| duty.doctor == *id && duty.date == date).cloned().collect();
    let posts: Vec<&PostId> = duties.iter().map(|duty| &duty.post).collect();
    let list = Called::list(posts.iter().map(|post| instance.post_called(post)));
    let now = match (posts.is_empty(), doctor.fact_on(date, FactKind::is_absence)) {
        (false, _) => text!("{id} 在 {date}：{list:#}", "{id} on {date}: {list}"),
        (true, Some(_)) => text!("{id} 在 {date} 请假", "{id} is on leave on {date}"),
        (true, None) => text!("{id} 在 {date} 没有班", "{id} has no duty on {date}"),
    };
    let mut forced: Vec<Forced> = duties.iter().map(|duty| off(instance, roster, duty)).collect();
    let others = instance.posts.iter().filter(|post| may_come(roster, instance, doctor, post, date) && !posts.contains(&&post.id));
    forced.extend(others.map(|post| on(instance, roster, id, date, &post.id)));
    let units = duties.iter().filter_map(|duty| instance.post(&duty.post)).map(|post| post.unit.clone()).chain([doctor.home.clone()]).collect();
    let area = Area { people: [id.clone()].into(), units, days: around(instance, date, date), stints: false };
    Ok(Asked { now, forced, places: duties.into_iter().map(Place::Duty).collect(), area })
}

fn around(instance: &Instance, first: NaiveDate, last: NaiveDate) -> std::ops::Range<usize> {
    let day = |date: NaiveDate| instance.horizon.day(date).clamp(0, instance.horizon.days() as i64) as usize;
    day(first - Days::new(BESIDE))..day(last + Days::new(BESIDE + 1))
}

/// Whether a doctor comes near a post on a date, and it is open.
pub(super) fn may_come(roster: &Roster, instance: &Instance, doctor: &Doctor, post: &Post, date: NaiveDate) -> bool {
    let who = &post.who;
    let visits = roster.stints.iter().any(|stint| {
        stint.doctor == doctor.id
            && (0..stint.weeks as i64 * 7).contains(&(date - stint.first).num_days())
            && instance.programme(&stint.programme).is_some_and(|programme| programme.host == post.unit)
    });
    let named = who.units.contains(&doctor.home) || who.doctors.contains(&doctor.id);
    let at_home = doctor.home == post.unit && who.units.is_empty() && who.doctors.is_empty();
    instance.need_on(post, date).is_some_and(|need| need.max() > 0) && (visits || named || at_home)
}

fn off(instance: &Instance, roster: &Roster, duty: &Duty) -> Forced {
    let (id, post, date) = (&duty.doctor, &duty.post, duty.date);
    let mut edited = instance.clone();
    edited.pins.duties.retain(|pin| (&pin.doctor, pin.date, &pin.post) != (id, date, post));
    edited.pins.duties.push(DutyPin { doctor: id.clone(), date, post: post.clone(), on: false });
    let mut direct = roster.clone();
    direct.duties.retain(|known| known != duty);
    let post = instance.post_called(post);
    Forced { what: text!("{id} 在 {date} 不上{post:#}", "{id} not on {post} on {date}"), instance: edited, direct }
}

fn on(instance: &Instance, roster: &Roster, id: &DoctorId, date: NaiveDate, post: &PostId) -> Forced {
    let mut edited = instance.clone();
    edited.pins.duties.retain(|pin| (&pin.doctor, pin.date, &pin.post) != (id, date, post));
    edited.pins.duties.push(DutyPin { doctor: id.clone(), date, post: post.clone(), on: true });
    let span = |post: &PostId| instance.shift_of(post).map_or((0, 0), crate::domain::Shift::span);
    let (from, to) = span(post);
    let mut direct = roster.clone();
    direct.duties.retain(|duty| duty.doctor != *id || duty.date != date || span(&duty.post).1 <= from || to <= span(&duty.post).0);
    direct.duties.push(Duty { date, post: post.clone(), doctor: id.clone() });
    direct.sort();
    let post = instance.post_called(post);
    Forced { what: text!("{id} 在 {date} 上{post:#}", "{id} on {post} on {date}"), instance: edited, direct }
}

fn stint(instance: &Instance, roster: &Roster, doctor: &Doctor) -> Asked {
    let id = &doctor.id;
    let own: Vec<Stint> = roster.stints.iter().filter(|stint| stint.doctor == *id).cloned().collect();
    let last = |stint: &Stint| stint.first + Days::new(stint.weeks as u64 * 7 - 1);
    let words = |stint: &Stint| {
        let (programme, first, last) = (instance.programme_called(&stint.programme), stint.first, last(stint));
        text!("{programme:#} {first} – {last}", "{programme} {first} – {last}")
    };
    let (zh, en): (Vec<String>, Vec<String>) = own.iter().map(words).map(|stint| (stint.zh, stint.en)).unzip();
    let (zh, en) = (zh.join("、"), en.join(", "));
    let now = if own.is_empty() { text!("{id} 没有派驻", "{id} is on no stint") } else { text!("{id}：{zh}", "{id}: {en}") };
    let mut forced: Vec<Forced> = own.iter().map(|stint| stays(instance, roster, stint, last(stint))).collect();
    if own.is_empty() {
        let may_go = instance.programmes.iter().filter(|programme| programme.takes(doctor));
        forced.extend(may_go.map(|programme| {
            let model = roster.stints.iter().find(|stint| stint.programme == programme.id && stint.first >= instance.horizon.start);
            let (first, weeks) = model.map_or((instance.horizon.start, programme.stint.min_weeks), |stint| (stint.first, stint.weeks));
            goes(instance, roster, &Stint { doctor: id.clone(), programme: programme.id.clone(), first, weeks }, model)
        }));
    }
    let programmes = instance
        .programmes
        .iter()
        .filter(|programme| own.iter().any(|stint| stint.programme == programme.id) || own.is_empty() && programme.takes(doctor));
    let units = programmes.map(|programme| programme.host.clone()).chain([doctor.home.clone()]).collect();
    let days = match (own.first(), own.last()) {
        (Some(first), Some(latest)) => around(instance, first.first, last(latest)),
        _ => 0..instance.horizon.days(),
    };
    let area = Area { people: [id.clone()].into(), units, days, stints: true };
    Asked { now, forced, places: own.into_iter().map(Place::Stint).collect(), area }
}

/// Without the stint: the doctor is committed to stay for its time.
fn stays(instance: &Instance, roster: &Roster, stint: &Stint, last: NaiveDate) -> Forced {
    let (id, programme) = (&stint.doctor, &stint.programme);
    let mut edited = instance.clone();
    edited.pins.stints.retain(|pin| pin != stint);
    let fact = Fact { kind: FactKind::Commitment, from: stint.first, to: last };
    edited.doctors.iter_mut().filter(|doctor| doctor.id == *id).for_each(|doctor| doctor.facts.push(fact.clone()));
    let mut direct = roster.clone();
    direct.stints.retain(|known| known != stint);
    let programme = instance.programme_called(programme);
    Forced { what: text!("{id} 不参加{programme:#}", "{id} not on {programme}"), instance: edited, direct }
}

/// With a stint, instead of another one's.
fn goes(instance: &Instance, roster: &Roster, stint: &Stint, instead: Option<&Stint>) -> Forced {
    let Stint { doctor, programme, first, weeks } = stint;
    let mut edited = instance.clone();
    edited.pins.stints.push(stint.clone());
    let mut direct = roster.clone();
    direct.stints.retain(|known| Some(known) != instead);
    direct.stints.push(stint.clone());
    direct.sort();
    let programme = instance.programme_called(programme);
    let what = text!("{doctor} 从 {first} 起参加{programme:#} {weeks} 周", "{doctor} on {programme} from {first} for {weeks} weeks");
    Forced { what, instance: edited, direct }
}

fn shortage(instance: &Instance, roster: &Roster, id: &PostId, date: Option<NaiveDate>) -> Result<Asked, Unanswered> {
    let post = instance.post(id).ok_or_else(|| Unanswered::Nothing(text!("没有岗位“{id}”", "there is no post `{id}`")))?;
    let missing = |date: NaiveDate| {
        let there = roster.duties.iter().filter(|duty| duty.post == *id && duty.date == date).count() as u32;
        instance.need_on(post, date).map_or(0, |need| need.min.saturating_sub(there))
    };
    let all: Vec<NaiveDate> = instance.horizon.dates().filter(|day| missing(*day) > 0).collect();
    let days = all.len();
    let Some(date) = date.or_else(|| all.first().copied()).filter(|date| missing(*date) > 0) else {
        return Err(Unanswered::Nothing(text!("{0:#}那时不缺人", "nobody is missing at {0} then", instance.post_called(id))));
    };
    let (short, called) = (missing(date), instance.post_called(id));
    let now =
        text!("{called:#}在 {date} 缺 {short} 人（全期共 {days} 天缺人）", "{called} is short of {short} on {date} (short on {days} days in all)");
    let area = Area { people: BTreeSet::new(), units: [post.unit.clone()].into(), days: around(instance, date, date), stints: false };
    Ok(Asked { now, forced: Vec::new(), places: vec![Place::Missing { post: id.clone(), date }], area })
}
