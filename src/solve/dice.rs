//! Draws of the search: the same seed, the same draws, whatever the machine.

use chacha20::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// A source of draws.
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    pub(super) fn new(seed: u32) -> Self {
        let mut key = [0; 32];
        key[..4].copy_from_slice(&seed.to_le_bytes());
        Self(ChaCha8Rng::from_seed(key))
    }

    /// A number below `end`, 0 if `end` is 0.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        ((u128::from(self.0.next_u64()) * u128::from(end)) >> 64) as u64
    }

    /// One of some things in proportion to their weights; each weight is raised by `floor`, so
    /// that nothing is left out for good.
    pub(super) fn pick<T: Copy>(&mut self, of: &[(T, i64)], floor: i64) -> Option<T> {
        let sum: i64 = of.iter().map(|(_, weight)| weight.max(&0) + floor).sum();
        let mut at = self.below(sum.max(1) as u64) as i64;
        for (one, weight) in of {
            at -= weight.max(&0) + floor;
            if at < 0 {
                return Some(*one);
            }
        }
        of.last().map(|(one, _)| *one)
    }

    /// Like [`Dice::pick`], up to `number` different ones.
    pub(super) fn pick_several<T: Copy + PartialEq>(&mut self, of: &[(T, i64)], floor: i64, number: usize) -> Vec<T> {
        let mut left = of.to_vec();
        let mut picked = Vec::new();
        while picked.len() < number {
            let Some(one) = self.pick(&left, floor) else { break };
            left.retain(|(other, _)| *other != one);
            picked.push(one);
        }
        picked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_count_and_nothing_is_left_out() {
        let mut dice = Dice::new(7);
        let draws: Vec<char> = (0..1000).filter_map(|_| dice.pick(&[('a', 90), ('b', 0)], 10)).collect();
        let often = draws.iter().filter(|one| **one == 'a').count();
        assert!((850..1000).contains(&often), "{often} of 1000");
        assert_eq!(dice.pick::<u8>(&[], 1), None);
    }

    #[test]
    fn several_are_all_different() {
        let mut picked = Dice::new(3).pick_several(&[(1, 5), (2, 0), (3, 9)], 1, 7);
        picked.sort_unstable();
        assert_eq!(picked, [1, 2, 3]);
    }
}
