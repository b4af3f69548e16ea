//! Who goes down, who goes up, who rotates, and the posts visitors come for.

use super::{
    Draft,
    draw::{Draw, Noun},
    people::TRAINEE,
    posts::{exactly, post},
    shifts::{AM, DAY},
    sites::is_rural,
    units::{Team, Trade},
};
use crate::domain::{
    BackfillWeights, Content, ContractMinimum, DayToken, Direction, Doctor, DoctorId, Heads, Mode, Name, Post, PostKind, Programme, SkillId,
    StintTerms, Title, UnitId, Who,
};
use std::collections::{BTreeMap, BTreeSet};

const WEEKDAYS: [DayToken; 5] = [DayToken::Mon, DayToken::Tue, DayToken::Wed, DayToken::Thu, DayToken::Fri];

pub(super) fn lay(draft: &mut Draft) {
    let mut maker =
        Maker { draw: draft.draw(Noun::Programmes), draft, taken: BTreeSet::new(), rotations: BTreeMap::new(), made: Vec::new(), posts: Vec::new() };
    maker.ward_leads();
    maker.fixed_physicians();
    maker.clinics();
    maker.up();
    maker.rotations();
    let Maker { mut draw, made, posts, .. } = maker;
    unwilling(draft, &made, &mut draw);
    draft.instance.programmes = made;
    draft.instance.posts.extend(posts);
}

/// Assumption: one in four of those asked to come to a centre would rather not; the second of the first
/// programme in any case.
fn unwilling(draft: &mut Draft, made: &[Programme], draw: &mut Draw) {
    let asked = made.iter().filter_map(|programme| Some((programme, programme.who.doctors.get(1)?)));
    for (number, (programme, id)) in asked.filter(|(programme, _)| programme.kind == Direction::Down).enumerate() {
        let site = draft.instance.unit(&programme.host).map(|unit| unit.site.clone());
        let doctor = draft.instance.doctors.iter_mut().find(|doctor| doctor.id == *id);
        if (draw.chance(25) || number == 0)
            && let Some((doctor, site)) = doctor.zip(site)
        {
            doctor.sites_not_wanted.retain(|other| *other != site);
            doctor.sites_not_wanted.push(site);
        }
    }
}

struct Maker<'a> {
    draft: &'a Draft,
    draw: Draw,
    /// Doctors who are candidates already: nobody is asked twice.
    taken: BTreeSet<DoctorId>,
    /// Residents and how many rotations they are down for.
    rotations: BTreeMap<DoctorId, usize>,
    made: Vec<Programme>,
    posts: Vec<Post>,
}

fn bare(id: &str, (zh, en): (&str, &str), kind: Direction, host: &UnitId, who: Who, (min_weeks, max_weeks): (usize, usize)) -> Programme {
    Programme {
        id: id.into(),
        name: Some(Name::both(zh, en)),
        kind,
        host: host.clone(),
        who,
        stint: StintTerms { min_weeks, max_weeks, per_doctor: 1, gap_weeks: 0 },
        heads: Heads { min: 0, target: 1, max: 1 },
        mode: Mode::Resident,
        content: Vec::new(),
        learners_per_teacher: None,
        backfill: BackfillWeights::default(),
        minima: Vec::new(),
        needs: Vec::new(),
        teaching: false,
    }
}

fn named(doctors: Vec<DoctorId>) -> Who {
    Who { doctors, ..Who::default() }
}

impl<'a> Maker<'a> {
    fn teams(&self, trade: Trade) -> Vec<&'a Team> {
        self.draft.teams.iter().filter(|team| team.trade == trade).collect()
    }

    fn site_name(&self, team: &Team) -> (&'a str, &'a str) {
        let name = self.draft.instance.sites[team.site].name.as_ref();
        (name.map_or("", Name::zh), name.map_or("", Name::en))
    }

    fn unit_name(&self, team: &Team) -> (&'a str, &'a str) {
        let name = self.draft.instance.unit(&team.unit).and_then(|unit| unit.name.as_ref());
        (name.map_or("", Name::zh), name.map_or("", Name::en))
    }

    /// So many who have not been asked yet, drawn.
    fn candidates(&mut self, count: usize, fits: impl Fn(&Doctor) -> bool) -> Vec<DoctorId> {
        let free = |doctor: &&Doctor| fits(doctor) && !self.taken.contains(&doctor.id) && doctor.employed.is_none();
        let mut all: Vec<DoctorId> = self.draft.instance.doctors.iter().filter(free).map(|doctor| doctor.id.clone()).collect();
        self.draw.shuffle(&mut all);
        all.truncate(count);
        all.sort();
        self.taken.extend(all.iter().cloned());
        all
    }

    /// A chief of emergency medicine lives at the centre and runs its ward as deputy director [case];
    /// two half-days of teaching a week, and a contract that says how many [case].
    fn ward_leads(&mut self) {
        let senders = self.teams(Trade::Emergency);
        for (number, host) in self.teams(Trade::WardCentre).into_iter().enumerate() {
            let sender = senders[number % senders.len()];
            let (zh, en) = self.site_name(host);
            let who = Who { title_at_least: Some(Title::Chief), units: vec![sender.unit.clone()], ..Who::default() };
            let id = format!("lead-{}", self.draft.instance.sites[host.site].id);
            self.made.push(Programme {
                heads: Heads { min: 1, target: 1, max: 1 },
                content: vec![Content { kind: PostKind::Ward, per_week: 2 }, Content { kind: PostKind::Teaching, per_week: 2 }],
                minima: vec![ContractMinimum { kind: PostKind::Teaching, sessions: 8 }],
                needs: vec!["emergency".into(), "general_medicine".into()],
                teaching: true,
                ..bare(&id, (&format!("{zh}驻点主任"), &format!("resident chief at {en}")), Direction::Down, &host.unit, who, (4, 13))
            });
        }
    }

    /// Former doctors come back every week for a half-day clinic [case]. The hospitals take turns: each
    /// sends at least 3 people [src], where there are centres enough. Assumption: what is asked for
    /// is another specialty at each centre, and two who could come; chiefs of emergency medicine lead
    /// wards instead.
    fn clinics(&mut self) {
        let mut senders: Vec<&Team> = self.draft.teams.iter().filter(|team| !team.is_centre()).collect();
        self.draw.shuffle(&mut senders);
        let rank = |team: &&Team| senders.iter().filter(|other| other.site == team.site).position(|other| other.unit == team.unit);
        let order: Vec<_> = senders.iter().map(rank).collect();
        let mut turns: Vec<(Option<usize>, &Team)> = order.into_iter().zip(senders.iter().copied()).collect();
        turns.sort_by_key(|(turn, team)| (*turn, team.site));
        let hosts: Vec<&Team> = self.draft.teams.iter().filter(|team| team.is_centre()).collect();
        for (number, host) in hosts.into_iter().enumerate() {
            let (_, sender) = turns[number % turns.len()];
            let chief = sender.trade == Trade::Emergency;
            let who = self
                .candidates(2, |doctor| doctor.home == sender.unit && doctor.title >= Title::Attending && !(chief && doctor.title == Title::Chief));
            if who.len() < 2 {
                continue;
            }
            let (site, (zh, en)) = (&self.draft.instance.sites[host.site].id, self.site_name(host));
            let (dept_zh, dept_en) = self.unit_name(sender);
            let day = WEEKDAYS[self.draw.index(5)];
            self.made.push(Programme {
                mode: Mode::Sessional(1),
                content: vec![Content { kind: PostKind::Clinic, per_week: 1 }],
                needs: vec![sender.skill.clone()],
                ..bare(
                    &format!("clinic-{site}"),
                    (&format!("{zh}{dept_zh}专家门诊"), &format!("{dept_en} clinic at {en}")),
                    Direction::Down,
                    &host.unit,
                    named(who),
                    (4, 26),
                )
            });
            let name = ("visiting", format!("{dept_zh}专家门诊"), format!("visiting clinic, {dept_en}"));
            self.visitors_post(host, (name.0, &name.1, &name.2), AM, &[day], &sender.skill);
        }
    }

    /// Each township centre has a physician of a hospital at least three working days a week, for six
    /// months in general [src]; one department can send one for every seven doctors (assumption).
    fn fixed_physicians(&mut self) {
        let senders: Vec<&Team> = self.draft.teams.iter().filter(|team| team.skill.as_str() == "general_medicine").collect();
        let rural: Vec<&Team> = self.draft.teams.iter().filter(|team| is_rural(&self.draft.instance.sites[team.site])).collect();
        let can_send = senders.iter().map(|sender| sender.heads / 7).min().unwrap_or(0) * senders.len();
        for (number, host) in rural.into_iter().take(can_send).enumerate() {
            let sender = senders[number % senders.len()];
            let who = self.candidates(2, |doctor| doctor.home == sender.unit && matches!(doctor.title, Title::Attending | Title::AssociateChief));
            if who.len() < 2 {
                continue;
            }
            let (site, (zh, en)) = (&self.draft.instance.sites[host.site].id, self.site_name(host));
            self.made.push(Programme {
                mode: Mode::Sessional(3),
                content: vec![Content { kind: PostKind::Clinic, per_week: 3 }],
                needs: vec![sender.skill.clone()],
                ..bare(
                    &format!("fixed-{site}"),
                    (&format!("{zh}固定派驻医师"), &format!("fixed physician at {en}")),
                    Direction::Down,
                    &host.unit,
                    named(who),
                    (4, 26),
                )
            });
            let days = [DayToken::Mon, DayToken::Wed, DayToken::Fri];
            self.visitors_post(host, ("fixed", "固定派驻门诊", "fixed physician's clinic"), DAY, &days, &sender.skill);
        }
    }

    fn visitors_post(&mut self, host: &Team, name: (&str, &str, &str), shift: &str, days: &[DayToken], skill: &SkillId) {
        let who = Who { skills_all: vec![skill.clone()], ..Who::default() };
        self.posts.push(Post { who, ..post(&host.unit, name, PostKind::Clinic, shift, days, exactly(1)) });
    }

    /// Who goes up works with the team instead of watching [case] and fills part of the gap left by
    /// who goes down, more with every week [case]; the percentages are assumptions.
    fn up(&mut self) {
        let mut hosts: Vec<&Team> = self.draft.teams.iter().filter(|team| !team.is_centre() && team.heads >= 7).collect();
        self.draw.shuffle(&mut hosts);
        hosts.truncate(self.draft.order.size.shape().up);
        let mut senders: Vec<&Team> = self.draft.teams.iter().filter(|team| team.is_centre() && team.heads >= 4).collect();
        self.draw.shuffle(&mut senders);
        for (number, host) in hosts.into_iter().enumerate() {
            let mut who = Vec::new();
            for turn in 0..2 {
                let Some(sender) = senders.get((number * 2 + turn) % senders.len().max(1)) else { continue };
                who.extend(self.candidates(1, |doctor| doctor.home == sender.unit && matches!(doctor.title, Title::Resident | Title::Attending)));
            }
            if who.is_empty() {
                continue;
            }
            who.sort();
            let ((site_zh, site_en), (zh, en)) = (self.site_name(host), self.unit_name(host));
            let by_title = BTreeMap::from([(Title::Resident, 60), (Title::Attending, 80)]);
            self.made.push(Programme {
                learners_per_teacher: Some(2),
                backfill: BackfillWeights { by_title, by_week: vec![40, 60, 80, 100] },
                ..bare(
                    &format!("up-{}", host.unit),
                    (&format!("{site_zh}{zh}上挂"), &format!("up to {en}, {site_en}")),
                    Direction::Up,
                    &host.unit,
                    named(who),
                    (8, 12),
                )
            });
        }
    }

    /// Three years of residency hold 33 months of rotations; at most 2 learners for a teacher, 3 in
    /// internal medicine [src]. Assumption: blocks of 4 or 5 weeks.
    fn rotations(&mut self) {
        let mut hosts: Vec<&Team> = self.draft.teams.iter().filter(|team| !team.is_centre()).collect();
        self.draw.shuffle(&mut hosts);
        hosts.truncate(self.draft.order.size.shape().rotations);
        for host in hosts {
            let elsewhere = |doctor: &&Doctor| {
                let home = self.draft.teams.iter().find(|team| team.unit == doctor.home);
                home.is_some_and(|home| home.site == host.site && home.unit != host.unit)
            };
            let free = |doctor: &&Doctor| doctor.contract.class == TRAINEE && self.rotations.get(&doctor.id).copied().unwrap_or(0) < 2;
            let mut who: Vec<DoctorId> = self.draft.instance.doctors.iter().filter(free).filter(elsewhere).map(|doctor| doctor.id.clone()).collect();
            self.draw.shuffle(&mut who);
            who.truncate(4);
            who.sort();
            if who.is_empty() {
                continue;
            }
            for doctor in &who {
                *self.rotations.entry(doctor.clone()).or_default() += 1;
            }
            let ((site_zh, site_en), (zh, en)) = (self.site_name(host), self.unit_name(host));
            let internal = matches!(host.trade, Trade::Department);
            self.made.push(Programme {
                learners_per_teacher: Some(if internal { 3 } else { 2 }),
                ..bare(
                    &format!("rotation-{}", host.unit),
                    (&format!("{site_zh}{zh}规培轮转"), &format!("rotation in {en}, {site_en}")),
                    Direction::Training,
                    &host.unit,
                    named(who),
                    (4, 5),
                )
            });
        }
    }
}
