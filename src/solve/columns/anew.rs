//! A few people at a time decide their whole horizon anew, one after the other, and that again and again.
//!
//! Who is asked does not know what those will do who come after. A row in which they meet says what a
//! decision is worth: the full price of its slack where not even all of them could fill what is missing,
//! nothing where nothing is missing, and in between what the mix of everybody's horizons pays for it, up to
//! a draw. What comes out may be a little worse than before and is gone on from all the same, as long as it
//! is not much worse than the best (record-to-record travel: Dueck, 1993).

use super::{Effort, Found, Horizons};
use crate::{
    engine::Interrupt,
    milp::{Ledger, Matrix, Sense},
    solve::{
        dice::Dice,
        parts::{ARCS, BITS, Split},
    },
};
use std::collections::BTreeSet;

/// People who decide anew at once, at most.
const PEOPLE: u64 = 6;
/// Price of a unit of excess in a row without a slack.
const HARD: i64 = 1_000_000;
/// How much worse than the best, in thousandths of it, what is gone on from may be: one of these.
const WORSE: [i64; 4] = [0, 3, 10, 20];
/// Up to so much of a penalty is drawn onto every decision, in tenths of it: one of these. What costs the same
/// is chosen by chance.
const NOISE: [u64; 4] = [0, 1, 10, 40];
const ONE: i64 = 1 << BITS;

/// A row in which people meet, with a slack of its own or none.
struct Link {
    row: usize,
    limit: i64,
    is_equal: bool,
    /// Price of a unit of the slack.
    price: i64,
    /// Excess that one unit of the slack pays for.
    per: i64,
}

impl Link {
    fn cost(&self, activity: i64) -> i64 {
        let excess = activity - self.limit;
        let excess = if self.is_equal { excess.abs() } else { excess.max(0) };
        self.price * ((excess + self.per - 1) / self.per)
    }

    /// What a decision with this factor costs in units of `2^-BITS`, while so many others are still to come and the
    /// mix of everybody's horizons thinks it costs `price`.
    fn worth(&self, factor: i64, activity: i64, others: i64, price: f64, dice: &mut Dice) -> i64 {
        let change = |from: i64| (self.cost(from + factor) - self.cost(from)) * ONE;
        let now = change(activity);
        if others == 0 || now >= 0 {
            return now;
        }
        let last = change(activity + factor * others);
        let drawn = price * (500 + dice.below(1_000)) as f64 / 1_000.0 * ONE as f64;
        (drawn as i64).clamp(now.min(last), now.max(last))
    }
}

/// How people meet in a program.
pub(super) struct Meeting {
    links: Vec<Link>,
    /// For each column of each part the links it stands in, with its factor.
    uses: Vec<Vec<Vec<(usize, i64)>>>,
}

/// What everybody does, and what comes of it.
#[derive(Clone)]
struct State {
    /// Answer of each part.
    answers: Vec<Vec<i64>>,
    /// Left side of each link.
    activity: Vec<i64>,
    cost: i64,
}

impl Meeting {
    /// None if people meet otherwise than in rows with a slack of their own or none.
    pub(super) fn new(matrix: &Matrix, split: &Split) -> Option<Self> {
        let mut links = Vec::new();
        let mut places: Vec<Vec<(usize, i64)>> = vec![Vec::new(); matrix.columns.len()];
        let mut is_taken = vec![false; matrix.columns.len()];
        for (number, row) in matrix.rows.iter().enumerate().filter(|(number, _)| split.keeper[*number].is_none()) {
            let mut link = Link { row: number, limit: row.limit, is_equal: row.sense == Sense::Equal, price: HARD, per: 1 };
            let (alone, shared): (Vec<_>, Vec<_>) = row.terms.iter().copied().partition(|(column, _)| split.places[*column].is_empty());
            for (column, factor) in shared {
                places[column].push((links.len(), factor));
            }
            match alone.as_slice() {
                [] => {}
                [(column, factor)] => {
                    let entry = matrix.columns[*column];
                    if *factor >= 0 || entry.lower != 0 || entry.upper.is_some() || link.is_equal || std::mem::replace(&mut is_taken[*column], true) {
                        return None;
                    }
                    (link.price, link.per) = (entry.cost, -factor);
                }
                _ => return None,
            }
            links.push(link);
        }
        let uses = split.parts.iter().map(|part| part.columns.iter().map(|column| places[*column].clone()).collect()).collect();
        Some(Self { links, uses })
    }

    fn take_out(&self, state: &mut State, part: usize, price: i64) {
        let answer = std::mem::take(&mut state.answers[part]);
        state.cost -= price;
        self.shift(state, part, &answer, -1);
    }

    fn put_in(&self, state: &mut State, part: usize, answer: Vec<i64>, price: i64) {
        state.cost += price;
        self.shift(state, part, &answer, 1);
        state.answers[part] = answer;
    }

    fn shift(&self, state: &mut State, part: usize, answer: &[i64], sign: i64) {
        for (uses, value) in self.uses[part].iter().zip(answer).filter(|(_, value)| **value != 0) {
            for (link, factor) in uses {
                let activity = &mut state.activity[*link];
                state.cost -= self.links[*link].cost(*activity);
                *activity += sign * factor * value;
                state.cost += self.links[*link].cost(*activity);
            }
        }
    }
}

impl Horizons<'_> {
    /// The best that some people come to; none if a horizon cannot be walked or there is none.
    pub(super) fn decide_anew(&self, ledger: &Ledger<'_>, people: &BTreeSet<u32>, effort: &Effort, interrupt: &Interrupt) -> Option<Found> {
        let meeting = self.meeting.as_ref()?;
        let pool: Vec<(usize, i64)> = people.iter().filter_map(|person| self.of.get(person)).flatten().map(|part| (*part, 1)).collect();
        // Whoever stands in no row of their own has no horizon to walk.
        if pool.is_empty() {
            return None;
        }
        let parts = &self.split.parts;
        let mut dice = Dice::new(effort.seed);
        let begin = self.state(meeting, ledger);
        let worse = begin.cost / 1_000 * WORSE[dice.below(WORSE.len() as u64) as usize];
        let (mut best, mut now) = (begin.clone(), begin.clone());
        let mut walked: Vec<Option<_>> = vec![None; parts.len()];
        let mut found = Found { closed: true, ..Found::default() };
        while found.work < effort.work && !effort.is_late() && !interrupt.is_asked() {
            let number = 1 + dice.below(PEOPLE.min(pool.len() as u64)) as usize;
            let noise = NOISE[dice.below(NOISE.len() as u64) as usize] * ONE as u64 / 10;
            let chosen = dice.pick_several(&pool, 0, number);
            let mut next = now.clone();
            for part in &chosen {
                meeting.take_out(&mut next, *part, self.price_of(*part, &now.answers[*part]));
            }
            for (place, part) in chosen.iter().enumerate() {
                let costs = self.worth(meeting, &next, *part, chosen.len() - place - 1, noise, &mut dice);
                let answer = parts[*part].walk()?.cheapest(&parts[*part].matrix, &costs, walked[*part].as_ref(), false)?;
                found.work += answer.work / ARCS + 1;
                let values = answer.answers.first()?.1.clone();
                let price = self.price_of(*part, &values);
                meeting.put_in(&mut next, *part, values, price);
                walked[*part] = Some(answer);
            }
            if next.cost <= best.cost + worse {
                now = next;
                if now.cost < best.cost {
                    best = now.clone();
                }
            }
        }
        for (number, (was, is)) in begin.answers.into_iter().zip(best.answers).enumerate().filter(|(_, (was, is))| was != is) {
            let values = parts[number].columns.iter().zip(was.iter().zip(&is));
            found.changes.extend(values.filter(|(_, (was, is))| was != is).map(|(column, (_, is))| (self.portion.free[*column], *is)));
            found.used.push((number, is));
        }
        Some(found)
    }

    fn state(&self, meeting: &Meeting, ledger: &Ledger<'_>) -> State {
        let cost = meeting.links.iter().map(|link| link.cost(0)).sum();
        let mut state = State { answers: vec![Vec::new(); self.split.parts.len()], activity: vec![0; meeting.links.len()], cost };
        for (number, part) in self.split.parts.iter().enumerate() {
            let answer: Vec<i64> = part.columns.iter().map(|column| ledger.values()[self.portion.free[*column]]).collect();
            let price = self.price_of(number, &answer);
            meeting.put_in(&mut state, number, answer, price);
        }
        state
    }

    /// What an answer costs by itself.
    fn price_of(&self, part: usize, answer: &[i64]) -> i64 {
        self.split.parts[part].matrix.columns.iter().zip(answer).map(|(entry, value)| entry.cost * value).sum()
    }

    /// Costs of the columns of a part while so many others are still to come, in units of `2^-BITS`.
    fn worth(&self, meeting: &Meeting, state: &State, part: usize, others: usize, noise: u64, dice: &mut Dice) -> Vec<i64> {
        let mut costs = Vec::with_capacity(meeting.uses[part].len());
        for (entry, uses) in self.split.parts[part].matrix.columns.iter().zip(&meeting.uses[part]) {
            // A slack that earns something would have no end.
            let mut cost = entry.cost * ONE + if entry.upper.is_some() && noise > 0 { dice.below(noise) as i64 } else { 0 };
            for (number, factor) in uses {
                let link = &meeting.links[*number];
                let price = self.prices.get(link.row).copied().unwrap_or(0.0) * *factor as f64;
                cost += link.worth(*factor, state.activity[*number], others as i64, price, dice);
            }
            costs.push(cost);
        }
        costs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(limit: i64, price: i64, per: i64) -> Link {
        Link { row: 0, limit, is_equal: false, price, per }
    }

    #[test]
    fn an_excess_costs_by_the_whole_unit_and_an_equality_on_both_sides() {
        let costs = |link: &Link| (8..=13).map(|activity| link.cost(activity)).collect::<Vec<_>>();
        assert_eq!(costs(&link(10, 7, 2)), [0, 0, 0, 7, 7, 14]);
        assert_eq!(costs(&Link { is_equal: true, ..link(10, 7, 1) }), [14, 7, 0, 7, 14, 21]);
    }

    #[test]
    fn a_decision_is_worth_what_is_missing_even_with_all_others_and_a_guess_in_between() {
        // −x ≤ −3 with a slack of 100: three are wanted.
        let wanted = link(-3, 100, 1);
        let worth = |activity, others| wanted.worth(-1, activity, others, -40.0, &mut Dice::new(1));
        assert_eq!(worth(0, 0), -100 * ONE);
        assert_eq!(worth(0, 2), -100 * ONE, "all three are needed");
        assert_eq!(worth(-3, 4), 0, "nothing is missing");
        assert!((-60 * ONE..=-20 * ONE).contains(&worth(0, 3)), "one of the four may stay away: {}", worth(0, 3));
        // x ≤ 3 with a slack of 1: who comes now cannot know that it will be too many.
        let most = link(3, 1, 1);
        assert_eq!(most.worth(1, 2, 5, 0.5, &mut Dice::new(1)), 0);
        assert_eq!(most.worth(1, 3, 5, 0.5, &mut Dice::new(1)), ONE);
    }
}
