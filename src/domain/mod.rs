//! The alliance and the roster: plain data, no files, no solver.
//!
//! An [`Instance`] is what an alliance knows before planning, a [`Roster`] is the answer.
//! Lengths of time are whole minutes, coefficients whole percent, dates calendar dates.

mod calendar;
mod called;
mod counted;
mod cycle;
mod days;
mod event;
mod horizon;
mod ids;
mod instance;
mod name;
mod people;
mod policy;
mod programme;
mod rates;
mod roster;
mod sites;
mod time;
mod timesheet;
mod wishes;
mod work;

pub use calendar::{Calendar, CalendarFile, DayType, OwnCalendar, OwnHoliday};
pub use called::Called;
pub use cycle::Cycle;
pub use days::{DateSpan, DateText, DayToken};
pub use event::{Absence, Closure, Departure, Event, Events, StintEnd};
pub use horizon::{Horizon, iso_week};
pub use ids::{DoctorId, PostId, ProgrammeId, QuotaId, ShiftId, SiteId, SkillId, UnitId};
pub use instance::Instance;
pub use name::Name;
pub use people::{Contract, Doctor, Fact, FactKind, Promotion, Title};
pub use policy::{Enforce, Policy, Priority, RuleEntry, Scope};
pub use programme::{BackfillWeights, Content, ContractMinimum, Direction, Heads, InstitutionQuota, Mode, Programme, StintTerms};
pub use rates::{SickRate, SickRates};
pub use roster::{Carried, Duty, Output, Provenance, Published, PublishedRoster, Roster, Shortage, Stint};
pub use sites::{Site, Tier, Travel, Unit};
pub use time::{Clock, Minutes, TimeError};
pub use timesheet::{Entry, Timesheet};
pub use wishes::{Counts, DutyPin, History, Pins, Request, Want};
pub use work::{Eligible, Mix, Need, NeedOn, Panel, Post, PostKind, Producer, Quota, Shift, ShiftKind, Strength, Who, Window};

/// Whether a value is its type's default; such values are not written to files.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
