//! Shifts and posts.

use super::{
    Checks,
    reach::{Reach, is_able},
};
use crate::{
    diagnostic::{Place, Text},
    domain::{Minutes, Need, Post, SkillId, Who},
    format::suggest,
    text,
};
use itertools::Itertools;
use std::collections::BTreeSet;

/// Nobody is on one shift for longer than this, handover not counted.
const LONGEST_SHIFT: Minutes = Minutes::hours(36);
/// Rest owed after a shift is at most a week.
const LONGEST_REST: Minutes = Minutes::hours(168);

pub(super) fn check(on: &mut Checks<'_>) {
    shifts(on);
    let posts = Place::root().key("posts");
    for (i, post) in on.instance.posts.iter().enumerate() {
        needs(on, &posts.index(i), post);
        days(on, &posts.index(i), post);
        for (j, _) in post.mix.iter().enumerate().filter(|(_, mix)| mix.title_at_least.is_none() && mix.skill.is_none()) {
            let advice = text!("写 title_at_least 或 skill", "give `title_at_least` or `skill`");
            on.error(
                "empty-mix",
                posts.index(i).key("mix").index(j),
                text!("既没有写职称，也没有写技能", "it asks for neither a title nor a skill"),
                advice,
            );
        }
    }
    if on.whole(&["posts", "doctors", "programmes", "units", "sites", "history", "pins"]) {
        let reach = Reach::new(on.instance);
        for (i, post) in on.instance.posts.iter().enumerate() {
            nobody(on, &posts.index(i), post, &reach);
        }
    }
}

fn shifts(on: &mut Checks<'_>) {
    for (i, shift) in on.instance.shifts.iter().enumerate() {
        let place = Place::root().key("shifts").index(i);
        let length = shift.length;
        if length.0 == 0 || length > LONGEST_SHIFT {
            let cause = text!("一个班次不能是 {length}", "a shift cannot last {length}");
            on.error("shift-length", place.key("length"), cause, text!("大于 0，最长 {LONGEST_SHIFT}", "more than 0, at most {LONGEST_SHIFT}"));
        }
        if let Some(counted) = shift.counted.filter(|counted| *counted > length) {
            let cause = text!("计入工时 {counted} 超过班次时长 {length}", "{counted} are counted for a shift of {length}");
            on.error("counted-exceeds-length", place.key("counted"), cause, text!("counted 不超过 length", "`counted` is at most `length`"));
        }
        for (key, time, most) in [("handover", shift.handover, Minutes::hours(4)), ("rest_after", shift.rest_after, LONGEST_REST)] {
            if time > most {
                let cause = text!("{key} = {time} 太长", "{key} = {time} is too long");
                on.error("shift-length", place.key(key), cause, text!("最长 {most}", "it may be {most} at most"));
            }
        }
    }
}

fn needs(on: &mut Checks<'_>, place: &Place, post: &Post) {
    let steps = |need: &Need| [("min", Some(need.min)), ("target", need.target), ("max", need.max)];
    on.rising("need-order", &place.key("need"), &steps(&post.need));
    let mut most = post.need.max();
    for (j, special) in post.need_on.iter().enumerate() {
        let special_place = place.key("need_on").index(j);
        on.rising("need-order", &special_place.key("need"), &steps(&special.need));
        most = most.max(special.need.max());
        if special.days.is_empty() && special.dates.is_empty() {
            let cause = text!("没有说明是哪些天", "it does not say on which days");
            on.error("need-without-days", special_place.clone(), cause, text!("写 days 或 dates", "give `days` or `dates`"));
        }
        for (k, date) in special.dates.iter().enumerate() {
            let at = special_place.key("dates").index(k);
            let inside = on.instance.horizon.day_within(*date).is_some() || !on.whole(&["horizon"]);
            if !inside {
                let cause = text!("{date} 不在计划期内，不起作用", "{date} is not in the horizon and has no effect");
                on.warn("date-without-effect", at, cause, text!("检查日期", "look at the date"));
            }
        }
    }
    if post.floor > most {
        let floor = post.floor;
        let cause = text!("保底 {floor} 人，但最多只要 {most} 人", "{floor} may never be missing, but {most} are needed at most");
        on.error("floor-above-need", place.key("floor"), cause, text!("floor 不超过 need 的 max", "`floor` is at most the `max` of `need`"));
    }
}

/// A post that is never open is probably a mistake.
fn days(on: &mut Checks<'_>, place: &Place, post: &Post) {
    if !on.whole(&["horizon", "calendar", "sites", "units"]) {
        return;
    }
    let instance = on.instance;
    if instance.site_of(&post.unit).is_some() && !instance.horizon.dates().any(|date| instance.need_on(post, date).is_some()) {
        let cause = text!("岗位 {0} 在计划期内一天也不开放", "the post `{0}` is open on no day of the horizon", post.id);
        let advice = text!("检查岗位的 days 和成员单位的 open", "look at `days` of the post and `open` of the site");
        on.warn("never-open", place.key("days"), cause, advice);
    }
}

fn nobody(on: &mut Checks<'_>, place: &Place, post: &Post, reach: &Reach<'_>) {
    let near: Vec<_> = reach.near(post).collect();
    if near.iter().any(|doctor| is_able(doctor, &post.who)) {
        return;
    }
    let (id, unit, count) = (&post.id, &post.unit, near.len());
    let cause = text!("没有人能上岗位 {id}", "nobody can take the post `{id}`");
    let advice = if near.is_empty() {
        text!(
            "{unit} 没有本科室医生，who 没有指定别人，也没有派驻项目派人来",
            "nobody is at home in `{unit}`, named by `who`, or sent there by a programme"
        )
    } else {
        lacking(on, &post.who, count)
    };
    let at = if post.who == Who::default() { place.key("unit") } else { place.key("who") };
    let needed = post.need.min > 0 || post.floor > 0 || post.need_on.iter().any(|special| special.need.min > 0);
    if needed {
        on.error("post-nobody", at, cause, advice);
    } else {
        on.warn("post-nobody", at, cause, advice);
    }
}

/// What is asked of those who come near and none of them has.
fn lacking(on: &Checks<'_>, who: &Who, count: usize) -> Text {
    let skills: BTreeSet<&str> = on.instance.doctors.iter().flat_map(|doctor| doctor.skills.keys()).map(SkillId::as_str).collect();
    let mut wanted = who.skills_all.iter().chain(&who.skills_any).map(SkillId::as_str);
    let unheard: Vec<&str> = wanted.clone().filter(|skill| !skills.contains(skill)).collect();
    if let Some(skill) = unheard.first() {
        return match suggest::nearest(skill, skills.iter().copied()) {
            Some(meant) => text!("没有医生有技能“{skill}”；是不是想写“{meant}”？", "no doctor has the skill `{skill}`; did you mean `{meant}`?"),
            None => text!("没有医生有技能“{skill}”", "no doctor has the skill `{skill}`"),
        };
    }
    let title = who.title_at_least.map(|title| (title.name().zh().to_owned(), title.name().en().to_owned()));
    let asked = wanted.join(", ");
    match (title, asked.is_empty()) {
        (Some((zh, en)), true) => text!("能来的 {count} 人中没有{zh}及以上职称", "{count} could come, none is {en} or higher"),
        (Some((zh, en)), false) => {
            text!(
                "能来的 {count} 人中没有人同时是{zh}及以上并具备技能 {asked}",
                "{count} could come, none is {en} or higher and has the skills {asked}"
            )
        }
        (None, _) => text!("能来的 {count} 人中没有人具备技能 {asked}", "{count} could come, none has the skills {asked}"),
    }
}
