//! The rows of `head_count_formulation` for the programmes of direction `down`.

use super::Down;
use crate::{planning::Plan, rules::head_count_formulation};

pub(super) fn formulate(rule: &Down, plan: &mut Plan<'_>) {
    head_count_formulation::formulate(&rule.heads(), plan);
}
