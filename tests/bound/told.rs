//! A bound and the optimum it must not pass.

use shangxia::{
    engine::{Interrupt, Limits, Silent, Status, relax, solve},
    milp::{Portion, Program},
    solve::bound::{Effort, raise},
};

/// What is known of a program.
pub struct Known {
    pub optimum: i64,
    /// Optimum of the relaxation.
    pub relaxed: f64,
    /// Every bound told, in order.
    pub told: Vec<i64>,
}

impl Known {
    /// None for a program without a solution.
    pub fn new(program: &Program, effort: &Effort) -> Option<Self> {
        let portion = Portion::new(program, &program.bounds()).ok()?;
        let limits = Limits { gap: 0.0, absolute_gap: 0.0, ..Limits::default() };
        let best = solve(&portion.matrix, None, &limits, &Interrupt::default(), &Silent);
        let values: Vec<i64> = best.values?.iter().map(|value| value.round() as i64).collect();
        assert_eq!(best.status, Status::Optimal);
        let optimum = program.evaluate(&portion.complete(&values)).total();
        let relaxed = relax(&portion.matrix, 1e-8, &limits, &Interrupt::default()).map_or(optimum as f64, |relaxed| relaxed.objective);
        let mut told = Vec::new();
        raise(program, &portion, effort, &Interrupt::default(), &mut |bound| told.push(bound));
        Some(Self { optimum, relaxed, told })
    }

    pub fn bound(&self) -> Option<i64> {
        self.told.last().copied()
    }

    /// No bound passes the optimum, and none is worse than the one before.
    pub fn is_sound(&self) -> bool {
        self.told.iter().all(|bound| *bound <= self.optimum) && self.told.windows(2).all(|pair| pair[0] <= pair[1])
    }
}
