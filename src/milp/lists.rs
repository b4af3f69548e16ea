//! Lists for positions, close together.

/// For each of some positions a list, all of them as one long list with a beginning for each.
pub(crate) struct Lists<T> {
    begin: Vec<usize>,
    items: Vec<T>,
}

impl<T: Copy + Default> Lists<T> {
    pub(crate) fn new(positions: usize, pairs: impl Iterator<Item = (usize, T)> + Clone) -> Self {
        let mut begin = vec![0; positions + 1];
        for (position, _) in pairs.clone() {
            begin[position + 1] += 1;
        }
        for position in 0..positions {
            begin[position + 1] += begin[position];
        }
        let mut next = begin.clone();
        let mut items = vec![T::default(); begin[positions]];
        for (position, item) in pairs {
            items[next[position]] = item;
            next[position] += 1;
        }
        Self { begin, items }
    }

    /// Items of all positions together.
    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    pub(crate) fn of(&self, position: usize) -> &[T] {
        &self.items[self.begin[position]..self.begin[position + 1]]
    }
}
