//! The posts every unit has of itself. Public-health work comes with the quotas, visiting
//! specialists come with the programmes.

use super::{
    Draft,
    draw::Noun,
    needs::Needs,
    shifts::{AM, DAY, ED_DAY, ED_EVENING, ED_NIGHT, NIGHT, PM, QUIET_NIGHT},
    sites::is_rural,
    units::{Team, Trade},
};
use crate::domain::{DayToken, Mix, Name, Need, NeedOn, Post, PostKind, SkillId, Title, UnitId, Who};
use DayToken::{Daily, Fri, Holiday, Mon, Sat, Sun, Thu, Tue, Wed, Workday};

pub(super) fn lay(draft: &mut Draft) {
    let mut draw = draft.draw(Noun::Posts);
    let mut posts = Vec::new();
    for team in &draft.teams {
        let weekday = [Mon, Tue, Wed, Thu, Fri][draw.index(5)];
        let site = &draft.instance.sites[team.site];
        posts.extend(match team.trade {
            Trade::Emergency => emergency(team, weekday, &hospital_skills(draft, team.site)),
            Trade::Department => department(team, weekday, &hospital_skills(draft, team.site)),
            Trade::WardCentre | Trade::Centre => centre(team, is_rural(site)),
        });
    }
    draft.instance.posts.extend(posts);
}

/// A post of a unit: `(end of the id, Chinese, English)`, kind, shift, days, need.
pub(super) fn post(unit: &UnitId, (end, zh, en): (&str, &str, &str), kind: PostKind, shift: &str, days: &[DayToken], need: Need) -> Post {
    Post {
        id: format!("{unit}-{end}").as_str().into(),
        name: Some(Name::both(zh, en)),
        unit: unit.clone(),
        shift: shift.into(),
        kind,
        days: days.to_vec(),
        need,
        need_on: Vec::new(),
        who: Who::default(),
        mix: Vec::new(),
        strength: None,
        floor: 0,
    }
}

/// At least so many, one more is welcome.
pub(super) fn need(min: i64) -> Need {
    Need { min: min as u32, target: None, max: Some(min as u32 + 1) }
}

/// Exactly so many.
pub(super) fn exactly(min: i64) -> Need {
    Need { min: min as u32, target: None, max: None }
}

/// On days off, and on the Saturdays and Sundays worked instead of a holiday (assumption: wards and
/// clinics run on a small team then).
fn on_days_off(min: i64) -> Vec<NeedOn> {
    vec![NeedOn { days: vec![Sat, Sun, Holiday], dates: Vec::new(), need: need(min) }]
}

/// Clinics that are closed on days off open half of their surgeries when a weekend day is worked.
fn on_worked_weekends(min: i64) -> Vec<NeedOn> {
    vec![NeedOn { days: vec![Sat, Sun], dates: Vec::new(), need: need(min / 2) }]
}

/// The skills of a hospital's departments: visitors from the centres have none of them, so that
/// they do no nights.
fn hospital_skills(draft: &Draft, site: usize) -> Vec<SkillId> {
    let mut skills: Vec<SkillId> = draft.teams.iter().filter(|team| team.site == site).map(|team| team.skill.clone()).collect();
    skills.sort();
    skills
}

fn senior(skill: &SkillId) -> Vec<Mix> {
    vec![Mix { at_least: 1, title_at_least: Some(Title::Attending), skill: Some(skill.clone()) }]
}

fn who(title: Title, skill: &SkillId) -> Who {
    Who { title_at_least: Some(title), skills_all: vec![skill.clone()], ..Who::default() }
}

/// Round the clock, all days alike; somebody who knows the trade stands beside visitors.
fn emergency(team: &Team, weekday: DayToken, skills: &[SkillId]) -> Vec<Post> {
    let (unit, skill, Needs { night, evening, day, .. }) = (&team.unit, &team.skill, team.needs);
    let night_who = Who { skills_any: skills.to_vec(), ..Who::default() };
    vec![
        Post { mix: senior(skill), ..post(unit, ("day", "急诊白班", "emergency day"), PostKind::Emergency, ED_DAY, &[Daily], need(day)) },
        Post {
            mix: senior(skill),
            ..post(unit, ("evening", "急诊小夜", "emergency evening"), PostKind::Emergency, ED_EVENING, &[Daily], need(evening))
        },
        Post {
            who: night_who,
            mix: senior(skill),
            ..post(unit, ("night", "急诊大夜", "emergency night"), PostKind::Night, ED_NIGHT, &[Daily], exactly(night))
        },
        Post {
            who: who(Title::AssociateChief, skill),
            ..post(unit, ("teaching", "急诊教学", "emergency teaching"), PostKind::Teaching, PM, &[weekday], exactly(1))
        },
    ]
}

/// A ward, nights, clinics; chief rounds at least once a week [src] are part of the joint consultation.
fn department(team: &Team, weekday: DayToken, skills: &[SkillId]) -> Vec<Post> {
    let (unit, skill, Needs { night, day, day_off, am, pm, .. }) = (&team.unit, &team.skill, team.needs);
    let teaching_day = if weekday == Thu { Tue } else { Thu };
    let mut posts = vec![
        Post {
            need_on: on_days_off(day_off),
            mix: senior(skill),
            ..post(unit, ("ward", "病房白班", "ward"), PostKind::Ward, DAY, &[Daily], need(day))
        },
        Post {
            who: Who { skills_any: skills.to_vec(), ..Who::default() },
            ..post(unit, ("night", "病房夜班", "ward night"), PostKind::Night, NIGHT, &[Daily], exactly(night))
        },
        Post {
            who: who(Title::Attending, skill),
            need_on: on_worked_weekends(am),
            ..post(unit, ("clinic-am", "门诊上午", "clinic morning"), PostKind::Clinic, AM, &[Workday], need(am))
        },
        Post {
            who: who(Title::Attending, skill),
            need_on: on_worked_weekends(pm),
            ..post(unit, ("clinic-pm", "门诊下午", "clinic afternoon"), PostKind::Clinic, PM, &[Workday], need(pm))
        },
        Post {
            who: who(Title::AssociateChief, skill),
            ..post(unit, ("consult", "多学科会诊", "joint consultation"), PostKind::JointConsultation, PM, &[weekday], exactly(1))
        },
        Post {
            who: who(Title::AssociateChief, skill),
            ..post(unit, ("teaching", "教学查房", "teaching round"), PostKind::Teaching, PM, &[teaching_day], exactly(1))
        },
    ];
    if skill.as_str() == "general_medicine" {
        posts.push(Post {
            who: who(Title::Attending, skill),
            ..post(unit, ("remote", "远程会诊", "remote consultation"), PostKind::RemoteConsultation, PM, &[Fri], exactly(1))
        });
    }
    posts
}

fn centre(team: &Team, rural: bool) -> Vec<Post> {
    let (unit, Needs { night, day, am, pm, .. }) = (&team.unit, team.needs);
    let ward = team.trade == Trade::WardCentre;
    let open: &[DayToken] = if ward { &[Daily] } else { &[Workday, Sat, Holiday] };
    let mut posts = vec![
        Post {
            need_on: vec![NeedOn { days: vec![Sat, Sun, Holiday], dates: Vec::new(), need: exactly(1.max(am / 4)) }],
            ..post(unit, ("clinic-am", "全科门诊上午", "surgery morning"), PostKind::Clinic, AM, open, need(am))
        },
        post(unit, ("clinic-pm", "全科门诊下午", "surgery afternoon"), PostKind::Clinic, PM, &[Workday], need(pm)),
    ];
    if ward {
        let chief = || Who { title_at_least: Some(Title::Chief), ..Who::default() };
        posts.push(post(unit, ("ward", "病房白班", "ward"), PostKind::Ward, DAY, &[Daily], need(day)));
        posts.push(post(unit, ("night", "病房夜班", "ward night"), PostKind::Night, QUIET_NIGHT, &[Daily], exactly(night)));
        // The chief sent down leads the ward with daily rounds [case] and teaches two half-days:
        // seniors who only sit in clinic leave nothing behind [case].
        posts.push(Post { who: chief(), ..post(unit, ("rounds", "主任查房", "chief rounds"), PostKind::Ward, AM, &[Mon, Wed, Fri], exactly(1)) });
        posts.push(Post { who: chief(), ..post(unit, ("teaching", "带教", "teaching"), PostKind::Teaching, PM, &[Mon, Wed], exactly(1)) });
    }
    if rural {
        // Circuits to the villages twice a week of half a day [src].
        posts.push(post(unit, ("circuit", "巡回医疗", "circuit"), PostKind::Outreach, AM, &[Tue, Fri], exactly(1)));
    }
    posts
}
