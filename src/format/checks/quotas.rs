//! Public-health work: who produces it, how many people there are to reach, whose they are.

use super::Checks;
use crate::{
    diagnostic::Place,
    domain::{Instance, Quota},
    text,
};
use itertools::Itertools;

pub(super) fn check(on: &mut Checks<'_>) {
    let instance = on.instance;
    for (i, quota) in instance.quotas.iter().enumerate() {
        let place = Place::root().key("quotas").index(i);
        producers(on, &place.key("produced_by"), quota);
        people(on, &place, quota, instance);
        panels(on, &place.key("panels"), quota);
    }
}

fn producers(on: &mut Checks<'_>, place: &Place, quota: &Quota) {
    if quota.produced_by.is_empty() && on.whole(&["quotas"]) {
        let cause = text!("没有岗位产出任务 {0}", "no post produces `{0}`", quota.id);
        on.error("quota-without-producer", place.clone(), cause, text!("在 produced_by 中写出岗位", "name the posts in `produced_by`"));
    }
    for (j, producer) in quota.produced_by.iter().enumerate() {
        let advice = || text!("只写一个：每班 items 项，或每项 time_per_item", "give one of them: `items` a duty, or `time_per_item`");
        match (producer.items, producer.time_per_item) {
            (Some(_), Some(_)) => {
                let cause = text!("items 和 time_per_item 不能同时写", "`items` and `time_per_item` exclude each other");
                on.error("producer-twofold", place.index(j).key("time_per_item"), cause, advice());
            }
            (None, None) => {
                let cause = text!("没有说明这个岗位产出多少", "it does not say how much the post produces");
                on.error("producer-without-yield", place.index(j), cause, advice());
            }
            (None, Some(time)) if time.0 == 0 => {
                let cause = text!("每项不能是 0 分钟", "an item cannot take no time");
                on.error("producer-without-yield", place.index(j).key("time_per_item"), cause, text!("写大于 0 的时长", "give a length above 0"));
            }
            _ => {}
        }
    }
    let posts = quota.produced_by.iter().enumerate().map(|(j, producer)| (&producer.post, producer.post.to_string(), place.index(j).key("post")));
    on.once("producer-twice", posts.collect_vec());
}

fn people(on: &mut Checks<'_>, place: &Place, quota: &Quota, instance: &Instance) {
    let Some(eligible) = quota.eligible else { return };
    let (population, done) = (eligible.population, eligible.done);
    if done > population {
        let cause = text!("已完成 {done} 人，多于应服务的 {population} 人", "{done} are done already out of {population}");
        on.error(
            "done-above-population",
            place.key("eligible").key("done"),
            cause,
            text!("done 不超过 population", "`done` is at most `population`"),
        );
    } else if on.whole(&["horizon"]) {
        let (left, asked) = (u64::from(eligible.remaining()), instance.asked(quota));
        let (windows, due) = (asked.len(), asked.iter().map(|(_, items)| u64::from(*items)).sum::<u64>());
        if due > left {
            let cause = text!(
                "计划期内要完成 {due} 项（{windows} 期），但只剩 {left} 人可以服务",
                "{due} items are due over {windows} windows, and only {left} people are left to reach"
            );
            let most = left * u64::from(quota.target) / due;
            let advice =
                text!("每期最多能完成 {most} 项：和下达任务的部门核对", "{most} a window can be reached at most: talk to whoever set the target");
            on.warn("target-above-eligible", place.key("target"), cause, advice);
        }
    }
}

fn panels(on: &mut Checks<'_>, place: &Place, quota: &Quota) {
    for (j, panel) in quota.panels.iter().enumerate() {
        let deputies = place.index(j).key("deputies");
        for (k, _) in panel.deputies.iter().enumerate().filter(|(_, deputy)| **deputy == panel.doctor) {
            let cause = text!("{0} 不能代理自己", "{0} cannot be the deputy of {0}", panel.doctor);
            on.error("own-deputy", deputies.index(k), cause, text!("写另一位医生", "name another doctor"));
        }
        on.once("deputy-twice", panel.deputies.iter().enumerate().map(|(k, deputy)| (deputy, deputy.to_string(), deputies.index(k))).collect_vec());
    }
    let owners = quota.panels.iter().enumerate().map(|(j, panel)| (&panel.doctor, panel.doctor.to_string(), place.index(j).key("doctor")));
    on.once("panel-twice", owners.collect_vec());
    let bound: u64 = quota.panels.iter().map(|panel| u64::from(panel.residents)).sum();
    if let Some(population) = quota.eligible.map(|eligible| u64::from(eligible.population)).filter(|population| bound > *population) {
        let cause = text!("各医生名下共 {bound} 人，多于应服务的 {population} 人", "the panels hold {bound} people, the quota reaches {population}");
        on.warn("panels-above-population", place.clone(), cause, text!("核对 residents 和 population", "compare `residents` with `population`"));
    }
}
