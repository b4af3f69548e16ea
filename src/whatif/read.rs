//! From a file of scenarios to instances, with everything that is wrong and where.

use super::{
    patch,
    rule_change::form,
    scenario::{Scenario, Scenarios},
    sweep::expand,
};
use crate::{
    diagnostic::{Diagnostic, Place, Text, suggest},
    domain::Instance,
    format::{self, Reading, Source, schema::with_rule_changes},
    text,
};
use itertools::Itertools;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

/// The id of the instance as it stands.
pub const BASE: &str = "base";

/// An instance to look at: that as it stands, or one that a scenario makes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Its id; [`BASE`] for the instance as it stands.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// The instance, checked like any other.
    pub instance: Instance,
    /// The earlier cases that it is built on, or else the one it differs from least, by position: the
    /// search begins with the roster of one of them. The first case has none.
    pub near: Vec<usize>,
}

/// The JSON Schema of a file of scenarios.
pub fn schema() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(|| with_rule_changes::<Scenarios>("shangxia scenarios", "What if: small changes to an instance, by name.", form))
}

/// Reads scenarios over an instance. The first case is the instance as it stands; the others follow
/// in the order of the file, sweeps value by value.
///
/// ```
/// use shangxia::{format::{self, Source}, whatif};
///
/// let ward = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/instances/ward_of_two.yaml"));
/// let ward = format::read_instance(&Source::new("ward.yaml", ward)).value.ok_or("an instance")?;
/// let file = Source::new("scenarios.yaml", "scenarios: [{ id: cap, cap: [48, 40] }]");
/// let cases = whatif::read(&file, &ward).value.ok_or("scenarios")?;
/// let ids: Vec<&str> = cases.iter().map(|case| case.id.as_str()).collect();
/// assert_eq!(ids, ["base", "cap-48", "cap-40"]);
/// # Ok::<(), &str>(())
/// ```
pub fn read(source: &Source, instance: &Instance) -> Reading<Vec<Case>> {
    let reading: Reading<Scenarios> = format::read_about(source, schema(), instance);
    let Reading { value: Some(file), mut diagnostics } = reading else { return Reading { value: None, diagnostics: reading.diagnostics } };
    let mut cases = vec![Case { id: BASE.to_owned(), name: text!("现状", "as it stands"), instance: instance.clone(), near: Vec::new() }];
    let mut made: BTreeMap<String, Vec<Scenario>> = BTreeMap::new();
    for (position, scenario) in file.scenarios.iter().enumerate() {
        let place = Place::root().key("scenarios").index(position);
        let sound = names(scenario, &place, &made, &mut diagnostics);
        let chain = chain(scenario, &place, &made, &mut diagnostics);
        if !sound {
            continue;
        }
        for one in expand(scenario) {
            let mut whole = chain.clone();
            whole.push(one.clone());
            let known = !made.contains_key(&one.id);
            made.insert(one.id.clone(), whole.clone());
            if !known {
                let id = &one.id;
                let cause = text!("“{id}”已经有了", "there is already a scenario `{id}`");
                diagnostics.push(Diagnostic::error("duplicate-id", place.key("id"), cause, text!("换一个名称", "choose another id")));
                continue;
            }
            match build(&whole, file.seed, instance) {
                Ok(instance) => {
                    let near = cases.iter().positions(|case| one.also.contains(&case.id)).collect();
                    cases.push(Case { id: one.id.clone(), name: called(&one), instance, near });
                }
                Err(problems) => diagnostics.extend(problems.into_iter().map(|problem| problem.at(&place, &one))),
            }
        }
        // `also: [cap]` of a sweep means nothing: one of its scenarios has to be named.
        made.entry(scenario.id.clone()).or_default();
    }
    let failed = diagnostics.iter().any(Diagnostic::is_error);
    if !failed {
        find_neighbours(&mut cases);
    }
    Reading { value: (!failed).then_some(cases), diagnostics }
}

fn called(scenario: &Scenario) -> Text {
    scenario.name.as_ref().map_or_else(|| Text::new(&scenario.id, &scenario.id), |name| Text::new(name.zh(), name.en()))
}

/// Whether the id can name a file and is nobody else's.
fn names(scenario: &Scenario, place: &Place, made: &BTreeMap<String, Vec<Scenario>>, found: &mut Vec<Diagnostic>) -> bool {
    let id = &scenario.id;
    let plain = id.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_.".contains(letter)) && !id.starts_with('.');
    if !plain {
        let cause = text!("“{id}”不能作文件名", "`{id}` cannot name a file");
        found.push(Diagnostic::error("scenario-id", place.key("id"), cause, text!("只用字母、数字和 - _ .", "use letters, digits and - _ .")));
    } else if id == BASE {
        let cause = text!("“base”就是现状，总会算", "`base` is the instance as it stands and always there");
        found.push(Diagnostic::error("scenario-id", place.key("id"), cause, text!("换一个名称", "choose another id")));
    } else if made.contains_key(id) {
        let cause = text!("“{id}”已经有了", "there is already a scenario `{id}`");
        found.push(Diagnostic::error("duplicate-id", place.key("id"), cause, text!("换一个名称", "choose another id")));
    } else {
        return true;
    }
    false
}

/// The scenarios whose changes come before a scenario's own.
fn chain(scenario: &Scenario, place: &Place, made: &BTreeMap<String, Vec<Scenario>>, found: &mut Vec<Diagnostic>) -> Vec<Scenario> {
    let mut chain: Vec<Scenario> = Vec::new();
    for (position, id) in scenario.also.iter().enumerate() {
        let Some(others) = made.get(id).filter(|others| !others.is_empty()) else {
            let cause = text!("前面没有情景“{id}”", "there is no scenario `{id}` above");
            let known: Vec<&str> = made.iter().filter(|(_, others)| !others.is_empty()).map(|(id, _)| id.as_str()).collect();
            found.push(Diagnostic::error("unknown-scenario", place.key("also").index(position), cause, suggest::advice(id, known)));
            continue;
        };
        // What two of them build on is changed once.
        for other in others {
            if chain.iter().all(|known| known.id != other.id) {
                chain.push(other.clone());
            }
        }
    }
    chain
}

/// Why a scenario makes no instance.
enum Problem {
    Refused(patch::Refused),
    Invalid(Diagnostic),
}

impl Problem {
    fn at(self, place: &Place, scenario: &Scenario) -> Diagnostic {
        let id = &scenario.id;
        match self {
            Self::Refused(refused) => Diagnostic::error("scenario-refused", place.key(refused.key), refused.cause, refused.advice),
            Self::Invalid(inner) => {
                let (zh, en, there) = (&inner.cause.zh, &inner.cause.en, &inner.place);
                let cause = text!("情景“{id}”得出的实例有误（{there}）：{zh}", "scenario `{id}` makes an instance that cannot be ({there}): {en}");
                Diagnostic::error(inner.code, place.clone(), cause, inner.advice)
            }
        }
    }
}

fn build(chain: &[Scenario], seed: u32, base: &Instance) -> Result<Instance, Vec<Problem>> {
    let mut instance = base.clone();
    for scenario in chain {
        patch::apply(scenario, seed, &mut instance).map_err(|refused| vec![Problem::Refused(refused)])?;
    }
    let wrong: Vec<Problem> = format::check_instance(&instance).into_iter().filter(Diagnostic::is_error).map(Problem::Invalid).collect();
    if wrong.is_empty() { Ok(instance) } else { Err(wrong) }
}

/// Gives each case that is built on no other the earlier one it differs from in the fewest lines of their
/// files; of several the latest counts, so that a sweep goes from value to value.
pub(super) fn find_neighbours(cases: &mut [Case]) {
    let texts: Vec<String> = cases.iter().map(|case| format::write_instance(&case.instance)).collect();
    let lines: Vec<BTreeSet<&str>> = texts.iter().map(|text| text.lines().collect()).collect();
    for (position, case) in cases.iter_mut().enumerate().filter(|(_, case)| case.near.is_empty()) {
        let apart = |other: &usize| lines[position].symmetric_difference(&lines[*other]).count();
        case.near.extend((0..position).min_by_key(|other| (apart(other), std::cmp::Reverse(*other))));
    }
}
