//! What spreadsheets call their columns.

/// `C`, `AA`: a column as spreadsheets call it, counted from 0.
pub(super) fn letters(column: usize) -> String {
    let (before, letter) = (column / 26, char::from(b'A' + (column % 26) as u8));
    if before == 0 { letter.to_string() } else { letters(before - 1) + &letter.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_spreadsheets_call_them() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702, 16383].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }
}
