//! The judgement of `head_count_audit` on the programmes of direction `down`.

use super::Down;
use crate::{
    domain::{Instance, Roster},
    rules::{Finding, Settings, head_count_audit},
};

pub(super) fn audit(rule: &Down, instance: &Instance, roster: &Roster) -> Vec<Finding> {
    head_count_audit::audit(&Down::CARD, &rule.heads(), instance, roster)
}
