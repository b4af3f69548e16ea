//! From a mix of answers to one answer for each part: those that the mix is nearly sure of are held,
//! or one drawn among the likely, and answers that fit to them are looked for.

use super::Effort;
use crate::solve::{dice::Dice, parts::Generation};

/// Weight from which a part is held to an answer.
const SURE: f64 = 0.8;
/// Part of the largest weight from which an answer is likely.
const LIKELY: f64 = 0.7;
/// Of so many open parts one is held at a time; of more, one in so many.
const MANY: usize = 8;
/// Rounds of column generation after each settling.
const ROUNDS: usize = 4;

/// The answer of each part; none where the dive cannot end below a penalty.
pub(super) fn dive(generation: &mut Generation<'_>, penalty: i64, effort: &Effort) -> Option<Vec<Vec<i64>>> {
    let parts = generation.parts();
    let mut dice = Dice::new(effort.seed);
    // A mix that cannot be made better any more is settled as it is.
    let mut is_stuck = false;
    loop {
        is_stuck |= generation.master.solve().is_none();
        let open: Vec<(usize, Vec<i64>, f64)> = {
            let used = generation.master.used().filter(|(part, ..)| generation.master.held(*part).is_none());
            used.map(|(part, values, weight)| (part, values.to_vec(), weight)).collect()
        };
        let Some(most) = open.iter().map(|(.., weight)| *weight).reduce(f64::max) else { break };
        let likely: Vec<(usize, i64)> = open
            .iter()
            .enumerate()
            .filter(|(_, (.., weight))| *weight >= LIKELY * most)
            .map(|(at, (.., weight))| (at, (weight * 1e6) as i64))
            .collect();
        let still = (0..parts).filter(|part| generation.master.held(*part).is_none()).count();
        let drawn = dice.pick_several(&likely, 0, (still / MANY).max(1));
        let is_late = is_stuck || effort.is_late() || generation.work() > effort.work;
        for (at, (part, values, weight)) in open.into_iter().enumerate() {
            if (weight >= SURE || (most < SURE && drawn.contains(&at)) || is_late) && generation.master.held(part).is_none() {
                generation.master.hold(part, &values);
            }
        }
        if (0..parts).all(|part| generation.master.held(part).is_some()) {
            break;
        }
        for _ in 0..ROUNDS {
            if effort.is_late() || generation.work() > effort.work {
                break;
            }
            let Some((promise, fresh)) = generation.deepen(&effort.limits()) else {
                is_stuck = true;
                break;
            };
            if promise > penalty as f64 - 1.0 + 1e-6 && !fresh {
                return None;
            }
            if !fresh {
                break;
            }
        }
    }
    (0..parts).map(|part| generation.master.held(part).map(<[i64]>::to_vec)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        engine::{Interrupt, Limits},
        milp::Portion,
        solve::{
            columns::tests::program,
            parts::{Master, Oracle, Split},
        },
    };

    #[test]
    fn what_a_mix_says_is_settled_once_nothing_more_can_be_asked() {
        let program = program();
        let whole = Portion::new(&program, &program.bounds()).expect("nothing contradicts");
        let split = Split::new(&program, &whole);
        let interrupt = Interrupt::default();
        let mut master = Master::new(&whole.matrix, &split, &Limits::default(), &interrupt).expect("people are apart");
        let zero = vec![0.0; whole.matrix.rows.len()];
        master.centre(&zero);
        let mut generation = Generation::new(&whole.matrix, &split, master, Oracle::new(&split, 1, &interrupt));
        generation.ask(zero, &Limits::default()).expect("answers");
        generation.round(&Limits::default()).expect("a mix");
        interrupt.ask();
        let effort = Effort { work: u64::MAX, deadline: None, seed: 1, is_anew: false };
        let answers = dive(&mut generation, i64::MAX, &effort).expect("an answer of everybody");
        assert_eq!(answers.len(), split.parts.len());
    }
}
