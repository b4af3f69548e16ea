//! How many a unit needs at once, from the hours its doctors have.

use super::{draw::Draw, units::Trade};

/// Doctors needed at once; 0: no such post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Needs {
    /// In each night.
    pub night: i64,
    /// In each evening (emergency only).
    pub evening: i64,
    /// On the ward, or in the emergency room, on a workday.
    pub day: i64,
    /// The same on weekends and holidays.
    pub day_off: i64,
    /// Surgeries open in the morning of a workday.
    pub am: i64,
    /// Surgeries open in the afternoon of a workday.
    pub pm: i64,
}

/// Hours of a full week (国务院 1995, art. 3) [law].
const WEEK: i64 = 40;

impl Needs {
    /// What a unit of so many doctors can staff.
    ///
    /// Assumption: the posts ask for 76 to 86 % of the contracted hours; leave, stints and training
    /// take the rest, so that weeks with much leave are short. Of an emergency department one is always
    /// down [case].
    pub fn of(trade: Trade, heads: i64, draw: &mut Draw) -> Self {
        let at_home = if trade == Trade::Emergency { heads - 1 } else { heads };
        let hours = at_home * WEEK * draw.between(76, 86) / 100;
        match trade {
            Trade::Emergency => Self::emergency(hours),
            Trade::Department => Self::department(heads, hours),
            Trade::WardCentre => Self::ward_centre(heads, hours),
            Trade::Centre => Self::centre(heads),
        }
    }

    /// Evenings and nights of 8 and 10 h, three tenths of the staff each, all days alike
    /// (assumption): a day of 10 places takes about 86 h, a week 7 times that.
    fn emergency(hours: i64) -> Self {
        let tenths = hours * 100 / (7 * 86);
        let night = (tenths * 3 / 100).max(1);
        let evening = (tenths * 3 / 100).max(1);
        let day = ((hours / 7 - night * 10 - evening * 8 + 4) / 8).max(1);
        Self { night, evening, day, day_off: day, ..Self::default() }
    }

    /// One night of 12 h for 22 doctors, a second and third beyond (assumption); a skeleton ward on
    /// days off; the rest 55 to 45 on the ward and in the clinics (assumption).
    fn department(heads: i64, hours: i64) -> Self {
        let night = 1 + heads / 22;
        let day_off = (heads / 9).max(1);
        // Joint consultation and teaching, a half-day each.
        let left = hours - night * 7 * 12 - day_off * 2 * 8 - 8;
        let day = ((left * 55 / 100 + 20) / 40).max(1);
        let sessions = ((left - day * 40) / 20).max(2);
        let am = sessions - sessions / 2;
        Self { night, day, day_off, am, pm: sessions - am, ..Self::default() }
    }

    /// A ward of 20 beds needs one doctor by day and one by night [case].
    fn ward_centre(heads: i64, hours: i64) -> Self {
        let left = hours - 7 * 10 - 7 * 8 - heads * PUBLIC_HEALTH;
        let sessions = (left / 22).max(2);
        let am = sessions - sessions / 2;
        Self { night: 1, day: 1, day_off: 1, am, pm: sessions - am, ..Self::default() }
    }

    /// Half of the team in the surgery in the morning, one fewer in the afternoon (assumption).
    fn centre(heads: i64) -> Self {
        let am = (heads / 2).max(1);
        Self { am, pm: (am - 1).max(1), ..Self::default() }
    }

    /// Doctors who must be able to do nights: so many for each place that every fourth or fifth
    /// night is the most, with one away. Community nights come every fifth day [case]; residents
    /// of one large hospital have one every 4.7 days [src].
    pub fn night_people(&self) -> usize {
        (self.night * 4 + i64::from(self.night > 0)) as usize
    }
}

/// Hours a week of public-health work of a family doctor: about 77 h a quarter for 3000 residents
/// (calc. from the quotas).
const PUBLIC_HEALTH: i64 = 6;
