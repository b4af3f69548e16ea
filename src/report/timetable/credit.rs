//! The ledger of service at the grass roots (基层服务): days served, days in the plan, days asked for.

use super::{Source, StintLine, stints::HALF_DAYS};
use crate::domain::{Direction, Doctor};
use chrono::NaiveDate;

/// The account of one doctor, in days of service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CreditLine {
    /// Position of the doctor.
    pub doctor: usize,
    /// Served before the horizon.
    pub before: u32,
    /// In the plan: five a week, as many as there are on a stint of some days a week.
    pub planned: u32,
    /// The same by the remoteness of the sites, in hundredths of a day.
    pub weighted: u32,
    /// What an application for promotion asks for, if one is ahead.
    pub asked: Option<Asked>,
}

/// Service an application asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Days in all.
    pub days: u32,
    /// Date of the application.
    pub by: NaiveDate,
    /// Days of the plan in weeks that end before the application.
    pub in_time: u32,
}

impl CreditLine {
    /// Before and in the plan.
    pub fn total(&self) -> u32 {
        self.before + self.planned
    }

    /// What the application asks for beyond what is served in time by the end of the plan.
    pub fn missing(&self) -> Option<u32> {
        self.asked.map(|asked| asked.days.saturating_sub(self.before + asked.in_time))
    }
}

/// Those whose application comes first, then those who have none ahead.
pub(super) fn credit(source: &Source<'_>, stints: &[StintLine]) -> Vec<CreditLine> {
    let instance = source.instance;
    let line = |(d, doctor): (usize, &Doctor)| {
        let counts = instance.history.counts.iter().filter(|counts| counts.doctor == doctor.id);
        let before = counts.map(|counts| counts.credit_days).sum();
        let down = || stints.iter().filter(move |stint| stint.doctor == d && stint.kind == Direction::Down);
        let planned = down().map(StintLine::half_days).sum::<u32>() / 2;
        let remoteness = |stint: &StintLine| instance.site_of(&instance.units[stint.host].id).map_or(100, |site| site.remoteness);
        let in_time = |by: NaiveDate| {
            let weeks = |stint: &StintLine| stint.within.clone().filter(|week| instance.horizon.monday(*week as i64 + 1) <= by).count();
            down().map(|stint| stint.half_days_a_week() * weeks(stint) as u32).sum::<u32>() / 2
        };
        let asked = doctor.promotion.map(|promotion| Asked {
            days: promotion.service_weeks * HALF_DAYS / 2,
            by: promotion.by,
            in_time: in_time(promotion.by),
        });
        let weighted = down().map(|stint| stint.half_days() * remoteness(stint)).sum::<u32>() / 2;
        (before > 0 || planned > 0 || asked.is_some()).then_some(CreditLine { doctor: d, before, planned, weighted, asked })
    };
    let mut lines: Vec<CreditLine> = instance.doctors.iter().enumerate().filter_map(line).collect();
    lines.sort_by_key(|line| (line.asked.is_none(), line.asked.map(|asked| asked.by), line.doctor));
    lines
}
