//! Doctors who are new, doctors who are gone.

use super::{
    Done, Refused,
    gone::{remove, ties},
};
use crate::{
    domain::{Contract, Doctor, DoctorId, Instance, SkillId, Title, UnitId},
    text,
    whatif::scenario::{Lost, NewDoctors, People, Several},
};
use std::{cmp::Reverse, collections::BTreeMap};

/// A doctor who is new.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::whatif) struct NewDoctor {
    pub home: UnitId,
    pub title: Title,
    pub skills: BTreeMap<SkillId, u8>,
    pub fte: u32,
    pub teaches: bool,
    pub no_nights: bool,
}

pub(super) fn add_doctors(new: &NewDoctors, instance: &mut Instance) {
    let number = match &new.number {
        Some(Several::One(People(number))) => *number,
        _ => 1,
    };
    let doctor = NewDoctor {
        home: new.home.clone(),
        title: new.title,
        skills: new.skills.clone(),
        fte: new.fte.unwrap_or(100),
        teaches: new.teaches,
        no_nights: new.no_nights,
    };
    (0..number).for_each(|_| add(&doctor, instance));
}

/// Adds one doctor under the first free code of `N001`, `N002` and so on.
pub(in crate::whatif) fn add(new: &NewDoctor, instance: &mut Instance) {
    let mut codes = (1..).map(|number| DoctorId(format!("N{number:03}")));
    let Some(id) = codes.find(|code| instance.doctor(code).is_none()) else { return };
    instance.doctors.push(Doctor {
        skills: new.skills.clone(),
        contract: Contract { fte: new.fte, ..Contract::default() },
        teaches: new.teaches,
        no_nights: new.no_nights,
        ..Doctor::new(id, new.home.clone(), new.title)
    });
}

pub(super) fn lose(lost: &Lost, instance: &mut Instance) -> Done {
    if let Some(id) = &lost.doctor {
        if lost.home.is_some() || lost.title.is_some() || lost.skill.is_some() || lost.number.is_some() {
            let cause = text!("写了 doctor 就不能再写别的条件", "`doctor` stands alone");
            return Err(Refused {
                key: "lose",
                cause,
                advice: text!("只留 doctor，或只留 home、title、skill、number", "keep `doctor`, or the others"),
            });
        }
        if instance.doctor(id).is_none() {
            let cause = text!("{id} 已经不在了", "{id} is gone already");
            return Err(Refused { key: "lose", cause, advice: text!("只写一次", "say it once") });
        }
        remove(instance, id);
        return Ok(());
    }
    let fits = |doctor: &Doctor| {
        lost.home.as_ref().is_none_or(|home| doctor.home == *home)
            && lost.title.is_none_or(|title| doctor.title == title)
            && lost.skill.as_ref().is_none_or(|skill| doctor.skills.contains_key(skill))
    };
    let who = fewest_ties_first(instance, fits);
    let number = lost.number.unwrap_or(1) as usize;
    if who.len() < number {
        let there = who.len();
        let cause = text!("符合条件的医生只有 {there} 名，不够减 {number} 名", "{there} doctors fit, which is fewer than {number}");
        return Err(Refused { key: "lose", cause, advice: text!("减少人数，或放宽条件", "take fewer, or ask for less") });
    }
    who.iter().take(number).for_each(|id| remove(instance, id));
    Ok(())
}

/// Takes out one of those who fit, if there is one.
pub(in crate::whatif) fn lose_one(instance: &mut Instance, fits: impl Fn(&Doctor) -> bool) {
    if let Some(id) = fewest_ties_first(instance, fits).first() {
        remove(instance, id);
    }
}

/// Those who fit, in the order in which they can be done without.
fn fewest_ties_first(instance: &Instance, fits: impl Fn(&Doctor) -> bool) -> Vec<DoctorId> {
    let mut who: Vec<(usize, Reverse<usize>, DoctorId)> = Vec::new();
    for (position, doctor) in instance.doctors.iter().enumerate().filter(|(_, doctor)| fits(doctor)) {
        who.push((ties(instance, &doctor.id), Reverse(position), doctor.id.clone()));
    }
    who.sort();
    who.into_iter().map(|(.., id)| id).collect()
}
