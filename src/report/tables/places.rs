//! Tables with a post, a quota or a site in each row.

use super::{Table, date, site, table, unit};
use crate::report::Timetable;
use serde_json::{Value, json};

pub(super) fn coverage(timetable: &Timetable) -> Table {
    let mut rows = Vec::new();
    for line in &timetable.coverage {
        let post = &timetable.posts[line.post];
        for (day, staffing) in line.days.iter().enumerate() {
            let Some(on) = staffing else { continue };
            rows.push(vec![
                json!(post.id),
                unit(timetable, post.unit),
                date(timetable, day),
                json!(on.min),
                json!(on.target),
                json!(on.max),
                json!(on.there),
            ]);
        }
    }
    table!("coverage", "一个岗位开放的一天", "A post on a day on which it is open", {
        "post": "岗位编号", "id of the post";
        "unit": "科室编号", "id of the unit";
        "date": "日期", "day";
        "min": "最低人数", "needed at least";
        "target": "目标人数", "wanted";
        "max": "最多人数", "useful at most";
        "there": "在岗人数", "doctors there";
    }, rows)
}

pub(super) fn shortages(timetable: &Timetable) -> Table {
    let row = |gap: &crate::report::Gap| -> Vec<Value> {
        let post = &timetable.posts[gap.post];
        vec![json!(post.id), unit(timetable, post.unit), date(timetable, gap.day), json!(gap.need), json!(gap.missing)]
    };
    table!("shortages", "一个岗位缺人的一天", "A post on a day on which it is below its minimum", {
        "post": "岗位编号", "id of the post";
        "unit": "科室编号", "id of the unit";
        "date": "日期", "day";
        "need": "最低人数", "needed at least";
        "missing": "缺几人", "how many are missing";
    }, timetable.gaps.iter().map(row).collect())
}

pub(super) fn quotas(timetable: &Timetable) -> Table {
    let mut rows = Vec::new();
    for quota in &timetable.quotas {
        let owner = quota.site_at.map_or(Value::Null, |at| site(timetable, at));
        for window in &quota.windows {
            let (from, to) = (date(timetable, window.first), date(timetable, window.last));
            rows.push(vec![json!(quota.id), owner.clone(), from, to, json!(window.due), json!(window.items), json!(window.missing)]);
        }
    }
    table!("quotas", "一项公共卫生任务的一个考核期", "A public-health quota in one window", {
        "quota": "任务编号", "id of the quota";
        "site": "承担单位编号", "id of the site that owes it";
        "from": "第一天", "first day";
        "to": "最后一天", "last day";
        "due": "应完成", "items due";
        "done": "完成", "items done";
        "missing": "未完成", "items missing";
    }, rows)
}

pub(super) fn experts(timetable: &Timetable) -> Table {
    let mut rows = Vec::new();
    for line in &timetable.experts {
        let post = &timetable.posts[line.post];
        for day in &line.days {
            rows.push(vec![
                site(timetable, line.site),
                json!(post.id),
                json!(timetable.doctors[line.doctor].id),
                date(timetable, *day),
                json!(line.weekday.number_from_monday()),
                json!(post.start.to_string()),
                json!(post.end.to_string()),
                json!(line.visits),
            ]);
        }
    }
    table!("experts", "一次专家出诊", "A session of an expert", {
        "site": "单位编号", "id of the site";
        "post": "岗位编号", "id of the post";
        "doctor": "医生编号", "id of the doctor";
        "date": "日期", "day";
        "weekday": "星期（1—7）", "day of the week, Monday is 1";
        "start": "开始时刻", "begin, local time";
        "end": "结束时刻", "end, local time";
        "visiting": "是否来自外单位", "whether the doctor comes from another site";
    }, rows)
}
