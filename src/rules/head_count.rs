//! What the head-count rules of the three directions (`down`, `up`, `training`) have in common:
//! what their entries mean. The rows are in `head_count_formulation`, the judgement is in
//! `head_count_audit`; neither sees the other.

use crate::domain::{DateSpan, Direction, Enforce, Instance, Programme, Scope};
use chrono::NaiveDate;

/// An entry of a head-count rule.
#[derive(Clone, Copy, Debug)]
pub(super) struct HeadCount<'a> {
    pub direction: Direction,
    pub enforce: Enforce,
    pub target_weight: u32,
    pub scope: &'a Scope,
}

impl HeadCount<'_> {
    /// Whether the entry is for a programme: by direction, and by the unit that receives.
    pub(super) fn is_for(&self, instance: &Instance, programme: &Programme) -> bool {
        programme.kind == self.direction && instance.unit_in_scope(self.scope, &programme.host)
    }
}

/// Whether anybody is owed in the week of this Monday: the agreement of the host holds all week.
pub(super) fn is_owed(instance: &Instance, programme: &Programme, monday: NaiveDate) -> bool {
    let agreement: Option<DateSpan> = instance.site_of(&programme.host).and_then(|site| site.agreement);
    agreement.is_none_or(|span| span.contains(monday) && span.contains(monday + chrono::Days::new(6)))
}
