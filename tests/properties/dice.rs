//! Numbers that random things are made from.

use proptest::prelude::*;

/// A tape of random numbers, read from its beginning. Where it ends it goes on with zeros, and
/// zeros make the simplest thing: so proptest can shrink whatever was made by shrinking the tape.
#[derive(Clone, Debug)]
pub struct Dice {
    tape: Vec<u8>,
    at: usize,
}

impl Dice {
    /// Tapes of a length.
    pub fn tape(length: usize) -> impl Strategy<Value = Self> {
        prop::collection::vec(any::<u8>(), length).prop_map(|tape| Self { tape, at: 0 })
    }

    fn next(&mut self) -> usize {
        self.at += 1;
        self.tape.get(self.at - 1).copied().map_or(0, usize::from)
    }

    /// A number below `end`, which is at most 256.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() * end) >> 8
    }

    /// Whether something happens that does so in so many cases of a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) >= 100 - percent
    }

    /// One of some things, the first being the simplest.
    pub fn one_of<T: Clone>(&mut self, things: &[T]) -> T {
        things[self.below(things.len())].clone()
    }

    /// One of some things in so many cases of a hundred.
    pub fn perhaps<T: Clone>(&mut self, percent: usize, things: &[T]) -> Option<T> {
        (self.chance(percent) && !things.is_empty()).then(|| self.one_of(things))
    }

    /// Each of some things in so many cases of a hundred.
    pub fn some_of<T: Clone>(&mut self, percent: usize, things: &[T]) -> Vec<T> {
        things.iter().filter(|_| self.chance(percent)).cloned().collect()
    }

    /// Some of some things, one at least.
    pub fn few_of<T: Clone>(&mut self, percent: usize, things: &[T]) -> Vec<T> {
        let some = self.some_of(percent, things);
        if some.is_empty() { vec![self.one_of(things)] } else { some }
    }

    /// The things in another order; a tape of zeros leaves them as they are.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for end in (1..things.len()).rev() {
            let other = end - self.below(end + 1);
            things.swap(end, other);
        }
    }
}
