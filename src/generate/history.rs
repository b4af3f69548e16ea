//! What was borne in the quarter before: fairness goes on from there.

use super::{Draft, draw::Noun, plant::Planted};
use crate::domain::{Counts, DayType, Direction, Tier};

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
        let remote = remote_weeks(draft, &doctor.id);
        // A cumulative year of service before promotion to associate chief [law]: attendings have some.
        let (has, days) = (draw.chance(60), draw.between(5, 200));
        let credit =
            if doctor.title == crate::domain::Title::Attending && tier(draft, &doctor.home) != Some(Tier::Primary) && has { days } else { 0 };
        let joined = doctor.employed.is_some_and(|span| span.from >= horizon.start);
        let counts = Counts { doctor: doctor.id.clone(), nights, weekends, holidays, hours, remote_weeks: remote, credit_days: credit as u32 };
        if !joined && counts != (Counts { nights: 0, weekends: 0, holidays: 0, hours: 0, remote_weeks: 0, credit_days: 0, ..counts.clone() }) {
            all.push(counts);
        }
    }
    draft.instance.history.counts = all;
}

fn tier(draft: &Draft, unit: &crate::domain::UnitId) -> Option<Tier> {
    draft.instance.site_of(unit).map(|site| site.tier)
}

/// Weeks down at a centre in the quarter before: those of stints in progress.
fn remote_weeks(draft: &Draft, doctor: &crate::domain::DoctorId) -> u32 {
    let instance = &draft.instance;
    let down = |id| instance.programme(id).is_some_and(|programme| programme.kind == Direction::Down);
    let mine = instance.history.stints.iter().filter(|stint| stint.doctor == *doctor && down(&stint.programme));
    mine.map(|stint| instance.horizon.week(stint.first).unsigned_abs().min(13) as u32).sum()
}
