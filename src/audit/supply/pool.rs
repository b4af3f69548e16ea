//! Who can come to a post at all, and which unit has to bear it.

use crate::domain::{Doctor, Instance, Name, Post, Programme, Shift, UnitId};

/// Doctors who can take a post without going anywhere.
pub(super) fn own<'a>(instance: &'a Instance, post: &'a Post) -> impl Iterator<Item = &'a Doctor> + use<'a> {
    let anywhere = !post.who.units.is_empty() || !post.who.doctors.is_empty();
    instance.doctors.iter().filter(move |doctor| (anywhere || doctor.home == post.unit) && doctor.fits(&post.who))
}

/// Programmes that bring doctors to a post, each with those it may bring.
pub(super) fn visitors<'a>(instance: &'a Instance, post: &'a Post) -> impl Iterator<Item = (&'a Programme, Vec<&'a Doctor>)> + use<'a> {
    let here = instance.programmes.iter().filter(|programme| programme.host == post.unit);
    here.filter_map(move |programme| {
        let able: Vec<&Doctor> = instance.doctors.iter().filter(|doctor| may_go(doctor, programme) && doctor.fits(&post.who)).collect();
        (!able.is_empty()).then_some((programme, able))
    })
}

fn may_go(doctor: &Doctor, programme: &Programme) -> bool {
    doctor.home != programme.host
        && doctor.fits(&programme.who)
        && (!programme.teaching || doctor.teaches)
        && (programme.needs.is_empty() || programme.needs.iter().any(|skill| doctor.skills.contains_key(skill)))
}

/// Everybody who can come to a post, in the order of the instance.
pub(super) fn able<'a>(instance: &'a Instance, post: &'a Post) -> Vec<&'a Doctor> {
    let mut all: Vec<&Doctor> = own(instance, post).chain(visitors(instance, post).flat_map(|(_, able)| able)).collect();
    all.sort_by_key(|doctor| &doctor.id);
    all.dedup_by_key(|doctor| &doctor.id);
    all
}

/// The unit whose doctors bear a post: its own if they can take it, else the first home of those
/// who can. A post only visitors can take burdens nobody here.
fn bearer<'a>(instance: &'a Instance, post: &'a Post) -> Option<&'a UnitId> {
    let homes: Vec<&UnitId> = own(instance, post).map(|doctor| &doctor.home).collect();
    homes.iter().find(|home| ***home == post.unit).or(homes.first()).copied()
}

/// The posts a unit bears, each with its shift.
pub(super) fn posts_of<'a>(instance: &'a Instance, unit: &UnitId) -> Vec<(&'a Post, &'a Shift)> {
    let mine = instance.posts.iter().filter(|post| bearer(instance, post) == Some(unit));
    mine.filter_map(|post| Some((post, instance.shift(&post.shift)?))).collect()
}

/// The doctors at home in a unit.
pub(super) fn doctors_of<'a>(instance: &'a Instance, unit: &UnitId) -> Vec<&'a Doctor> {
    instance.doctors.iter().filter(|doctor| doctor.home == *unit).collect()
}

/// How many a post asks for on a day: the minimum, or the floor that may not be cut.
pub(super) fn asked(instance: &Instance, post: &Post, day: usize) -> i64 {
    instance.need_on(post, instance.horizon.date(day as i64)).map_or(0, |need| i64::from(need.min.max(post.floor)))
}

/// What people call a thing, in Chinese and in English; its id where it has no name.
pub(super) fn named<'a>(name: Option<&'a Name>, id: &'a str) -> (&'a str, &'a str) {
    (name.map_or(id, Name::zh), name.map_or(id, Name::en))
}
