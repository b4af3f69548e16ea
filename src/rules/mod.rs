//! The rule book: one folder per rule, one line per folder.
//!
//! A folder holds the settings and the card (`mod.rs`), the rows (`formulation.rs`, which never
//! sees a roster), the judgement (`audit.rs`, which never sees the model), the page people read
//! (`rule.md`), cases judged by hand (`cases.yaml`) and the recorded rows (`rows.snap`).

mod book;
mod contract;
mod head_count;
mod head_count_audit;
mod head_count_formulation;
mod pack;
mod unit_scope;

pub use book::{Book, RuleKind};
pub use contract::{Card, Finding, Group, Measure, Rule, Settings};
pub use pack::Pack;

/// Declares the folders of the book and lists them.
macro_rules! rule_book {
    ($($folder:ident::$settings:ident),+ $(,)?) => {
        $(pub mod $folder;)+

        /// Every rule of the book, in the order reports show them.
        pub const KINDS: &[RuleKind] = &[$(RuleKind::of::<$folder::$settings>()),+];
    };
}

rule_book! {
    coverage::Coverage,
    skill_mix::SkillMix,
    quota::Quotas,
    panel::Panels,
    room_limit::RoomLimit,
    weekly_hours::WeeklyHours,
    period_hours::PeriodHours,
    continuous_duty::ContinuousDuty,
    daily_rest::DailyRest,
    post_call_rest::PostCallRest,
    day_off::DayOff,
    night_spacing::NightSpacing,
    night_limit::NightLimit,
    night_exemption::NightExemption,
    weekend::Weekend,
    shift_sequence::ShiftSequence,
    shift_count::ShiftCount,
    availability::Availability,
    down::Down,
    up::Up,
    training::Training,
    stint_length::StintLength,
    eligibility::Eligibility,
    home_floor::HomeFloor,
    backfill::Backfill,
    supervision::Supervision,
    stint_content::StintContent,
    training_guard::TrainingGuard,
    continuity::Continuity,
    commute::Commute,
    institution_quota::InstitutionQuotas,
    service_credit::ServiceCredit,
    fair_share::FairShare,
    request::Requests,
    site_preference::SitePreference,
    stability::Stability,
}
