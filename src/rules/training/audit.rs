//! The judgement of `head_count_audit` on the programmes of direction `training`.

use super::Training;
use crate::{
    domain::{Instance, Roster},
    rules::{Finding, Settings, head_count_audit},
};

pub(super) fn audit(rule: &Training, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    head_count_audit::audit(&Training::CARD, &rule.heads(), instance, roster)
}
