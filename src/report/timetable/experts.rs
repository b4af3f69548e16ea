//! Which expert sits where on which weekday: the list a site shows its patients.

use super::{PostLine, Source, StintLine};
use crate::domain::{Direction, PostKind, Title};
use chrono::{Datelike, NaiveDate, Weekday};
use std::collections::BTreeMap;

/// Sessions of one expert on one post on one day of the week. An expert is an associate chief or
/// chief, or whoever is down on a stint at the unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpertLine {
    /// Position of the site.
    pub site: usize,
    /// Position of the post.
    pub post: usize,
    /// Position of the doctor.
    pub doctor: usize,
    /// Day of the week.
    pub weekday: Weekday,
    /// Days of the horizon.
    pub days: Vec<usize>,
    /// Every week from the first to the last of them on which the post is open.
    pub is_weekly: bool,
    /// The doctor comes from another site.
    pub visits: bool,
}

/// By site, day of the week, time of the day, post and doctor.
pub(super) fn experts(source: &Source<'_>, posts: &[PostLine], stints: &[StintLine]) -> Vec<ExpertLine> {
    let instance = source.instance;
    let site_of = |unit: usize| instance.sites.iter().position(|site| site.id == instance.units[unit].site).unwrap_or(0);
    let is_public = |post: &PostLine| matches!(post.kind, PostKind::Clinic | PostKind::JointConsultation | PostKind::RemoteConsultation);
    let mut sessions: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (doctor, days) in source.duties.iter().enumerate() {
        for (day, duties) in days.iter().enumerate() {
            for post in duties.iter().copied().filter(|post| is_public(&posts[*post])) {
                let unit = posts[post].unit;
                let is_down = |stint: &StintLine| {
                    stint.doctor == doctor && stint.kind == Direction::Down && stint.host == unit && stint.within.contains(&(day / 7))
                };
                if instance.doctors[doctor].title >= Title::AssociateChief || stints.iter().any(is_down) {
                    let key = (site_of(unit), day % 7, posts[post].start, posts[post].end, post, doctor);
                    sessions.entry(key).or_default().push(day);
                }
            }
        }
    }
    let line = |((site, _, _, _, post, doctor), days): ((usize, usize, _, _, usize, usize), Vec<usize>)| {
        let date = |day: usize| -> NaiveDate { instance.horizon.date(day as i64) };
        let open = |day: &usize| instance.need_on(&instance.posts[post], date(*day)).is_some();
        let (first, last) = (days[0], days[days.len() - 1]);
        let home = source.unit(&instance.doctors[doctor].home).map(site_of);
        ExpertLine {
            site,
            post,
            doctor,
            weekday: date(first).weekday(),
            is_weekly: days.len() > 1 && (first..=last).step_by(7).filter(open).all(|day| days.contains(&day)),
            visits: home != Some(site),
            days,
        }
    };
    sessions.into_iter().map(line).collect()
}
