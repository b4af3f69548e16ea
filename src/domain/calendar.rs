//! Which date is a workday, a weekend or a holiday.
//!
//! Source of the built-in years: State Council General Office notices on the holiday
//! arrangements, 国办发明电〔2024〕12号 (for 2025) and 国办发明电〔2025〕7号 (for 2026). Statutory
//! holidays proper: 全国年节及纪念日放假办法, 13 days a year since 2025. A year without a published
//! notice is refused, never guessed.

use chrono::{Datelike, NaiveDate, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DayType {
    /// Work is done, also on a weekend made up for (调休).
    Workday,
    /// Saturday or Sunday.
    Weekend,
    /// A day off by the holiday notice.
    Holiday,
}

/// One holiday of a notice.
struct Notice {
    zh: &'static str,
    en: &'static str,
    /// First and last day off, `(month, day)`.
    off: [(u32, u32); 2],
    /// The statutory holidays proper among them (triple pay).
    statutory: &'static [(u32, u32)],
    /// Weekend days worked instead.
    worked: &'static [(u32, u32)],
}

struct Published {
    id: &'static str,
    year: i32,
    notices: &'static [Notice],
}

const fn notice(zh: &'static str, en: &'static str, off: [(u32, u32); 2], statutory: &'static [(u32, u32)], worked: &'static [(u32, u32)]) -> Notice {
    Notice { zh, en, off, statutory, worked }
}

const YEARS: &[Published] = &[
    Published {
        id: "cn-2025",
        year: 2025,
        notices: &[
            notice("元旦", "New Year", [(1, 1), (1, 1)], &[(1, 1)], &[]),
            notice("春节", "Spring Festival", [(1, 28), (2, 4)], &[(1, 28), (1, 29), (1, 30), (1, 31)], &[(1, 26), (2, 8)]),
            notice("清明节", "Qingming", [(4, 4), (4, 6)], &[(4, 4)], &[]),
            notice("劳动节", "Labour Day", [(5, 1), (5, 5)], &[(5, 1), (5, 2)], &[(4, 27)]),
            notice("端午节", "Dragon Boat", [(5, 31), (6, 2)], &[(5, 31)], &[]),
            notice("国庆节、中秋节", "National Day and Mid-Autumn", [(10, 1), (10, 8)], &[(10, 1), (10, 2), (10, 3), (10, 6)], &[(9, 28), (10, 11)]),
        ],
    },
    Published {
        id: "cn-2026",
        year: 2026,
        notices: &[
            notice("元旦", "New Year", [(1, 1), (1, 3)], &[(1, 1)], &[(1, 4)]),
            notice("春节", "Spring Festival", [(2, 15), (2, 23)], &[(2, 16), (2, 17), (2, 18), (2, 19)], &[(2, 14), (2, 28)]),
            notice("清明节", "Qingming", [(4, 4), (4, 6)], &[(4, 5)], &[]),
            notice("劳动节", "Labour Day", [(5, 1), (5, 5)], &[(5, 1), (5, 2)], &[(5, 9)]),
            notice("端午节", "Dragon Boat", [(6, 19), (6, 21)], &[(6, 19)], &[]),
            notice("中秋节", "Mid-Autumn", [(9, 25), (9, 27)], &[(9, 25)], &[]),
            notice("国庆节", "National Day", [(10, 1), (10, 7)], &[(10, 1), (10, 2), (10, 3)], &[(9, 20), (10, 10)]),
        ],
    },
];

/// The calendar of an instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Calendar {
    /// A built-in year: `cn-2025` or `cn-2026`.
    BuiltIn(String),
    /// Several built-in years, for a horizon across New Year.
    Years(Vec<String>),
    /// In a file of its own.
    File(CalendarFile),
    /// Written out, for years and regions that are not built in.
    Own(OwnCalendar),
}

/// A calendar file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarFile {
    /// The file, beside the instance unless the path is absolute. It holds what a calendar written
    /// out holds; reading the instance reads it.
    pub file: String,
}

/// A calendar written out, in the instance or in a file of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnCalendar {
    /// Where the dates were published.
    pub source: String,
    /// First day the calendar speaks of.
    #[schemars(with = "super::DateText")]
    pub from: NaiveDate,
    /// Last day the calendar speaks of.
    #[schemars(with = "super::DateText")]
    pub to: NaiveDate,
    /// The holidays.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<OwnHoliday>,
    /// Weekend days worked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<super::DateText>")]
    pub worked: Vec<NaiveDate>,
}

/// One day off of an own calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnHoliday {
    /// The day off.
    #[schemars(with = "super::DateText")]
    pub date: NaiveDate,
    /// Its name.
    pub name: super::Name,
    /// Whether it is a statutory holiday proper (triple pay) or a weekend moved.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub statutory: bool,
}

impl Calendar {
    /// The names of the built-in years.
    pub fn built_in() -> impl Iterator<Item = &'static str> {
        YEARS.iter().map(|year| year.id)
    }

    /// The names of built-in years this calendar asks for; empty for one written out or in a file.
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::BuiltIn(name) => vec![name],
            Self::Years(names) => names.iter().map(String::as_str).collect(),
            Self::Own(_) | Self::File(_) => vec![],
        }
    }

    fn years(&self) -> impl Iterator<Item = &'static Published> {
        let names = self.names();
        YEARS.iter().filter(move |year| names.contains(&year.id))
    }

    /// Whether the calendar speaks of this date.
    pub fn knows(&self, date: NaiveDate) -> bool {
        match self {
            Self::Own(own) => own.from <= date && date <= own.to,
            _ => self.years().any(|year| year.year == date.year()),
        }
    }

    fn notice(&self, date: NaiveDate) -> Option<&'static Notice> {
        let year = self.years().find(|year| year.year == date.year())?;
        let day = (date.month(), date.day());
        year.notices.iter().find(|n| n.off[0] <= day && day <= n.off[1])
    }

    fn own_holiday(&self, date: NaiveDate) -> Option<&OwnHoliday> {
        match self {
            Self::Own(own) => own.holidays.iter().find(|holiday| holiday.date == date),
            _ => None,
        }
    }

    /// What the date is. Dates the calendar does not speak of go by the weekday.
    pub fn day_type(&self, date: NaiveDate) -> DayType {
        let worked = match self {
            Self::Own(own) => own.worked.contains(&date),
            _ => self
                .years()
                .filter(|year| year.year == date.year())
                .flat_map(|year| year.notices)
                .any(|n| n.worked.contains(&(date.month(), date.day()))),
        };
        if self.notice(date).is_some() || self.own_holiday(date).is_some() {
            DayType::Holiday
        } else if !worked && matches!(date.weekday(), Weekday::Sat | Weekday::Sun) {
            DayType::Weekend
        } else {
            DayType::Workday
        }
    }

    /// Whether the date is a statutory holiday proper, not a weekend moved beside one.
    pub fn is_statutory(&self, date: NaiveDate) -> bool {
        self.notice(date).is_some_and(|n| n.statutory.contains(&(date.month(), date.day())))
            || self.own_holiday(date).is_some_and(|holiday| holiday.statutory)
    }

    /// The name of the holiday a date belongs to.
    pub fn holiday_name(&self, date: NaiveDate) -> Option<super::Name> {
        self.notice(date).map(|n| super::Name::both(n.zh, n.en)).or_else(|| self.own_holiday(date).map(|holiday| holiday.name.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workdays(year: i32, months: std::ops::RangeInclusive<u32>) -> usize {
        let calendar = Calendar::BuiltIn(format!("cn-{year}"));
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        first
            .iter_days()
            .take_while(|date| date.year() == year)
            .filter(|date| months.contains(&date.month()))
            .filter(|date| calendar.day_type(*date) == DayType::Workday)
            .count()
    }

    #[test]
    fn the_quarters_have_the_published_number_of_workdays() {
        for (year, expected) in [(2025, [59, 61, 67, 61]), (2026, [59, 61, 66, 62])] {
            let counted = [1..=3, 4..=6, 7..=9, 10..=12].map(|months| workdays(year, months));
            assert_eq!(counted, expected, "{year}");
        }
    }

    #[test]
    fn every_year_has_thirteen_statutory_holidays_and_makes_up_weekend_days_only() {
        for year in YEARS {
            let statutory: usize = year.notices.iter().map(|n| n.statutory.len()).sum();
            assert_eq!(statutory, 13, "{}", year.id);
            for (month, day) in year.notices.iter().flat_map(|n| n.worked) {
                let date = NaiveDate::from_ymd_opt(year.year, *month, *day).unwrap();
                assert!(matches!(date.weekday(), Weekday::Sat | Weekday::Sun), "{date}");
            }
        }
    }
}
