//! Hard entries that cannot hold together, found without a solver.
//!
//! A hard row that asks for something, `Σ aᵢ xᵢ ≥ b` with `b > 0`, is held against what the other
//! hard rows leave of it. With the bounds of the columns (decisions fixed by a rule or by hand
//! among them) and disjoint rows `Σ rᵢ xᵢ ≤ c` with `rᵢ ≥ 0` that cover some of its columns,
//! `Σ aᵢ xᵢ ≤ Σ rows ⌊c · max(aᵢ / rᵢ)⌋ + Σ other aᵢ · upperᵢ`. Where that is less than `b` the
//! entries named contradict each other, whoever searches. The rows that take away most are chosen
//! first; a contradiction that needs more than this to be seen is left to the search.

use super::name_of;
use crate::{
    diagnostic::{Diagnostic, Place, Text},
    milp::{Program, Row, Sense},
    text,
};
use std::collections::{BTreeMap, BTreeSet};

/// Contradictions told at most.
const SHOWN: usize = 20;

/// A row that asks for something: `Σ terms ≥ least`.
struct Demand<'a> {
    row: &'a Row,
    /// Columns with a positive coefficient.
    terms: BTreeMap<usize, i64>,
    least: i64,
}

/// Entries that cannot hold together: one error for each set of rules, with the first place where
/// it shows and how many there are.
pub fn contradictions(program: &Program) -> Vec<Diagnostic> {
    let upper: Vec<i64> = program.bounds().into_iter().map(|(_, upper)| upper.unwrap_or(i64::MAX / 4)).collect();
    let soft: BTreeSet<usize> = program.derived.iter().filter_map(|(_, derived)| derived.row()).collect();
    let hard: Vec<&Row> = program.rows.iter().enumerate().filter(|(number, _)| !soft.contains(number)).map(|(_, row)| row).collect();
    let demands: Vec<Demand<'_>> = hard.iter().flat_map(|row| demands(row, &upper)).collect();
    let asked: BTreeSet<usize> = demands.iter().flat_map(|demand| demand.terms.keys().copied()).collect();
    let mut limits: BTreeMap<usize, Vec<&Row>> = BTreeMap::new();
    for row in hard.iter().filter(|row| row.limit >= 0 && row.terms.iter().all(|(_, factor)| *factor > 0)) {
        for (column, _) in row.terms.iter().filter(|(column, _)| asked.contains(column)) {
            limits.entry(*column).or_default().push(row);
        }
    }
    let mut found: BTreeMap<BTreeSet<usize>, Vec<(&Row, i64, i64)>> = BTreeMap::new();
    for demand in &demands {
        let (most, mut owners) = most(program, demand, &limits, &upper);
        if most < demand.least {
            owners.insert(demand.row.owner);
            found.entry(owners).or_default().push((demand.row, demand.least, most));
        }
    }
    let mut clashes = fixed_both_ways(program);
    clashes.extend(forced(program, &hard));
    clashes.into_iter().chain(found.iter().map(|(owners, rows)| told(program, owners, rows))).take(SHOWN).collect()
}

/// What a row asks for, if it asks for anything: the row turned round, columns that can only hurt
/// left out. An equation asks too.
fn demands<'a>(row: &'a Row, upper: &[i64]) -> Vec<Demand<'a>> {
    let turned = (row.limit < 0).then(|| (-1, -row.limit));
    let straight = (row.sense == Sense::Equal && row.limit > 0).then_some((1, row.limit));
    let demand = |(sign, least): (i64, i64)| {
        let terms = row.terms.iter().map(|(column, factor)| (*column, sign * factor)).filter(|(column, a)| *a > 0 && upper[*column] > 0);
        Demand { row, terms: terms.collect(), least }
    };
    turned.into_iter().chain(straight).map(demand).collect()
}

/// The most that a demand can get, and who says so.
fn most(program: &Program, demand: &Demand<'_>, limits: &BTreeMap<usize, Vec<&Row>>, upper: &[i64]) -> (i64, BTreeSet<usize>) {
    let mut left = demand.terms.clone();
    let (mut most, mut owners) = (0_i64, BTreeSet::new());
    let candidates: BTreeMap<&str, &Row> =
        left.keys().filter_map(|column| limits.get(column)).flatten().map(|row| (row.name.as_str(), *row)).collect();
    loop {
        let best =
            candidates.values().map(|row| (gain(row, &left, upper), *row)).max_by_key(|((saved, _), row)| (*saved, std::cmp::Reverse(&row.name)));
        let Some(((saved, bound), row)) = best.filter(|((saved, _), _)| *saved > 0) else { break };
        let _ = saved;
        most += bound;
        owners.insert(row.owner);
        row.terms.iter().for_each(|(column, _)| {
            left.remove(column);
        });
    }
    most += left.iter().map(|(column, a)| a.saturating_mul(upper[*column])).fold(0_i64, i64::saturating_add);
    let away: BTreeSet<usize> = demand.row.terms.iter().map(|(column, _)| *column).filter(|column| upper[*column] == 0).collect();
    owners.extend(program.fixings.iter().filter(|fixing| away.contains(&fixing.column)).map(|fixing| fixing.owner));
    (most, owners)
}

/// What a limit takes away from the columns left, and what it leaves.
fn gain(row: &Row, left: &BTreeMap<usize, i64>, upper: &[i64]) -> (i64, i64) {
    let shared = || row.terms.iter().filter_map(|(column, r)| Some((*column, *r, *left.get(column)?)));
    let open = shared().map(|(column, _, a)| a.saturating_mul(upper[column])).fold(0_i64, i64::saturating_add);
    let bound = shared().map(|(_, r, a)| (row.limit * a).div_euclid(r)).max().unwrap_or(0);
    (open - bound.min(open), bound.min(open))
}

/// A decision that one entry takes and another forbids.
fn fixed_both_ways(program: &Program) -> Vec<Diagnostic> {
    let mut by_column: BTreeMap<usize, [Option<usize>; 2]> = BTreeMap::new();
    for fixing in &program.fixings {
        by_column.entry(fixing.column).or_default()[usize::from(fixing.value > 0)].get_or_insert(fixing.owner);
    }
    let mut found: BTreeMap<(usize, usize), Vec<&str>> = BTreeMap::new();
    for (column, sides) in by_column {
        if let [Some(off), Some(on)] = sides {
            found.entry((on, off)).or_default().push(&program.columns[column].name);
        }
    }
    let told = found.iter().map(|((on, off), columns)| {
        let (on, off) = (name_of(&program.owners[*on]), name_of(&program.owners[*off]));
        let (on_zh, on_en, off_zh, off_en) = (on.zh, on.en, off.zh, off.en);
        let (first, more) = (columns[0], columns.len() - 1);
        let cause =
            text!("{on_zh}要求、{off_zh}却不许：{first}（另有 {more} 处）", "{on_en} asks for what {off_en} forbids: {first} (and {more} more)");
        Diagnostic::error("contradictory-entries", Place::root().key("rules"), cause, advice())
    });
    told.collect()
}

/// Limits that decisions taken already go beyond.
fn forced(program: &Program, hard: &[&Row]) -> Vec<Diagnostic> {
    let bounds = program.bounds();
    let least = |(column, a): &(usize, i64)| match bounds[*column] {
        (lower, _) if *a > 0 => a * lower,
        (_, Some(upper)) => a * upper,
        (_, None) => i64::MIN / 4,
    };
    let mut found: BTreeMap<BTreeSet<usize>, Vec<&Row>> = BTreeMap::new();
    for row in hard.iter().filter(|row| row.limit >= 0 && row.terms.iter().map(least).fold(0_i64, i64::saturating_add) > row.limit) {
        let taken: BTreeSet<usize> = row.terms.iter().map(|(column, _)| *column).filter(|column| bounds[*column].0 > 0).collect();
        let takers = program.fixings.iter().filter(|fixing| fixing.value > 0 && taken.contains(&fixing.column)).map(|fixing| fixing.owner);
        found.entry(takers.chain([row.owner]).collect()).or_default().push(row);
    }
    let told = found.into_iter().map(|(owners, rows)| {
        let names: Vec<_> = owners.iter().map(|owner| name_of(&program.owners[*owner])).collect();
        let zh = names.iter().map(|name| name.zh.as_str()).collect::<Vec<_>>().join("、");
        let en = names.iter().map(|name| name.en.as_str()).collect::<Vec<_>>().join(", ");
        let (row, more) = (&rows[0].name, rows.len() - 1);
        let cause = text!("互相矛盾：{zh}，见 {row}（另有 {more} 处）", "these contradict each other: {en}, at {row} (and {more} more)");
        Diagnostic::error("contradictory-entries", Place::root().key("rules"), cause, advice())
    });
    told.collect()
}

fn told(program: &Program, owners: &BTreeSet<usize>, rows: &[(&Row, i64, i64)]) -> Diagnostic {
    let (row, least, most) = rows[0];
    let others: Vec<_> = owners.iter().filter(|owner| **owner != row.owner).map(|owner| name_of(&program.owners[*owner])).collect();
    let Text { zh: asks_zh, en: asks_en } = name_of(&program.owners[row.owner]);
    let join = |words: Vec<&str>, comma: &str| words.join(comma);
    let (zh, en) =
        (join(others.iter().map(|name| name.zh.as_str()).collect(), "、"), join(others.iter().map(|name| name.en.as_str()).collect(), ", "));
    let (name, more) = (&row.name, rows.len() - 1);
    let cause = if others.is_empty() {
        text!(
            "{asks_zh}做不到：{name} 至少要 {least}，至多只有 {most}（另有 {more} 处）",
            "{asks_en} cannot hold: {name} asks for at least {least}, there can be {most} (and {more} more)"
        )
    } else {
        text!(
            "{asks_zh}与{zh}互相矛盾：{name} 至少要 {least}，照后者至多只有 {most}（另有 {more} 处）",
            "{asks_en} contradicts {en}: {name} asks for at least {least}, they leave {most} (and {more} more)"
        )
    };
    Diagnostic::error("contradictory-entries", Place::root().key("rules"), cause, advice())
}

fn advice() -> Text {
    text!(
        "放宽其中一条：把 enforce: hard 改为 {{ weight: … }}，改小数值，或用 for 缩小范围",
        "relax one of them: `enforce: {{ weight: … }}` for `hard`, another number, or fewer people in `for`"
    )
}
