//! The rows of `head_count_rows` for the programmes of direction `up`.

use super::Up;
use crate::{planning::Plan, rules::head_count_rows};

pub(super) fn formulate(rule: &Up, plan: &mut Plan<'_>) {
    head_count_rows::formulate(&rule.heads(), plan);
}
