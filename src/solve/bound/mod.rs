//! A bound of a whole program beside the search: no solution has a smaller penalty.
//!
//! **Parts and links.** `split` finds by itself what hangs together: each person's horizon, and the
//! weekly decisions of everybody without the days; the two kinds overlap. Rows that are in no part
//! are links. No rule is named.
//!
//! **Why it is safe.** Let `A x ≤ b` be the links (some of them `=`), `y` any prices with `y ≥ 0`
//! where a link is `≤`, and `c + y A = Σ over parts p of d(p)` any way to share the reduced costs
//! between the parts that a column is in. For every solution `x`, `y (A x − b) ≤ 0`, and what is in
//! a part satisfies the part's rows, so
//!
//! ```text
//! c x  ≥  c x + y (A x − b)  =  −y b + Σ d(p) x  ≥  −y b + Σ over parts  min { d(p) z : z satisfies p }
//! ```
//!
//! and the right side is the Lagrangian bound, whatever prices and shares are: those that come from
//! a relaxation solved to a loose tolerance cost quality and never truth. In numbers:
//!
//! - prices are rounded to multiples of 2⁻²⁰ and signs are cut before anything is computed from
//!   them; `c + y A` and `y b` are then exact integers in that unit, the last part of a column takes
//!   what the others leave of it, and every share is small enough to be exact in a double
//!   (`prices`);
//! - columns that stand in links only contribute their better end, exactly. Prices are lowered
//!   until no column without an upper limit has a negative cost, so that the bound is finite;
//! - each part is an integer program that HiGHS bounds. A feasibility tolerance only lets more
//!   points in, which lowers the bound. A dual tolerance of 10⁻⁷ can raise it by as much for
//!   each column and unit of its range: twice that, and a millionth of the bound, is taken off,
//!   and the rest is rounded down (`evaluate`). A run that is stopped early gives the bound it
//!   has;
//! - sums are exact integers, and only the last division rounds: up, since penalties are integers.
//!
//! **What raises it.** The first prices are those of the relaxation of the whole, by interior
//! point without crossover. With every row a link and every column alone they give the bound of the
//! relaxation at once; then the prices of rows within parts say how to share costs, so that the next
//! bound is the relaxation's plus what integrality adds in each part. Where no parts overlap,
//! column generation goes on from there: the answers make a linear program whose prices, kept near
//! the best so far, are asked next (`master`). Where they do, prices and shares follow the
//! disagreement of the answers (`ascent`). Parts that are made of days are walked exactly (`walk`),
//! the others go to HiGHS.

mod ascent;

use super::{
    other_weeks::Weeks,
    parts::{BITS, Generation, Master, Oracle, Point, Shares, Split, number},
};
use crate::{
    engine::{Interrupt, Limits, Relaxed, relax},
    milp::{Portion, Program},
};
use ascent::Ascent;
use std::time::Instant;

/// How much work a bound may cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effort {
    /// Parts solved side by side; the bounds do not depend on it.
    pub workers: usize,
    /// Until when; none: the clock is not looked at.
    pub deadline: Option<Instant>,
    /// Work after the relaxation, in the units of a search's budget.
    pub work: u64,
    /// How often all parts are asked; 0: the bound is that of the relaxation.
    pub evaluations: u32,
    /// Nodes of the search tree of one part.
    pub nodes: u32,
    /// Seed of the solver's random choices.
    pub seed: u32,
}

impl Default for Effort {
    fn default() -> Self {
        Self { workers: 2, deadline: None, work: u64::MAX, evaluations: 100, nodes: 50, seed: 0 }
    }
}

/// Relative gap at which the relaxation of the whole stops. It counts what is owed at most: ten times what is owed in
/// the end. Measured on 40 doctors: a tenth of 1e-3 takes 5 % longer, and its bound is a third of a percent higher.
const TOLERANCE: f64 = 1e-4;
/// Absolute gap at which a part stops.
const PART_GAP: f64 = 0.02;

/// Where parts overlap, so many evaluations that together gain less than this part of the bound are
/// the last: the search needs the processor more.
const IDLE: u32 = 5;
const MORSEL: i128 = 1_000;

/// Column generation ends when its prices promise no more than this.
const CLOSE: f64 = 0.1;

/// Raises a bound of what `portion` leaves free of a program, and tells after each evaluation the
/// best bound so far. Ends when nothing more can be had this way, or the effort is spent, or somebody
/// interrupts.
pub fn raise(program: &Program, portion: &Portion, effort: &Effort, interrupt: &Interrupt, told: &mut dyn FnMut(i64)) {
    raise_split(&Split::new(program, portion), portion, effort, interrupt, &mut |news| told(news.bound));
}

/// What an evaluation of all parts brought.
#[derive(Debug, Default)]
pub(in crate::solve) struct News {
    /// The best bound so far.
    pub(super) bound: i64,
    /// Work done after the relaxation.
    pub(super) work: u64,
    /// The relaxation; nothing later.
    pub(super) relaxed: Option<Relaxed>,
    /// Weekly decisions that cost less than those of the search; mostly none.
    pub(super) weeks: Weeks,
    /// Prices of the rows at the best bound, and answers of parts that make up the mix at them;
    /// nothing where parts overlap.
    pub(super) prices: Vec<f64>,
    pub(super) used: Vec<(usize, Vec<i64>)>,
}

/// The same of a portion that is in parts already.
pub(super) fn raise_split(split: &Split, portion: &Portion, effort: &Effort, interrupt: &Interrupt, told: &mut dyn FnMut(News)) {
    // It ends early for reasons of its own; what was told stays true.
    let _ = Rise { split, portion, effort, interrupt, told, best: None }.run();
}

struct Rise<'a> {
    split: &'a Split,
    portion: &'a Portion,
    effort: &'a Effort,
    interrupt: &'a Interrupt,
    told: &'a mut dyn FnMut(News),
    /// Best bound in units of `2^-BITS`.
    best: Option<i128>,
}

impl Rise<'_> {
    fn limits(&self) -> Limits {
        let time = self.effort.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        Limits { time, gap: 0.0, absolute_gap: PART_GAP, nodes: Some(self.effort.nodes), seed: self.effort.seed, ..Limits::default() }
    }

    fn is_over(&self) -> bool {
        self.interrupt.is_asked() || self.effort.deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }

    fn run(&mut self) -> Option<()> {
        let matrix = &self.portion.matrix;
        let relaxed = relax(matrix, TOLERANCE, &self.limits(), self.interrupt)?;
        let split = self.split;
        // At first every row is a link and every column alone: that is the relaxation's bound, exactly.
        let bare = Split::bare(matrix);
        if let Some(shares) = Shares::new(matrix, &bare, &Point::new(matrix, &bare, relaxed.prices.clone())) {
            self.take(shares.constant, News { relaxed: Some(relaxed.clone()), ..News::default() });
        }
        if self.effort.evaluations == 0 {
            return None;
        }
        let mut oracle = Oracle::new(split, self.effort.workers, self.interrupt);
        if let Some(mut master) = Master::new(matrix, split, &self.limits(), self.interrupt) {
            master.centre(&relaxed.prices);
            return self.generate(Generation::new(matrix, split, master, oracle), relaxed.prices);
        }
        let mut point = Point::new(matrix, split, relaxed.prices);
        let mut shares = Shares::new(matrix, split, &point)?;
        let bound = oracle.ask(&shares, &self.limits())?;
        self.take(bound, News { work: oracle.work, ..News::default() });
        let mut ascent = Ascent::new(matrix, split, point, number(bound), &shares, &oracle);
        let (mut last, mut idle) = (self.best, 0);
        for _ in 1..self.effort.evaluations {
            if self.is_over() || idle == IDLE {
                break;
            }
            point = ascent.next(&shares)?;
            shares = Shares::new(matrix, split, &point)?;
            let bound = oracle.ask(&shares, &self.limits())?;
            self.take(bound, News { work: oracle.work, ..News::default() });
            let gained = self.best.zip(last).is_some_and(|(best, last)| best - last > last.abs() / MORSEL);
            (last, idle) = if gained { (self.best, 0) } else { (last, idle + 1) };
            if oracle.work > self.effort.work {
                break;
            }
            ascent.learn(point, number(bound), &shares, &oracle);
        }
        Some(())
    }

    fn generate(&mut self, mut generation: Generation<'_>, prices: Vec<f64>) -> Option<()> {
        generation.oracle.is_exact = true;
        let (bound, _) = generation.ask(prices, &self.limits())?;
        self.take(bound, News { work: generation.work(), ..News::default() });
        for _ in 1..self.effort.evaluations {
            if self.is_over() {
                break;
            }
            let round = generation.round(&self.limits())?;
            let used = generation.master.used().map(|(part, values, _)| (part, values.to_vec())).collect();
            let work = generation.work();
            self.take(round.bound, News { prices: generation.prices(), used, work, ..News::default() });
            if work > self.effort.work || !round.is_open || self.best.is_some_and(|best| round.promise - number(best) < CLOSE) {
                break;
            }
        }
        Some(())
    }

    /// Keeps a bound if it is the best so far, and tells the best.
    fn take(&mut self, bound: i128, news: News) {
        let best = self.best.map_or(bound, |best| best.max(bound));
        self.best = Some(best);
        (self.told)(News { bound: rounded_up(best), ..news });
    }
}

/// The smallest integer that is not below a number of units of `2^-BITS`.
pub(super) fn rounded_up(units: i128) -> i64 {
    let one = 1_i128 << BITS;
    (units.div_euclid(one) + i128::from(units.rem_euclid(one) != 0)) as i64
}
