//! What was borne in the quarter before: fairness goes on from there.

use super::{Draft, draw::Noun, plant::Planted};
use crate::domain::{Counts, DayType, Direction, Doctor, Promotion, Tier, Title, UnitId};
use chrono::Days;

/// The quarter before was like the planted one: nights, weekend and holiday duties of each doctor, more
/// or less (assumption: by a seventh, and by two). Who has just joined has none.
pub(super) fn lay(draft: &mut Draft, planted: &Planted) {
    let mut draw = draft.draw(Noun::History);
    let instance = &draft.instance;
    let horizon = instance.horizon;
    let mut borne = vec![[0_i64; 4]; instance.doctors.len()];
    for (day, post, doctor) in planted.duties() {
        let Some(shift) = instance.shift_of(&instance.posts[post].id) else { continue };
        let day_type = instance.calendar.day_type(horizon.date(day));
        let marks = [shift.kind.is_night(), day_type == DayType::Weekend, day_type == DayType::Holiday];
        for (count, mark) in borne[doctor].iter_mut().zip(marks) {
            *count += i64::from(mark);
        }
        borne[doctor][3] += shift.worked() / 60;
    }
    let mut all = Vec::new();
    for (doctor, [nights, weekends, holidays, hours]) in instance.doctors.iter().zip(borne) {
        let mut about = |count: i64| {
            let spread = if count == 0 { 0 } else { count / 7 + 2 };
            (count * 13 / horizon.weeks as i64 + draw.between(-spread, spread)).max(0) as u32
        };
        let [nights, weekends, holidays, hours] = [about(nights), about(weekends), about(holidays).min(8), about(hours)];
        // A cumulative year of service before promotion to associate chief [law]: three of five attendings of
        // the hospitals have half a year or less (assumption).
        let (has, days) = (draw.chance(60), draw.between(5, 200) as u32);
        let owes = doctor.title == Title::Attending && instance.site_of(&doctor.home).is_some_and(|site| site.tier != Tier::Primary);
        let credit_days = if owes && has { days } else { 0 };
        let remote_weeks = remote_weeks(draft, doctor);
        if doctor.employed.is_none_or(|span| span.from < horizon.start) {
            all.push(Counts { nights, weekends, holidays, hours, remote_weeks, credit_days, ..Counts::none(doctor.id.clone()) });
        }
    }
    careers(draft, &all);
    draft.instance.history.counts = all;
}

/// Who has begun the year of service asked before promotion applies half a year to two years from
/// now; every third of the younger doctors of a centre waits for a place in the hospital, for up to
/// two years (both assumptions).
fn careers(draft: &mut Draft, counts: &[Counts]) {
    let start = draft.instance.horizon.start;
    let centres: Vec<UnitId> = draft.teams.iter().filter(|team| team.is_centre()).map(|team| team.unit.clone()).collect();
    for (number, doctor) in (0_u64..).zip(&mut draft.instance.doctors) {
        if counts.iter().any(|counts| counts.doctor == doctor.id && counts.credit_days > 0) {
            doctor.promotion = Some(Promotion { by: start + Days::new(182 + number * 37 % 548), service_weeks: 52 });
        }
        if number % 3 == 0 && doctor.title <= Title::Attending && centres.contains(&doctor.home) {
            doctor.waiting_since = Some(start - Days::new(30 + number * 53 % 700));
        }
    }
}

/// Weeks down at a centre in the quarter before: those of stints in progress.
fn remote_weeks(draft: &Draft, doctor: &Doctor) -> u32 {
    let instance = &draft.instance;
    let down = |id| instance.programme(id).is_some_and(|programme| programme.kind == Direction::Down);
    let mine = instance.history.stints.iter().filter(|stint| stint.doctor == doctor.id && down(&stint.programme));
    mine.map(|stint| instance.horizon.week(stint.first).unsigned_abs().min(13) as u32).sum()
}
