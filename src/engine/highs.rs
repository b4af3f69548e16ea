//! One run of HiGHS on a matrix.

use super::{
    Interrupt, Observer,
    callback::{Listener, Message, listen},
};
use crate::milp::{Matrix, Sense as RowSense};
use highs::{Col, HighsModelStatus, Model, RowProblem, Sense};
use std::{
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

/// When a run stops.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// After this time.
    pub time: Option<Duration>,
    /// When `(objective − bound) / objective` is at most this.
    pub gap: f64,
    /// When `objective − bound` is at most this. Penalties are integers: less than one apart is
    /// the same.
    pub absolute_gap: f64,
    /// After this many nodes of the search tree: a limit that does not depend on the machine.
    pub nodes: Option<u32>,
    /// After this many nodes without a better solution.
    pub stall: Option<u32>,
    /// After this many iterations of the simplex method: a limit that does not depend on the
    /// machine either, and holds at the root of the tree too.
    pub iterations: Option<u64>,
    /// Seed of HiGHS's own random choices.
    pub seed: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time: None, gap: 1e-4, absolute_gap: 0.99, nodes: None, stall: None, iterations: None, seed: 0 }
    }
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Proven optimal within the gap asked for.
    Optimal,
    /// There is no solution.
    Infeasible,
    /// The time was up.
    Time,
    /// The limit of work was reached.
    Work,
    /// Somebody asked it to stop.
    Interrupted,
    /// HiGHS gave up.
    Failed,
}

/// What a run brought.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// How it ended.
    pub status: Status,
    /// Value of every column of the best solution.
    pub values: Option<Vec<f64>>,
    /// No solution has a smaller objective.
    pub bound: Option<f64>,
    /// Nodes of the search tree.
    pub nodes: i64,
    /// Iterations of the simplex method.
    pub iterations: u64,
}

impl Outcome {
    /// A run that brought nothing.
    pub fn empty(status: Status) -> Self {
        Self { status, values: None, bound: None, nodes: 0, iterations: 0 }
    }
}

/// The end of the solver's thread.
pub(super) struct Ended {
    status: Status,
    values: Option<Vec<f64>>,
    bound: Option<f64>,
    nodes: i64,
    iterations: u64,
}

/// How long a politely interrupted run may take to end.
pub(super) const GRACE: Duration = Duration::from_secs(2);
pub(super) const POLL: Duration = Duration::from_millis(50);

/// Version of HiGHS, such as `HiGHS 1.15.0`.
#[allow(unsafe_code)] // three plain C getters without arguments
pub fn version() -> String {
    // SAFETY: the functions take nothing and return numbers.
    let (major, minor, patch) = unsafe { (highs_sys::Highs_versionMajor(), highs_sys::Highs_versionMinor(), highs_sys::Highs_versionPatch()) };
    format!("HiGHS {major}.{minor}.{patch}")
}

/// Minimises a matrix. `start` is a full solution to begin with.
pub fn solve(matrix: &Matrix, start: Option<&[i64]>, limits: &Limits, interrupt: &Interrupt, observer: &dyn Observer) -> Outcome {
    let costs: Vec<f64> = matrix.columns.iter().map(|entry| entry.cost as f64).collect();
    solve_at(matrix, &costs, start, limits, interrupt, observer)
}

/// Like [`solve`], at other costs than the matrix says.
pub fn solve_at(matrix: &Matrix, costs: &[f64], start: Option<&[i64]>, limits: &Limits, interrupt: &Interrupt, observer: &dyn Observer) -> Outcome {
    if interrupt.is_asked() {
        return Outcome::empty(Status::Interrupted);
    }
    if matrix.columns.is_empty() {
        let offset = matrix.offset as f64;
        return Outcome { values: Some(Vec::new()), bound: Some(offset), ..Outcome::empty(Status::Optimal) };
    }
    let problem = problem(matrix, costs);
    let integers = matrix.columns.iter().any(|column| column.integer);
    let start: Option<Vec<f64>> = start.map(|values| values.iter().map(|value| *value as f64).collect());
    let (out, news) = mpsc::channel();
    let (limits, interrupt_there) = (*limits, interrupt.clone());
    let listener = Listener { interrupt: interrupt_there, iterations: limits.iterations, out };
    thread::spawn(move || run(problem, integers, start.as_deref(), &limits, listener));
    follow(&news, matrix.offset as f64, interrupt, observer)
}

/// Passes news on until the run ends or its grace after an interruption is over.
fn follow(news: &Receiver<Message>, offset: f64, interrupt: &Interrupt, observer: &dyn Observer) -> Outcome {
    let (mut best, mut bound, mut nodes) = (None, None, 0);
    let mut asked: Option<Instant> = None;
    loop {
        match news.recv_timeout(POLL) {
            Ok(Message::Solution(values)) => best = Some(values),
            Ok(Message::News(mut snapshot)) => {
                snapshot.incumbent = snapshot.incumbent.map(|value| value + offset);
                snapshot.bound = snapshot.bound.map(|value| value + offset);
                (bound, nodes) = (snapshot.bound.or(bound), snapshot.nodes);
                observer.news(snapshot);
            }
            Ok(Message::Done(ended)) => {
                return Outcome {
                    status: ended.status,
                    values: ended.values.or(best),
                    bound: ended.bound.map(|value| value + offset),
                    nodes: ended.nodes,
                    iterations: ended.iterations,
                };
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Outcome { values: best, bound, nodes, ..Outcome::empty(Status::Failed) },
        }
        if interrupt.is_asked() && asked.get_or_insert_with(Instant::now).elapsed() > GRACE {
            return Outcome { values: best, bound, nodes, ..Outcome::empty(Status::Interrupted) };
        }
    }
}

pub(super) fn problem(matrix: &Matrix, costs: &[f64]) -> RowProblem {
    let mut problem = RowProblem::new();
    let columns: Vec<Col> = matrix
        .columns
        .iter()
        .zip(costs)
        .map(|(entry, cost)| {
            let upper = entry.upper.map_or(f64::INFINITY, |upper| upper as f64);
            problem.add_column_with_integrality(*cost, entry.lower as f64..=upper, entry.integer)
        })
        .collect();
    for row in &matrix.rows {
        let lower = if row.sense == RowSense::Equal { row.limit as f64 } else { f64::NEG_INFINITY };
        let terms = row.terms.iter().map(|(column, factor)| (columns[*column], *factor as f64));
        problem.add_row(lower..=row.limit as f64, terms);
    }
    problem
}

fn run(problem: RowProblem, integers: bool, start: Option<&[f64]>, limits: &Limits, listener: Listener) {
    let out = listener.out.clone();
    let failed = Ended { status: Status::Failed, values: None, bound: None, nodes: 0, iterations: 0 };
    let ended = run_model(problem, integers, start, limits, listener).unwrap_or(failed);
    // The caller may have left already.
    let _ = out.send(Message::Done(ended));
}

fn run_model(problem: RowProblem, integers: bool, start: Option<&[f64]>, limits: &Limits, listener: Listener) -> Option<Ended> {
    let mut model = problem.try_optimise(Sense::Minimise).ok()?;
    configure(&mut model, limits).ok()?;
    if let Some(start) = start {
        model.try_set_solution(Some(start), None, None, None).ok()?;
        // It looks for any solution at all, and there is one.
        model.try_set_option("mip_heuristic_run_feasibility_jump", false).ok()?;
    }
    let mut listener = Box::new(listener);
    listen(&mut model, &mut listener);
    let solved = model.try_solve().ok()?;
    let status = match solved.status() {
        HighsModelStatus::Optimal | HighsModelStatus::ModelEmpty => Status::Optimal,
        HighsModelStatus::Infeasible | HighsModelStatus::UnboundedOrInfeasible => Status::Infeasible,
        HighsModelStatus::ReachedTimeLimit => Status::Time,
        HighsModelStatus::ReachedSolutionLimit | HighsModelStatus::ReachedIterationLimit => Status::Work,
        HighsModelStatus::ReachedInterrupt => Status::Interrupted,
        _ => Status::Failed,
    };
    let feasible = solved.primal_solution_status() == highs::HighsSolutionStatus::Feasible;
    let bound = solved.double_info_value(c"mip_dual_bound").ok().filter(|bound| bound.abs() < 1e20);
    // A program without integers has no bound of a search tree: its optimum is its bound.
    let bound = if integers { bound } else { None };
    let bound = bound.or_else(|| (status == Status::Optimal).then(|| solved.objective_value()));
    let values = feasible.then(|| solved.get_solution().columns().to_vec());
    let iterations = solved.simplex_iteration_count().max(0) as u64;
    // The limit of iterations is kept by an interruption of our own.
    let status = if status == Status::Interrupted && !listener.interrupt.is_asked() { Status::Work } else { status };
    drop(listener);
    Some(Ended { status, values, bound, nodes: nodes(&solved.into()), iterations })
}

/// Nodes of the search tree of a run that has ended.
#[allow(unsafe_code)] // the `highs` crate reads 32-bit information only, and HiGHS counts nodes in 64 bits
fn nodes(model: &Model) -> i64 {
    let mut nodes = 0;
    // SAFETY: the pointer of a live model, a name that ends with a zero byte, and a place for the number.
    unsafe { highs_sys::Highs_getInt64InfoValue(model.as_ptr(), c"mip_node_count".as_ptr(), &raw mut nodes) };
    nodes.max(0)
}

pub(super) fn configure(model: &mut Model, limits: &Limits) -> Result<(), highs::TrySetOptionError> {
    // The number of threads is fixed for the whole process once the first run has begun, and a
    // run is reproducible only for one thread.
    model.try_set_option("threads", 1)?;
    model.try_set_option("parallel", "off")?;
    model.try_set_option("random_seed", (limits.seed & 0x7fff_ffff) as i32)?;
    model.try_set_option("mip_rel_gap", limits.gap)?;
    model.try_set_option("mip_abs_gap", limits.absolute_gap)?;
    if let Some(time) = limits.time {
        model.try_set_option("time_limit", time.as_secs_f64())?;
    }
    if let Some(nodes) = limits.nodes {
        model.try_set_option("mip_max_nodes", nodes as i32)?;
    }
    if let Some(stall) = limits.stall {
        model.try_set_option("mip_max_stall_nodes", stall as i32)?;
    }
    Ok(())
}
