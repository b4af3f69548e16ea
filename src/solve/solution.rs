//! What a search hands out.

use super::Options;
use crate::{
    domain::{Priority, Provenance, Roster},
    engine::{self, Status},
    milp::Evaluation,
    planning::Plan,
    rules::Book,
};

/// A roster and how it came to be.
#[derive(Clone, Debug)]
pub struct Solution {
    /// The roster, with all of its provenance but the instance's hash.
    pub roster: Roster,
    /// How the search ended.
    pub status: Status,
}

/// What is proven of a roster.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bound {
    /// No roster has a smaller penalty.
    pub(super) proven: Option<i64>,
    /// `(penalty − bound) / penalty`.
    pub(super) gap: Option<f64>,
}

impl Solution {
    /// The roster that a feasible solution of a plan means, and how it came to be.
    pub(super) fn of(plan: &Plan<'_>, book: &Book, options: &Options, best: &Evaluation, bound: Bound, status: Status) -> Self {
        let mut roster = plan.decode(&best.values);
        roster.provenance = Some(Provenance {
            alliance: plan.instance.alliance.zh().to_owned(),
            instance: String::new(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            solver: engine::version(),
            seed: options.seed,
            time_limit_seconds: options.time_limit.as_secs(),
            gap_limit_basis_points: (options.gap * 10_000.0).round() as u32,
            pack: book.pack.as_ref().map(crate::rules::Pack::title),
            status: word(status).to_owned(),
            penalty: best.total(),
            penalty_by_priority: Priority::ALL.into_iter().filter_map(|p| Some((p, *best.penalty_by_rank.get(&(p as usize))?))).collect(),
            penalty_by_rule: best.penalty.clone(),
            bound: bound.proven,
            gap_basis_points: bound.gap.map(|gap| (gap * 10_000.0).ceil() as u32),
        });
        Self { roster, status }
    }
}

fn word(status: Status) -> &'static str {
    match status {
        Status::Optimal => "gap",
        Status::Infeasible => "infeasible",
        Status::Time => "time",
        Status::Work => "work",
        Status::Interrupted => "interrupted",
        Status::Failed => "failed",
    }
}
