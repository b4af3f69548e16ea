//! An instance: everything the planner knows about an alliance and a quarter.

use super::{
    Calendar, DayToken, Doctor, DoctorId, History, Horizon, InstitutionQuota, Name, Need, Pins, Policy, Post, PostId, Producer, Programme,
    ProgrammeId, Published, PublishedRoster, Quota, QuotaId, Request, Scope, Shift, ShiftId, Site, SiteId, Travel, Unit, UnitId, Window, is_default,
};
use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An alliance and the weeks to plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Instance {
    /// Name of the alliance.
    pub alliance: Name,
    /// The weeks to plan.
    pub horizon: Horizon,
    /// Which date is a workday, a weekend or a holiday.
    pub calendar: Calendar,
    /// Hospitals and centres.
    pub sites: Vec<Site>,
    /// Travel between them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub travel: Vec<Travel>,
    /// Departments and teams.
    pub units: Vec<Unit>,
    /// Shift table.
    pub shifts: Vec<Shift>,
    /// What doctors can be put on.
    pub posts: Vec<Post>,
    /// Work counted over a window.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotas: Vec<Quota>,
    /// Who works.
    pub doctors: Vec<Doctor>,
    /// Streams of stints.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub programmes: Vec<Programme>,
    /// Person-weeks owed for the assessment sheet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub institutions: Vec<InstitutionQuota>,
    /// The rule book.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rules: Policy,
    /// Wishes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<Request>,
    /// What was before.
    #[serde(default, skip_serializing_if = "is_default")]
    pub history: History,
    /// What is fixed by hand.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pins: Pins,
    /// The roster to stay close to, as a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Published>,
}

macro_rules! lookup {
    ($($(#[$doc:meta])* $one:ident: $type:ty = $many:ident[$id:ty]),+ $(,)?) => {$(
        $(#[$doc])*
        pub fn $one(&self, id: &$id) -> Option<&$type> {
            self.$many.iter().find(|item| item.id == *id)
        }
    )+};
}

impl Instance {
    lookup! {
        /// The site of this id.
        site: Site = sites[SiteId],
        /// The unit of this id.
        unit: Unit = units[UnitId],
        /// The shift of this id.
        shift: Shift = shifts[ShiftId],
        /// The post of this id.
        post: Post = posts[PostId],
        /// The quota of this id.
        quota: Quota = quotas[QuotaId],
        /// The doctor of this id.
        doctor: Doctor = doctors[DoctorId],
        /// The programme of this id.
        programme: Programme = programmes[ProgrammeId],
    }

    /// The roster to stay close to, once it is read.
    pub fn published(&self) -> Option<&PublishedRoster> {
        match self.published.as_ref()? {
            Published::Read(roster) => Some(roster),
            Published::File(_) => None,
        }
    }

    /// The site a unit belongs to.
    pub fn site_of(&self, unit: &UnitId) -> Option<&Site> {
        self.site(&self.unit(unit)?.site)
    }

    /// The shift a post is worked on.
    pub fn shift_of(&self, post: &PostId) -> Option<&Shift> {
        self.shift(&self.post(post)?.shift)
    }

    /// Whether a rule entry is for this doctor.
    pub fn in_scope(&self, scope: &Scope, doctor: &Doctor) -> bool {
        self.site_of(&doctor.home).is_some_and(|site| scope.covers(doctor, &site.id))
    }

    /// Whether a rule entry is for this unit, as far as it names sites or units.
    pub fn unit_in_scope(&self, scope: &Scope, unit: &UnitId) -> bool {
        self.site_of(unit).is_some_and(|site| scope.covers_unit(unit, &site.id))
    }

    /// Minutes on the road between two units; 0 within a site or where nobody said.
    pub fn travel_minutes(&self, from: &UnitId, to: &UnitId) -> i64 {
        let (Some(a), Some(b)) = (self.unit(from), self.unit(to)) else { return 0 };
        if a.site == b.site {
            return 0;
        }
        let joins = |road: &&Travel| (road.from == a.site && road.to == b.site) || (road.from == b.site && road.to == a.site);
        self.travel.iter().find(joins).map_or(0, |road| road.time.0)
    }

    /// Whether any of the tokens means this date.
    pub fn any_day(&self, tokens: &[DayToken], date: NaiveDate) -> bool {
        let day_type = self.calendar.day_type(date);
        tokens.iter().any(|token| token.means(date, day_type))
    }

    /// How many a post needs on a date; nothing when it is closed.
    pub fn need_on(&self, post: &Post, date: NaiveDate) -> Option<Need> {
        let site = self.site_of(&post.unit)?;
        let open = self.any_day(&post.days, date) && (site.open.is_empty() || self.any_day(&site.open, date));
        let special = post.need_on.iter().rev().find(|on| on.dates.contains(&date) || self.any_day(&on.days, date));
        let need = special.map_or(post.need, |on| on.need);
        (open && need.max != Some(0)).then_some(need)
    }

    /// Output of one duty of a doctor for a quota in hundredths of an item.
    ///
    /// A session yields `items × pace`, or as many items as fit into the working time:
    /// `worked × pace / time_per_item`.
    pub fn centi_items(&self, doctor: &Doctor, producer: &Producer) -> i64 {
        let pace = i64::from(doctor.pace);
        match (producer.items, producer.time_per_item) {
            (Some(items), _) => i64::from(items) * pace,
            (None, Some(time)) if time.0 > 0 => {
                self.shift_of(&producer.post).map_or(0, |shift| shift.counted.unwrap_or(shift.length).0 * pace / time.0)
            }
            _ => 0,
        }
    }

    /// The windows of a kind as ranges of days, cut at the horizon's ends.
    pub fn windows(&self, window: Window) -> Vec<std::ops::Range<usize>> {
        let days = self.horizon.days();
        let key = |day: usize| {
            let date = self.horizon.date(day as i64);
            match window {
                Window::Week => day as i64 / 7,
                Window::Month => i64::from(date.year()) * 12 + i64::from(date.month0()),
                Window::Quarter => i64::from(date.year()) * 4 + i64::from(date.month0() / 3),
                Window::Horizon => 0,
            }
        };
        let mut windows = Vec::new();
        let mut first = 0;
        for day in 1..=days {
            if day == days || key(day) != key(first) {
                windows.push(first..day);
                first = day;
            }
        }
        windows
    }

    /// Items a quota asks for in each of its windows, however many people there are: the target. A
    /// month or quarter that lies only partly in the horizon asks its part by days, rounded down.
    pub fn asked(&self, quota: &Quota) -> Vec<(std::ops::Range<usize>, u32)> {
        let part = |window: &std::ops::Range<usize>| {
            let days = window.len() as u64;
            let whole = quota.window.days(self.horizon.date(window.start as i64)).map_or(days, u64::from);
            (u64::from(quota.target) * days / whole) as u32
        };
        self.windows(quota.window).into_iter().map(|window| (window.clone(), part(&window))).collect()
    }

    /// Items of a quota due in each of its windows: what is asked, and never more than there are
    /// people left once the windows before have had theirs.
    pub fn due(&self, quota: &Quota) -> Vec<(std::ops::Range<usize>, u32)> {
        let mut left = quota.eligible.map_or(u64::MAX, |eligible| u64::from(eligible.remaining()));
        let mut due = self.asked(quota);
        for (_, items) in &mut due {
            *items = u64::from(*items).min(left) as u32;
            left -= u64::from(*items);
        }
        due
    }
}
