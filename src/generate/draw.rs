//! Whole numbers drawn from `ChaCha8`. The ranges are cut here: how a library cuts them may change
//! with its version, and then no seed would give what it gave before.

use chacha20::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// What is drawn for. Each noun has draws of its own, so that a change to one leaves the others.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Noun {
    Sites = 1,
    Units,
    Posts,
    People,
    Facts,
    Programmes,
    Quotas,
    Wishes,
    Stints,
    Pins,
    History,
    Absences,
}

/// A source of draws.
pub(crate) struct Draw(ChaCha8Rng);

impl Draw {
    pub fn new(seed: u64, noun: Noun) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..16].copy_from_slice(&(noun as u64).to_le_bytes());
        Self(ChaCha8Rng::from_seed(key))
    }

    /// A number below `end`, 0 if `end` is 0.
    pub fn below(&mut self, end: u64) -> u64 {
        ((u128::from(self.0.next_u64()) * u128::from(end)) >> 64) as u64
    }

    /// A number from `least` to `most`, both included.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        least + self.below((most - least + 1).max(1) as u64) as i64
    }

    /// True so often in a hundred.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// A position in a list of this length.
    pub fn index(&mut self, length: usize) -> usize {
        self.below(length as u64) as usize
    }

    /// Puts a list into a random order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (1..list.len()).rev() {
            let other = self.index(end + 1);
            list.swap(end, other);
        }
    }
}

/// Parts of a whole by weights, none below its least: the largest remainders are rounded up.
pub(super) fn parts(whole: usize, weights: &[(u64, usize)]) -> Vec<usize> {
    let sum: u64 = weights.iter().map(|(weight, _)| weight).sum::<u64>().max(1);
    let exact = |weight: u64| whole as u64 * weight;
    let mut parts: Vec<usize> = weights.iter().map(|(weight, least)| ((exact(*weight) / sum) as usize).max(*least)).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|position| (std::cmp::Reverse(exact(weights[*position].0) % sum), *position));
    let mut turn = 0;
    while parts.iter().sum::<usize>() < whole {
        parts[order[turn % order.len()]] += 1;
        turn += 1;
    }
    while parts.iter().sum::<usize>() > whole {
        let above = (0..parts.len()).filter(|position| parts[*position] > weights[*position].1);
        let Some(largest) = above.max_by_key(|position| (parts[*position], *position)) else { break };
        parts[largest] -= 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_numbers_everywhere() {
        let mut draw = Draw::new(1, Noun::Sites);
        assert_eq!([draw.below(1000), draw.below(1000), draw.below(1000), draw.below(1000)], [235, 829, 492, 351]);
    }

    #[test]
    fn parts_make_up_the_whole_and_keep_their_least() {
        assert_eq!(parts(10, &[(1, 0), (1, 0), (1, 0)]), [4, 3, 3]);
        assert_eq!(parts(10, &[(8, 0), (1, 3), (1, 3)]), [4, 3, 3]);
        assert_eq!(parts(2, &[(1, 2), (1, 2)]), [2, 2]);
    }
}
