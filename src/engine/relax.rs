//! The continuous relaxation of a matrix and the prices of its rows.

use super::{
    Interrupt, Limits,
    callback::{Listener, listen},
    highs::{GRACE, POLL, configure, problem},
};
use crate::milp::Matrix;
use highs::{RowProblem, Sense};
use std::{
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::Instant,
};

/// A point near the optimum of a relaxation. Nothing in it is exact.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relaxed {
    /// Value of every column.
    pub values: Vec<f64>,
    /// Price `y` of every row: near the optimum `cost + Σ y × factor` is the reduced cost of a
    /// column, and `y ≥ 0` for a row `≤`.
    pub prices: Vec<f64>,
    /// Objective, the matrix's offset counted.
    pub objective: f64,
}

/// The relaxation of a matrix by an interior point method, stopped at a relative gap of
/// `tolerance` and not taken to a vertex; none if HiGHS found nothing or was interrupted. Of the
/// limits only time counts.
pub fn relax(matrix: &Matrix, tolerance: f64, limits: &Limits, interrupt: &Interrupt) -> Option<Relaxed> {
    if interrupt.is_asked() || matrix.columns.is_empty() {
        return None;
    }
    let costs: Vec<f64> = matrix.columns.iter().map(|entry| entry.cost as f64).collect();
    let mut continuous = matrix.clone();
    continuous.columns.iter_mut().for_each(|entry| entry.integer = false);
    let (problem, offset, limits) = (problem(&continuous, &costs), matrix.offset as f64, *limits);
    let (answer, answered) = mpsc::channel();
    let interrupt_there = interrupt.clone();
    thread::spawn(move || {
        // The caller may have left already.
        let _ = answer.send(run(problem, tolerance, &limits, interrupt_there));
    });
    let mut asked: Option<Instant> = None;
    loop {
        match answered.recv_timeout(POLL) {
            Ok(relaxed) => return relaxed.map(|relaxed| Relaxed { objective: relaxed.objective + offset, ..relaxed }),
            Err(RecvTimeoutError::Disconnected) => return None,
            Err(RecvTimeoutError::Timeout) if interrupt.is_asked() && asked.get_or_insert_with(Instant::now).elapsed() > GRACE => return None,
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

fn run(problem: RowProblem, tolerance: f64, limits: &Limits, interrupt: Interrupt) -> Option<Relaxed> {
    let mut model = problem.try_optimise(Sense::Minimise).ok()?;
    configure(&mut model, limits).ok()?;
    model.try_set_option("solver", "ipm").ok()?;
    model.try_set_option("run_crossover", "off").ok()?;
    model.try_set_option("ipm_optimality_tolerance", tolerance).ok()?;
    // Nobody listens to news of a relaxation.
    let mut listener = Box::new(Listener { interrupt, iterations: None, out: mpsc::channel().0 });
    listen(&mut model, &mut listener);
    let solved = model.try_solve().ok()?;
    let solution = solved.get_solution();
    drop(listener);
    // HiGHS gives the derivative of the optimum by the right-hand side; a price is its opposite.
    let prices: Vec<f64> = solution.dual_rows().iter().map(|dual| -dual).collect();
    let values = solution.columns().to_vec();
    let sound = !values.is_empty() && values.iter().chain(&prices).all(|number| number.is_finite());
    sound.then(|| Relaxed { values, prices, objective: solved.objective_value() })
}
