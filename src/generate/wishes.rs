//! What doctors ask for.

use super::{
    Draft,
    draw::{Draw, Noun},
};
use crate::domain::{Doctor, Request, ShiftKind, Want};
use chrono::NaiveDate;

/// Why somebody wants to be free on an ordinary day, weight and words.
const REASONS: [(u32, &str); 12] = [
    (1, "家里有事 / a family matter"),
    (1, "孩子家长会 / parents' evening"),
    (2, "学术会议 / a congress"),
    (1, "自己体检 / own check-up"),
    (1, "搬家 / moving house"),
    (2, "资格考试 / an examination"),
    (1, "同学聚会 / class reunion"),
    (2, "陪父母看病 / takes the parents to a doctor"),
    (1, "孩子打疫苗 / the child is vaccinated"),
    (1, "结婚纪念日 / wedding anniversary"),
    (2, "亲戚婚礼 / a wedding in the family"),
    (3, "手术后复查 / follow-up after an operation"),
];

/// Why somebody wants to be free on a holiday.
const ON_HOLIDAYS: [(u32, &str); 4] = [
    (1, "节日回家 / home for the holiday"),
    (2, "节日陪父母 / the holiday with the parents"),
    (1, "走亲戚 / visiting relatives"),
    (1, "返程 / on the way back"),
];

pub(super) fn lay(draft: &mut Draft) {
    let mut draw = draft.draw(Noun::Wishes);
    let instance = &draft.instance;
    let dates: Vec<NaiveDate> = instance.horizon.dates().collect();
    let holidays: Vec<NaiveDate> = dates.iter().copied().filter(|date| instance.calendar.holiday_name(*date).is_some()).collect();
    let mut requests: Vec<Request> = Vec::new();
    for doctor in &instance.doctors {
        // Assumption: every second doctor asks for something, every tenth twice.
        let asks = match draw.below(10) {
            ..5 => 0,
            5..9 => 1,
            _ => 2,
        };
        let mut own: Vec<Request> = Vec::new();
        for _ in 0..asks {
            let request = wish(doctor, &dates, &holidays, &mut draw);
            if doctor.is_available(request.date) && own.iter().all(|other| other.date != request.date) {
                own.push(request);
            }
        }
        own.sort_by_key(|request| request.date);
        requests.extend(own);
    }
    draft.instance.requests = requests;
}

/// Assumption: two of five wishes are about holidays, where there are any; one in ten is to work.
fn wish(doctor: &Doctor, dates: &[NaiveDate], holidays: &[NaiveDate], draw: &mut Draw) -> Request {
    let (holiday, kind) = (draw.chance(40), draw.below(10));
    let (here, reasons): (&[NaiveDate], &[(u32, &str)]) = if holiday && !holidays.is_empty() { (holidays, &ON_HOLIDAYS) } else { (dates, &REASONS) };
    let (date, (weight, reason)) = (here[draw.index(here.len())], reasons[draw.index(reasons.len())]);
    let request = Request { doctor: doctor.id.clone(), date, want: Want::Off, post: None, shift: None, weight, reason: Some(reason.to_owned()) };
    match kind {
        0 => Request {
            want: Want::On,
            weight: 1,
            reason: Some("愿意上班，想换别的日子休息 / would rather have another day free".to_owned()),
            ..request
        },
        1 if !doctor.no_nights => Request { shift: Some(ShiftKind::Night), ..request },
        _ => request,
    }
}
