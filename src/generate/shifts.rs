//! The shift table: what the hospitals and centres of the district have in common.

use crate::domain::{Clock, Minutes, Name, Shift, ShiftKind};

/// Half-day sessions of 4 h.
pub(super) const AM: &str = "am";
pub(super) const PM: &str = "pm";
/// A day on the ward: 8 h counted.
pub(super) const DAY: &str = "day";
/// A night on a hospital ward.
pub(super) const NIGHT: &str = "night";
pub(super) const ED_DAY: &str = "ed-day";
pub(super) const ED_EVENING: &str = "ed-evening";
pub(super) const ED_NIGHT: &str = "ed-night";
/// A night at a centre, mostly slept from 22:00 on [case].
pub(super) const QUIET_NIGHT: &str = "quiet-night";

/// All shifts. Nights end at 08:00, handover included, when the last admission of the night has
/// been taken [case]; after 24 h of rest the doctor is back on the morning after next.
pub(super) fn table() -> Vec<Shift> {
    use ShiftKind::{Day, Evening, Night, Session};
    let day = |id, mark, name, kind, start, length| shift((id, mark, name), kind, start, length, None);
    let night = |id, mark, name, start, length, counted, intensity| Shift {
        intensity,
        handover: Minutes(30),
        rest_after: Minutes::hours(24),
        ..shift((id, mark, name), Night, start, length, Some(counted))
    };
    vec![
        day(AM, "上", ("上午", "morning"), Session, 8 * 60, 4 * 60),
        day(PM, "下", ("下午", "afternoon"), Session, 13 * 60 + 30, 4 * 60),
        shift((DAY, "白", ("病房白班", "ward day")), Day, 8 * 60, 9 * 60 + 30, Some(8 * 60)),
        night(NIGHT, "夜", ("病房夜班", "ward night"), 17 * 60 + 30, 14 * 60, 11 * 60 + 30, 100),
        Shift { intensity: 110, ..day(ED_DAY, "急", ("急诊白班", "emergency day"), Day, 8 * 60, 8 * 60) },
        Shift { intensity: 110, ..day(ED_EVENING, "小", ("急诊小夜", "emergency evening"), Evening, 14 * 60, 8 * 60) },
        night(ED_NIGHT, "大", ("急诊大夜", "emergency night"), 21 * 60 + 30, 10 * 60, 9 * 60 + 30, 130),
        night(QUIET_NIGHT, "宿", ("社区夜班", "community night"), 17 * 60 + 30, 14 * 60, 9 * 60 + 30, 50),
    ]
}

fn shift((id, mark, (zh, en)): (&str, &str, (&str, &str)), kind: ShiftKind, start: i64, length: i64, counted: Option<i64>) -> Shift {
    Shift {
        id: id.into(),
        name: Some(Name::both(zh, en)),
        mark: Some(mark.to_owned()),
        kind,
        start: Clock(start),
        length: Minutes(length),
        counted: counted.map(Minutes),
        intensity: 100,
        handover: Minutes(0),
        rest_after: Minutes(0),
    }
}
