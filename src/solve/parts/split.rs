//! A portion split into parts that may overlap, and the rows that no part holds.
//!
//! Every column has a home: the person of its block or, where the block names none, the only
//! person whose columns share a row with it; a column that is left without stands for itself. Two
//! kinds of parts follow:
//!
//! - what hangs together by rows of one home: a person's horizon, or a piece of it;
//! - what hangs together by rows over weekly columns only, where some of them couple homes: the
//!   weekly decisions of everybody, without the days. Its columns are in a part of the first kind
//!   too, if that has rows for them.
//!
//! A row that no part holds is a **link**; a column of no part is **alone**.

use super::walk::Walk;
use crate::milp::{Level, Line, Matrix, Portion, Program, Sense};
use crate::solve::side_by_side::side_by_side;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};

/// A portion in parts.
#[derive(Debug)]
pub(in crate::solve) struct Split {
    /// The parts.
    pub(in crate::solve) parts: Vec<Part>,
    /// For each column the parts it is in, and its position there.
    pub(in crate::solve) places: Vec<Vec<(usize, usize)>>,
    /// For each row the part that answers for its price; none for a link.
    pub(in crate::solve) keeper: Vec<Option<usize>>,
}

/// What hangs together by some rows.
#[derive(Debug)]
pub(in crate::solve) struct Part {
    /// Its columns and rows.
    pub(in crate::solve) matrix: Arc<Matrix>,
    /// Column of the portion for each column.
    pub(in crate::solve) columns: Vec<usize>,
    /// First day of each column, where it has one.
    pub(in crate::solve) days: Arc<Vec<Option<u32>>>,
    walk: Arc<OnceLock<Option<Walk>>>,
}

impl Part {
    pub(in crate::solve) fn new(matrix: Matrix, columns: Vec<usize>, days: Vec<Option<u32>>) -> Self {
        Self { matrix: Arc::new(matrix), columns, days: Arc::new(days), walk: Arc::default() }
    }

    /// How it is walked, if it can be. Whoever asks first waits for it.
    pub(in crate::solve) fn walk(&self) -> Option<&Walk> {
        self.walk.get_or_init(|| Walk::new(&self.matrix, &self.days)).as_ref()
    }
}

/// Whose a column is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Home {
    Person(u32),
    /// A column that stands for itself.
    Own(usize),
}

impl Split {
    pub(in crate::solve) fn new(program: &Program, portion: &Portion) -> Self {
        let matrix = &portion.matrix;
        let homes = homes(program, portion);
        let weekly: Vec<bool> = portion.free.iter().map(|column| program.columns[*column].block.level == Level::Weekly).collect();
        let couples = |row: &usize| matrix.rows[*row].terms.windows(2).any(|pair| homes[pair[0].0] != homes[pair[1].0]);
        let (mut inner, mut shared) = (Vec::new(), Vec::new());
        for row in 0..matrix.rows.len() {
            if !couples(&row) {
                inner.push(row);
            }
            if matrix.rows[row].terms.iter().all(|(column, _)| weekly[*column]) {
                shared.push(row);
            }
        }
        let mut split = Self::bare(matrix);
        for rows in together(matrix, &inner) {
            split.add(program, portion, &rows);
        }
        for rows in together(matrix, &shared).into_iter().filter(|rows| rows.iter().any(couples)) {
            split.add(program, portion, &rows);
        }
        split
    }

    /// No parts at all: every row is a link.
    pub(in crate::solve) fn bare(matrix: &Matrix) -> Self {
        Self { parts: Vec::new(), places: vec![Vec::new(); matrix.columns.len()], keeper: vec![None; matrix.rows.len()] }
    }

    /// Whether every column is in one part at most.
    pub(in crate::solve) fn is_apart(&self) -> bool {
        self.places.iter().all(|places| places.len() <= 1)
    }

    /// Whether every column is in one part at most, and every part can be walked; `workers` find out.
    pub(in crate::solve) fn is_walked(&self, workers: usize) -> bool {
        self.is_apart()
            && !self.parts.is_empty()
            && side_by_side(&self.parts, workers, |part| part.walk().is_some()).into_iter().all(|walked| walked == Some(true))
    }

    /// What some parts and the columns that are alone with them leave to decide when all others keep
    /// their values: only links are rows of it, those that can be broken. Gives the columns and rows of `matrix` it is made of as
    /// well.
    pub(in crate::solve) fn restrict(&self, matrix: &Matrix, numbers: &[usize], values: &[i64]) -> (Matrix, Self, Vec<usize>, Vec<usize>) {
        let inside: BTreeSet<usize> = numbers.iter().flat_map(|number| &self.parts[*number].columns).copied().collect();
        let links = || matrix.rows.iter().enumerate().filter(|(number, _)| self.keeper[*number].is_none());
        let mut free = inside.clone();
        for (_, row) in links().filter(|(_, row)| row.terms.iter().any(|(column, _)| inside.contains(column))) {
            free.extend(row.terms.iter().map(|(column, _)| *column).filter(|column| self.places[*column].is_empty()));
        }
        let free: Vec<usize> = free.into_iter().collect();
        let place = |column: &usize| free.binary_search(column).ok();
        let mut rest = Matrix { columns: free.iter().map(|column| matrix.columns[*column]).collect(), rows: Vec::new(), offset: matrix.offset };
        rest.offset += matrix
            .columns
            .iter()
            .enumerate()
            .filter(|(column, _)| place(column).is_none())
            .map(|(column, entry)| entry.cost * values[column])
            .sum::<i64>();
        let mut rows = Vec::new();
        for (number, row) in links() {
            let terms: Vec<(usize, i64)> = row.terms.iter().filter_map(|(column, factor)| Some((place(column)?, *factor))).collect();
            if !terms.is_empty() {
                let held: i64 = row.terms.iter().filter(|(column, _)| place(column).is_none()).map(|(column, factor)| factor * values[*column]).sum();
                let line = Line { terms, sense: row.sense, limit: row.limit - held };
                if line.sense == Sense::Equal || line.range(&rest.columns).1.is_none_or(|most| most > line.limit) {
                    rest.rows.push(line);
                    rows.push(number);
                }
            }
        }
        let mut split = Self { parts: Vec::new(), places: vec![Vec::new(); free.len()], keeper: vec![None; rest.rows.len()] };
        for number in numbers {
            let part = &self.parts[*number];
            let columns: Vec<usize> = part.columns.iter().filter_map(place).collect();
            for (position, column) in columns.iter().enumerate() {
                split.places[*column].push((split.parts.len(), position));
            }
            split.parts.push(Part { matrix: part.matrix.clone(), columns, days: part.days.clone(), walk: part.walk.clone() });
        }
        (rest, split, free, rows)
    }

    fn add(&mut self, program: &Program, portion: &Portion, rows: &[usize]) {
        let matrix = &portion.matrix;
        let columns: BTreeSet<usize> = rows.iter().flat_map(|row| matrix.rows[*row].terms.iter().map(|(column, _)| *column)).collect();
        let columns: Vec<usize> = columns.into_iter().collect();
        let number = self.parts.len();
        for (position, column) in columns.iter().enumerate() {
            self.places[*column].push((number, position));
        }
        let inside = |column: usize| columns.binary_search(&column).unwrap_or_default();
        let line = |row: &Line| Line { terms: row.terms.iter().map(|(column, factor)| (inside(*column), *factor)).collect(), ..row.clone() };
        let rows_inside = rows.iter().map(|row| line(&matrix.rows[*row])).collect();
        let entries = columns.iter().map(|column| matrix.columns[*column]).collect();
        let block = |column: &usize| program.columns[portion.free[*column]].block;
        let days = columns.iter().map(block).map(|block| block.day.or(block.week.map(|week| week * 7))).collect();
        for row in rows {
            self.keeper[*row] = Some(number);
        }
        self.parts.push(Part::new(Matrix { columns: entries, rows: rows_inside, offset: 0 }, columns, days));
    }
}

fn homes(program: &Program, portion: &Portion) -> Vec<Home> {
    let own = |column: usize| program.columns[portion.free[column]].block.person;
    // None: nobody yet; Some(None): several people.
    let mut neighbour: Vec<Option<Option<u32>>> = vec![None; portion.free.len()];
    for row in &portion.matrix.rows {
        let mut people = row.terms.iter().filter_map(|(column, _)| own(*column));
        let Some(first) = people.next() else { continue };
        let only = people.all(|other| other == first).then_some(first);
        for (column, _) in row.terms.iter().filter(|(column, _)| own(*column).is_none()) {
            neighbour[*column] = match neighbour[*column] {
                None => Some(only),
                Some(known) => Some(known.filter(|known| Some(*known) == only)),
            };
        }
    }
    (0..portion.free.len()).map(|column| own(column).or(neighbour[column].flatten()).map_or(Home::Own(column), Home::Person)).collect()
}

/// Rows that hang together by their columns.
fn together(matrix: &Matrix, rows: &[usize]) -> Vec<Vec<usize>> {
    let mut root: Vec<usize> = (0..matrix.columns.len()).collect();
    for row in rows {
        for pair in matrix.rows[*row].terms.windows(2) {
            let (a, b) = (find(&mut root, pair[0].0), find(&mut root, pair[1].0));
            root[a.max(b)] = a.min(b);
        }
    }
    let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for row in rows {
        if let Some((first, _)) = matrix.rows[*row].terms.first() {
            sets.entry(find(&mut root, *first)).or_default().push(*row);
        }
    }
    sets.into_values().collect()
}

/// The first column of the set that holds a column.
fn find(root: &mut [usize], mut column: usize) -> usize {
    while root[column] != column {
        root[column] = root[root[column]];
        column = root[column];
    }
    column
}
