//! What is shared, and what counts as such.

use crate::{
    diagnostic::Text,
    domain::{Counts, DayType, Doctor, FactKind, Instance, Minutes, Post, PostKind, ShiftKind, Site},
    rules::Measure,
    text,
};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is shared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Burden {
    /// Nights and duties round the clock.
    #[default]
    Nights,
    /// Duties that begin on a weekend day, standby apart.
    Weekends,
    /// Duties that begin on a holiday, standby apart.
    Holidays,
    /// Weeks on stints at remote sites, each worth the remoteness of the site.
    RemoteWeeks,
    /// Working time on posts of public-health work.
    PublicHealthHours,
    /// Working time of all duties.
    Hours,
}

impl Burden {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Nights, Self::Weekends, Self::Holidays, Self::RemoteWeeks, Self::PublicHealthHours, Self::Hours];

    /// Whether a duty on a post, with this kind of shift, that begins on a date is such a burden.
    pub(super) fn is_borne_on(self, instance: &Instance, post: &Post, shift: ShiftKind, date: NaiveDate) -> bool {
        let on = |day: DayType| shift != ShiftKind::Standby && instance.calendar.day_type(date) == day;
        match self {
            Self::Nights => shift.is_night(),
            Self::Weekends => on(DayType::Weekend),
            Self::Holidays => on(DayType::Holiday),
            Self::RemoteWeeks => false,
            Self::PublicHealthHours => post.kind == PostKind::PublicHealth,
            Self::Hours => true,
        }
    }

    /// Whether weeks at a site are such a burden for those at home elsewhere.
    pub(super) fn is_borne_at(site: &Site) -> bool {
        site.remoteness > 100
    }

    /// Whether it is counted in minutes of work.
    pub(super) fn is_time(self) -> bool {
        matches!(self, Self::PublicHealthHours | Self::Hours)
    }

    /// Amounts are duties, minutes, or percent of a week: so many make one unit of the penalty.
    pub(super) fn per(self) -> i64 {
        match self {
            Self::Nights | Self::Weekends | Self::Holidays => 1,
            Self::RemoteWeeks => 100,
            Self::PublicHealthHours | Self::Hours => 60,
        }
    }

    /// What it is called, counted.
    pub(super) fn name(self) -> Text {
        match self {
            Self::Nights => text!("夜班", "nights"),
            Self::Weekends => text!("周末班", "weekend duties"),
            Self::Holidays => text!("节假日班", "holiday duties"),
            Self::RemoteWeeks => text!("偏远派驻", "remote stints"),
            Self::PublicHealthHours => text!("公卫工时", "public-health work"),
            Self::Hours => text!("总工时", "work"),
        }
    }

    /// An amount in words.
    pub(super) fn quantity(self, amount: i64) -> Text {
        match self {
            Self::Nights | Self::Weekends | Self::Holidays => text!("{amount} 个", "{amount}"),
            Self::RemoteWeeks => {
                let (weeks, part) = (amount / 100, amount % 100);
                text!("{weeks}.{part:02} 周", "{weeks}.{part:02} weeks")
            }
            Self::PublicHealthHours | Self::Hours => text!("{0:#}", "{0}", Minutes(amount)),
        }
    }

    pub(super) fn measure(self) -> Measure {
        match self {
            Self::Nights => Measure::Nights,
            Self::Weekends | Self::Holidays => Measure::Duties,
            Self::RemoteWeeks => Measure::Weeks,
            Self::PublicHealthHours | Self::Hours => Measure::Hours,
        }
    }

    /// What a history counts of it, and what would have been the doctor's share of that, where it is written down.
    pub fn counted(self, counts: &Counts) -> (u32, Option<u32>) {
        match self {
            Self::Nights => (counts.nights, counts.nights_due),
            Self::Weekends => (counts.weekends, counts.weekends_due),
            Self::Holidays => (counts.holidays, counts.holidays_due),
            Self::RemoteWeeks => (counts.remote_weeks, counts.remote_weeks_due),
            Self::PublicHealthHours => (counts.public_health_hours, counts.public_health_hours_due),
            Self::Hours => (counts.hours, counts.hours_due),
        }
    }

    /// What a doctor has borne before the horizon; weeks at remote sites are plain weeks there.
    pub(super) fn borne_before(self, counts: &Counts) -> i64 {
        i64::from(self.counted(counts).0) * self.per()
    }

    /// What of it would have been the doctor's share, where that is written down.
    pub(super) fn due_before(self, counts: &Counts) -> Option<i64> {
        self.counted(counts).1.map(|units| i64::from(units) * self.per())
    }

    /// Whether a doctor may be given this post, which is such a burden.
    pub(super) fn may_fall_on(self, doctor: &Doctor, post: &Post) -> bool {
        doctor.fits(&post.who) && (self != Self::Nights || !doctor.no_nights)
    }

    /// Whether a doctor has no share of it on a date.
    pub(super) fn is_spared(self, doctor: &Doctor, age: Option<i32>, date: NaiveDate) -> bool {
        match self {
            Self::Nights => {
                let old = age.is_some_and(|limit| doctor.age_on(date).is_some_and(|age| age >= limit));
                old || doctor.fact_on(date, FactKind::spares_nights).is_some()
            }
            Self::RemoteWeeks => doctor.fact_on(date, |kind| kind == FactKind::Commitment).is_some(),
            Self::Weekends | Self::Holidays | Self::PublicHealthHours | Self::Hours => false,
        }
    }
}
