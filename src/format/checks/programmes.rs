//! Streams of stints.

use super::{Checks, word};
use crate::{
    diagnostic::Place,
    domain::{Direction, Mode, Post, Programme, Tier},
    text,
};
use itertools::Itertools;

pub(super) fn check(on: &mut Checks<'_>) {
    for (i, programme) in on.instance.programmes.iter().enumerate() {
        let place = Place::root().key("programmes").index(i);
        for (j, unit) in programme.who.units.iter().enumerate().filter(|(_, unit)| **unit == programme.host) {
            let cause = text!("{unit} 既接收又派出", "`{unit}` both receives and sends");
            let advice = text!("派出科室不能是接收科室 host", "the unit that receives (`host`) cannot be among those that send");
            on.error("host-sends", place.key("who").key("units").index(j), cause, advice);
        }
        terms(on, &place, programme);
        host(on, &place, programme);
        joined(on, &place, programme);
    }
}

fn terms(on: &mut Checks<'_>, place: &Place, programme: &Programme) {
    let (stint, heads) = (&programme.stint, &programme.heads);
    let weeks = [("min_weeks", Some(stint.min_weeks as u32)), ("max_weeks", Some(stint.max_weeks as u32))];
    on.rising("stint-terms", &place.key("stint"), &weeks);
    on.rising("heads-order", &place.key("heads"), &[("min", Some(heads.min)), ("target", Some(heads.target)), ("max", Some(heads.max))]);
    let kinds = |key: &str, kinds: Vec<crate::domain::PostKind>| {
        let place = place.key(key);
        kinds.into_iter().enumerate().map(move |(j, kind)| (kind, word(&kind), place.index(j).key("kind"))).collect_vec()
    };
    on.once("content-twice", kinds("content", programme.content.iter().map(|content| content.kind).collect()));
    on.once("content-twice", kinds("minima", programme.minima.iter().map(|minimum| minimum.kind).collect()));
    let asked: u32 = programme.content.iter().map(|content| content.per_week).sum();
    let too_much = match programme.mode {
        // Two half-day sessions fit into a day.
        Mode::Sessional(days) if asked > days * 2 => {
            Some(text!("每周要求 {asked} 个单元，但只去 {days} 天", "{asked} sessions a week are asked for, in {days} days"))
        }
        Mode::HalfDays(half_days) if asked > half_days => {
            Some(text!("每周要求 {asked} 个单元，但只去 {half_days} 个半天", "{asked} sessions a week are asked for, in {half_days} half-days"))
        }
        _ => None,
    };
    if let Some(cause) = too_much {
        on.warn("content-too-much", place.key("content"), cause, text!("减少 content，或增加天数", "ask for less, or for more days"));
    }
}

fn host(on: &mut Checks<'_>, place: &Place, programme: &Programme) {
    if !on.whole(&["sites", "units", "posts"]) {
        return;
    }
    let instance = on.instance;
    let odd = match (programme.kind, instance.site_of(&programme.host).map(|site| site.tier)) {
        (Direction::Down, Some(Tier::Tertiary)) => Some(text!("下沉项目的接收方是三级医院", "a `down` programme leads to a tertiary hospital")),
        (Direction::Up, Some(Tier::Primary)) => Some(text!("上挂项目的接收方是基层机构", "an `up` programme leads to a primary-care site")),
        _ => None,
    };
    if let Some(cause) = odd {
        on.warn("odd-direction", place.key("host"), cause, text!("检查 kind 和 host", "look at `kind` and `host`"));
    }
    let sessions = |post: &Post| instance.shift(&post.shift).is_none_or(|shift| shift.half_days() == 1);
    let mut there = instance.posts.iter().filter(|post| post.unit == programme.host).peekable();
    if programme.mode == Mode::HalfDays(1) && there.peek().is_some() && on.whole(&["shifts"]) && !there.any(sessions) {
        let unit = &programme.host;
        let cause = text!(
            "一周只去 1 个半天，但 {unit} 没有半天班的岗位",
            "one half-day a week is spent at `{unit}`, which has no post on a half-day session"
        );
        let advice = text!(
            "其他班都算两个半天：写 half_days: 2，或加一个半天班的岗位",
            "any other duty takes two: write `half_days: 2`, or add a post on a session"
        );
        on.warn("half-day-too-short", place.key("mode").key("half_days"), cause, advice);
    }
    let offered = instance.posts.iter().filter(|post| post.unit == programme.host).map(|post| post.kind).collect_vec();
    for (j, content) in programme.content.iter().enumerate().filter(|(_, content)| !offered.contains(&content.kind)) {
        let (unit, kind) = (&programme.host, word(&content.kind));
        let cause = text!("{unit} 没有这一类岗位（{kind}）", "`{unit}` has no post of this kind ({kind})");
        let advice = text!("在 posts 中为 {unit} 加上岗位，或改 content", "add a post to `{unit}`, or change `content`");
        on.warn("content-without-post", place.key("content").index(j).key("kind"), cause, advice);
    }
}

/// Somebody must be able to go.
fn joined(on: &mut Checks<'_>, place: &Place, programme: &Programme) {
    if !on.whole(&["doctors", "programmes", "units"]) {
        return;
    }
    let instance = on.instance;
    let count = instance.doctors.iter().filter(|doctor| programme.takes(doctor)).count();
    let in_progress = instance.history.stints.iter().chain(&instance.pins.stints).any(|stint| stint.programme == programme.id);
    if count == 0 && !in_progress && !programme.who.units.contains(&programme.host) {
        let cause = text!("没有人能参加项目 {0}", "nobody may join the programme `{0}`", programme.id);
        let advice =
            text!("放宽 who、needs 或 teaching：没有医生同时满足这些条件", "relax `who`, `needs` or `teaching`: no doctor meets all of them");
        on.error("programme-nobody", place.key("who"), cause, advice);
    } else if count > 0 && (count as u64) < u64::from(programme.heads.min) {
        let min = programme.heads.min;
        let cause = text!("每周至少要 {min} 人，但只有 {count} 人能参加", "{min} are needed in each week, and {count} may join");
        on.warn("too-few-may-join", place.key("heads").key("min"), cause, text!("放宽 who，或降低 min", "relax `who`, or lower `min`"));
    }
}
