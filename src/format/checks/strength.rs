//! Strength asked of those on a post: more than the post has places for, or than its people add up to.

use super::{
    Checks,
    reach::{Reach, is_able},
};
use crate::{
    diagnostic::Place,
    domain::{Doctor, Post, Strength, Title},
    text,
};
use std::cmp::Reverse;

pub(super) fn check(on: &mut Checks<'_>) {
    let sections = ["posts", "doctors", "programmes", "units", "sites", "history", "pins", "horizon", "calendar"];
    let reach = on.whole(&sections).then(|| Reach::new(on.instance));
    for (i, post) in on.instance.posts.iter().enumerate() {
        let Some(strength) = &post.strength else { continue };
        let place = Place::root().key("posts").index(i).key("strength").key("at_least");
        if above_need(on, &place, post, strength) {
            continue;
        }
        let able = reach.as_ref().map(|reach| reach.near(post).filter(|doctor| is_able(doctor, &post.who)).collect::<Vec<_>>());
        if let Some(doctors) = able.filter(|doctors| !doctors.is_empty()) {
            out_of_reach(on, &place, post, strength, &doctors);
        }
    }
}

/// Not even the titles that count most reach it within the maximum of the post.
fn above_need(on: &mut Checks<'_>, place: &Place, post: &Post, strength: &Strength) -> bool {
    let places = post.need_on.iter().map(|special| special.need.max()).fold(post.need.max(), u32::max);
    let may = |title: &&Title| post.who.title_at_least.is_none_or(|least| **title >= least);
    let best = Title::ALL.iter().filter(may).map(|title| strength.worth(*title)).max().unwrap_or(0);
    let (wanted, most) = (strength.at_least, places * best);
    let beyond = places > 0 && wanted > most;
    if beyond {
        let cause = text!(
            "按职称折算要 {wanted}%，但岗位最多 {places} 人，每人最多折 {best}%，合计只有 {most}%",
            "a strength of {wanted} % is asked, and the post takes {places} at most, each worth {best} % at most: {most} % in all"
        );
        let advice = text!("at_least 不超过 {most}，或提高 need 的 max", "ask for {most} at most, or raise the `max` of `need`");
        on.error("strength-above-need", place.clone(), cause, advice);
    }
    beyond
}

/// On some days the strongest who could come do not reach it.
fn out_of_reach(on: &mut Checks<'_>, place: &Place, post: &Post, strength: &Strength, doctors: &[&Doctor]) {
    let instance = on.instance;
    let mut worths: Vec<u32> = doctors.iter().map(|doctor| strength.worth(doctor.title)).collect();
    worths.sort_unstable_by_key(|worth| Reverse(*worth));
    let open = instance.horizon.dates().filter_map(|date| Some((date, instance.need_on(post, date)?.max() as usize)));
    let asked: Vec<_> =
        open.filter(|(_, places)| *places > 0).map(|(date, places)| (date, places, worths.iter().take(places).sum::<u32>())).collect();
    let short: Vec<_> = asked.iter().filter(|(_, _, most)| *most < strength.at_least).collect();
    let Some((date, places, most)) = short.iter().min_by_key(|(date, _, most)| (*most, *date)) else { return };
    let (wanted, all, number, count) = (strength.at_least, asked.len(), short.len(), doctors.len());
    let cause = text!(
        "按职称折算要 {wanted}%，{all} 天里有 {number} 天达不到：{date} 最多 {places} 人，从能来的 {count} 人里取最强的也只有 {most}%",
        "a strength of {wanted} % is asked and cannot be reached on {number} of {all} days: on {date} the post takes {places}, \
         and the strongest of the {count} who could come make {most} %"
    );
    let advice = text!(
        "降低 at_least，提高这些天 need 的 max，或让职称更高的人也能来",
        "ask for less, raise the `max` of `need` on these days, or let doctors of a higher title come"
    );
    on.warn("strength-out-of-reach", place.clone(), cause, advice);
}
