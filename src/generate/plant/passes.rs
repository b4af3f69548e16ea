//! Duties of the planted roster, what is hardest to place first: visitors' sessions, nights, evenings,
//! days off, workdays, public health, and then what the contracts leave.

use super::{
    PAST,
    diary::Diary,
    job::Job,
    stints::{Presence, Stay},
};
use crate::{
    domain::{DayType, Instance, Mix, Need, PostKind, ShiftKind, Stint, Window},
    generate::Draft,
};

/// Learners a teacher may have [src].
const LEARNERS: usize = 2;

/// Plants the duties: day, post, doctor.
pub(super) fn lay(draft: &Draft, stints: &[Stint]) -> Vec<(i64, usize, usize)> {
    let instance = &draft.instance;
    let mut planter = Planter::new(instance, stints);
    let quotas = planter.quotas();
    let (weekly, others): (Vec<usize>, Vec<usize>) = quotas.into_iter().partition(|quota| instance.quotas[*quota].window == Window::Week);
    let off_day = |planter: &Planter<'_>, day: i64| !planter.workdays[(day + PAST) as usize];
    planter.pass(|planter, job, _| planter.visitors_only[job]);
    planter.pass(|planter, job, _| planter.jobs[job].kind.is_night());
    planter.pass(|planter, job, _| planter.jobs[job].kind == ShiftKind::Evening);
    for quota in weekly {
        planter.produce(quota);
    }
    planter.pass(|planter, _, day| off_day(planter, day));
    planter.pass(|_, _, _| true);
    for quota in others {
        planter.produce(quota);
    }
    planter.fill();
    planter.duties
}

struct Planter<'a> {
    instance: &'a Instance,
    jobs: Vec<Job>,
    by_unit: Vec<Vec<usize>>,
    /// Jobs in the order they are filled: those few can do first.
    order: Vec<usize>,
    visitors_only: Vec<bool>,
    workdays: Vec<bool>,
    roads: Vec<Vec<i64>>,
    presence: Presence,
    diaries: Vec<Diary>,
    /// Doctors on a job, by day.
    on: Vec<Vec<Vec<usize>>>,
    duties: Vec<(i64, usize, usize)>,
}

impl<'a> Planter<'a> {
    fn new(instance: &'a Instance, stints: &[Stint]) -> Self {
        let jobs = Job::all(instance);
        let able = |job: &Job, home: bool| {
            let post = &instance.posts[job.post];
            instance.doctors.iter().filter(|doctor| (!home || doctor.home == post.unit) && doctor.fits(&post.who)).count()
        };
        let visitors_only = jobs.iter().map(|job| able(job, true) == 0).collect();
        let mut order: Vec<usize> = (0..jobs.len()).collect();
        order.sort_by_key(|job| (able(&jobs[*job], true), jobs[*job].post));
        let days = -PAST..instance.horizon.days() as i64;
        let workdays = days.clone().map(|day| instance.calendar.day_type(instance.horizon.date(day)) == DayType::Workday).collect();
        let road = |a: usize, b: usize| {
            let ends = |from: &_, to: &_| *from == instance.sites[a].id && *to == instance.sites[b].id;
            instance.travel.iter().find(|road| ends(&road.from, &road.to) || ends(&road.to, &road.from)).map_or(0, |road| road.time.0)
        };
        let sites = 0..instance.sites.len();
        Self {
            on: vec![vec![Vec::new(); days.count()]; jobs.len()],
            presence: Presence::new(instance, stints),
            diaries: instance.doctors.iter().map(|doctor| Diary::new(instance, doctor)).collect(),
            roads: sites.clone().map(|a| sites.clone().map(|b| road(a, b)).collect()).collect(),
            by_unit: (0..instance.units.len()).map(|unit| (0..jobs.len()).filter(|job| jobs[*job].unit == unit).collect()).collect(),
            instance,
            jobs,
            order,
            visitors_only,
            workdays,
            duties: Vec::new(),
        }
    }

    fn days(&self) -> std::ops::Range<i64> {
        -PAST..self.instance.horizon.days() as i64
    }

    fn heads(&self, job: usize, day: i64) -> usize {
        self.on[job][(day + PAST) as usize].len()
    }

    /// Brings the chosen jobs to their minimum, day by day.
    fn pass(&mut self, chosen: impl Fn(&Self, usize, i64) -> bool) {
        for day in self.days() {
            for job in self.order.clone() {
                let Some(Need { min, .. }) = self.jobs[job].need(day) else { continue };
                while chosen(self, job, day) && self.heads(job, day) < min as usize {
                    let Some(doctor) = self.best(job, day, |_| true) else { break };
                    self.book(job, day, doctor);
                }
            }
        }
    }

    fn book(&mut self, job: usize, day: i64, doctor: usize) {
        let workday = self.workdays[(day + PAST) as usize];
        self.diaries[doctor].book(&self.jobs[job], day, workday);
        self.on[job][(day + PAST) as usize].push(doctor);
        self.duties.push((day, self.jobs[job].post, doctor));
    }

    /// Who of those the rules allow it takes the job: no learner without a teacher, somebody the team
    /// lacks, somebody who is on duty anyway, then whoever has borne least.
    fn best(&self, job: usize, day: i64, may: impl Fn(usize) -> bool) -> Option<usize> {
        let (spec, post) = (&self.jobs[job], &self.instance.posts[self.jobs[job].post]);
        let team = self.team(job, day);
        let lacking = self.lacking(job, &team);
        let present = self.presence.at(spec.unit, day);
        let learns = |doctor: usize| present.contains(&(doctor, Stay::Learns));
        let learners = team.iter().filter(|doctor| learns(**doctor)).count();
        let teachers = team.iter().filter(|doctor| self.instance.doctors[**doctor].teaches && !learns(**doctor)).count();
        let able = present.iter().filter(|(doctor, stay)| {
            let (who, diary) = (&self.instance.doctors[*doctor], &self.diaries[*doctor]);
            who.fits(&post.who)
                && (post.kind != PostKind::Teaching || who.teaches)
                && may(*doctor)
                && comes(diary, spec.unit, day, *stay)
                && diary.can(spec, day, &self.roads)
        });
        let rank = |doctor: usize| {
            let (who, diary) = (&self.instance.doctors[doctor], &self.diaries[doctor]);
            let alone = learns(doctor) && learners + 1 > teachers * LEARNERS;
            let useful = lacking.iter().any(|mix| who.counts_for(mix)) || (learners > teachers * LEARNERS && who.teaches);
            let burden = match (spec.kind.is_night(), self.workdays[(day + PAST) as usize]) {
                (true, _) => (diary.night_load(), diary.last_night(day).unwrap_or(i64::MIN)),
                (false, false) => (diary.days_off_worked, diary.load()),
                (false, true) => (diary.load(), 0),
            };
            // A day and a night on end are the last resort; two half-days make a day.
            let on_end = diary.works(day) && spec.kind != ShiftKind::Session || diary.has_night(day);
            (alone, on_end, !useful, !diary.works(day), burden, doctor)
        };
        able.map(|(doctor, _)| *doctor).min_by_key(|doctor| rank(*doctor))
    }

    /// Jobs on the same shift of the unit.
    fn beside(&self, job: usize) -> impl Iterator<Item = usize> + '_ {
        let (unit, shift) = (self.jobs[job].unit, self.jobs[job].shift);
        self.by_unit[unit].iter().copied().filter(move |other| self.jobs[*other].shift == shift)
    }

    /// Who is on duty together with the job.
    fn team(&self, job: usize, day: i64) -> Vec<usize> {
        self.beside(job).flat_map(|other| self.on[other][(day + PAST) as usize].iter().copied()).collect()
    }

    /// What the team lacks of what its posts ask for.
    fn lacking(&self, job: usize, team: &[usize]) -> Vec<&'a Mix> {
        let instance = self.instance;
        let asked = self.beside(job).flat_map(|other| &instance.posts[self.jobs[other].post].mix);
        let met = |mix: &Mix| team.iter().filter(|doctor| instance.doctors[**doctor].counts_for(mix)).count() >= mix.at_least as usize;
        asked.filter(|mix| !met(mix)).collect()
    }

    /// Whether a room is free for the job.
    fn has_room(&self, job: usize, day: i64) -> bool {
        let spec = &self.jobs[job];
        let Some(rooms) = self.instance.sites[spec.site].rooms.filter(|_| spec.room) else { return true };
        let overlaps = |other: &Job| other.room && other.from < spec.to && spec.from < other.to;
        // A centre has one unit.
        let beside = self.by_unit[spec.unit].iter().filter(|other| overlaps(&self.jobs[**other]));
        let taken: usize = beside.map(|other| self.heads(*other, day)).sum();
        taken < rooms as usize
    }

    /// Quotas in the order they are worked for: the shortest window first.
    fn quotas(&self) -> Vec<usize> {
        let mut quotas: Vec<usize> = (0..self.instance.quotas.len()).collect();
        quotas.sort_by_key(|quota| (self.instance.quotas[*quota].window, *quota));
        quotas
    }

    /// Works for a quota: evenly over each window, and then wherever there is time; never for more
    /// people than there are.
    fn produce(&mut self, number: usize) {
        let quota = &self.instance.quotas[number];
        let Some(producer) = quota.produced_by.first() else { return };
        let Some(job) = self.jobs.iter().position(|job| self.instance.posts[job.post].id == producer.post) else { return };
        let mut left = quota.eligible.map_or(i64::MAX, |eligible| i64::from(eligible.remaining()) * 100);
        for (window, due) in self.instance.due(quota) {
            let open: Vec<i64> = window.map(|day| day as i64).filter(|day| self.jobs[job].need(*day).is_some()).collect();
            let (due, mut done) = (i64::from(due) * 100, 0);
            for hurried in [false, true] {
                for (turn, day) in open.iter().enumerate() {
                    let pace = if hurried { due } else { due * (turn as i64 + 1) / open.len() as i64 };
                    let most = self.jobs[job].need(*day).map_or(0, |need| need.max() as usize);
                    while done < pace && self.heads(job, *day) < most && self.has_room(job, *day) {
                        let yields = |doctor: usize| self.instance.centi_items(&self.instance.doctors[doctor], producer);
                        let Some(doctor) = self.best(job, *day, |doctor| yields(doctor) <= left) else { break };
                        self.book(job, *day, doctor);
                        done += yields(doctor);
                        left -= yields(doctor);
                    }
                }
            }
        }
    }

    /// Gives those who are behind their contract more of what is welcome.
    fn fill(&mut self) {
        let days = self.instance.horizon.days() as i64;
        let welcome = |post: &crate::domain::Post| matches!(post.kind, PostKind::Ward | PostKind::Clinic | PostKind::Emergency);
        for day in 0..days {
            for job in self.order.clone() {
                let most = self.jobs[job].need(day).map_or(0, |need| need.max() as usize);
                let chosen = welcome(&self.instance.posts[self.jobs[job].post]) && self.workdays[(day + PAST) as usize];
                while chosen && self.heads(job, day) < most && self.has_room(job, day) {
                    let behind = |doctor: usize| self.diaries[doctor].load() < 1000 * (day + 1) / days;
                    let Some(doctor) = self.best(job, day, behind) else { break };
                    self.book(job, day, doctor);
                }
            }
        }
    }
}

/// Whether a visitor who comes on some days of a week can come on this one.
fn comes(diary: &Diary, unit: usize, day: i64, stay: Stay) -> bool {
    let Stay::Comes(days) = stay else { return true };
    diary.other_days_at(unit, day) < days as usize
}
