//! Ways out: edits that were applied and solved.

use super::{
    candidates::{Dial, dials, edits, ladders},
    conflict::Conflict,
    edit::Edit,
    entries,
    judge::{Judged, Keys, judge},
    solver::Solver,
};
use crate::{domain::Instance, solve::side_by_side};

/// Edits after which there is a roster, together.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// The edits, one for each contradiction at most.
    pub edits: Vec<Edit>,
    /// What they take, to rank them: a number without a unit.
    pub price: i64,
}

impl Way {
    /// The instance after it.
    #[must_use]
    pub fn apply(&self, instance: &Instance) -> Instance {
        self.edits.iter().fold(instance.clone(), |instance, edit| edit.apply(&instance))
    }
}

/// An edit that ends one contradiction.
#[derive(Clone, Debug)]
pub(super) struct Tried {
    pub(super) edit: Edit,
    pub(super) price: i64,
    /// Whether there is a roster after it.
    pub(super) opens: bool,
}

/// What is tried on its own: edits one after the other until one ends the contradiction, or a setting
/// turned up or down.
enum Trial {
    Ladder(Vec<Edit>),
    Turn(Dial, bool),
}

/// Trials side by side; the answers do not depend on it.
const WORKERS: usize = 2;

/// The edits that end a contradiction: those after which there is a roster first, then the cheapest.
pub(super) fn tried(instance: &Instance, conflict: &Conflict, solver: &Solver<'_>) -> Vec<Tried> {
    let keys = conflict.keys();
    let single = edits(instance, conflict).into_iter().map(|edit| vec![edit]);
    let mut trials: Vec<Trial> = single.chain(ladders(instance, conflict)).map(Trial::Ladder).collect();
    for dial in dials(instance, conflict) {
        trials.extend([Trial::Turn(dial.clone(), false), Trial::Turn(dial, true)]);
    }
    let found = side_by_side(&trials, WORKERS, |trial| match trial {
        Trial::Ladder(edits) => edits.iter().find_map(|edit| attempt(instance, edit.clone(), &keys, solver)),
        Trial::Turn(dial, up) => turn(instance, dial, *up, &keys, solver),
    });
    let mut tried: Vec<Tried> = found.into_iter().flatten().flatten().collect();
    tried.sort_by_key(|one| (!one.opens, one.price));
    tried
}

/// Whether an edit ends the contradiction.
fn attempt(instance: &Instance, edit: Edit, keys: &Keys, solver: &Solver<'_>) -> Option<Tried> {
    if solver.is_over() {
        return None;
    }
    let opens = match judge(&edit.apply(instance), keys, solver) {
        Judged::Opens(_) => true,
        Judged::Resolves => false,
        Judged::Nothing | Judged::Unknown => return None,
    };
    let price = edit.price(instance);
    Some(Tried { edit, price, opens })
}

/// The value nearest to the one a setting has, in one direction, that ends the contradiction.
fn turn(instance: &Instance, dial: &Dial, up: bool, keys: &Keys, solver: &Solver<'_>) -> Option<Tried> {
    let entry = entries::of_rule(instance, &dial.rule).into_iter().nth(dial.entry)?;
    let from = entry.settings.get(&dial.key)?.clone();
    let now = entries::numbers(&entry).into_iter().find(|(key, _)| *key == dial.key)?.1;
    let step = entries::step(&from);
    let edit = |value: i64| Edit::Number {
        rule: dial.rule.clone(),
        entry: dial.entry,
        key: dial.key.clone(),
        from: from.clone(),
        to: entries::like(&from, value),
        who: dial.who.clone(),
    };
    let is_right = |value: &i64| entries::book(&edit(*value).apply(instance)).is_some();
    let far: Vec<i64> = if up { vec![now * 2 + 10 * step, now * 2, now + 2 * step, now + step] } else { vec![0, step, 2 * step, now - step] };
    let far = far.into_iter().filter(|value| if up { *value > now } else { *value < now }).find(is_right)?;
    let mut best = attempt(instance, edit(far), keys, solver)?;
    let (mut wrong, mut right) = (0, (far - now).abs() / step);
    while right - wrong > 1 {
        let middle = wrong.midpoint(right);
        let value = now + if up { middle * step } else { -middle * step };
        match attempt(instance, edit(value), keys, solver) {
            Some(better) => (best, right) = (better, middle),
            None => wrong = middle,
        }
    }
    Some(best)
}

/// Ways out of all contradictions: the cheapest edit of each, and one of them replaced.
pub(super) fn ways(instance: &Instance, steps: &[Vec<Tried>], most: usize, solver: &Solver<'_>) -> Vec<Way> {
    let base: Vec<&Tried> = steps.iter().filter_map(|tried| tried.first()).collect();
    let mut ways = Vec::new();
    for (position, tried) in steps.iter().enumerate() {
        let is_last = position + 1 == steps.len();
        for (number, one) in tried.iter().enumerate().filter(|(number, _)| is_last || *number > 0) {
            let mut chosen = base.clone();
            chosen[position] = one;
            let way = Way { edits: chosen.iter().map(|one| one.edit.clone()).collect(), price: chosen.iter().map(|one| one.price).sum() };
            let is_known = is_last && (one.opens || number == 0);
            if is_known || (!solver.is_over() && matches!(judge(&way.apply(instance), &Keys::new(), solver), Judged::Opens(_))) {
                ways.push(way);
            }
        }
    }
    ways.sort_by_key(|way| way.price);
    ways.truncate(most);
    ways
}
