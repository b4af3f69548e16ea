//! The weekly form of a program, derived from its own rows and blocks.
//!
//! Columns of one person, unit, week and kind that differ only in their day become one column,
//! their sum. Rows of one owner that say the same of different days of a week are added up. A row
//! `Σ aᵢ xᵢ ≤ b` over only some days of a week keeps, for each sum of columns, the smallest
//! coefficient of its members: with `xᵢ ≥ 0`, `min(aᵢ) · Σ xᵢ ≤ Σ aᵢ xᵢ ≤ b`. Each step
//! relaxes the program, so the optimum of the weekly form is a lower bound of the program, and
//! its weekly decisions are a good guess of the best ones: what is lost is order within a week.

use crate::milp::{Block, Derived, Entry, Level, Line, Matrix, Portion, Program, Sense};
use std::collections::{BTreeMap, HashMap};

/// The weekly form of a portion.
pub(super) struct Weekly {
    /// The relaxed program.
    pub(super) matrix: Matrix,
    /// For each weekly decision: column of the portion and column of the weekly form.
    pub(super) decisions: Vec<(usize, usize)>,
}

/// What tells groups of rows apart: owner, block without its day, comparison, and what they say.
type Group = (usize, Block, bool, Vec<(usize, i64)>);

impl Weekly {
    pub(super) fn new(program: &Program, portion: &Portion) -> Self {
        let slack_of: HashMap<usize, usize> = program
            .derived
            .iter()
            .filter_map(|(column, derived)| match derived {
                Derived::Slack { row, .. } => Some((*column, *row)),
                _ => None,
            })
            .collect();
        let mut form = Self { matrix: Matrix { offset: portion.matrix.offset, ..Matrix::default() }, decisions: Vec::new() };
        let mut classes = vec![usize::MAX; portion.free.len()];
        form.add_decisions(program, portion, &slack_of, &mut classes);
        let groups = Self::group_rows(program, portion, &slack_of, &classes);
        form.add_slacks(portion, &groups, &slack_of, &mut classes);
        form.add_rows(portion, &groups, &classes);
        form
    }

    /// Columns that are no slack of a single day: sums over the days of a week, or themselves.
    fn add_decisions(&mut self, program: &Program, portion: &Portion, slack_of: &HashMap<usize, usize>, classes: &mut [usize]) {
        let mut known: HashMap<(Block, bool), usize> = HashMap::new();
        for (column, position) in portion.free.iter().enumerate() {
            let entry = portion.matrix.columns[column];
            let block = program.columns[*position].block;
            if slack_of.contains_key(position) {
                continue;
            }
            let decided = block.level == Level::Daily && block.day.is_some();
            let derived = program.derived.binary_search_by_key(position, |(column, _)| *column).is_ok();
            let class = if decided {
                *known
                    .entry((Block { day: None, ..block }, derived))
                    .or_insert_with(|| self.add_column(Entry { integer: false, lower: 0, upper: Some(0), ..entry }))
            } else {
                self.add_column(Entry { lower: 0, upper: Some(0), ..entry })
            };
            self.join(class, entry);
            classes[column] = class;
            if block.level == Level::Weekly && entry.integer {
                self.decisions.push((column, class));
            }
        }
    }

    fn add_column(&mut self, entry: Entry) -> usize {
        self.matrix.columns.push(entry);
        self.matrix.columns.len() - 1
    }

    /// Adds a member to a sum of columns: ranges add up, the cheapest cost stands for all.
    fn join(&mut self, class: usize, member: Entry) {
        let sum = &mut self.matrix.columns[class];
        sum.lower += member.lower;
        sum.upper = sum.upper.and_then(|upper| Some(upper + member.upper?));
        sum.cost = sum.cost.min(member.cost);
    }

    /// Rows of a week that say the same of different days, in a fixed order.
    fn group_rows(program: &Program, portion: &Portion, slack_of: &HashMap<usize, usize>, classes: &[usize]) -> BTreeMap<Group, Vec<usize>> {
        let mut groups: BTreeMap<Group, Vec<usize>> = BTreeMap::new();
        for (line, number) in portion.rows.iter().enumerate() {
            let row = &program.rows[*number];
            let says = portion.matrix.rows[line].terms.iter().filter(|(column, _)| !slack_of.contains_key(&portion.free[*column]));
            let mut says: Vec<(usize, i64)> = says.map(|(column, factor)| (classes[*column], *factor)).collect();
            says.sort_unstable();
            // Rows that belong to no single day stand alone: their number tells them apart.
            let block = Block { day: row.block.day.is_none().then_some(*number as u32), ..row.block };
            groups.entry((row.owner, block, row.sense == Sense::Equal, says)).or_default().push(line);
        }
        groups
    }

    /// The slacks of a group of rows become one.
    fn add_slacks(&mut self, portion: &Portion, groups: &BTreeMap<Group, Vec<usize>>, slack_of: &HashMap<usize, usize>, classes: &mut [usize]) {
        let group_of: HashMap<usize, usize> =
            groups.values().enumerate().flat_map(|(group, lines)| lines.iter().map(move |line| (portion.rows[*line], group))).collect();
        let mut known: HashMap<(usize, i64), usize> = HashMap::new();
        for (column, position) in portion.free.iter().enumerate() {
            let Some(row) = slack_of.get(position) else { continue };
            let entry = portion.matrix.columns[column];
            let class = match group_of.get(row) {
                Some(group) => {
                    *known.entry((*group, entry.cost)).or_insert_with(|| self.add_column(Entry { integer: false, lower: 0, upper: Some(0), ..entry }))
                }
                None => self.add_column(Entry { integer: false, lower: 0, upper: Some(0), ..entry }),
            };
            self.join(class, entry);
            classes[column] = class;
        }
    }

    fn add_rows(&mut self, portion: &Portion, groups: &BTreeMap<Group, Vec<usize>>, classes: &[usize]) {
        let mut size = vec![0_usize; self.matrix.columns.len()];
        for class in classes {
            size[*class] += 1;
        }
        for ((_, _, equal, _), lines) in groups {
            let mut members: BTreeMap<usize, i64> = BTreeMap::new();
            let mut limit = 0;
            for line in lines {
                limit += portion.matrix.rows[*line].limit;
                for (column, factor) in &portion.matrix.rows[*line].terms {
                    *members.entry(*column).or_insert(0) += factor;
                }
            }
            self.add_relaxed(&members, limit, classes, &size);
            if *equal {
                let turned = members.iter().map(|(column, factor)| (*column, -factor)).collect();
                self.add_relaxed(&turned, -limit, classes, &size);
            }
        }
    }

    /// `Σ min(aᵢ) · sum ≤ limit`; a member that does not occur has coefficient 0.
    fn add_relaxed(&mut self, members: &BTreeMap<usize, i64>, limit: i64, classes: &[usize], size: &[usize]) {
        let mut least: BTreeMap<usize, (i64, usize)> = BTreeMap::new();
        for (column, factor) in members {
            let (smallest, count) = least.entry(classes[*column]).or_insert((*factor, 0));
            *smallest = (*smallest).min(*factor);
            *count += 1;
        }
        let terms: Vec<(usize, i64)> = least
            .into_iter()
            .map(|(class, (smallest, count))| (class, if count < size[class] { smallest.min(0) } else { smallest }))
            .filter(|(_, factor)| *factor != 0)
            .collect();
        if !terms.is_empty() {
            self.matrix.rows.push(Line { terms, sense: Sense::AtMost, limit });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Instance, RuleEntry},
        engine::{Interrupt, Limits, Silent, solve},
        planning::{Mode, Plan},
        rules::{Book, KINDS},
    };

    #[derive(serde::Deserialize)]
    struct Cases {
        instance: Instance,
        entries: Vec<serde_json::Value>,
    }

    fn optimum(matrix: &Matrix) -> Option<i64> {
        let limits = Limits { gap: 0.0, ..Limits::default() };
        let outcome = solve(matrix, None, &limits, &Interrupt::default(), &Silent);
        outcome.values.and(outcome.bound).map(|bound| (bound - 1e-6).ceil() as i64)
    }

    #[test]
    fn the_weekly_form_is_never_dearer_than_the_program() {
        let mut told_something = 0;
        for kind in KINDS {
            let code = kind.card().code;
            let file = format!("{}/src/rules/{code}/cases.yaml", env!("CARGO_MANIFEST_DIR"));
            let cases: Cases = serde_yaml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
            for settings in cases.entries {
                let mut instance = cases.instance.clone();
                let demand = serde_json::json!({ "enforce": { "weight": 9 }, "target_weight": 4, "over_weight": 1 });
                instance.rules.entries = vec![RuleEntry { rule: code.to_owned(), settings: settings.clone() }];
                if code != "coverage" {
                    instance.rules.entries.push(RuleEntry { rule: "coverage".to_owned(), settings: demand });
                }
                let mut plan = Plan::new(&instance, Mode::Strict);
                Book::new(&instance).unwrap().formulate(&mut plan);
                let Ok(portion) = Portion::new(&plan.program, &plan.program.bounds()) else { continue };
                let Some(whole) = optimum(&portion.matrix) else { continue };
                let weekly = optimum(&Weekly::new(&plan.program, &portion).matrix).expect("a relaxation of what has a solution has one");
                assert!(weekly <= whole, "{code} {settings}: weekly {weekly}, whole {whole}");
                told_something += usize::from(weekly > 0);
            }
        }
        assert!(told_something > 0, "the weekly form says nothing at all");
    }
}
