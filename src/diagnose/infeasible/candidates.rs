//! Edits that could open a way out of a contradiction, part by part. What they are worth is found
//! out by solving; here nothing is promised.

use super::{
    conflict::{Conflict, Part},
    edit::{Edit, For},
    entries,
};
use crate::domain::{Doctor, DoctorId, Instance, Post, Title, UnitId, Who};
use std::collections::BTreeMap;

/// Weight an entry gets instead of being hard.
const WEIGHT: u32 = 1000;
/// With at most so many doctors each is tried alone.
const FEW: usize = 8;

/// A setting that may be another number.
#[derive(Clone, Debug)]
pub(super) struct Dial {
    pub(super) rule: String,
    pub(super) entry: usize,
    pub(super) key: String,
    pub(super) who: For,
}

/// Edits that are to be tried as they are.
pub(super) fn edits(instance: &Instance, conflict: &Conflict) -> Vec<Edit> {
    let mut found = Vec::new();
    for part in &conflict.parts {
        pins(instance, part, &mut found);
        facts(instance, part, &mut found);
        if !part.is_pin() {
            found.extend(whom(instance, part).into_iter().map(|who| Edit::Soften {
                rule: part.rule.clone(),
                entry: part.entry,
                who,
                weight: WEIGHT,
            }));
        }
        if part.doctors.is_empty() {
            found.extend(hire(instance, part).map(|doctor| Edit::Hire { doctor: Box::new(doctor) }));
        }
    }
    let mut different: Vec<Edit> = Vec::new();
    for edit in found {
        if !different.contains(&edit) {
            different.push(edit);
        }
    }
    different
}

/// Edits by falling size, of which the first that helps counts.
pub(super) fn ladders(instance: &Instance, conflict: &Conflict) -> Vec<Vec<Edit>> {
    let mut ladders = Vec::new();
    for part in conflict.parts.iter().filter(|part| part.doctors.is_empty()) {
        for post in part.posts.iter().filter_map(|id| instance.post(id)) {
            for date in &part.dates {
                let from = instance.need_on(post, *date).map_or(0, |need| need.min);
                ladders.push((0..from).rev().map(|to| Edit::Need { post: post.id.clone(), date: *date, from, to }).collect());
            }
            let from = post.floor;
            ladders.push((0..from).rev().map(|to| Edit::Floor { post: post.id.clone(), from, to }).collect());
        }
        for programme in part.programmes.iter().filter_map(|id| instance.programme(id)) {
            let from = programme.heads.min;
            ladders.push((0..from).rev().map(|to| Edit::Heads { programme: programme.id.clone(), from, to }).collect());
        }
        for quota in part.quotas.iter().filter_map(|id| instance.quota(id)) {
            let from = quota.target;
            let less = |part_of: u32| from - (from * part_of).div_ceil(10).min(from - 1);
            ladders.push((1..10).map(|tenths| Edit::Target { quota: quota.id.clone(), from, to: less(tenths) }).collect());
        }
    }
    ladders.retain(|ladder: &Vec<Edit>| !ladder.is_empty());
    ladders
}

/// Numbers that may be turned.
pub(super) fn dials(instance: &Instance, conflict: &Conflict) -> Vec<Dial> {
    let mut dials = Vec::new();
    for part in conflict.parts.iter().filter(|part| !part.is_pin()) {
        let Some(entry) = entries::of_rule(instance, &part.rule).into_iter().nth(part.entry) else { continue };
        for (key, _) in entries::numbers(&entry) {
            for who in whom(instance, part) {
                dials.push(Dial { rule: part.rule.clone(), entry: part.entry, key: key.clone(), who });
            }
        }
    }
    dials
}

/// Those for whom an entry may be changed: all that the contradiction names, or one of a few.
fn whom(instance: &Instance, part: &Part) -> Vec<For> {
    let all = match (&part.doctors[..], &part.units[..]) {
        ([], []) => For::All,
        ([], units) => For::Units(units.to_vec()),
        (doctors, _) => For::Doctors(doctors.to_vec()),
    };
    let alone = part.doctors.iter().filter(|_| (2..=FEW).contains(&part.doctors.len())).map(|doctor| For::Doctors(vec![doctor.clone()]));
    let mut whom: Vec<For> = alone.chain([all]).filter(|who| entries::can_split(instance, &part.rule, part.entry, who)).collect();
    if whom.is_empty() {
        whom.push(For::All);
    }
    whom
}

fn pins(instance: &Instance, part: &Part, found: &mut Vec<Edit>) {
    let duties = instance.pins.duties.iter().filter(|pin| part.doctors.contains(&pin.doctor) && part.dates.contains(&pin.date));
    let duties = duties.filter(|pin| part.is_pin() && part.posts.contains(&pin.post));
    found.extend(duties.map(|pin| Edit::UnpinDuty { doctor: pin.doctor.clone(), date: pin.date, post: pin.post.clone(), on: pin.on }));
    let stints =
        instance.pins.stints.iter().filter(|pin| part.is_pin() && part.doctors.contains(&pin.doctor) && part.programmes.contains(&pin.programme));
    found.extend(stints.map(|pin| Edit::UnpinStint { doctor: pin.doctor.clone(), programme: pin.programme.clone(), first: pin.first }));
}

fn facts(instance: &Instance, part: &Part, found: &mut Vec<Edit>) {
    for doctor in instance.doctors.iter().filter(|doctor| part.doctors.contains(&doctor.id)) {
        let near = |from, to| part.dates.iter().any(|date| from <= *date + chrono::Days::new(6) && *date <= to);
        // What protects an expecting or nursing doctor is nobody's to take back.
        let facts = doctor.facts.iter().filter(|fact| near(fact.from, fact.to) && !fact.kind.spares_nights());
        found.extend(facts.map(|fact| Edit::CancelFact { doctor: doctor.id.clone(), fact: fact.clone() }));
    }
    let wishes = instance.requests.iter().filter(|wish| part.doctors.contains(&wish.doctor) && part.dates.contains(&wish.date));
    found.extend(wishes.map(|wish| Edit::Withdraw { doctor: wish.doctor.clone(), date: wish.date }));
}

/// Another doctor who could do what a part asks for.
fn hire<'a>(instance: &'a Instance, part: &'a Part) -> impl Iterator<Item = Doctor> + 'a {
    let for_posts = part.posts.iter().filter_map(|id| instance.post(id)).map(|post| (post.unit.clone(), who_for(post)));
    let for_programmes = part.programmes.iter().filter_map(|id| instance.programme(id)).filter_map(|programme| {
        let mut who = programme.who.clone();
        who.skills_any.extend(programme.needs.iter().cloned());
        let home = who.units.first().cloned().or_else(|| instance.doctor(who.doctors.first()?).map(|doctor| doctor.home.clone()))?;
        Some((home, who))
    });
    let for_units = part.units.iter().filter(|_| part.posts.is_empty() && part.programmes.is_empty()).map(|unit| (unit.clone(), Who::default()));
    for_posts.chain(for_programmes).chain(for_units).map(|(unit, who)| newcomer(instance, &unit, &who))
}

fn who_for(post: &Post) -> Who {
    let mut who = post.who.clone();
    for mix in &post.mix {
        who.title_at_least = who.title_at_least.max(mix.title_at_least);
        who.skills_all.extend(mix.skill.clone());
    }
    who
}

fn newcomer(instance: &Instance, unit: &UnitId, who: &Who) -> Doctor {
    let home = who.units.first().unwrap_or(unit).clone();
    let mut titles: BTreeMap<Title, usize> = BTreeMap::new();
    for doctor in instance.doctors.iter().filter(|doctor| doctor.home == home) {
        *titles.entry(doctor.title).or_default() += 1;
    }
    let usual = titles.into_iter().max_by_key(|(title, number)| (*number, *title)).map_or(Title::Attending, |(title, _)| title);
    let most = instance.doctors.len() as u32 + 1;
    let number = (1..=most).find(|number| instance.doctor(&id(*number)).is_none()).unwrap_or(most);
    let skills = who.skills_all.iter().chain(who.skills_any.first()).map(|skill| (skill.clone(), 3)).collect();
    let title = who.title_at_least.map_or(usual, |least| least.max(usual));
    Doctor { skills, ..Doctor::new(id(number), home, title) }
}

fn id(number: u32) -> DoctorId {
    DoctorId(format!("NEW{number}"))
}
