//! Tables with a doctor in each row.

use super::{Table, date, in_hours, site, site_of, table, unit};
use crate::{
    diagnostic::Lang,
    domain::{Direction, Want},
    report::{Burden, Strain, Timetable},
};
use serde_json::{Value, json};

pub(super) fn duties(timetable: &Timetable) -> Table {
    let mut rows = Vec::new();
    for doctor in &timetable.doctors {
        for (day, posts) in doctor.duties.iter().enumerate() {
            for post in posts.iter().map(|post| &timetable.posts[*post]) {
                rows.push(vec![
                    json!(doctor.id),
                    date(timetable, day),
                    json!(timetable.weeks[day / 7].iso),
                    json!(post.id),
                    unit(timetable, post.unit),
                    site_of(timetable, post.unit),
                    json!(post.shift.code()),
                    json!(post.start.to_string()),
                    in_hours(post.length),
                    in_hours(post.worked),
                    json!(post.is_night()),
                    json!(post.unit != doctor.home),
                ]);
            }
        }
    }
    table!("duties", "一名医生一天的一个班", "A duty of a doctor on a day", {
        "doctor": "医生编号", "id of the doctor";
        "date": "开始日期", "day it begins";
        "week": "ISO 周", "ISO week";
        "post": "岗位编号", "id of the post";
        "unit": "岗位所属科室编号", "id of the unit that runs the post";
        "site": "科室所属单位编号", "id of the site of the unit";
        "shift_kind": "班次类别", "kind of the shift: session, day, evening, night, duty24, standby";
        "start": "开始时刻（北京时间）", "begin of the shift, local time";
        "length_hours": "时长（小时）", "length by the clock in hours";
        "counted_hours": "计入工时（小时）", "working time counted, handover included, in hours";
        "night": "是否夜班", "whether it is night work";
        "elsewhere": "是否在本人科室以外", "whether it is outside the home unit";
    }, rows)
}

pub(super) fn direction(kind: Direction) -> &'static str {
    match kind {
        Direction::Down => "down",
        Direction::Up => "up",
        Direction::Training => "training",
    }
}

pub(super) fn stints(timetable: &Timetable) -> Table {
    let row = |stint: &crate::report::StintLine| -> Vec<Value> {
        vec![
            json!(timetable.doctors[stint.doctor].id),
            json!(stint.programme_id),
            json!(direction(stint.kind)),
            unit(timetable, stint.home),
            unit(timetable, stint.host),
            json!(stint.first.to_string()),
            json!(stint.last.to_string()),
            json!(stint.weeks),
            json!(stint.within.len()),
            json!(f64::from(stint.half_days_a_week()) / 2.0),
        ]
    };
    table!("stints", "一段派驻", "A stint that touches the horizon", {
        "doctor": "医生编号", "id of the doctor";
        "programme": "派驻项目编号", "id of the programme";
        "direction": "方向", "down, up or training";
        "home": "派出科室编号", "id of the unit that sends";
        "host": "接收科室编号", "id of the unit that receives";
        "first": "第一天（周一）", "first day, a Monday, perhaps before the horizon";
        "last": "最后一天（周日）", "last day, a Sunday, perhaps after the horizon";
        "weeks": "总周数", "weeks in all";
        "weeks_in_horizon": "本期内周数", "weeks of the horizon";
        "days_a_week": "每周天数", "days a week at the host, 5 for whole weeks";
    }, timetable.stints.iter().map(row).collect())
}

pub(super) fn hours(timetable: &Timetable) -> Table {
    let mut rows = Vec::new();
    for doctor in &timetable.doctors {
        for (week, minutes) in timetable.weeks.iter().zip(&doctor.hours.weeks) {
            let above = match Strain::of(*minutes) {
                Strain::Normal => 0,
                Strain::Above40 => 40,
                Strain::Above48 => 48,
                Strain::Above60 => 60,
            };
            let home = unit(timetable, doctor.home);
            rows.push(vec![
                json!(doctor.id),
                home,
                json!(week.iso),
                json!(week.monday.to_string()),
                in_hours(*minutes),
                in_hours(doctor.hours.contract),
                json!(above),
            ]);
        }
    }
    table!("hours", "一名医生的一周", "A week of a doctor", {
        "doctor": "医生编号", "id of the doctor";
        "unit": "本人科室编号", "id of the home unit";
        "week": "ISO 周", "ISO week";
        "monday": "周一日期", "its Monday";
        "hours": "工时（小时）", "working time in hours; a duty counts whole on the day it begins";
        "contract_hours": "合同周工时（小时）", "contracted hours of a week";
        "above": "超过的界线：0、40、48、60", "the limit it is above: 0 (none), 40, 48 or 60";
    }, rows)
}

pub(super) fn fairness(timetable: &Timetable) -> Table {
    let row = |line: &crate::report::FairnessLine| -> Vec<Value> {
        let doctor = &timetable.doctors[line.doctor];
        let scaled = |value: f64| if line.burden == Burden::Hours { json!(value / 60.0) } else { json!(value) };
        vec![
            json!(doctor.id),
            unit(timetable, doctor.home),
            json!(line.burden.code()),
            scaled(line.own as f64),
            scaled(line.mean as f64 / 10.0),
            scaled(line.low as f64),
            scaled(line.high as f64),
            json!(line.peers),
            json!(line.counted),
            json!(doctor.fte),
        ]
    };
    table!("fairness", "一名医生的一项负担", "A burden of a doctor beside the colleagues of the unit", {
        "doctor": "医生编号", "id of the doctor";
        "unit": "同组科室编号", "id of the home unit: the peer group";
        "burden": "负担", "hours, nights, weekend_duties or holiday_duties, over the horizon";
        "own": "本人", "of the doctor";
        "mean": "同组平均", "mean of the peers (of nights: of those who do any)";
        "least": "同组最少", "least of a peer";
        "most": "同组最多", "most of a peer";
        "peers": "同组人数", "how many peers are counted";
        "counted": "本人是否计入平均", "whether the doctor is one of them";
        "fte_percent": "聘用比例（%）", "part of a full post in percent; the numbers are not scaled to it";
    }, timetable.fairness.iter().map(row).collect())
}

pub(super) fn attendance(timetable: &Timetable) -> Table {
    let row = |line: &crate::report::AttendanceLine| -> Vec<Value> {
        let doctor = &timetable.doctors[line.doctor];
        vec![
            json!(doctor.id),
            site_of(timetable, doctor.home),
            site(timetable, line.site),
            json!(line.days),
            json!(line.duties),
            in_hours(line.worked.0),
            json!(line.nights),
            json!(line.weekends),
            json!(line.holidays),
            json!(f64::from(line.remoteness) / 100.0),
        ]
    };
    table!("attendance", "一名医生在一个单位", "A doctor at a site over the horizon", {
        "doctor": "医生编号", "id of the doctor";
        "employer": "人事关系所在单位编号", "id of the site the doctor is employed at";
        "site": "出勤单位编号", "id of the site worked at";
        "days": "出勤天数", "days with a duty there";
        "duties": "班次", "duties there";
        "hours": "工时（小时）", "working time there in hours";
        "nights": "夜班", "nights";
        "weekend_duties": "周末班", "duties on weekend days, standby apart";
        "holiday_duties": "节假日班", "duties on holidays, standby apart";
        "remoteness": "偏远系数", "remoteness coefficient of the site";
    }, timetable.attendance.iter().map(row).collect())
}

pub(super) fn credit(timetable: &Timetable) -> Table {
    let row = |line: &crate::report::CreditLine| -> Vec<Value> {
        vec![
            json!(timetable.doctors[line.doctor].id),
            json!(line.before),
            json!(line.planned),
            json!(f64::from(line.weighted) / 100.0),
            json!(line.total()),
            json!(line.asked.map(|asked| asked.days)),
            json!(line.asked.map(|asked| asked.by.to_string())),
            json!(line.missing()),
        ]
    };
    table!("credit", "一名医生的基层服务", "Service of a doctor at the grass roots, in days", {
        "doctor": "医生编号", "id of the doctor";
        "before_days": "此前天数", "days before the horizon";
        "planned_days": "本期天数", "days in the plan";
        "planned_days_by_remoteness": "本期天数（偏远加权）", "days in the plan times the remoteness of the site";
        "total_days": "合计天数", "before and in the plan";
        "needed_days": "申报应有天数", "days the application for promotion asks for";
        "application": "申报日", "date of the application";
        "missing_days": "还差天数", "days missing at that date";
    }, timetable.credit.iter().map(row).collect())
}

pub(super) fn requests(timetable: &Timetable, lang: Lang) -> Table {
    let row = |line: &crate::report::RequestLine| -> Vec<Value> {
        vec![
            json!(timetable.doctors[line.doctor].id),
            date(timetable, line.day),
            json!(if line.want == Want::Off { "off" } else { "on" }),
            json!(line.wish.in_lang(lang)),
            json!(line.reason),
            json!(line.granted),
            json!(line.because.as_ref().map(|because| because.in_lang(lang))),
        ]
    };
    table!("requests", "一项请求", "A request", {
        "doctor": "医生编号", "id of the doctor";
        "date": "日期", "day it is for";
        "want": "要休息（off）还是要上班（on）", "off or on";
        "wish": "内容（报告语言）", "what is asked for, in the language of the report";
        "reason": "理由（原文）", "why, in the doctor's words";
        "granted": "是否满足", "whether it is granted";
        "because": "未满足的原因（报告语言）", "what stands in the way, in the language of the report";
    }, timetable.requests.iter().map(row).collect())
}
