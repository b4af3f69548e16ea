//! What the rosters of cases count, side by side, and what is proven of their differences.

use super::{Case, Ending, patch::effective};
use crate::{
    audit::{Verdict, audit},
    diagnostic::Text,
    domain::{Direction, Instance, Priority, Roster},
    report::{
        Burden, Timetable,
        comparison::{Comparison, Line, Measures, Pair, Standing},
    },
    rules::KINDS,
    text,
};
use schemars::SchemaGenerator;
use serde_json::Value;
use std::collections::BTreeMap;

/// Minutes of 48 hours.
const FORTY_EIGHT: i64 = 48 * 60;

/// Cases side by side, against the first of them. A case without an ending was not finished.
pub fn compare(cases: &[Case], endings: &[Option<Ending>]) -> Comparison {
    let prices: Vec<Prices> = cases.iter().map(|case| Prices::of(&case.instance)).collect();
    let made = cases.iter().zip(endings).zip(&prices);
    let lines: Vec<Line> = made.map(|((case, ending), own)| line(case, ending.as_ref(), *own == prices[0])).collect();
    let mut pairs = Vec::new();
    for (first, a) in lines.iter().enumerate() {
        for (second, b) in lines.iter().enumerate().skip(first + 1) {
            let (Some(a), Some(b)) = (&a.measures, &b.measures) else { continue };
            let alike = prices[first] == prices[second];
            pairs.push(Pair { first, second, standing: if alike { Standing::of(a, b) } else { Standing::Incomparable } });
        }
    }
    let instance = &cases[0].instance;
    let (start, last) = (instance.horizon.start, instance.horizon.date(instance.horizon.days() as i64 - 1));
    Comparison {
        title: text!("如果……会怎样", "What if"),
        alliance: Text::new(instance.alliance.zh(), instance.alliance.en()),
        dates: text!("{start} 至 {last}", "{start} to {last}"),
        lines,
        pairs,
        closing: None,
    }
}

fn line(case: &Case, ending: Option<&Ending>, comparable: bool) -> Line {
    let words = match ending {
        Some(Ending::Found(roster)) => Timetable::new(&case.instance, roster, &Verdict::default()).objective.status,
        Some(Ending::Impossible(why) | Ending::Nothing(why)) => why.clone(),
        None => text!("未算完", "not finished"),
    };
    let measures = ending.and_then(Ending::roster).and_then(|roster| measures(&case.instance, roster));
    Line { id: case.id.clone(), name: case.name.clone(), measures, ending: words, comparable }
}

/// What a roster counts; nothing if the instance has no rule book that can be read.
pub(super) fn measures(instance: &Instance, roster: &Roster) -> Option<Measures> {
    let verdict = audit(instance, roster).ok()?;
    let table = Timetable::new(instance, roster, &verdict);
    let weeks = || table.doctors.iter().flat_map(|doctor| doctor.hours.weeks.iter().map(|minutes| (*minutes, doctor.hours.contract)));
    let nights: Vec<u32> = table.doctors.iter().map(|doctor| doctor.load.nights).filter(|nights| *nights > 0).collect();
    let people = nights.len() as u32;
    let windows = || table.quotas.iter().flat_map(|quota| &quota.windows);
    let above = table.fairness.iter().filter(|line| line.burden == Burden::Nights && line.counted).map(|line| line.own * 10 - line.mean);
    let half_days = |kind: Direction| table.stints_of(kind).map(crate::report::StintLine::half_days).sum();
    let sums = verdict.penalty_by_priority();
    Some(Measures {
        doctors: instance.doctors.len(),
        missing: table.missing(),
        above48: weeks().map(|(minutes, _)| (minutes - FORTY_EIGHT).max(0)).sum(),
        overtime: weeks().map(|(minutes, contract)| (minutes - contract).max(0)).sum(),
        nights_mean: (nights.iter().sum::<u32>() * 10 + people / 2).checked_div(people).unwrap_or(0),
        nights_most: nights.iter().max().copied().unwrap_or(0),
        items: windows().map(|window| window.items.min(window.due)).sum(),
        due: windows().map(|window| window.due).sum(),
        nights_above_mean: above.max().unwrap_or(0),
        down: half_days(Direction::Down),
        up: half_days(Direction::Up),
        priorities: Priority::ALL.into_iter().map(|place| (named(place), sums.get(&place).copied().unwrap_or(0))).collect(),
        penalty: verdict.penalty(),
        bound: roster.provenance.as_ref().and_then(|provenance| provenance.bound),
    })
}

fn named(place: Priority) -> Text {
    let name = place.name();
    Text::new(name.zh(), name.en())
}

/// What breaking rules costs: all settings of every entry that has a price. Two instances with the
/// same prices count penalties alike; what must hold, and how much there is to do, may differ.
#[derive(Debug, PartialEq)]
struct Prices(BTreeMap<&'static str, Vec<Value>>);

impl Prices {
    fn of(instance: &Instance) -> Self {
        let mut generator = SchemaGenerator::default();
        let mut prices = BTreeMap::new();
        for kind in KINDS {
            let schema = kind.schema(&mut generator).to_value();
            let weights = schema["properties"].as_object().is_some_and(|keys| keys.keys().any(|key| key.ends_with("weight")));
            let priced = |settings: &Value| weights || settings["enforce"] != "hard";
            let rule = kind.card().code;
            let entries: Vec<Value> = effective(instance, rule).into_iter().map(|entry| entry.settings).filter(priced).collect();
            if !entries.is_empty() {
                prices.insert(rule, entries);
            }
        }
        Self(prices)
    }
}
