//! The comparison for programs; `docs/whatif.md` explains the fields.

use super::{Comparison, Measures, Proof, table};
use serde_json::{Map, Value, json};

/// One document. Numbers are in the units that the fields' names say.
pub fn json(comparison: &Comparison) -> Value {
    let cases: Vec<Value> = comparison
        .lines
        .iter()
        .map(|line| {
            let mut case = Map::new();
            case.insert("id".into(), json!(line.id));
            case.insert("name".into(), json!({ "zh": line.name.zh, "en": line.name.en }));
            case.insert("ending".into(), json!({ "zh": line.ending.zh, "en": line.ending.en }));
            case.insert("comparable".into(), json!(line.comparable));
            case.insert("measures".into(), line.measures.as_ref().map_or(Value::Null, measures));
            Value::Object(case)
        })
        .collect();
    let id = |position: usize| comparison.lines.get(position).map(|line| line.id.clone());
    let pairs: Vec<Value> = comparison
        .pairs
        .iter()
        .map(|pair| json!({ "first": id(pair.first), "second": id(pair.second), "second_is": pair.standing.code() }))
        .collect();
    let closing = comparison.closing.as_ref().map(|closing| {
        let proof = match closing.proof {
            Proof::Smallest => "smallest",
            Proof::Enough => "enough",
            Proof::NotClosed => "not_closed",
        };
        let text = |text: &crate::diagnostic::Text| json!({ "zh": text.zh, "en": text.en });
        let step = |step: &super::ClosingStep| {
            json!({ "added": step.added.as_ref().map(text), "doctors": step.doctors, "measures": measures(&step.measures) })
        };
        json!({
            "doctors_more": closing.added(),
            "proof": proof,
            "kinds": closing.kinds.iter().map(text).collect::<Vec<_>>(),
            "steps": closing.steps.iter().map(step).collect::<Vec<_>>(),
        })
    });
    json!({ "alliance": { "zh": comparison.alliance.zh, "en": comparison.alliance.en }, "cases": cases, "pairs": pairs, "closing": closing })
}

fn measures(own: &Measures) -> Value {
    let mut fields = Map::new();
    fields.insert("doctors".into(), json!(own.doctors));
    for column in table::columns() {
        fields.insert(column.code.into(), json!((column.value)(own)));
    }
    fields.insert("public_health_items".into(), json!(own.items));
    fields.insert("public_health_due".into(), json!(own.due));
    let names = crate::domain::Priority::ALL.into_iter().map(crate::domain::Priority::code);
    let sums: Map<String, Value> = names.zip(&own.priorities).map(|(name, (_, sum))| (name.to_owned(), json!(sum))).collect();
    fields.insert("penalty_by_objective".into(), Value::Object(sums));
    fields.insert("penalty".into(), json!(own.penalty));
    fields.insert("bound".into(), json!(own.bound));
    fields.insert("gap_basis_points".into(), json!(own.gap()));
    Value::Object(fields)
}
