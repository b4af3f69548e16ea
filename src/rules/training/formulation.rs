//! The rows of `head_count_formulation` for the programmes of direction `training`.

use super::Training;
use crate::{planning::Plan, rules::head_count_formulation};

pub(super) fn formulate(rule: &Training, plan: &mut Plan<'_>) {
    head_count_formulation::formulate(&rule.heads(), plan);
}
