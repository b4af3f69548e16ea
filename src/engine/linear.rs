//! A linear program that grows by columns and is solved again and again.

use super::{
    Interrupt, Limits, Relaxed,
    callback::{Listener, listen},
    highs::configure,
};
use crate::milp::Sense as RowSense;
use highs::{Col, HighsModelStatus, Model, RowProblem, Sense};
use std::sync::mpsc;

/// A linear program `min Σ cost × column` over rows that never change, kept warm in HiGHS.
///
/// It belongs to the thread that made it and is solved there.
pub struct LinearProgram {
    model: Option<Model>,
    rows: Vec<highs::Row>,
    columns: Vec<Col>,
    /// HiGHS holds its address.
    _listener: Box<Listener>,
}

impl LinearProgram {
    /// A program without columns; none if HiGHS takes none.
    pub fn new(rows: &[(RowSense, f64)], limits: &Limits, interrupt: &Interrupt) -> Option<Self> {
        let mut model = RowProblem::new().try_optimise(Sense::Minimise).ok()?;
        configure(&mut model, limits).ok()?;
        // With columns added the last basis stays feasible, so the primal simplex goes on from it.
        model.try_set_option("simplex_strategy", 4).ok()?;
        let mut listener = Box::new(Listener { interrupt: interrupt.clone(), iterations: None, out: mpsc::channel().0 });
        listen(&mut model, &mut listener);
        let mut handles = Vec::with_capacity(rows.len());
        for (sense, limit) in rows {
            let lower = if *sense == RowSense::Equal { *limit } else { f64::NEG_INFINITY };
            handles.push(model.try_add_row(lower..=*limit, std::iter::empty()).ok()?);
        }
        Some(Self { model: Some(model), rows: handles, columns: Vec::new(), _listener: listener })
    }

    /// Adds a column with its factors in rows; gives its position, or none if HiGHS refuses it.
    pub fn add(&mut self, cost: f64, lower: f64, upper: Option<f64>, terms: impl IntoIterator<Item = (usize, f64)>) -> Option<usize> {
        let terms = terms.into_iter().map(|(row, factor)| (self.rows[row], factor));
        let column = self.model.as_mut()?.try_add_column(cost, lower..=upper.unwrap_or(f64::INFINITY), terms).ok()?;
        self.columns.push(column);
        Some(self.columns.len() - 1)
    }

    /// Changes a column's cost.
    pub fn price(&mut self, column: usize, cost: f64) {
        if let Some(model) = &mut self.model {
            model.change_column_cost(self.columns[column], cost);
        }
    }

    /// Changes a column's bounds.
    pub fn bound(&mut self, column: usize, lower: f64, upper: Option<f64>) {
        if let Some(model) = &mut self.model {
            model.change_column_bounds(self.columns[column], lower..=upper.unwrap_or(f64::INFINITY));
        }
    }

    /// The optimum and the prices of the rows, as in [`Relaxed`], and the iterations it took; none if
    /// there is none or HiGHS was interrupted.
    pub fn solve(&mut self) -> Option<(Relaxed, u64)> {
        let solved = self.model.take()?.try_solve().ok()?;
        let optimal = solved.status() == HighsModelStatus::Optimal;
        let solution = solved.get_solution();
        let objective = solved.objective_value();
        let iterations = u64::try_from(solved.simplex_iteration_count()).unwrap_or(0);
        self.model = Some(solved.into());
        let prices = solution.dual_rows().iter().map(|dual| -dual).collect();
        optimal.then(|| (Relaxed { values: solution.columns().to_vec(), prices, objective }, iterations))
    }
}

impl std::fmt::Debug for LinearProgram {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LinearProgram({} columns, {} rows)", self.columns.len(), self.rows.len())
    }
}
