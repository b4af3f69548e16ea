//! Windows of weeks solved again around the best solution.

use super::incumbent::Incumbent;
use crate::{
    engine::{Interrupt, Limits, Silent, solve},
    milp::{Level, Portion, Program},
};
use std::time::Instant;

/// Weeks of a window.
const WEEKS: u32 = 2;

/// One round of windows over the horizon; everything outside a window stays as it is, and weekly
/// decisions stay too. Stops at the deadline.
pub(super) fn windows(program: &Program, incumbent: &mut Incumbent<'_>, limits: &Limits, deadline: Instant, interrupt: &Interrupt) -> bool {
    let weeks = program.columns.iter().filter_map(|column| column.block.week).max().map_or(0, |last| last + 1);
    let mut better = false;
    for first in (0..weeks).step_by(WEEKS as usize / 2) {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() || interrupt.is_asked() {
            break;
        }
        let Some(best) = incumbent.best() else { break };
        let bounds: Vec<(i64, Option<i64>)> = program
            .bounds()
            .into_iter()
            .enumerate()
            .map(|(column, bound)| {
                let block = program.columns[column].block;
                let inside = block.week.is_none_or(|week| (first..first + WEEKS).contains(&week));
                let derived = program.derived.binary_search_by_key(&column, |(column, _)| *column).is_ok();
                let free = derived || (inside && block.level == Level::Daily);
                if free { bound } else { (best.values[column], Some(best.values[column])) }
            })
            .collect();
        let Ok(portion) = Portion::new(program, &bounds) else { continue };
        let start = portion.restrict(&best.values);
        let limits = Limits { time: Some(limits.time.map_or(left, |time| time.min(left))), ..*limits };
        let outcome = solve(&portion.matrix, Some(&start), &limits, interrupt, &Silent);
        if let Some(values) = outcome.values {
            let rounded: Vec<i64> = values.iter().map(|value| value.round() as i64).collect();
            better |= incumbent.offer(&portion.complete(&rounded));
        }
    }
    better
}
