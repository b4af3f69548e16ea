//! Public-health work of the centres: the posts that produce it, how many people there are to
//! reach, whose they are.

use super::{
    Draft,
    draw::{Draw, Noun},
    posts::post,
    shifts::{AM, PM},
    units::Team,
};
use crate::domain::{Cycle, DayToken, Direction, DoctorId, Eligible, Minutes, Name, Need, Panel, Post, PostKind, Producer, Quota, Window};
use chrono::Datelike;

/// Of 1000 residents so many are on the list of hypertension and diabetes (assumption: the share
/// that a family doctor can serve; 4 visits a year each [src]).
const CHRONIC: i64 = 40;
/// So many of 65 and over come for the yearly examination [src] (assumption).
const ELDERLY: i64 = 50;
/// Births a year (assumption); a visit within a week [src].
const BIRTHS: i64 = 7;

/// Follow-up calls take 10 to 20 minutes [case].
const FOLLOW_UP: Minutes = Minutes(15);
/// Check-ups of a morning, and newborn visits of a morning (assumption).
const CHECKUPS: u32 = 12;
const VISITS: u32 = 2;

pub(super) fn lay(draft: &mut Draft) {
    let mut draw = draft.draw(Noun::Quotas);
    let (mut posts, mut quotas) = (Vec::new(), Vec::new());
    for team in draft.teams.iter().filter(|team| team.is_centre()) {
        let population = i64::from(draft.instance.sites[team.site].population);
        let work = Work { draft, team, population };
        for (post, quota) in [work.follow_ups(&mut draw), work.check_ups(&mut draw), work.newborns()] {
            posts.push(post);
            quotas.push(quota);
        }
    }
    draft.instance.posts.extend(posts);
    draft.instance.quotas = quotas;
}

fn people(population: i64, done: i64, renews: Cycle) -> Eligible {
    Eligible { population: population.max(1) as u32, done: done as u32, renews: Some(renews) }
}

struct Work<'a> {
    draft: &'a Draft,
    team: &'a Team,
    population: i64,
}

impl Work<'_> {
    /// A quota of this site; target, people and window are said by its caller.
    fn quota(&self, (end, zh, en): (&str, &str, &str), producer: Producer, target: i64, window: Window) -> Quota {
        let site = &self.draft.instance.sites[self.team.site];
        let (site_zh, site_en) = site.name.as_ref().map_or(("", ""), |name| (name.zh(), name.en()));
        Quota {
            id: format!("{}-{end}", site.id).as_str().into(),
            name: Some(Name::both(&format!("{site_zh}{zh}"), &format!("{en}, {site_en}"))),
            site: site.id.clone(),
            produced_by: vec![producer],
            target: target.max(1) as u32,
            window,
            eligible: None,
            panels: Vec::new(),
        }
    }

    fn post(&self, name: (&str, &str, &str), shift: &str, days: &[DayToken], at_once: i64) -> Post {
        let at_once = at_once.clamp(1, (self.team.heads as i64 / 2).max(1)) as u32;
        post(&self.team.unit, name, PostKind::PublicHealth, shift, days, Need { min: 0, target: None, max: Some(at_once) })
    }

    /// Everyone on the list once a quarter. Counted over the whole horizon.
    fn follow_ups(&self, draw: &mut Draw) -> (Post, Quota) {
        let weeks = self.draft.instance.horizon.weeks as i64;
        let list = self.population * CHRONIC / 1000;
        let target = list * weeks / 13 * draw.between(85, 97) / 100;
        // 16 an afternoon, four afternoons a week without the holidays.
        let post = self.post(("follow-up", "慢病随访", "chronic follow-up"), PM, &[DayToken::Workday], 1 + target / (16 * weeks * 3).max(1));
        let producer = Producer { post: post.id.clone(), items: None, time_per_item: Some(FOLLOW_UP) };
        let people = people(list * ((weeks + 12) / 13), 0, Cycle::Quarter);
        let quota = self.quota(("follow-ups", "慢病随访", "chronic follow-ups"), producer, target, Window::Horizon);
        (post, Quota { eligible: Some(people), panels: self.panels(list), ..quota })
    }

    /// Once a year, so a twelfth a month; what should be done by the start is done.
    fn check_ups(&self, draw: &mut Draw) -> (Post, Quota) {
        let start = self.draft.instance.horizon.start;
        let list = self.population * ELDERLY / 1000;
        let done = list * i64::from(start.ordinal0()) / 366 * draw.between(85, 100) / 100;
        let months = self.draft.instance.windows(Window::Month).len() as i64;
        let target = (list * draw.between(90, 110) / 1200).min((list - done) / months);
        let post = self.post(("checkup", "老年人体检", "elderly check-ups"), AM, &[DayToken::Workday], 1 + target / (i64::from(CHECKUPS) * 12));
        let producer = Producer { post: post.id.clone(), items: Some(CHECKUPS), time_per_item: None };
        let quota = self.quota(("check-ups", "老年人体检", "elderly check-ups"), producer, target, Window::Month);
        (post, Quota { eligible: Some(people(list, done, Cycle::Year)), ..quota })
    }

    /// Every week, holidays or not, whoever is born.
    fn newborns(&self) -> (Post, Quota) {
        let target = (self.population * BIRTHS / 1000 / 52).max(1);
        let days = [DayToken::Mon, DayToken::Thu, DayToken::Holiday];
        let post = self.post(("newborn", "新生儿访视", "newborn visits"), AM, &days, 1 + target / (i64::from(VISITS) * 2));
        let producer = Producer { post: post.id.clone(), items: Some(VISITS), time_per_item: None };
        let quota = self.quota(("newborns", "新生儿访视", "newborn visits"), producer, target, Window::Week);
        (post, quota)
    }

    /// The part of the list that belongs to those who may go up: it stays due while they are away
    /// ("one radish, one hole") [case], and two colleagues stand in for them.
    fn panels(&self, list: i64) -> Vec<Panel> {
        let (instance, team) = (&self.draft.instance, self.team);
        let home: Vec<&DoctorId> = instance.doctors.iter().filter(|doctor| doctor.home == team.unit).map(|doctor| &doctor.id).collect();
        let may_go =
            |id: &DoctorId| instance.programmes.iter().any(|programme| programme.kind == Direction::Up && programme.who.doctors.contains(id));
        let stay: Vec<&DoctorId> = home.iter().copied().filter(|id| !may_go(id)).collect();
        let residents = (list / home.len().max(1) as i64).max(1) as u32;
        let deputies = |number: usize| -> Vec<DoctorId> {
            let first = (0..stay.len().min(2)).map(|turn| stay[(number + turn) % stay.len()].clone());
            first.collect()
        };
        let go = home.iter().copied().filter(|id| may_go(id)).enumerate();
        go.map(|(number, doctor)| Panel { doctor: doctor.clone(), residents, deputies: deputies(number) }).collect()
    }
}
