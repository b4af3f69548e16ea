//! Can what comes later in the order of objectives outweigh what comes first?
//!
//! For each decision of a day or a week two sums are taken from the program: the least that one
//! unit of a greater objective is worth which the decision would relieve, and everything in lesser
//! objectives that it could cost at once: `Σ weight · ⌈|a| / per⌉` over the rows it stands in,
//! derived columns followed to what they are charged for. Where the second reaches the first, a
//! post may stay empty, or a task undone, to save wishes; a warning names the weights.

use super::name_of;
use crate::{
    diagnostic::{Diagnostic, Place, Text},
    domain::Priority,
    milp::{Derived, Level, Program},
    text,
};
use std::collections::BTreeMap;

/// What one unit more of a column does to the penalty.
#[derive(Clone, Debug, Default)]
struct Effect {
    /// What it can cost, by place in the order and owner.
    costs: BTreeMap<(usize, usize), i64>,
    /// The least that it can save at once, by place in the order and owner.
    saves: BTreeMap<(usize, usize), i64>,
}

impl Effect {
    fn cost(&mut self, of: &Self, times: i64) {
        for (key, price) in &of.costs {
            *self.costs.entry(*key).or_insert(0) += price * times;
        }
    }

    fn save(&mut self, of: &BTreeMap<(usize, usize), i64>, times: i64) {
        for (key, price) in of {
            let least = self.saves.entry(*key).or_insert(i64::MAX);
            *least = (*least).min(price * times);
        }
    }
}

/// Weights that turn the order of objectives over: a warning for each rule whose penalty can be
/// outweighed by lesser objectives in a single decision.
pub fn priorities(program: &Program) -> Vec<Diagnostic> {
    let effects = effects(program);
    let mut worst: BTreeMap<(usize, usize), (i64, i64, usize)> = BTreeMap::new();
    for column in decisions(program) {
        let effect = &effects[column];
        for ((rank, owner), saved) in &effect.saves {
            let cost: i64 = effect.costs.iter().filter(|((lesser, _), _)| lesser > rank).map(|(_, price)| price).sum();
            let known = worst.entry((*rank, *owner)).or_insert((*saved, 0, column));
            // Compared as fractions: how many times over the cost outweighs what is saved.
            if cost >= *saved && i128::from(cost) * i128::from(known.0) > i128::from(known.1) * i128::from(*saved) {
                *known = (*saved, cost, column);
            }
        }
    }
    let outweighed = worst.into_iter().filter(|(_, (_, cost, _))| *cost > 0);
    outweighed.map(|((rank, owner), (saved, cost, column))| told(program, &effects[column], (rank, owner), (saved, cost, column))).collect()
}

/// Decisions of a single day, and whether a doctor is on a programme in a week; a stint of many
/// weeks saves and costs many times over.
fn decisions(program: &Program) -> impl Iterator<Item = usize> {
    let derived: BTreeMap<usize, bool> = program.derived.iter().map(|(column, derived)| (*column, matches!(derived, Derived::Any(_)))).collect();
    program
        .columns
        .iter()
        .enumerate()
        .filter(move |(column, entry)| match entry.block.level {
            Level::Daily => !derived.contains_key(column),
            Level::Weekly => derived.get(column) == Some(&true),
        })
        .map(|(column, _)| column)
}

fn effects(program: &Program) -> Vec<Effect> {
    let mut effects = vec![Effect::default(); program.columns.len()];
    for charge in program.charges.iter().filter(|charge| charge.weight > 0) {
        *effects[charge.column].costs.entry((charge.rank, charge.owner)).or_insert(0) += charge.weight;
    }
    for (column, derived) in program.derived.iter().rev() {
        let effect = std::mem::take(&mut effects[*column]);
        match derived {
            Derived::Slack { row, per } => {
                for (input, factor) in program.rows[*row].terms.iter().filter(|(input, _)| input != column) {
                    let times = factor.abs().div_euclid(*per) + i64::from(factor.abs() % per != 0);
                    if *factor > 0 { effects[*input].cost(&effect, times) } else { effects[*input].save(&effect.costs, times) }
                }
            }
            Derived::Largest(forms) => {
                let mut steepest: BTreeMap<usize, i64> = BTreeMap::new();
                for (input, factor) in forms.iter().flat_map(|form| &form.terms) {
                    let most = steepest.entry(*input).or_insert(*factor);
                    *most = (*most).max(*factor);
                }
                for (input, factor) in steepest {
                    if factor > 0 { effects[input].cost(&effect, factor) } else { effects[input].save(&effect.costs, -factor) }
                }
            }
            Derived::Any(inputs) => {
                for input in inputs {
                    effects[*input].cost(&effect, 1);
                    effects[*input].save(&effect.saves, 1);
                }
            }
        }
        effects[*column] = effect;
    }
    effects
}

fn told(program: &Program, effect: &Effect, (rank, owner): (usize, usize), (saved, cost, column): (i64, i64, usize)) -> Diagnostic {
    let Text { zh: rule_zh, en: rule_en } = name_of(&program.owners[owner]);
    let lesser: Vec<(Text, i64)> =
        effect.costs.iter().filter(|((lesser, _), _)| *lesser > rank).map(|((_, owner), price)| (name_of(&program.owners[*owner]), *price)).collect();
    let zh = lesser.iter().map(|(name, price)| format!("{}{price}", name.zh)).collect::<Vec<_>>().join("、");
    let en = lesser.iter().map(|(name, price)| format!("{} {price}", name.en)).collect::<Vec<_>>().join(", ");
    let priority = Priority::ALL.get(rank).copied().unwrap_or(Priority::Stability).name();
    let (name, goal_zh, goal_en) = (&program.columns[column].name, priority.zh(), priority.en());
    let cause = text!(
        "目标的先后可能颠倒：{rule_zh}（{goal_zh}）一次罚 {saved}，而同一个决定在后面的目标上可罚 {cost}（{zh}），例如 {name}",
        "the order of objectives may be turned over: {rule_en} ({goal_en}) costs {saved}, and the same decision can cost {cost} in lesser ones ({en}), as in {name}"
    );
    let advice = text!("把这条规则的权重提高到 {cost} 以上，或降低后面几条的权重", "give this rule a weight above {cost}, or the others less");
    Diagnostic::warning("order-of-objectives", Place::root().key("rules"), cause, advice)
}
