//! A portion falls apart where no row couples its columns; the pieces are solved side by side.

use crate::{
    engine::{Interrupt, Limits, Observer, Outcome, Silent, Status, solve},
    milp::{Line, Matrix},
};
use std::{
    collections::BTreeMap,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

/// A part of a matrix that nothing couples to the rest.
struct Piece {
    matrix: Matrix,
    /// Column of the whole for each column.
    columns: Vec<usize>,
}

/// Solves a matrix piece by piece, `workers` at a time. Results are joined in the order of the
/// pieces, so they do not depend on which worker was faster.
pub(super) fn solve_pieces(
    matrix: &Matrix,
    start: Option<&[i64]>,
    limits: &Limits,
    workers: usize,
    interrupt: &Interrupt,
    observer: &dyn Observer,
) -> Outcome {
    let pieces = split(matrix);
    if pieces.len() == 1 {
        return solve(matrix, start, limits, interrupt, observer);
    }
    let next = AtomicUsize::new(0);
    let outcomes: Mutex<BTreeMap<usize, Outcome>> = Mutex::default();
    thread::scope(|scope| {
        for _ in 0..workers.min(pieces.len()) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::SeqCst);
                    let Some(piece) = pieces.get(number) else { break };
                    let own: Option<Vec<i64>> = start.map(|values| piece.columns.iter().map(|column| values[*column]).collect());
                    let outcome = solve(&piece.matrix, own.as_deref(), limits, interrupt, &Silent);
                    if let Ok(mut outcomes) = outcomes.lock() {
                        outcomes.insert(number, outcome);
                    }
                }
            });
        }
    });
    join(matrix, start, &pieces, &outcomes.into_inner().unwrap_or_default())
}

/// The first column of the set that holds a column.
fn find(root: &mut [usize], mut column: usize) -> usize {
    while root[column] != column {
        root[column] = root[root[column]];
        column = root[column];
    }
    column
}

fn split(matrix: &Matrix) -> Vec<Piece> {
    let mut root: Vec<usize> = (0..matrix.columns.len()).collect();
    for row in &matrix.rows {
        for pair in row.terms.windows(2) {
            let (a, b) = (find(&mut root, pair[0].0), find(&mut root, pair[1].0));
            root[a.max(b)] = a.min(b);
        }
    }
    let mut pieces: BTreeMap<usize, Piece> = BTreeMap::new();
    let mut inside = vec![0; matrix.columns.len()];
    for (column, place) in inside.iter_mut().enumerate() {
        let piece = pieces.entry(find(&mut root, column)).or_insert_with(|| Piece { matrix: Matrix::default(), columns: Vec::new() });
        *place = piece.columns.len();
        piece.columns.push(column);
        piece.matrix.columns.push(matrix.columns[column]);
    }
    for row in &matrix.rows {
        let Some((first, _)) = row.terms.first() else { continue };
        let terms = row.terms.iter().map(|(column, factor)| (inside[*column], *factor)).collect();
        if let Some(piece) = pieces.get_mut(&find(&mut root, *first)) {
            piece.matrix.rows.push(Line { terms, ..row.clone() });
        }
    }
    pieces.into_values().collect()
}

/// The whole is as far as its pieces: all values or none, bounds added up, the worst status.
fn join(matrix: &Matrix, start: Option<&[i64]>, pieces: &[Piece], outcomes: &BTreeMap<usize, Outcome>) -> Outcome {
    let mut whole = Outcome { bound: Some(matrix.offset as f64), ..Outcome::empty(Status::Optimal) };
    let mut values = vec![0.0; matrix.columns.len()];
    let mut complete = true;
    for (number, piece) in pieces.iter().enumerate() {
        let missing = Outcome::empty(Status::Interrupted);
        let outcome = outcomes.get(&number).unwrap_or(&missing);
        if whole.status != Status::Infeasible && outcome.status != Status::Optimal {
            whole.status = outcome.status;
        }
        whole.bound = whole.bound.and_then(|bound| Some(bound + outcome.bound?));
        whole.nodes += outcome.nodes;
        whole.iterations += outcome.iterations;
        for (position, column) in piece.columns.iter().enumerate() {
            match (&outcome.values, start) {
                (Some(found), _) => values[*column] = found[position],
                (None, Some(start)) => values[*column] = start[*column] as f64,
                (None, None) => complete = false,
            }
        }
    }
    whole.values = complete.then_some(values);
    whole
}
