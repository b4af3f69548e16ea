//! The judgement of `head_count_audit` on the programmes of direction `up`.

use super::Up;
use crate::{
    domain::{Instance, Roster},
    rules::{Finding, Settings, head_count_audit},
};

pub(super) fn audit(rule: &Up, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    head_count_audit::audit(&Up::CARD, &rule.heads(), instance, roster)
}
