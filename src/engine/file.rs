//! A model file as HiGHS reads it: what another solver would make of the program.
#![allow(unsafe_code)] // the `highs` crate reads no files and gives no access to a model's data.

use crate::milp::{Entry, Line, Matrix, Sense};
use highs::{Model, RowProblem, Sense as Direction};
use std::{ffi::CString, path::Path, ptr};

/// Length HiGHS wants for the text of a name, `kHighsMaximumStringLength`.
const NAME: usize = 512;

/// A model of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelFile {
    /// The program; the coefficients of each row by rising column.
    pub matrix: Matrix,
    /// Names of the columns.
    pub names: Vec<String>,
}

/// Reads a file, LP or MPS by its ending. None: HiGHS cannot read it, or it holds other than
/// integers, or rows other than `≤` and `=`.
pub fn read_file(path: &Path) -> Option<ModelFile> {
    let file = CString::new(path.to_str()?).ok()?;
    let mut model = RowProblem::new().try_optimise(Direction::Minimise).ok()?;
    // SAFETY: the pointer of a live model and a text that ends with a zero byte.
    let status = unsafe { highs_sys::Highs_readModel(model.as_mut_ptr(), file.as_ptr()) };
    if status != highs_sys::STATUS_OK {
        return None;
    }
    Some(ModelFile { matrix: data(&model)?, names: names(&model)? })
}

fn names(model: &Model) -> Option<Vec<String>> {
    let name = |column: usize| {
        let mut text = [0_u8; NAME];
        // SAFETY: a live model, a column it has, and a place of the length HiGHS asks for.
        let status = unsafe { highs_sys::Highs_getColName(model.as_ptr(), column as i32, text.as_mut_ptr().cast()) };
        let end = text.iter().position(|byte| *byte == 0)?;
        (status == highs_sys::STATUS_OK).then(|| String::from_utf8_lossy(&text[..end]).into_owned())
    };
    (0..model.num_cols()).map(name).collect()
}

fn data(model: &Model) -> Option<Matrix> {
    let (columns, rows) = (model.num_cols(), model.num_rows());
    // SAFETY: a live model.
    let entries = unsafe { highs_sys::Highs_getNumNz(model.as_ptr()) }.max(0) as usize;
    let [mut cost, mut lower, mut upper] = [(); 3].map(|()| vec![0.0_f64; columns]);
    let [mut least, mut most] = [(); 2].map(|()| vec![0.0_f64; rows]);
    let (mut starts, mut indices, mut factors, mut integer) = (vec![0_i32; rows], vec![0_i32; entries], vec![0.0; entries], vec![0_i32; columns]);
    let (mut counts, mut sense, mut offset) = ([0_i32; 3], 0_i32, 0.0);
    let [column_count, row_count, entry_count] = &mut counts;
    // SAFETY: a live model, and for every array as many places as it has columns, rows and
    // coefficients. Row by row there is one start for each row.
    let status = unsafe {
        highs_sys::Highs_getLp(
            model.as_ptr(),
            highs_sys::MATRIX_FORMAT_ROW_WISE,
            ptr::from_mut(column_count),
            ptr::from_mut(row_count),
            ptr::from_mut(entry_count),
            &raw mut sense,
            &raw mut offset,
            cost.as_mut_ptr(),
            lower.as_mut_ptr(),
            upper.as_mut_ptr(),
            least.as_mut_ptr(),
            most.as_mut_ptr(),
            starts.as_mut_ptr(),
            indices.as_mut_ptr(),
            factors.as_mut_ptr(),
            integer.as_mut_ptr(),
        )
    };
    if status != highs_sys::STATUS_OK || sense != highs_sys::OBJECTIVE_SENSE_MINIMIZE {
        return None;
    }
    let mut matrix = Matrix { offset: whole(offset)?, ..Matrix::default() };
    for column in 0..columns {
        let upper = if upper[column].is_infinite() { None } else { Some(whole(upper[column])?) };
        let integer = integer[column] == highs_sys::VAR_TYPE_INTEGER;
        matrix.columns.push(Entry { lower: whole(lower[column])?, upper, cost: whole(cost[column])?, integer });
    }
    for row in 0..rows {
        let end = starts.get(row + 1).map_or(entries, |start| *start as usize);
        let terms = (starts[row] as usize..end).map(|place| Some((indices[place] as usize, whole(factors[place])?)));
        let mut terms = terms.collect::<Option<Vec<_>>>()?;
        terms.retain(|(_, factor)| *factor != 0);
        terms.sort_unstable();
        let sense = if least[row].is_infinite() { Sense::AtMost } else { Sense::Equal };
        let limit = whole(most[row])?;
        if sense == Sense::Equal && whole(least[row])? != limit {
            return None;
        }
        matrix.rows.push(Line { terms, sense, limit });
    }
    Some(matrix)
}

fn whole(value: f64) -> Option<i64> {
    (value.fract() == 0.0 && value.abs() < 9e15).then_some(value as i64)
}
