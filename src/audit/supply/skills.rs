//! Posts that hang on one person, that only visitors can take, or whose mix nobody can make up.

use super::pool::{able, asked, named, own, visitors};
use crate::{
    diagnostic::{Diagnostic, Place},
    domain::{DoctorId, Instance, Mix, Mode, Post, Shift},
    text,
};
use itertools::Itertools;
use std::collections::BTreeMap;

/// Days a week a visitor who lives at the host can work: one of seven is off.
const RESIDENT_DAYS: i64 = 6;

pub(super) fn check(instance: &Instance) -> Vec<Diagnostic> {
    let posts = Place::root().key("posts");
    let mut warnings = Vec::new();
    let mut single: BTreeMap<&DoctorId, Vec<usize>> = BTreeMap::new();
    for (position, post) in instance.posts.iter().enumerate() {
        let place = posts.index(position);
        if (0..instance.horizon.days()).all(|day| asked(instance, post, day) == 0) {
            continue;
        }
        if let [only] = able(instance, post).as_slice() {
            single.entry(&only.id).or_default().push(position);
        }
        warnings.extend(visitors_only(instance, post, &place));
        warnings.extend(post.mix.iter().enumerate().filter_map(|(number, mix)| out_of_reach(instance, post, mix, &place.key("mix").index(number))));
    }
    for (doctor, positions) in single {
        let names = positions.iter().map(|position| &instance.posts[*position]).map(|post| named(post.name.as_ref(), post.id.as_str()));
        let (zh, en) = (names.clone().map(|(zh, _)| zh).join("、"), names.map(|(_, en)| en).join(", "));
        let place = posts.index(positions[0]);
        let place = if instance.posts[positions[0]].who == crate::domain::Who::default() { place } else { place.key("who") };
        warnings.push(Diagnostic::warning(
            "single-point",
            place,
            text!("只有 {doctor} 一人能上：{zh}", "only {doctor} can take: {en}"),
            text!(
                "{doctor} 不在时这些岗位就空着：培训第二个人，或放宽条件",
                "when {doctor} is away they stand empty: train a second doctor, or ask for less"
            ),
        ));
    }
    warnings
}

fn visitors_only(instance: &Instance, post: &Post, place: &Place) -> Option<Diagnostic> {
    if own(instance, post).next().is_some() {
        return None;
    }
    let each = instance.shift(&post.shift).map_or(1, Shift::half_days);
    let by_programme = visitors(instance, post).map(|(programme, able)| {
        let times = match programme.mode {
            Mode::Sessional(days) => i64::from(days),
            Mode::HalfDays(half_days) => i64::from(half_days / each).min(RESIDENT_DAYS),
            Mode::Resident => RESIDENT_DAYS,
        };
        i64::from(programme.heads.max).min(able.len() as i64) * times
    });
    let a_week: i64 = by_programme.sum();
    let weeks = (0..instance.horizon.weeks).map(|week| (week * 7..week * 7 + 7).map(|day| asked(instance, post, day)).sum::<i64>());
    let (needed, come) = weeks.fold((0, 0), |(needed, come), this| (needed + this, come + this.min(a_week)));
    let ((zh, en), empty) = (named(post.name.as_ref(), post.id.as_str()), needed - come);
    (empty > 0).then(|| {
        Diagnostic::warning(
            "visitors-only",
            place.clone(),
            text!(
                "{zh}：共需要 {needed} 人次，只有派驻来的医生能上，最多来 {come} 次：至少 {empty} 次空缺",
                "{en}: asked {needed} times, and only visitors can take it, who come at most {come} times: at least {empty} stay empty"
            ),
            text!(
                "增加派驻的天数或人数，培训本地医生，或只在来人的日子开放",
                "have visitors come more often, train somebody at home, or open the post only on the days they come"
            ),
        )
    })
}

fn out_of_reach(instance: &Instance, post: &Post, mix: &Mix, place: &Place) -> Option<Diagnostic> {
    let have = able(instance, post).iter().filter(|doctor| doctor.counts_for(mix)).count();
    let ((post_zh, post_en), wanted) = (named(post.name.as_ref(), post.id.as_str()), mix.at_least);
    let title = mix.title_at_least.map(crate::domain::Title::name);
    let skill = mix.skill.as_ref();
    let zh = title.iter().map(|title| format!("{}及以上", title.zh())).chain(skill.map(|skill| format!("技能 {skill}"))).join("、");
    let en = title.iter().map(|title| format!("title {} or higher", title.en())).chain(skill.map(|skill| format!("skill {skill}"))).join(" and ");
    (have < wanted as usize).then(|| {
        Diagnostic::warning(
            "mix-out-of-reach",
            place.clone(),
            text!(
                "{post_zh}：要求同时在岗的人里有 {wanted} 人具备{zh}，能来的人里只有 {have} 人",
                "{post_en}: asks for {wanted} with {en} on duty together, and {have} of those who can come have it"
            ),
            text!("减少要求的人数，或培训更多的人", "ask for fewer, or train more people"),
        )
    })
}
